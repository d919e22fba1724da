"""What the worker asks of a library, whatever it is made of. Documents are named by their ids.

Lists are in one of the orders of ``index.library``, where documents that are equal in it stand by their ids, or by
event. Errors are those of ``index.errors``: DocumentMissingError for an id that is not there, QueryError for a query
that cannot be understood, ConfigurationError for an order or an entity that nobody knows, and the LibraryErrors.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

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
from index.answers.listing import ArrivedAnswer, CompletionsAnswer, LibraryInfo, RelatedAnswer, Row, UnseenAnswer
from index.compare.comparison import ComparisonAnswer, MatrixAnswer
from index.corrections.stories import StoryPlan
from index.explanation import Explain
from index.library.timeline import Scale
from index.notebook.anchors import Anchor
from index.notebook.annotation import Subject
from index.notebook.moved_documents import Placement

Check = Callable[[], None]
"""Called between steps; it may raise to give up."""


class Result(Protocol):
    """What a search has found, as it was then: later commits do not change which documents these are."""

    @property
    def total(self) -> int:
        """How many rows the list has."""

    @property
    def is_near(self) -> bool:
        """Whether nothing fulfils the query, and these are the documents that have most of its words."""

    @property
    def order(self) -> str:
        """What the list is ordered by."""

    @property
    def explain(self) -> Explain:
        """What the query meant, and how many documents fulfil each condition."""

    @property
    def events(self) -> int:
        """In a list by event, how many events have several documents."""

    @property
    def folded(self) -> int:
        """In a list by event, how many copies have no row."""

    @property
    def generation(self) -> int:
        """The state of the library that was searched, as ``LibraryInfo`` counts it."""

    def rows(self, start: int, count: int, check: Check) -> tuple[Row, ...]:
        """Some rows of the list. A document that has left the library meanwhile is left out."""

    def subjects(self, start: int, count: int, check: Check) -> tuple[Subject, ...]:
        """The documents of some rows of the list, as ``rows``."""

    def document(self, id: str) -> DocumentView:
        """A document, with the hits of the query; of a long text the first ``PIECE``."""

    def facets(self) -> FacetsAnswer:
        """What the result consists of."""

    def entities(self, document: str, check: Check) -> EntitiesAnswer:
        """The entities of the result, or of a document if one is named, counted over the result."""

    def passages(self) -> PassagesAnswer:
        """The sentences with hits."""

    def timeline(self, scale: Scale | None) -> TimelineAnswer:
        """What the documents were published in and speak of, in a scale that fits if none is given."""

    def source_times(self, scale: Scale | None) -> SourceTimesAnswer:
        """When each source published, in a scale that fits if none is given."""

    def tolls(self, check: Check) -> TollsAnswer:
        """The figures that the documents give of what happened."""

    def map(
        self, document: str, first: datetime.date | None, last: datetime.date | None, scale: Scale | None
    ) -> MapAnswer:
        """The places of the documents, of those published in these days if they are given."""

    def places_written(self, form: str, first: datetime.date | None, last: datetime.date | None) -> str:
        """What is written of the places of the documents, of those published in these days, in a format."""

    def sentences(self, first: datetime.date, last: datetime.date) -> SentencesAnswer:
        """What the documents say of these days."""


class Library(Protocol):
    """A library, open for reading, corrected by a notebook. Each call sees what was committed before it."""

    def close(self) -> None:
        """Let go of the files."""

    def info(self) -> LibraryInfo:
        """Which library this is."""

    def search(self, query: str, order: str, *, other_names: bool, check: Check) -> Result:
        """Search; an empty query is every document.

        Without an ``order`` it is by relevance, newest first where nothing is scored. By event a list is only if
        it is short enough. Names are widened to the other names of what they name, unless ``other_names`` says not to.
        """

    def complete(self, typed: str, cursor: int) -> CompletionsAnswer:
        """How a query that is being typed can go on at the cursor."""

    def document(self, id: str) -> DocumentView:
        """A document; of a long text the first ``PIECE``."""

    def text(self, id: str, start: int, count: int) -> TextAnswer:
        """A piece of a document's text, no longer than ``PIECE``."""

    def entity(self, type: str, name: str) -> EntityAnswer:
        """What the library has about an entity."""

    def evidence(self, id: str) -> EvidenceAnswer:
        """What speaks for a document's date."""

    def text_hashes(self, ids: Sequence[str]) -> HashesAnswer:
        """The hash of the text of each of these documents that is there."""

    def placement(self, subject: Subject, anchor: Anchor | None) -> Placement:
        """Where a note on this passage, or with no anchor on the whole document, belongs now."""

    def join_plan(self, id: str) -> StoryPlan:
        """What it means that the stories of a document's file are one."""

    def split_plan(self, id: str) -> StoryPlan:
        """What it means that stories which were joined, as the correction of this subject says, are none any more."""

    def related(self, id: str) -> RelatedAnswer:
        """Other documents on the event that a document reports, best first."""

    def facts(self, ids: Sequence[str]) -> FactsAnswer:
        """What an export says of each of these documents that is there."""

    def unseen(self, searches: Mapping[str, str], check: Check) -> UnseenAnswer:
        """What saved searches, queries by name, find that was not seen of them yet."""

    def arrived(self, after: int) -> ArrivedAnswer:
        """What is new and changed since the document with this key was the newest; nothing for -1 but the newest."""

    def versions(self, id: str) -> VersionsAnswer:
        """The versions of a document and what was edited between them, by the id of any."""

    def compare(self, a: str, b: str) -> ComparisonAnswer:
        """Two documents side by side."""

    def matrix(self, id: str) -> MatrixAnswer:
        """A document and the other accounts of its event that are likely, against each other."""
