"""What a library answers about accounts: related documents, two side by side, an event's matrix, events in a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from index.answers.counts import TollsAnswer
from index.answers.listing import EventView, ReasonView, RelatedAnswer, RelatedRow
from index.catalogue.stored_documents import StoredDocument, Summary
from index.compare.accounts import account_of
from index.compare.comparison import ComparisonAnswer, MatrixAnswer
from index.compare.events import Event, group_by_event
from index.compare.matrix import make_matrix
from index.compare.related import Related, Relations
from index.compare.side_by_side import compare
from index.compare.tolls import Tolls
from index.engine import Searcher
from index.library.library import LocalLibrary
from index.notebook.annotation import Subject

LIKELY = 0.5
"""The score from which on a document is taken for another account of an event without being asked."""

MOST_ACCOUNTS = 12
"""Accounts in a matrix; more columns do not fit in a narrow window beside the titles."""

MOST_GROUPED = 2000
"""Documents of a list that are grouped by event; more would keep the analyst waiting for seconds."""

_AT_ONCE = 200  # documents that are read between two looks at whether anybody still waits


@dataclass(frozen=True, slots=True)
class Grouped:
    """A result by event: the keys shown, where each stands in its event, how many events, how many copies folded."""

    keys: tuple[int, ...]
    places: Mapping[int, EventView]
    events: int  # with several documents
    folded: int


class Accounts:
    """Answers about the accounts in a library."""

    def __init__(self, opened: Callable[[], LocalLibrary]) -> None:
        """``opened`` gives the library."""
        self._opened = opened
        self._relations: tuple[tuple[Searcher, int], Relations] | None = None
        self._tolls: tuple[tuple[Searcher, int], Tolls] | None = None

    def related(self, id: str) -> RelatedAnswer:
        """Other documents on the event that a document reports."""
        library = self._opened()
        found = self._current_relations(library).related(library.find(id))
        summaries = {summary.key: summary for summary in library.catalogue.summaries(one.key for one in found)}
        return RelatedAnswer(id, tuple(_related_row(one, summaries) for one in found))

    def compare(self, a: str, b: str) -> ComparisonAnswer:
        """Two documents side by side."""
        library = self._opened()
        documents = [library.document(library.find(id)) for id in (a, b)]
        accounts = [account_of(library.catalogue, document) for document in documents]
        subjects = [_subject(document) for document in documents]
        return ComparisonAnswer(compare(*accounts), accounts[0].text, accounts[1].text, *subjects)

    def matrix(self, id: str) -> MatrixAnswer:
        """A document and the other accounts of its event that are likely, without copies, against each other."""
        library = self._opened()
        key = library.find(id)
        likely = [one for one in self._current_relations(library).related(key) if one.score >= LIKELY]
        own = [one.key for one in likely if not one.duplicate and one.copy_of is None]
        shown = [key, *own[: MOST_ACCOUNTS - 1]]
        accounts = [account_of(library.catalogue, library.document(one)) for one in shown]
        return MatrixAnswer(make_matrix(accounts), len(likely) - len(own), len(own) + 1 - len(shown))

    def tolls(self, keys: Sequence[int], check: Callable[[], None]) -> TollsAnswer:
        """The figures that these documents give. ``check`` is called now and then and may raise to give up."""
        library = self._opened()
        state = library.searcher(), library.corrections_taken_up()
        if self._tolls is None or self._tolls[0] != state:
            self._tolls = state, Tolls(library)
        return self._tolls[1].of(keys, check)

    def by_event(self, keys: Sequence[int], *, copies: bool, check: Callable[[], None]) -> Grouped:
        """A result by event; ``copies`` says whether those of the same text are shown after what they copy.

        ``check`` is called now and then and may raise to give up.
        """
        library = self._opened()
        relations = self._current_relations(library)
        for start in range(0, len(keys), _AT_ONCE):
            check()
            relations.leads(keys[start : start + _AT_ONCE])
        events = group_by_event(relations, keys)
        check()
        summaries = {summary.key: summary for summary in library.catalogue.summaries(keys)}
        return _grouped(relations, events, summaries, copies=copies)

    def _current_relations(self, library: LocalLibrary) -> Relations:
        """Kept while nothing is committed or corrected: it remembers what it has read of the documents."""
        state = library.searcher(), library.corrections_taken_up()
        if self._relations is None or self._relations[0] != state:
            self._relations = state, Relations(library.catalogue, state[0])
        return self._relations[1]


def _grouped(
    relations: Relations, events: Iterable[Event], summaries: Mapping[int, Summary], *, copies: bool
) -> Grouped:
    keys: list[int] = []
    places: dict[int, EventView] = {}
    several = folded = 0
    for event in events:
        several += len(event.keys) > 1
        sources = len({summaries[key].source for key in event.keys if summaries[key].source})
        by_original = relations.originals(event.keys)
        changes = relations.changes(list(by_original))
        folded += 0 if copies else len(event.keys) - len(by_original)
        shown = [
            (key, key != original)
            for original, its_copies in by_original.items()
            for key in ((original, *its_copies) if copies else (original,))
        ]
        for number, (key, is_copy) in enumerate(shown, 1):
            count = len(by_original.get(key, ()))
            changed = "; ".join(changes.get(key, ()))
            places[key] = EventView(number, len(shown), len(event.keys), sources, count, is_copy, changed)
            keys.append(key)
    return Grouped(tuple(keys), places, several, folded)


def _related_row(related: Related, summaries: Mapping[int, Summary]) -> RelatedRow:
    summary = summaries[related.key]
    return RelatedRow(
        id=summary.id,
        title=summary.title,
        source=summary.source,
        date=summary.date,
        date_sign=summary.date_sign,
        score=related.score,
        reasons=tuple(ReasonView(reason.kind, reason.values) for reason in related.reasons),
        duplicate=related.duplicate,
        copy_of=summaries[related.copy_of].id if related.copy_of is not None else "",
    )


def _subject(document: StoredDocument) -> Subject:
    return Subject(document.id, document.title, document.source, document.date, document.path, document.text_hash)
