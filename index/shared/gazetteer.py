"""The places that a shared library's documents name: conditions on where they lie, and the map of a result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from index.answers.counts import TimelineAnswer
from index.answers.entity import MapAnswer
from index.library.geography import Geography
from index.library.place_map import MOST_NAMES, Days, map_places
from index.library.whereabouts import describe_places, places_of
from index.query.tree import PlaceLeaf
from index.shared.stories import read_place_value
from index.shared.view import View

Json = dict[str, Any]


class Gazetteer:
    """All places of one state of a library."""

    def __init__(self, view: View) -> None:
        counts = view.values("located")
        self._values = tuple(counts)
        numbers = np.repeat(np.arange(len(counts)), list(counts.values()))
        located = tuple(map(read_place_value, self._values))
        self._geography = Geography(located, np.arange(len(numbers)), numbers, np.zeros(len(numbers), np.bool_), {})

    def values(self, leaf: PlaceLeaf) -> Sequence[str]:
        """The places that fulfil a condition, as their field has them. Raises QueryError for one that nobody knows."""
        return [self._values[number] for number in places_of(self._geography, leaf).tolist()]

    def describe(self, leaf: PlaceLeaf) -> str:
        """How a condition was understood, and how many places fulfil it."""
        return describe_places(self._geography, leaf)


def make_map(
    view: View,
    query: Json,
    days: Days,
    here: Sequence[str],
    timeline: TimelineAnswer,
) -> MapAnswer:
    """The map of the documents that fulfil a query and were published in these days; ``here`` are marked."""
    within = published_in(query, days)
    found = view.values_of(["located", "located_open", "unplaced"], within)
    documents, located, unplaced = view.counts(
        [within, _and(within, {"exists": {"field": "located"}}), _and(within, {"exists": {"field": "unplaced"}})]
    )
    counts, unsure = found["located"], found["located_open"]
    none = np.empty(0, np.int64)
    places = tuple(map(read_place_value, counts))
    geography = Geography(places, none, none, none.astype(np.bool_), {})
    return MapAnswer(
        places=map_places(
            geography,
            np.array(list(counts.values()), np.int64),
            np.array([unsure.get(one, 0) for one in counts], np.int64),
            {number for number, one in enumerate(counts) if one in here},
        ),
        documents=documents,
        located=located,
        unplaced=unplaced,
        names_without_place=tuple(sorted(found["unplaced"].items(), key=lambda one: (-one[1], one[0])))[:MOST_NAMES],
        timeline=timeline,
    )


def published_in(query: Json, days: Days) -> Json:
    """The query for the documents that fulfil another, as far as they were published in these days."""
    first, last = days
    bounds: list[Json] = []
    if first is not None:
        bounds.append({"range": {"date_end": {"gte": first.toordinal()}}})
    if last is not None:
        bounds.append({"range": {"date_begin": {"lte": last.toordinal()}}})
    return {"bool": {"filter": [query, *bounds]}}


def _and(*queries: Json) -> Json:
    return {"bool": {"filter": list(queries)}}
