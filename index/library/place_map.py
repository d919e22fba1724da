"""The map of a result: its places with their numbers of documents, for all of it or for what was published in days."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt

from index.answers.entity import MapAnswer, MapPlace
from index.entities.locations import box_of, is_point, size_class, write_place
from index.library.columns import UNDATED, Columns, IntArray
from index.library.geography import Geography
from index.library.timeline import Scale, make_timeline

Days = tuple[datetime.date | None, datetime.date | None]
"""The first and the last day; None for no bound."""

MOST_NAMES = 500
"""So many names without a place are told at once."""


def make_map(
    columns: Columns, keys: Sequence[int], document: int | None, days: Days, scale: Scale | None = None
) -> MapAnswer:
    """The map of the documents with these keys; the places of ``document`` are marked. The timeline is of all days."""
    geography = columns.geography
    chosen = rows_published(columns, keys, days)
    within = chosen[geography.rows]
    size = len(geography.places)
    documents = np.bincount(geography.numbers[within], minlength=size)
    unsure = np.bincount(geography.numbers[within & geography.open], minlength=size)
    return MapAnswer(
        places=map_places(geography, documents, unsure, set(_numbers_in(columns, geography, document))),
        documents=int(chosen.sum()),
        located=len(np.unique(geography.rows[within])),
        unplaced=int(chosen[geography.unplaced_rows].sum()),
        names_without_place=tuple(geography.unplaced_in(chosen).items())[:MOST_NAMES],
        timeline=make_timeline(columns, keys, scale),
    )


def names_without_place(columns: Columns, keys: Sequence[int]) -> dict[str, int]:
    """The names of places in these documents that are on no map, and in how many: the most frequent first."""
    return columns.geography.unplaced_in(rows_published(columns, keys, (None, None)))


def map_places(
    geography: Geography, documents: IntArray, unsure: IntArray, here: Collection[int]
) -> tuple[MapPlace, ...]:
    """The places that documents name, by the numbers of documents of each, those in the most first.

    ``unsure`` are the documents that leave open which of several places is meant, ``here`` the places to be marked.
    """
    shown = np.flatnonzero(documents)
    places = [_place(geography, at, int(documents[at]), int(unsure[at]), here=at in here) for at in shown.tolist()]
    return tuple(sorted(places, key=lambda one: (-one.documents, one.name, one.written)))


def rows_published(columns: Columns, keys: Sequence[int], days: Days) -> npt.NDArray[np.bool_]:
    """Which rows have these documents, as far as their date shares a day with these days."""
    rows = columns.rows_of(np.array(sorted(keys), np.int64))
    first, last = days
    begins, finishes = columns.first_days[rows], columns.last_days[rows]
    kept = np.ones(len(rows), np.bool_)
    if first is not None:
        kept &= (begins != UNDATED) & (finishes >= first.toordinal())
    if last is not None:
        kept &= (begins != UNDATED) & (begins <= last.toordinal())
    chosen = np.zeros(len(columns.keys), np.bool_)
    chosen[rows[kept]] = True
    return chosen


def _numbers_in(columns: Columns, geography: Geography, document: int | None) -> list[int]:
    if document is None:
        return []
    (row,) = columns.rows_of(np.array([document], np.int64)).tolist()
    found: list[int] = geography.numbers[geography.rows == row].tolist()
    return found


def _place(geography: Geography, number: int, documents: int, unsure: int, *, here: bool) -> MapPlace:
    located = geography.places[number]
    place = located.place
    return MapPlace(
        name=located.name,
        kind=place.kind,
        country=geography.countries[number],
        region=geography.region_names[number],
        size=size_class(place),
        latitude=place.latitude,
        longitude=place.longitude,
        is_point=is_point(place),
        documents=documents,
        unsure=unsure,
        here=here,
        written=write_place(located.name, place),
        choices=tuple(write_place(located.name, other) for other in located.rivals),
        box=box_of(place),
    )
