"""The front door of a library: open it, search it, read a document of it.

What a search does without is imported by what needs it: a search from the shell is mostly imports.
"""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from index.catalogue.reading import CatalogueReader
from index.catalogue.stored_documents import StoredDocument, Summary
from index.catalogue.stored_versions import StoredVersion
from index.engine import OpenEngine, Searcher
from index.errors import LibraryLockedError, NotebookHeldError
from index.explanation import Explain
from index.home.folders import check_owned
from index.home.lock import writer_lock
from index.library.columns import Columns
from index.library.conditions import CatalogueConditions
from index.library.engines import open_engine
from index.library.found import Found, FoundRow
from index.library.query_run import QueryRun
from index.library.rows import rows_with_hits, rows_with_snippets
from index.library.stored_entities import StoredEntities
from index.query.fields import ALL_VERSIONS
from index.query.grammar import parse, parse_any
from index.query.tree import FlagLeaf, Query, leaves

if TYPE_CHECKING:
    from index.answers.counts import EntitiesAnswer, FacetsAnswer, SentencesAnswer, SourceTimesAnswer, TimelineAnswer
    from index.answers.document import OriginView
    from index.answers.entity import MapAnswer
    from index.answers.listing import LibraryInfo
    from index.corrections.apply_documents import Corrector
    from index.library.place_map import Days
    from index.library.timeline import Scale
    from index.map.accounts import PlaceAccount
    from index.notebook.store import Notebook
    from index.query.snippets import Snippet

_NO_TITLES: dict[int, str] = {}


class LocalLibrary:
    """A library, open for reading. Searches see what was committed before they began."""

    def __init__(
        self,
        folder: Path,
        notebook: Path | None = None,
        open_engine: OpenEngine = open_engine,
        *,
        older: bool = False,
    ) -> None:
        """Open the library in ``folder``; with ``older`` the older versions of documents count as documents.

        Raises LibraryMissingError, UnsafeFolderError, LibraryDamagedError and the other LibraryErrors.
        """
        check_owned(folder)
        self.folder = folder
        self.catalogue = CatalogueReader(folder / "catalogue.sqlite", older=older)
        with contextlib.ExitStack() as undo:
            undo.callback(self.catalogue.close)
            self._engine = open_engine(folder, self.catalogue.meta("engine"))
            if self.catalogue.unsettled():
                self._repair()
            undo.pop_all()
        self._older = older
        self._open_engine = open_engine
        self._all_versions: LocalLibrary | None = None
        self._notebook_path = notebook
        self._notebook: Notebook | None = None
        self._searcher: Searcher | None = None
        self._generation = -1
        self._columns: Columns | None = None
        self._stored: StoredEntities | None = None
        self._columns_generation = -1
        self._corrector: Corrector | None = None  # where there is a notebook
        self._corrections = 0

    def close(self) -> None:
        """Let go of the files."""
        self.catalogue.close()
        if self._searcher is not None:
            self._searcher.close()
        if self._notebook is not None:
            self._notebook.close()
        if self._all_versions is not None:
            self._all_versions.close()

    def _with_versions(self) -> LocalLibrary:
        """The same library, in which the older versions of documents count as documents."""
        if self._all_versions is None:
            self._all_versions = LocalLibrary(self.folder, self._notebook_path, self._open_engine, older=True)
        return self._all_versions

    def versions(self, wanted: str) -> list[StoredVersion]:
        """The versions of a document, the oldest first, by the id of any of them, the start of its id or its record's.

        Raises DocumentMissingError.
        """
        summaries = self.catalogue.summaries([self.find(wanted)])
        return self.catalogue.versions(summaries[0].id) if summaries else []

    def _repair(self) -> None:
        """Settle what a killed writer left; where a writer is at work, it will do so itself."""
        from index.building.repair import repair  # these take 50 ms, and hardly any library needs them
        from index.catalogue.writing import CatalogueWriter

        try:
            with writer_lock(self.folder):
                writer = CatalogueWriter(self.folder / "catalogue.sqlite")
                try:
                    repair(writer, self._engine)
                finally:
                    writer.close()
        except LibraryLockedError:
            return

    def _correct(self) -> None:
        """Take up what the analyst has corrected by now; while another program holds the notebook, what is known."""
        try:
            notebook = self.notebook()
            if notebook is not None and self._made_corrector().apply(notebook):
                self._columns = None
                self._corrections += 1
        except NotebookHeldError:
            return

    def _made_corrector(self) -> Corrector:
        """What keeps the catalogue corrected by the notebook, made when there is one first."""
        if self._corrector is None:
            from index.corrections.apply_documents import Corrector

            self._corrector = Corrector(self.catalogue)
        return self._corrector

    def corrections_taken_up(self) -> int:
        """Take up what the analyst has corrected by now; a number that grows whenever that changes anything."""
        self._correct()
        return self._corrections

    def info(self) -> LibraryInfo:
        """Which library this is, and how much is in it."""
        from index.answers.listing import LibraryInfo

        self._correct()
        counts = self.catalogue.counts()
        return LibraryInfo(
            name=self.folder.name,
            folder=str(self.folder),
            roots=tuple(self.catalogue.roots()),
            documents=counts["documents"],
            problems=counts["problems"],
            samples=self.catalogue.meta("samples") == "yes",
            generation=self.catalogue.generation(),
        )

    # Searching

    def search(
        self,
        typed: str,
        order: str = "",
        *,
        match_any: bool = False,
        other_names: bool = True,
        today: datetime.date | None = None,
        check: Callable[[], None] = lambda: None,
    ) -> Found:
        """Search for what was typed. Without an ``order`` it is by relevance, and newest first where nothing is scored.

        A name that was typed is widened to the other names of what it names, unless ``other_names`` says not to.

        Raises QueryError, ConfigurationError for an unknown order, and what ``check`` raises between steps.
        """
        query = parse_any(typed) if match_any else parse(typed, today, self.catalogue.date_order())
        if not self._older and any(
            isinstance(leaf, FlagLeaf) and leaf.flag == ALL_VERSIONS for leaf in leaves(query.root)
        ):
            library = self._with_versions()
            found = library.search(typed, order, other_names=other_names, today=today, check=check)
            return replace(found, within=library)
        searcher = self.searcher()
        columns = self.columns()
        conditions = CatalogueConditions(self.catalogue, columns, self.notebook(), check, query.root)
        titles = self._corrector.titles if self._corrector is not None else _NO_TITLES
        run = QueryRun(self.catalogue, columns, searcher, conditions, titles, self.catalogue.older_keys(), check)
        return run.found(query, order, match_any=match_any, other_names=other_names)

    def browse(self, order: str = "newest") -> Found:
        """Every document, without opening the index."""
        self._correct()
        keys = self.catalogue.ordered_keys(order)
        return Found(Query("", None), order, keys, Explain("all documents"))

    def summaries(self, found: Found, start: int, count: int) -> list[Summary]:
        """Some rows of a result, without what is in the texts."""
        self._correct()
        catalogue = found.within.catalogue if found.within else self.catalogue
        return catalogue.summaries(found.keys[start : start + count])

    def rows(self, found: Found, start: int, count: int) -> list[FoundRow]:
        """Some rows of a result, each with its hits and a snippet."""
        return rows_with_hits(self.catalogue, found, self.summaries(found, start, count))

    def snippets(
        self, found: Found, start: int, count: int, check: Callable[[], None] = lambda: None
    ) -> list[tuple[Summary, Snippet]]:
        """Some rows of a result, each with a snippet; raises what ``check`` raises between rows."""
        return rows_with_snippets(self.catalogue, found, self.summaries(found, start, count), check)

    def facets(self, found: Found) -> FacetsAnswer:
        """What a result consists of, counted over all of its documents."""
        if found.within is not None:
            return found.within.facets(replace(found, within=None))
        from index.library.facets import count_facets

        notebook = self.notebook()
        tags: dict[str, set[str]] = {}
        for annotation in notebook.annotations() if notebook else ():
            tags.setdefault(annotation.document, set()).update(annotation.tags)
        ids = {summary.key: summary.id for summary in self.catalogue.summaries(self.catalogue.keys_of(tags))}
        return count_facets(self.columns(), found.keys, ids, tags)

    def entities(
        self, found: Found, key: int | None = None, *, check: Callable[[], None] = lambda: None
    ) -> EntitiesAnswer:
        """The entities of a result, or of one document, with the number of the result's documents that mention each.

        Raises what ``check`` raises between steps; what was read by then need not be read again.
        """
        if found.within is not None:
            return found.within.entities(replace(found, within=None), key, check=check)
        from index.library.entity_counting import counted_entities, entities_of_result

        columns = None
        while columns is not self.columns():  # again, if another program has committed meanwhile
            columns = self.columns()
            columns.read_entities(check)
        if key is None:
            return entities_of_result(columns, found.keys)
        mentioned = {(mention.type, mention.name) for mention in self.catalogue.mentioned.mentions(key)}
        return counted_entities(columns, found.keys, mentioned)

    def timeline(self, found: Found, scale: Scale | None = None) -> TimelineAnswer:
        """What a result's documents were published in and what they speak of, in a scale that fits if none is given."""
        if found.within is not None:
            return found.within.timeline(replace(found, within=None), scale)
        from index.library.timeline import make_timeline

        return make_timeline(self.columns(), found.keys, scale)

    def source_times(self, found: Found, scale: Scale | None = None) -> SourceTimesAnswer:
        """When each source of a result published, in a scale that fits if none is given."""
        if found.within is not None:
            return found.within.source_times(replace(found, within=None), scale)
        from index.library.source_times import source_times

        return source_times(self.columns(), found.keys, scale)

    def map(
        self,
        found: Found,
        key: int | None = None,
        first: datetime.date | None = None,
        last: datetime.date | None = None,
        scale: Scale | None = None,
    ) -> MapAnswer:
        """The places of a result, of what was published in these days if they are given; those of a document marked."""
        from index.library.place_map import make_map

        return make_map(self.columns(), found.keys, key, (first, last), scale)

    def names_without_place(self, found: Found) -> dict[str, int]:
        """The names of places of a result that no list has, or that could be anywhere, and in how many documents."""
        from index.library.place_map import names_without_place

        return names_without_place(self.columns(), found.keys)

    def place_accounts(self, found: Found, days: Days = (None, None)) -> Iterator[PlaceAccount]:
        """The places of a result, of what was published in these days, with what its documents say of each.

        Those in the most documents come first.
        """
        from index.library.place_accounts import accounts_of_places

        return accounts_of_places(self.catalogue, self.columns(), found.keys, days)

    def sentences(self, found: Found, first: datetime.date, last: datetime.date) -> SentencesAnswer:
        """What a result's documents say of these days."""
        if found.within is not None:
            return found.within.sentences(replace(found, within=None), first, last)
        from index.library.timeline import sentences_of

        return sentences_of(self.catalogue, self.columns(), found.keys, first, last)

    def columns(self) -> Columns:
        """The catalogue's columns as they were committed last, corrected."""
        self._correct()
        generation = self.catalogue.generation()
        if self._columns is None or generation != self._columns_generation:
            if self._stored is None or self._stored.generation != generation:
                self._stored = StoredEntities(self.catalogue)
            said = self._corrector
            corrected = (said.entities, said.places) if said is not None else ()
            self._columns = Columns(self.catalogue, self._stored, *corrected)
            self._columns_generation = generation
        return self._columns

    def find(self, wanted: str) -> int:
        """The key of the document with this id, the start of its id, or its record's own id, corrections taken up.

        Raises DocumentMissingError if there is none, or if there are several.
        """
        self._correct()
        return self.catalogue.find(wanted)

    def document(self, key: int) -> StoredDocument:
        """A document with its text. Raises DocumentMissingError."""
        self._correct()
        return self.catalogue.document(key)

    def origin(self, key: int) -> OriginView:
        """Where a document comes from, and how it hangs together with others."""
        from index.library.origin_view import origin_view

        return origin_view(self.catalogue, key)

    def times(self, key: int) -> list[tuple[int, int, str, str, str, str]]:
        """Start, end, type, value, first and last day (ISO, "" where there is none) of a document's time mentions."""
        return [
            (start, end, type_, value, _iso(begin), _iso(finish))
            for start, end, type_, value, begin, finish in self.catalogue.mentioned.times(key)
        ]

    def searcher(self) -> Searcher:
        """What was committed last, to be searched."""
        generation = self.catalogue.generation()
        if self._searcher is None or generation != self._generation:
            if self._searcher is not None:
                self._searcher.close()
            self._searcher = self._engine.searcher()
            self._generation = generation
        return self._searcher

    def notebook(self) -> Notebook | None:
        """The notebook that the library is corrected by, if it is there."""
        if self._notebook is None and self._notebook_path is not None and self._notebook_path.exists():
            from index.notebook.store import Notebook

            self._notebook = Notebook.open(self._notebook_path)
        return self._notebook


def _iso(ordinal: int | None) -> str:
    return datetime.date.fromordinal(ordinal).isoformat() if ordinal is not None else ""
