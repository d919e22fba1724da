"""What a result consists of: its sources, years, months, entities and tags, each with its number of documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from index.answers.counts import Facet, FacetsAnswer
from index.library.columns import UNDATED, Columns, IntArray
from index.library.geography import Geography
from index.query.fields import ENTITY_KINDS
from index.text.collation import collation_key

MOST = 200
"""So many values of a kind are told, those with the most documents first; the total of the kind is exact."""


def count_facets(
    columns: Columns, keys: Sequence[int], ids: Mapping[int, str], tags: Mapping[str, Iterable[str]]
) -> FacetsAnswer:
    """The facets of a result. ``ids`` are the ids of annotated documents by key, ``tags`` their tags by id."""
    rows = columns.rows_of(np.asarray(keys, dtype=np.int64))
    chosen = np.zeros(len(columns.keys), np.bool_)
    chosen[rows] = True
    counted: list[Facet] = []
    counted += top("source", _values(columns, "source", rows))
    counted += top("type", _values(columns, "type", rows))
    counted += top("language", _values(columns, "lang", rows))
    years, months = _dates(columns, rows)
    counted += sorted(top("year", years), key=lambda facet: facet.value, reverse=True)
    counted += sorted(top("month", months), key=lambda facet: facet.value, reverse=True)
    counted += _entities(columns, chosen)
    counted += _regions(columns.geography, chosen)
    annotated = columns.rows_of(np.array(list(ids), dtype=np.int64))
    in_result = [ids[key] for key in columns.keys[annotated[chosen[annotated]]].tolist()]
    counted += top("tag", Counter(tag for document in in_result for tag in set(tags.get(document, ()))))
    return FacetsAnswer(tuple(counted), len(keys))


def _entities(columns: Columns, chosen: npt.NDArray[np.bool_]) -> list[Facet]:
    entities = columns.entities
    counted: list[Facet] = []
    for kind in ENTITY_KINDS:
        numbers, frequencies = entities.most_frequent(chosen, kind.type, MOST)
        names = (entities.names[number][1] for number in numbers.tolist())
        counted += top(kind.type, dict(zip(names, frequencies.tolist(), strict=True)))
    return counted


def _regions(geography: Geography, chosen: npt.NDArray[np.bool_]) -> list[Facet]:
    """Documents a country and a first-level region, each counted once however many places of it they name."""
    countries: dict[str, int] = {}
    regions: dict[str, int] = {}
    within = chosen[geography.rows]
    rows, numbers = geography.rows[within], geography.numbers[within]
    for names, counts in ((geography.country_names, countries), (geography.region_names, regions)):
        values = {name: at for at, name in enumerate(dict.fromkeys(names))}
        of_place = np.array([values[name] for name in names], np.int64)
        pairs = np.unique(rows * max(1, len(values)) + of_place[numbers]) % max(1, len(values))
        frequencies = np.bincount(pairs, minlength=len(values)).tolist()
        counts.update((name, frequencies[at]) for name, at in values.items() if name and frequencies[at])
    return [*top("country", countries), *top("region", regions)]


def _values(columns: Columns, column: str, rows: IntArray) -> dict[str, int]:
    found = columns.values(column)
    counts = np.bincount(found.numbers[rows], minlength=len(found.values))
    return {value: int(count) for value, count in zip(found.values, counts, strict=False) if count and value}


def _dates(columns: Columns, rows: IntArray) -> tuple[dict[str, int], dict[str, int]]:
    """Documents a year and a month; one of which only the year is known counts in each month, as for the filter."""
    first, last = (months[rows] for months in columns.months)
    dated = first != UNDATED
    begins, ends = np.bincount(first[dated]), np.bincount(last[dated] + 1)
    changes = np.zeros(max(len(begins), len(ends)), np.int64)
    changes[: len(begins)] += begins
    changes[: len(ends)] -= ends
    by_year = np.bincount(first[dated] // 12)
    by_month = np.cumsum(changes)
    years = {f"{year:04d}": int(by_year[year]) for year in np.flatnonzero(by_year).tolist()}
    months = {f"{at // 12:04d}-{at % 12 + 1:02d}": int(by_month[at]) for at in np.flatnonzero(by_month).tolist()}
    return years, months


def top(kind: str, counts: Mapping[str, int]) -> list[Facet]:
    """The ``MOST`` values of a kind with the most documents, these first."""
    most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST]  # of all, by what costs little
    ordered = sorted(most, key=lambda item: (-item[1], collation_key(item[0])))
    return [Facet(kind, value, count) for value, count in ordered]
