"""What a search in a shared library has found, as it was then."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from index.answers.counts import (
    EntitiesAnswer,
    FacetsAnswer,
    SentencesAnswer,
    SourceTimesAnswer,
    TimelineAnswer,
    TollsAnswer,
)
from index.answers.document import DocumentView, PassagesAnswer
from index.answers.entity import MapAnswer
from index.answers.listing import Row
from index.compare.answering import Accounts, Grouped
from index.compare.tolls import MOST_READ
from index.engine import Condition
from index.errors import LibraryError
from index.explanation import Explain
from index.library.passages import passages_in
from index.library.timeline import Scale, sentences_of
from index.library.views import document_view
from index.notebook.annotation import Subject
from index.notebook.store import Notebook
from index.query.hits import Hits
from index.query.tree import Query
from index.shared import counted, gazetteer
from index.shared.conditions import spoken
from index.shared.copies import unpacked
from index.shared.rows import Check, Rows, subject_of
from index.shared.state import State
from index.shared.view import BY_ID

if TYPE_CHECKING:
    from index.library.library import LocalLibrary

Json = dict[str, Any]

MOST_READ_WHOLE = 2_000
"""Documents whose sentences are told, of a time or of places, at most: they are read one by one."""


@dataclass(frozen=True, slots=True)
class Found:
    """A query that was run: how many documents there are, and how many fulfil each condition alone."""

    query: Query
    translated: Json
    total: int
    by_condition: Mapping[Condition, int]
    left_out: Mapping[Condition, int]
    parts: Mapping[Condition, Json]  # each condition as the cluster was asked it


class SharedResult:
    """What was found, by event if it was grouped so."""

    def __init__(
        self,
        state: State,
        found: Found,
        rows: Rows,
        order: str,
        explain: Explain,
        notebook: Callable[[], Notebook | None],
        grouped: tuple[Grouped, tuple[str, ...]] | None = None,
        *,
        is_near: bool = False,
    ) -> None:
        """``is_near``: nothing fulfils the query, and this has most of its words. ``grouped`` has the ids shown."""
        self.state = state
        self._found = found
        self._rows = rows
        self._notebook = notebook
        self._grouped = grouped
        self.is_near = is_near
        self.order = order
        self.explain = explain
        self.generation = state.about.generation

    @property
    def translated(self) -> Json:
        """The query as the cluster was asked it."""
        return self._found.translated

    @property
    def total(self) -> int:
        """How many rows the list has."""
        return len(self._grouped[1]) if self._grouped else self._found.total

    @property
    def events(self) -> int:
        """How many events have several documents."""
        return self._grouped[0].events if self._grouped else 0

    @property
    def folded(self) -> int:
        """How many copies have no row."""
        return self._grouped[0].folded if self._grouped else 0

    def ids(self, check: Check) -> list[str]:
        """The ids of all documents found."""
        return [hit["_source"]["id"] for hit in self._rows.all(["id"], check)]

    def hashes(self, check: Check) -> dict[str, str]:
        """The hash of the text of each document found, by id, in their order."""
        found = (hit["_source"] for hit in self._rows.all(["id", "text_hash"], check))
        return {one["id"]: one["text_hash"] for one in found}

    def grouped_as(self, grouped: Grouped, ids: tuple[str, ...], order: str) -> SharedResult:
        """The same result by event; ``ids`` are those of the documents that are shown, in their order."""
        return SharedResult(self.state, self._found, self._rows, order, self.explain, self._notebook, (grouped, ids))

    def rows(self, start: int, count: int, check: Check) -> tuple[Row, ...]:
        """Some rows of the list."""
        if self._grouped is None:
            return self._rows.window(start, count, check)
        grouped, ids = self._grouped
        wanted = ids[start : start + count]
        found = {row.id: row for row in self._rows.of(wanted, check)}
        places = dict(zip(ids, grouped.keys, strict=True))
        return tuple(replace(found[id_], event=grouped.places.get(places[id_])) for id_ in wanted if id_ in found)

    def subjects(self, start: int, count: int, check: Check) -> tuple[Subject, ...]:
        """The documents of some rows of the list."""
        if self._grouped is None:
            return tuple(self._rows.subjects(start, min(count, max(0, self.total - start)), check))
        return tuple(self._rows.subjects_of(self._grouped[1][start : start + count]))

    def document(self, id: str) -> DocumentView:
        """A document, with the hits of the query."""
        library = self.state.copies.around(id)
        stored = library.document(library.find(id))
        view = document_view(library, stored, None)
        hits = self._rows.hits_in(stored.id, stored.title, stored.text, view.language)
        return replace(
            view,
            hits=tuple((span.start, span.end) for span in hits.text),
            title_hits=tuple((span.start, span.end) for span in hits.title),
        )

    def facets(self) -> FacetsAnswer:
        """What the result consists of."""
        return counted.facets(self.state.view, self._found.translated, self._found.total, self._notebook())

    def entities(self, document: str, check: Check) -> EntitiesAnswer:
        """The entities of the result, or of a document if one is named."""
        check()
        if not document:
            return counted.entities(self.state.view, self._found.translated)
        library = self.state.copies.of([document])
        mentions = library.catalogue.mentioned.mentions(library.find(document))
        named = {(mention.type, mention.name) for mention in mentions}
        return counted.entities_among(self.state.view, self._found.translated, named)

    def passages(self) -> PassagesAnswer:
        """The sentences with hits."""
        return passages_in(self._texts())

    def _texts(self) -> Iterator[tuple[Subject, str, Hits]]:
        for hit in self._rows.all(["packed"], lambda: None):
            packed = unpacked(hit["_source"]["packed"])
            row = packed.row
            yield subject_of(hit), row.text, self._rows.found_in(hit, row.title, row.text, packed.language)

    def timeline(self, scale: Scale | None) -> TimelineAnswer:
        """What the documents were published in and speak of."""
        return counted.timeline(self.state.view, self._found.translated, self._found.total, scale)

    def source_times(self, scale: Scale | None) -> SourceTimesAnswer:
        """When each source published."""
        return counted.source_times(self.state.view, self._found.translated, scale)

    def tolls(self, check: Check) -> TollsAnswer:
        """The figures that the documents give of what happened; as in a local library the first of them are read."""
        ids = self._grouped[1][:MOST_READ] if self._grouped else ()
        if self._grouped is None:
            most = min(MOST_READ, self._found.total)
            ids = tuple(hit["_source"]["id"] for hit in self._rows.hits(0, most, ["id"], check))
        library = self.state.copies.of(ids)
        keys = {summary.id: summary.key for summary in library.catalogue.summaries(library.catalogue.keys_of(ids))}
        told = Accounts(lambda: library).tolls([keys[id_] for id_ in ids], check)
        return replace(told, left=self.total - told.documents)

    def map(
        self, document: str, first: datetime.date | None, last: datetime.date | None, scale: Scale | None
    ) -> MapAnswer:
        """The places of the documents, of those published in these days if they are given."""
        view, here = self.state.view, list[str]()
        if document:
            body = {"size": 1, "query": {"term": {"id": document}}, "_source": ["located"]}
            here = [place for hit in view.search(body)["hits"]["hits"] for place in hit["_source"].get("located", ())]
        return gazetteer.make_map(view, self._found.translated, (first, last), here, self.timeline(scale))

    def sentences(self, first: datetime.date, last: datetime.date) -> SentencesAnswer:
        """What the documents say of these days. Raises LibraryError if these are too many to be read."""
        speaking = spoken(self.state.lengths, first.toordinal(), last.toordinal())
        query = {"bool": {"filter": [self._found.translated, speaking]}}
        library, keys = self._read_whole(query, "speak of these days")
        return sentences_of(library.catalogue, library.columns(), keys, first, last)

    def places_written(self, form: str, first: datetime.date | None, last: datetime.date | None) -> str:
        """What is written of the places of the documents. Raises LibraryError if these are too many to be read."""
        from index.library.place_accounts import accounts_of_places  # with the first file that is written
        from index.map.export import FORMATS

        query = gazetteer.published_in(self._found.translated, (first, last))
        library, keys = self._read_whole(query, "are found")
        return FORMATS[form](accounts_of_places(library.catalogue, library.columns(), keys))

    def _read_whole(self, query: Json, what_they_do: str) -> tuple[LocalLibrary, Sequence[int]]:
        """A local library with the documents that fulfil a query, and their keys there."""
        body = {"size": MOST_READ_WHOLE + 1, "query": query, "_source": ["id"], "sort": BY_ID}
        ids = [hit["_source"]["id"] for hit in self.state.view.search(body)["hits"]["hits"]]
        if len(ids) > MOST_READ_WHOLE:
            raise LibraryError(f"More than {MOST_READ_WHOLE:,} documents {what_they_do}; narrow the query or the days.")
        library = self.state.copies.of(ids)
        return library, library.catalogue.keys_of(ids)
