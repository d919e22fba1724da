"""The catalogue's columns as arrays: what filters, orders and facets read for every document at once."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from index.arrays.lookup import UNKNOWN, KeyLookup
from index.arrays.ranges import counts_of, ranges, starts_of
from index.catalogue.reading import CatalogueReader
from index.corrections.entity_views import NOTHING_CHANGED, NOTHING_SETTLED, EntityChanges, SettledPlaces
from index.engine import Languages, Numbered
from index.library.stored_entities import StoredEntities
from index.query.hits import matches
from index.query.tree import TextLeaf

if TYPE_CHECKING:
    from index.library.geography import Geography

IntArray = npt.NDArray[np.int64]

UNDATED = -1

FIRST_COUNTED = 2000
"""So many of the most frequent entities of a type are counted before it is asked whether others can matter."""

_NO_NUMBERS: IntArray = np.empty(0, np.int64)


@dataclass(frozen=True, slots=True)
class Values:
    """The distinct values of a column, and for each document (by its row) the number of its value."""

    values: tuple[str, ...]
    numbers: IntArray


@dataclass(frozen=True, slots=True)
class Entities:
    """The entities as (type, name), and the rows of the documents that mention each, one entity's after the other's.

    Those of a type are together, the most frequent first. ``starts`` says where the rows of each entity start, and
    where one more would.
    """

    names: tuple[tuple[str, str], ...]
    rows: npt.NDArray[np.int32]
    starts: IntArray
    by_type: Mapping[str, IntArray]  # the numbers of the entities of each type, consecutive
    numbers: Mapping[tuple[str, str], int]  # of each entity its place among the names

    @classmethod
    def of(cls, names: Sequence[tuple[str, str]], rows: npt.NDArray[np.int32], starts: IntArray) -> Entities:
        """The entities in this order, from any order."""
        totals = counts_of(starts)
        types = {type_: number for number, type_ in enumerate(sorted({type_ for type_, _ in names}))}
        of_type = np.array([types[type_] for type_, _ in names], np.int64)
        order = np.lexsort((-totals, of_type))
        ordered = tuple(names[number] for number in order.tolist())
        bounds = np.searchsorted(of_type[order], np.arange(len(types) + 1)).tolist()
        by_type = {type_: np.arange(*bounds[number : number + 2]) for type_, number in types.items()}
        numbers = {name: number for number, name in enumerate(ordered)}
        rows = rows[ranges(starts[order], totals[order])]
        return cls(ordered, rows, starts_of(totals[order]), by_type, numbers)

    def rows_of(self, entities: Iterable[tuple[str, str]]) -> npt.NDArray[np.int32]:
        """The rows of the documents that mention one of these, ascending."""
        places = (self.numbers[entity] for entity in entities if entity in self.numbers)
        found = [self.rows[self.starts[place] : self.starts[place + 1]] for place in places]
        return np.unique(np.concatenate(found)) if found else self.rows[:0]

    def frequencies(self, chosen: npt.NDArray[np.bool_], begin: int = 0, end: int | None = None) -> IntArray:
        """In how many of the chosen documents, given by row, each of the entities from ``begin`` to ``end`` is."""
        end = len(self.names) if end is None else end
        if begin == end:
            return _NO_NUMBERS
        starts = self.starts[begin : end + 1]
        rows = self.rows[starts[0] : starts[-1]]
        found = np.zeros(len(rows) + 1, np.bool_)  # one more, where the last entities may begin that no document has
        chosen.take(rows, out=found[:-1], mode="clip")
        frequencies = np.add.reduceat(found.view(np.uint8), starts[:-1] - starts[0], dtype=np.int32).astype(np.int64)
        frequencies[starts[1:] == starts[:-1]] = 0  # NumPy gives them what comes after
        return frequencies

    def most_frequent(self, chosen: npt.NDArray[np.bool_], type_: str, most: int) -> tuple[IntArray, IntArray]:
        """The entities of a type that are in the most of the chosen documents, and in how many.

        They are ``most``, and those that are as frequent as the last of them. An entity cannot be in more of the
        chosen documents than in all, so the seldom ones are not counted where enough others are more frequent.
        """
        numbers = self.by_type.get(type_, _NO_NUMBERS)
        counted = FIRST_COUNTED
        while True:
            some, following = numbers[:counted], numbers[counted : counted + 1]
            frequencies = self.frequencies(chosen, some[0], some[-1] + 1) if len(some) else _NO_NUMBERS
            least = max(1, np.partition(frequencies, -most)[-most]) if len(some) >= most else 1
            if not len(following) or self.starts[following[0] + 1] - self.starts[following[0]] < least:
                kept = frequencies >= least
                return some[kept], frequencies[kept]
            counted *= 4


@dataclass(frozen=True, slots=True)
class Times:
    """Times of documents, as far as they name days: document's row, first and last day as ordinals."""

    rows: IntArray
    begins: IntArray
    finishes: IntArray

    def touching(self, first: int, last: int) -> npt.NDArray[np.bool_]:
        """Which of them share a day with the days from ``first`` to ``last``."""
        return np.asarray((self.begins <= last) & (self.finishes >= first))

    def of(self, first: int, last: int) -> npt.NDArray[np.bool_]:
        """Which of them are times of these days: they share a day with them and are no longer.

        "2017" does not speak of 21 September, and "that week" does of the month that it begins in.
        """
        return np.asarray(self.touching(first, last) & (self.finishes - self.begins <= last - first))


class Columns:
    """The columns of one generation of the catalogue; each is read when it is asked for first."""

    def __init__(
        self,
        catalogue: CatalogueReader,
        stored: StoredEntities,
        changes: EntityChanges = NOTHING_CHANGED,
        settled: SettledPlaces = NOTHING_SETTLED,
    ) -> None:
        """``stored`` are the entities of this generation, ``changes`` what is corrected of them.

        ``settled`` says which places names stand for.
        """
        self._settled = settled
        self._catalogue = catalogue
        self._stored = stored
        self._changes = changes
        self._values: dict[str, Values] = {}
        self._places: dict[str, Numbered] = {}
        self._steps_left: list[Callable[[], object]] = [
            lambda: self._stored.mentions,
            lambda: self.mentions,
            lambda: self.entities,
        ]

    @cached_property
    def _dates(self) -> IntArray:
        """Key, first and last day of each document, in three rows."""
        known = (
            (key, UNDATED if a is None else a, UNDATED if b is None else b) for key, a, b in self._catalogue.dates()
        )
        return np.ascontiguousarray(np.fromiter(chain.from_iterable(known), np.int64).reshape(-1, 3).T)

    @cached_property
    def keys(self) -> IntArray:
        """The keys of all documents, ascending; a document's row is its place here."""
        keys: IntArray = self._dates[0]
        return keys

    @cached_property
    def first_days(self) -> npt.NDArray[np.int32]:
        """The first day of each document's date, as an ordinal; UNDATED where it is unknown."""
        return np.asarray(self._dates[1], np.int32)

    @cached_property
    def last_days(self) -> npt.NDArray[np.int32]:
        """The last day of each document's date, as an ordinal; UNDATED where it is unknown."""
        return np.asarray(self._dates[2], np.int32)

    @cached_property
    def undated(self) -> int:
        """How many documents have no date."""
        return int(np.count_nonzero(self.first_days == UNDATED))

    @cached_property
    def months(self) -> tuple[IntArray, IntArray]:
        """The first and the last month of each document's date, counted from January of year 0; UNDATED if unknown.

        The last one is of the same year as the first.
        """
        known = self.first_days != UNDATED
        first = np.where(known, _month(self.first_days), UNDATED)
        last = np.minimum(_month(self.last_days), first // 12 * 12 + 11)
        return first, np.where(known, last, UNDATED)

    def rows_of(self, keys: IntArray) -> IntArray:
        """The rows of these keys, as far as they are there."""
        return self._lookup.places(keys)

    @cached_property
    def _lookup(self) -> KeyLookup:
        return KeyLookup(self.keys)

    def places(self, order: str) -> Numbered:
        """Which place each document has in one of the orders of the catalogue."""
        if order not in self._places:
            self._places[order] = self._placed(self._catalogue.ordered_keys(order))
        return self._places[order]

    @cached_property
    def languages(self) -> Languages | None:
        """The language of each document, None if all are English as far as is known."""
        found = self.values("lang")
        if set(found.values) <= {"", "en"}:
            return None
        return Languages(found.values, Numbered(self.keys, found.numbers))

    def language_of(self, key: int) -> str:
        """The language of a document, "" where it is not known."""
        found = self.values("lang")
        (row,) = self.rows_of(np.array([key], np.int64))
        return found.values[found.numbers[row]] if row != UNKNOWN else ""

    @cached_property
    def places_by_id(self) -> Numbered:
        """Which place each document has by its id: what decides where all else is the same."""
        return self._placed(self._catalogue.keys_by_id())

    def _placed(self, ordered: Sequence[int]) -> Numbered:
        places = np.full(len(self.keys), len(ordered))  # behind all others, what another program has removed meanwhile
        rows = self.rows_of(np.array(ordered, np.int64))
        places[rows] = np.arange(len(rows))
        return Numbered(self.keys, places)

    def values(self, column: str) -> Values:
        """A column of every document; which there are ``CatalogueReader.values`` tells."""
        if column not in self._values:
            numbers = np.zeros(len(self.keys), np.int64)
            found = self._catalogue.values(column)
            for number, keys in enumerate(found.values()):
                numbers[self.rows_of(np.array(sorted(keys), np.int64))] = number
            self._values[column] = Values(tuple(found), numbers)
        return self._values[column]

    @cached_property
    def times(self) -> Times:
        """The times of which the documents speak."""
        found = self._catalogue.mentioned.times_with_days()
        keys = np.fromstring(",".join(documents for _, _, documents in found), np.int64, sep=",")
        days = np.array([(begin, finish) for begin, finish, _ in found], np.int64).reshape(-1, 2)
        begins, finishes = np.repeat(days, [documents.count(",") + 1 for _, _, documents in found], axis=0).T
        known = np.isin(keys, self.keys)
        return Times(self.rows_of(keys[known]), begins[known], finishes[known])

    @cached_property
    def changes(self) -> Times:
        """The days on which other versions of the documents were received, in UTC."""
        found = [(key, datetime.date.fromisoformat(at[:10]).toordinal()) for key, at in self._catalogue.changes() if at]
        keys, days = np.array(found, np.int64).reshape(-1, 2).T
        known = np.isin(keys, self.keys)
        return Times(self.rows_of(keys[known]), days[known], days[known])

    @cached_property
    def surfaces(self) -> list[tuple[int, str, str, str]]:
        """Number, text, type and entity's name of everything that names an entity."""
        other = self._changes.surfaces
        kept = [row for row in self._stored.surfaces if row[0] not in other and row[0] not in self._changes.gone]
        return kept + [(number, one.text, one.type, one.name) for number, one in other.items()]

    def names_matching(self, leaf: TextLeaf) -> set[str]:
        """The names and other words for entities that hold what a condition asks for."""
        said = {name for one in self._changes.surfaces.values() for name in (one.text, one.name)}
        return self._stored.names.matching(leaf) | {name for name in said if matches(leaf, name)}

    @cached_property
    def mentions(self) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
        """Of every mention the row of its document and the number of its surface."""
        keys, counts, surfaces = self._stored.mentions
        known = np.isin(keys, self.keys) & ~np.isin(keys, self._changes.documents)
        rows = np.full(len(keys), -1, np.int32)
        rows[known] = self.rows_of(keys[known])
        rows = np.repeat(rows, counts)
        gone = np.zeros(max(surfaces.max(initial=0), *self._changes.gone, 0) + 1, np.bool_)
        gone[list(self._changes.gone)] = True
        kept = (rows >= 0) & ~gone[surfaces]
        said = np.array(self._changes.mentions, np.int32).reshape(-1, 2)
        said = said[np.isin(said[:, 0], self.keys)]
        of_said = self.rows_of(said[:, 0].astype(np.int64)).astype(np.int32)
        return np.append(rows[kept], of_said), np.append(surfaces[kept], said[:, 1])

    def read_entities(self, check: Callable[[], None]) -> None:
        """Read what the entities are made of, with a ``check`` after each step, which may raise.

        Each step is done once: who is given up after every step comes to the end all the same.
        """
        self._stored.read(check)
        while self._steps_left:
            self._steps_left.pop(0)()
            check()

    @cached_property
    def entities(self) -> Entities:
        """The entities that documents mention."""
        numbers: dict[tuple[str, str], int] = {}
        of_surface = np.zeros(max((surface[0] for surface in self.surfaces), default=0) + 1, np.int64)
        for surface, _, type_, name in self.surfaces:
            of_surface[surface] = numbers.setdefault((type_, name), len(numbers))
        rows, surfaces = self.mentions
        width = max(1, len(self.keys))
        coded = np.sort(of_surface[surfaces] * width + rows)
        coded = coded[np.diff(coded, prepend=-1) > 0]  # quicker than numpy's unique, which hashes
        starts = np.searchsorted(coded, np.arange(len(numbers) + 1) * width)
        return Entities.of(tuple(numbers), (coded % width).astype(np.int32), starts)

    @cached_property
    def geography(self) -> Geography:
        """Where the places lie that documents name."""
        from index.library.geography import locate  # reads the gazetteer: only where a place is asked for

        here = {(row, name): place for (row, name), place in self._settled_rows()}
        return locate(self.entities, len(self.keys), self._settled.everywhere, here)

    def _settled_rows(self) -> Iterator[tuple[tuple[int, str], str]]:
        for (key, name), place in self._settled.here.items():
            (row,) = self.rows_of(np.array([key], np.int64)).tolist()
            if row != UNKNOWN:
                yield (row, name), place


def _month(ordinals: npt.NDArray[np.int32]) -> IntArray:
    """The months of days that are given as ordinals, counted from January of year 0."""
    days = (ordinals - datetime.date(1970, 1, 1).toordinal()).astype("datetime64[D]")
    return days.astype("datetime64[M]").astype(np.int64) + 1970 * 12
