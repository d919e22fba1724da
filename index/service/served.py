"""A local library as the worker asks it: catalogue and engine answer, and the accounts that are made of both."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from index.answers.counts import (
    EntitiesAnswer,
    FacetsAnswer,
    SentencesAnswer,
    SourceTimesAnswer,
    TimelineAnswer,
    TollsAnswer,
)
from index.answers.document import (
    DocumentView,
    EvidenceAnswer,
    FactsAnswer,
    HashesAnswer,
    PassagesAnswer,
    TextAnswer,
    VersionsAnswer,
)
from index.answers.entity import EntityAnswer, MapAnswer
from index.answers.listing import (
    EVENT_ORDERS,
    WITH_COPIES,
    ArrivedAnswer,
    CompletionsAnswer,
    LibraryInfo,
    RelatedAnswer,
    Row,
    UnseenAnswer,
)
from index.catalogue.stored_documents import StoredDocument
from index.compare.answering import MOST_GROUPED, Accounts, Grouped
from index.compare.comparison import ComparisonAnswer, MatrixAnswer
from index.corrections.stories import StoryPlan, story_joins
from index.engine import OpenEngine
from index.errors import DocumentMissingError, QueryError
from index.explanation import Explain
from index.home.folders import find_home
from index.home.seen import SeenDocuments
from index.library import note_places
from index.library.completions import KnownLocally, completions
from index.library.document_versions import document_versions
from index.library.engines import open_engine
from index.library.entity_facts import entity_facts
from index.library.found import Found
from index.library.library import LocalLibrary
from index.library.news import news_of
from index.library.passages import passages_with_hits
from index.library.story_plans import plan_join, plan_split
from index.library.timeline import Scale
from index.library.views import PIECE, document_view, evidence_answer, row_of
from index.notebook.anchors import Anchor
from index.notebook.annotation import Subject
from index.notebook.moved_documents import Placement
from index.service.library import Check

MOST_MARKED = 10_000
"""Documents that are marked as new in a list, at most."""


class ServedResult:
    """What was found in a local library, by event if it was grouped so."""

    def __init__(
        self, library: LocalLibrary, accounts: Accounts, found: Found, grouped: Grouped | None, order: str
    ) -> None:
        """What comes near a query that nothing fulfils takes the place of what is found, and is told as such."""
        self._library = library
        self._accounts = accounts
        self.is_near = found.near is not None
        if found.near is not None:
            found = replace(found.near, explain=found.explain)
            order = found.order
        self._found = found
        self._grouped = grouped
        self._shown = replace(found, keys=grouped.keys) if grouped else found
        self.order = order
        self.generation = library.catalogue.generation()

    @property
    def total(self) -> int:
        """How many rows the list has."""
        return len(self._shown.keys)

    @property
    def explain(self) -> Explain:
        """What the query meant."""
        return self._found.explain

    @property
    def events(self) -> int:
        """How many events have several documents."""
        return self._grouped.events if self._grouped else 0

    @property
    def folded(self) -> int:
        """How many copies have no row."""
        return self._grouped.folded if self._grouped else 0

    def rows(self, start: int, count: int, check: Check) -> tuple[Row, ...]:
        """Some rows of the list."""
        places = self._grouped.places if self._grouped else {}
        rows = self._library.snippets(self._shown, start, count, check)
        return tuple(replace(row_of(*row), event=places.get(row[0].key)) for row in rows)

    def subjects(self, start: int, count: int, check: Check) -> tuple[Subject, ...]:
        """The documents of some rows of the list."""
        check()
        return tuple(
            Subject(one.id, one.title, one.source, one.date, one.path, one.text_hash)
            for one in self._library.summaries(self._shown, start, count)
        )

    def document(self, id: str) -> DocumentView:
        """A document, with the hits of the query."""
        return document_view(self._library, self._library.document(self._library.catalogue.find(id)), self._found)

    def facets(self) -> FacetsAnswer:
        """What the result consists of."""
        return self._library.facets(self._found)

    def entities(self, document: str, check: Check) -> EntitiesAnswer:
        """The entities of the result, or of a document if one is named."""
        key = self._library.catalogue.find(document) if document else None
        return self._library.entities(self._found, key, check=check)

    def passages(self) -> PassagesAnswer:
        """The sentences with hits."""
        return passages_with_hits(self._library, self._found)

    def timeline(self, scale: Scale | None) -> TimelineAnswer:
        """What the documents were published in and speak of."""
        return self._library.timeline(self._found, scale)

    def source_times(self, scale: Scale | None) -> SourceTimesAnswer:
        """When each source published."""
        return self._library.source_times(self._found, scale)

    def tolls(self, check: Check) -> TollsAnswer:
        """The figures that the documents give of what happened."""
        return self._accounts.tolls(self._shown.keys, check)

    def map(
        self, document: str, first: datetime.date | None, last: datetime.date | None, scale: Scale | None
    ) -> MapAnswer:
        """The places of the documents, of those published in these days if they are given."""
        key = self._library.catalogue.find(document) if document else None
        return self._library.map(self._found, key, first, last, scale)

    def places_written(self, form: str, first: datetime.date | None, last: datetime.date | None) -> str:
        """What is written of the places of the documents, of those published in these days, in a format."""
        from index.map.export import FORMATS  # with the first file that is written

        return FORMATS[form](self._library.place_accounts(self._found, (first, last)))

    def sentences(self, first: datetime.date, last: datetime.date) -> SentencesAnswer:
        """What the documents say of these days."""
        return self._library.sentences(self._found, first, last)


class ServedLibrary:
    """A local library and its accounts."""

    def __init__(self, folder: Path, notebook: Path, open_engine: OpenEngine = open_engine) -> None:
        """Open the library in a folder, corrected by a notebook. Raises the LibraryErrors."""
        self._library = LocalLibrary(folder, notebook, open_engine)
        self._accounts = Accounts(lambda: self._library)

    def close(self) -> None:
        """Let go of the files."""
        self._library.close()

    def info(self) -> LibraryInfo:
        """Which library this is."""
        return self._library.info()

    def search(self, query: str, order: str, *, other_names: bool, check: Check) -> ServedResult:
        """Search; by event only if the result is not too large for that."""
        by_event = order in EVENT_ORDERS
        plain = "" if by_event else order
        if query.strip():
            found = self._library.search(query, plain, other_names=other_names, check=check)
        else:
            found = self._library.browse(plain if plain not in ("", "relevance") else "newest")
        if not by_event or len(found.keys) > MOST_GROUPED or found.near is not None:
            return ServedResult(self._library, self._accounts, found, None, found.order)
        grouped = self._accounts.by_event(list(found.keys), copies=order == WITH_COPIES, check=check)
        return ServedResult(self._library, self._accounts, found, grouped, order)

    def document(self, id: str) -> DocumentView:
        """A document."""
        return document_view(self._library, self._stored(id), None)

    def text(self, id: str, start: int, count: int) -> TextAnswer:
        """A piece of a document's text."""
        stored = self._stored(id)
        return TextAnswer(stored.id, start, stored.text[start : start + min(count, PIECE)])

    def entity(self, type: str, name: str) -> EntityAnswer:
        """What the library has about an entity."""
        return entity_facts(self._library.catalogue, self._library.columns(), type, name)

    def evidence(self, id: str) -> EvidenceAnswer:
        """What speaks for a document's date."""
        return evidence_answer(self._library, self._stored(id))

    def facts(self, ids: Sequence[str]) -> FactsAnswer:
        """What an export says of each of these documents that is there."""
        return FactsAnswer(note_places.facts_of(self._library, ids))

    def text_hashes(self, ids: Sequence[str]) -> HashesAnswer:
        """The hash of the text of each of these documents that is there."""
        return HashesAnswer(note_places.text_hashes(self._library, ids))

    def placement(self, subject: Subject, anchor: Anchor | None) -> Placement:
        """Where a note on this passage, or with no anchor on the whole document, belongs now."""
        return note_places.place(self._library, subject, anchor)

    def join_plan(self, id: str) -> StoryPlan:
        """What it means that the stories of a document's file are one."""
        return plan_join(self._library, self._library.catalogue.find(id))

    def split_plan(self, id: str) -> StoryPlan:
        """What it means that stories which were joined are none any more."""
        notebook = self._library.notebook()
        joins = story_joins(notebook) if notebook else []
        join = next((one for one in joins if one.subject == id), None)
        if join is None:
            raise DocumentMissingError("The stories of this file were not joined.")
        return plan_split(self._library, join)

    def related(self, id: str) -> RelatedAnswer:
        """Other documents on the event that a document reports."""
        return self._accounts.related(id)

    def unseen(self, searches: Mapping[str, str], check: Check) -> UnseenAnswer:
        """What saved searches find that was not seen of them yet; nothing of one that cannot be understood."""
        seen = SeenDocuments(find_home(), self._library.folder)
        documents = {}
        for name, query in searches.items():
            with contextlib.suppress(QueryError):
                found = self._library.search(query, check=check)
                documents[name] = dict(news_of(self._library, seen, name, found).hashes)
        return UnseenAnswer(documents)

    def complete(self, typed: str, cursor: int) -> CompletionsAnswer:
        """How a query that is being typed can go on at the cursor."""
        return completions(KnownLocally(self._library), typed, cursor)

    def arrived(self, after: int) -> ArrivedAnswer:
        """What is new and changed since the document with this key was the newest."""
        found, last = self._library.catalogue.arrived(after)
        changed = sum(is_changed for _, is_changed in found)
        return ArrivedAnswer(len(found) - changed, changed, tuple(id_ for id_, _ in found[:MOST_MARKED]), last)

    def versions(self, id: str) -> VersionsAnswer:
        """The versions of a document and what was edited between them."""
        return document_versions(self._library, id)

    def compare(self, a: str, b: str) -> ComparisonAnswer:
        """Two documents side by side."""
        return self._accounts.compare(a, b)

    def matrix(self, id: str) -> MatrixAnswer:
        """A document and the other accounts of its event that are likely, against each other."""
        return self._accounts.matrix(id)

    def _stored(self, id: str) -> StoredDocument:
        return self._library.document(self._library.catalogue.find(id))
