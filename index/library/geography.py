"""Where the places lie that documents name, one document at a time: of namesakes the one that its countries tell.

A place is known by its name; which of its namesakes a document means is decided here, so that corrections of names
and of places hold at once and nothing is indexed again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.arrays.ranges import IntArray
from index.entities import lexicon
from index.entities.gazetteer import SPELLED_IN_MANY_WAYS, Place
from index.entities.locations import is_point, is_well_known, namesakes, read_place, with_region
from index.entities.places import names_quarters
from index.entities.regions import Region
from index.library.columns import Entities
from index.model import EntityType

_OUTRANKED = 8  # a namesake so many times smaller is not meant, although its country may be named for other reasons

Chosen = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Located:
    """A place under the name that texts have for it, and the namesakes that it could be instead."""

    name: str
    place: Place
    rivals: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Geography:
    """The places of a library, and which documents, by row, name each: one pair for each place of a document."""

    places: tuple[Located, ...]
    rows: IntArray
    numbers: IntArray  # of the place in each pair
    open: Chosen  # of each pair, whether the text leaves open which of the namesakes is meant
    unplaced: Mapping[str, IntArray]  # of each name that no list has, or that could be anywhere, the documents' rows

    @cached_property
    def positions(self) -> npt.NDArray[np.float64]:
        """Latitude and longitude of each place, in two rows of degrees."""
        found = [(one.place.latitude, one.place.longitude) for one in self.places]
        return np.array(found, np.float64).reshape(-1, 2).T

    @cached_property
    def points(self) -> Chosen:
        """Which places are small enough to have one position."""
        return np.array([is_point(one.place) for one in self.places], np.bool_)

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """The ISO 3166 code of the country of each place, "" for what lies in none or in several."""
        return tuple(one.place.country.partition("-")[0] for one in self.places)

    @cached_property
    def country_names(self) -> tuple[str, ...]:
        """The name of the country of each place, "" for none."""
        return tuple(Region(code).name if code else "" for code in self.countries)

    @cached_property
    def region_names(self) -> tuple[str, ...]:
        """The name of the first-level region of each place with its country, "" for none."""
        regions = (one.place.region for one in self.places)
        found = zip(self.countries, regions, strict=True)
        return tuple(Region(country, region).name if region else "" for country, region in found)

    def unplaced_in(self, chosen: Chosen) -> dict[str, int]:
        """The names without a place in the chosen documents, given by row, and in how many: the most frequent first."""
        counted = {name: int(chosen[rows].sum()) for name, rows in self.unplaced.items()}
        return {name: count for name, count in sorted(counted.items(), key=lambda one: (-one[1], one[0])) if count}

    @cached_property
    def unplaced_rows(self) -> IntArray:
        """The rows of the documents that name what has no place, ascending."""
        return np.unique(np.concatenate([np.empty(0, np.int64), *self.unplaced.values()]))

    def rows_of(self, numbers: IntArray) -> IntArray:
        """The rows of the documents that name one of these places, ascending."""
        wanted = np.zeros(len(self.places), np.bool_)
        wanted[numbers] = True
        return np.unique(self.rows[wanted[self.numbers]])


def locate(
    entities: Entities, documents: int, everywhere: Mapping[str, str], here: Mapping[tuple[int, str], str]
) -> Geography:
    """Where the places of so many documents lie.

    ``everywhere`` and ``here`` are what the analyst has settled, by name, and by a document's row and name.
    """
    return _Locator(entities, documents, everywhere, here).run()


class _Locator:
    def __init__(
        self, entities: Entities, documents: int, everywhere: Mapping[str, str], here: Mapping[tuple[int, str], str]
    ) -> None:
        self._entities = entities
        self._documents = documents
        self._everywhere = everywhere
        self._here: dict[str, list[tuple[int, str]]] = {}
        for (row, name), place in here.items():
            self._here.setdefault(name, []).append((row, place))
        self._named: dict[str, Chosen] = {}
        self._near: dict[str, Chosen] = {}
        self._places: list[Located] = []
        self._numbers: dict[tuple[str, Place], int] = {}
        self._pairs: list[tuple[IntArray, IntArray, Chosen]] = []
        self._unplaced: dict[str, IntArray] = {}

    def run(self) -> Geography:
        candidates = {name: (namesakes(name), rows) for name, rows in self._names()}
        for found, rows in candidates.values():
            if (
                len(found) == 1
                and is_well_known(found[0])
                and found[0].kind != "country"
                and not names_quarters(found[0])
            ):
                self._mark(self._near, found[0].country, rows)
        for name, (found, rows) in candidates.items():
            for row_place, rows_left in self._settled(name, rows):
                self._add(name, row_place, rows_left, np.zeros(len(rows_left), np.bool_))
            rows = self._not_settled(name, rows)
            if len(rows):
                self._choose(name, found, rows)
        none = np.empty(0, np.int64)
        parts = list(zip(*self._pairs, strict=True)) or [(none,), (none,), (none.astype(np.bool_),)]
        rows, numbers, left_open = (np.concatenate(part) for part in parts)
        return Geography(tuple(self._places), rows, numbers, left_open, self._unplaced)

    def _names(self) -> Iterator[tuple[str, IntArray]]:
        """The names of places with the rows of their documents."""
        entities = self._entities
        for number in entities.by_type.get(EntityType.PLACE, ()):
            yield (
                entities.names[number][1],
                entities.rows[entities.starts[number] : entities.starts[number + 1]].astype(np.int64),
            )

    # What the analyst has settled

    def _settled(self, name: str, rows: IntArray) -> Iterator[tuple[Place, IntArray]]:
        here = self._here.get(name, ())
        for row, written in here:
            read = read_place(written)
            if read is not None and row in rows:
                yield read[1], np.array([row], np.int64)
        everywhere = read_place(self._everywhere[name]) if name in self._everywhere else None
        if everywhere is not None:
            yield everywhere[1], rows[~np.isin(rows, [row for row, _ in here])]

    def _not_settled(self, name: str, rows: IntArray) -> IntArray:
        if name in self._everywhere:
            return rows[:0]
        return rows[~np.isin(rows, [row for row, _ in self._here[name]])] if name in self._here else rows

    # What the documents tell

    def _choose(self, name: str, found: tuple[Place, ...], rows: IntArray) -> None:
        """Give each document the namesake that its countries tell."""
        if not found:
            self._leave_out(name, rows)
            return
        likely = [place for place in found if place.rank * _OUTRANKED >= found[0].rank]
        likely.sort(key=lambda place: place.kind != "country")  # Georgia is the state where a text speaks of America
        told = np.array([self._told(place, rows) for place in likely])
        best = np.argmax(told, axis=0)  # the first of those of which equally much is told
        highest = told.max(axis=0)
        for number, place in enumerate(likely):
            chosen = best == number
            elsewhere = [at for at, other in enumerate(likely) if other.country[:2] != place.country[:2]]
            left_open = (told[elsewhere] == highest).any(axis=0)
            doubtful = chosen & (highest == 0) & self._doubts(place)[rows]
            self._leave_out(name, rows[doubtful])
            chosen &= ~doubtful
            if chosen.any():
                rivals = tuple(other for other in likely if other is not place)
                self._add(name, place, rows[chosen], left_open[chosen], rivals)

    def _doubts(self, place: Place) -> Chosen:
        """Which documents do not mean a place of whose country they tell nothing."""
        if not is_well_known(place):
            return np.ones(self._documents, np.bool_)
        if not names_quarters(place):
            return self._nowhere
        others = [self._is_named(country) for country in sorted(SPELLED_IN_MANY_WAYS - {place.country})]
        return np.asarray(np.logical_or.reduce(others), np.bool_)

    def _told(self, place: Place, rows: IntArray) -> IntArray:
        """How much of each document speaks for the country of a place: 2 if it is named, 1 for a place in it."""
        country = place.country.partition("-")[0]
        if not country:
            return np.zeros(len(rows), np.int64)
        return 2 * self._is_named(country)[rows] + self._near.get(country, self._nowhere)[rows]

    def _is_named(self, code: str) -> Chosen:
        """Which documents name a country or its people."""
        if code not in self._named:
            countries = [one for one in lexicon.countries() if one.code.partition("-")[0] == code]  # with its parts
            names = [(EntityType.PLACE.value, one.name) for one in countries]
            names += [(EntityType.AFFILIATION.value, form) for one in countries for form in one.demonyms]
            self._mark(self._named, code, self._entities.rows_of(names))
        return self._named[code]

    @cached_property
    def _nowhere(self) -> Chosen:
        return np.zeros(self._documents, np.bool_)

    def _mark(self, marks: dict[str, Chosen], country: str, rows: npt.NDArray[np.int32] | IntArray) -> None:
        code = country.partition("-")[0]
        marks.setdefault(code, np.zeros(self._documents, np.bool_))[rows] = True

    def _leave_out(self, name: str, rows: IntArray) -> None:
        if len(rows):
            self._unplaced[name] = np.concatenate([self._unplaced.get(name, rows[:0]), rows])

    def _add(self, name: str, place: Place, rows: IntArray, left_open: Chosen, rivals: tuple[Place, ...] = ()) -> None:
        place = with_region(place)
        number = self._numbers.setdefault((name, place), len(self._places))
        if number == len(self._places):
            self._places.append(Located(name, place, rivals))
        self._pairs.append((rows.astype(np.int64), np.full(len(rows), number, np.int64), left_open))
