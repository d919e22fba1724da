"""Conditions that the catalogue and the notebook answer: sources, authors, files, entities, dates and own marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from index.arrays.ranges import IntArray
from index.catalogue.reading import CatalogueReader
from index.dates.intervals import DayInterval
from index.errors import DocumentMissingError
from index.library.asked_notes import AskedNotes
from index.library.columns import Columns, Values
from index.library.whereabouts import describe_places, places_of
from index.query.fields import ALL_VERSIONS, BY_NAME, TYPE_OF_FIELD, HeldBy, Takes
from index.query.hits import matches, named_exactly
from index.query.tree import AnyLeaf, DateLeaf, FlagLeaf, Node, PlaceLeaf, TextLeaf

if TYPE_CHECKING:
    from index.library.geography import Geography
    from index.notebook.annotation import Annotation
    from index.notebook.store import Notebook

_EARLIEST, _LATEST = 0, 10_000_000  # ordinals before and after every date


class CatalogueConditions:
    """Answers the conditions of one query. What is read of the catalogue is kept for as long as this is."""

    def __init__(
        self,
        catalogue: CatalogueReader,
        columns: Columns,
        notebook: Notebook | None,
        check: Callable[[], None],
        root: Node | None,
    ) -> None:
        """``check`` is called between the steps of what takes long, and may raise to give up; ``root`` is the query."""
        self._catalogue = catalogue
        self._columns = columns
        self._notebook = notebook
        self._check = check
        self._notes = AskedNotes(notebook, root, self._places)
        self._overlaps: dict[DayInterval, npt.NDArray[np.bool_]] = {}

    def keys(self, leaf: AnyLeaf) -> IntArray:
        """The ascending keys of the documents that fulfil a condition."""
        if isinstance(leaf, DateLeaf) and leaf.field == "mentions":
            times = self._columns.times
            return self._columns.keys[np.unique(times.rows[times.of(*_ordinals(leaf.interval))])]
        if isinstance(leaf, DateLeaf):
            return self._columns.keys[np.flatnonzero(self._overlapping(leaf.interval))]
        if isinstance(leaf, FlagLeaf):
            return _ascending(self._flagged(leaf.flag))
        if isinstance(leaf, PlaceLeaf):
            return self._columns.keys[self._geography.rows_of(places_of(self._geography, leaf))]
        held_by = BY_NAME[leaf.field].held_by
        if held_by is HeldBy.CATALOGUE:
            return self._with_value(leaf.field, leaf)
        if held_by is HeldBy.ENTITIES:
            return self._mentioning(TYPE_OF_FIELD.get(leaf.field), leaf)
        return _ascending(self._annotated(leaf.field, leaf))

    def whereabouts(self, leaf: PlaceLeaf) -> str:
        """How a condition on places was understood, and how many places fulfil it."""
        return describe_places(self._geography, leaf)

    @property
    def _geography(self) -> Geography:
        self._columns.read_entities(self._check)
        return self._columns.geography

    def date_counts(self, interval: DayInterval) -> tuple[int, int]:
        """How many documents only overlap an interval with their month or year, and how many have no date."""
        first, last = _ordinals(interval)
        begin, finish = self._columns.first_days, self._columns.last_days
        whole = np.count_nonzero((begin >= first) & (finish <= last))
        return int(np.count_nonzero(self._overlapping(interval)) - whole), self._columns.undated

    def longer_times(self, interval: DayInterval) -> int:
        """How many documents speak of no time of the interval, but of a longer one around it or across its end."""
        times = self._columns.times
        first, last = _ordinals(interval)
        touching, of = times.rows[times.touching(first, last)], times.rows[times.of(first, last)]
        return len(np.setdiff1d(touching, of))

    def _overlapping(self, interval: DayInterval) -> npt.NDArray[np.bool_]:
        if interval not in self._overlaps:
            first, last = _ordinals(interval)
            begin, finish = self._columns.first_days, self._columns.last_days
            self._overlaps[interval] = (begin <= last) & (finish >= first)  # UNDATED is before every day
        return self._overlaps[interval]

    # Fields of the catalogue

    def _with_value(self, column: str, leaf: TextLeaf) -> IntArray:
        found = self._columns.values(column)
        if column == "file":
            others = [key for path, key in self._catalogue.relations.paths_elsewhere() if matches(leaf, path)]
            return np.union1d(self._valued(found, leaf), np.array(others, np.int64))
        return self._valued(found, leaf)

    def _valued(self, found: Values, leaf: TextLeaf) -> IntArray:
        fulfils = _fulfilling(leaf, found.values)
        fulfilling = np.array([fulfils(value) for value in found.values], dtype=np.bool_)
        return self._columns.keys[fulfilling[found.numbers]] if len(fulfilling) else self._columns.keys[:0]

    def _mentioning(self, wanted_type: str | None, leaf: TextLeaf) -> IntArray:
        """Documents that mention an entity of which any name matches, by whatever name they call it.

        Of a whole value that is an entity's name as it is written, just those that mention this entity.
        """
        self._columns.read_entities(self._check)
        known = self._columns.entities.numbers
        exact = named_exactly(leaf, (name for type_, name in known if wanted_type in (None, type_)))
        if exact:
            named = {one for one in known if one[1] in exact and wanted_type in (None, one[0])}
            return self._columns.keys[self._columns.entities.rows_of(named)]
        names = self._columns.names_matching(leaf)
        entities = {
            (type_, name)
            for _, text, type_, name in self._columns.surfaces
            if (text in names or name in names) and wanted_type in (None, type_)
        }
        return self._columns.keys[self._columns.entities.rows_of(entities)]

    # The analyst's own marks

    @property
    def _annotations(self) -> list[Annotation]:
        return self._notes.asked

    def _places(self, note: Annotation) -> Iterator[str]:
        """The documents here that a colleague's note is about: those with the text that it is on, or with its id."""
        self._check()
        keys = self._catalogue.keys_with_text(note.text_hash) or self._catalogue.keys_of([note.document])
        return (summary.id for summary in self._catalogue.summaries(keys))

    def _annotated(self, field: str, leaf: TextLeaf) -> Iterable[int]:
        if field == "tag":
            return {
                *self._catalogue.keys_of(self._tagged(leaf, False)),
                *self._catalogue.keys_of(self._tagged(leaf, True)),
            }
        if field == "by":
            return self._catalogue.keys_of(self._notes.documents_by(leaf))
        fulfils = _fulfilling(leaf, (one.note for one in self._annotations))
        return self._catalogue.keys_of({one.document for one in self._annotations if fulfils(one.note)})

    def tag_counts(self, leaf: TextLeaf) -> tuple[int, int]:
        """How many documents have a note with the tag, and how many have the tag themselves."""
        notes, documents = (len(set(self._catalogue.keys_of(self._tagged(leaf, whole)))) for whole in (False, True))
        return notes, documents

    def _tagged(self, leaf: TextLeaf, whole: bool) -> set[str]:
        """The ids of the documents with the tag themselves (``whole``), or else with a note that has it."""
        from index.notebook.document_tags import is_tagging  # the notebook's code, which most searches do without

        fulfils = _fulfilling(leaf, (tag for one in self._annotations for tag in one.tags))
        return {one.document for one in self._annotations if is_tagging(one) is whole and any(map(fulfils, one.tags))}

    def _related(self, field: str, value: str) -> Iterable[int]:
        """Documents by what they are attached to, what is attached to them, or their thread."""
        if field == "attachment":
            return self._catalogue.relations.carrying(value)
        try:
            key = self._catalogue.find(value)
        except DocumentMissingError:
            return self._catalogue.relations.thread(value.strip("<>")) if field == "thread" else ()
        return (
            self._catalogue.relations.attached(key) if field == "parent" else self._catalogue.relations.thread_of(key)
        )

    def _seen(self) -> Mapping[str, str]:
        """What has been seen: hashes of texts by the documents' ids."""
        from index.home.folders import find_home
        from index.home.seen import SeenDocuments

        return SeenDocuments(find_home(), self._catalogue.folder).hashes()

    def _flagged(self, flag: str) -> Iterable[int]:
        field, _, value = flag.partition(":")
        if BY_NAME[field].takes in (Takes.NAME, Takes.DOCUMENT):
            return self._related(field, value)
        if flag == "has:attachment":
            return self._catalogue.relations.carrying()
        if flag == "date:none":
            return self._catalogue.keys_with_sign("?")
        if flag == "is:new":
            return self._catalogue.unseen(self._seen())
        if flag == "is:changed":
            return self._catalogue.changed()
        if flag.startswith("changed:"):
            return self._catalogue.changed(flag.removeprefix("changed:"))
        if flag == ALL_VERSIONS:
            return list(map(int, self._columns.keys))
        if flag == "has:date-conflict":
            return self._catalogue.keys_with_sign("!")
        if self._notebook is None:
            return () if flag != "is:unread" else self._columns.keys.tolist()
        if flag == "is:annotated" and self._notes.names_analysts:
            return self._catalogue.keys_of({one.document for one in self._annotations})
        if flag == "is:annotated":
            return self._catalogue.keys_of(self._notebook.documents_with_annotations())
        if flag == "is:starred":
            return self._catalogue.keys_of(self._notebook.starred())
        read = self._catalogue.keys_of(self._notebook.read())
        return read if flag == "is:read" else set(self._columns.keys.tolist()).difference(read)


def _fulfilling(leaf: TextLeaf, values: Iterable[str]) -> Callable[[str], bool]:
    """Whether one of the values of a field fulfils a condition: just those that it writes so, where there are any."""
    exact = named_exactly(leaf, values)
    return exact.__contains__ if exact else partial(matches, leaf)


def _ordinals(interval: DayInterval) -> tuple[int, int]:
    first = interval.begin.toordinal() if interval.begin else _EARLIEST
    last = interval.finish.toordinal() if interval.finish else _LATEST
    return first, last


def _ascending(keys: Iterable[int]) -> IntArray:
    return np.array(sorted(set(keys)), dtype=np.int64)
