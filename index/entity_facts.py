"""What a library tells about one entity: its names and who uses them, its dates, its company, its place."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict

import numpy as np

from index.catalogue.reading import CatalogueReader
from index.columns import UNDATED, Columns, IntArray
from index.entity_answer import Beside, Count, EntityAnswer, NameUsed, Whereabouts
from index.errors import ConfigurationError
from index.model import EntityType

MOST_BESIDE = 15
"""So many entities beside it are told."""


def entity_facts(catalogue: CatalogueReader, columns: Columns, kind: str, name: str) -> EntityAnswer:
    """What is known about the entity of this type and name. Raises ConfigurationError if nothing mentions it."""
    numbers = [number for number, _, type_, entity in columns.surfaces if (type_, entity) == (kind, name)]
    names = _names_used(catalogue, numbers)
    if not names:
        raise ConfigurationError(f"Nothing in this library mentions {kind}:{name}; see the names in the sidebar.")
    rows = columns.rows_of(np.array(catalogue.keys_mentioning(numbers), np.int64))
    first, last = _dates(columns, rows)
    return EntityAnswer(
        type=kind,
        name=name,
        documents=len(rows),
        mentions=sum(one.mentions for one in names),
        first_date=first,
        last_date=last,
        names=names,
        beside=_beside(columns, rows, (kind, name)),
        place=_whereabouts(name) if kind == EntityType.PLACE else None,
    )


def entities_named(columns: Columns, wanted: str) -> list[tuple[str, str]]:
    """The entities (type, name) that have ``wanted`` as their name, else those that texts call so; by name."""
    folded = wanted.casefold()
    own = {(type_, name) for _, _, type_, name in columns.surfaces if name.casefold() == folded}
    return sorted(own or {(type_, name) for _, text, type_, name in columns.surfaces if text.casefold() == folded})


def _names_used(catalogue: CatalogueReader, numbers: list[int]) -> tuple[NameUsed, ...]:
    sources: dict[str, Counter[str]] = defaultdict(Counter)
    reasons: dict[str, set[str]] = defaultdict(set)
    for text, reason, source, mentions in catalogue.uses_of(numbers):
        written = " ".join(text.split())
        sources[written][source] += mentions
        if reason:
            reasons[written].add(reason)
    used = [
        NameUsed(written, counts.total(), _counted(counts), tuple(sorted(reasons[written])))
        for written, counts in sources.items()
    ]
    return tuple(sorted(used, key=lambda one: (-one.mentions, one.name)))


def _counted(counts: Counter[str]) -> tuple[Count, ...]:
    return tuple(Count(value, count) for value, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _dates(columns: Columns, rows: IntArray) -> tuple[str, str]:
    dated = rows[columns.first_days[rows] != UNDATED]
    if not len(dated):
        return "", ""
    first, last = int(columns.first_days[dated].min()), int(columns.last_days[dated].max())
    return datetime.date.fromordinal(first).isoformat(), datetime.date.fromordinal(last).isoformat()


def _beside(columns: Columns, rows: IntArray, entity: tuple[str, str]) -> tuple[Beside, ...]:
    chosen = np.zeros(len(columns.keys), np.bool_)
    chosen[rows] = True
    found = columns.entities
    frequencies = found.frequencies(chosen)
    others = [(-int(frequencies[number]), *found.names[number]) for number in np.flatnonzero(frequencies).tolist()]
    others = sorted(one for one in others if one[1:] != entity)
    return tuple(Beside(kind, name, -count) for count, kind, name in others[:MOST_BESIDE])


def _whereabouts(name: str) -> Whereabouts | None:
    from index.entities.places import find_place  # reads the gazetteer: only where a place is asked for

    found = find_place(name)
    if found is None:
        return None
    place, _ = found
    return Whereabouts(place.name, place.kind, place.country, place.latitude, place.longitude)
