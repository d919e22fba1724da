"""What a library tells about one entity: its names and who uses them, its dates, its company, its place."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Mapping, Set

import numpy as np
import numpy.typing as npt

from index.answers.entity import Beside, Count, EntityAnswer, NameUsed, Whereabouts
from index.catalogue.reading import CatalogueReader
from index.errors import ConfigurationError
from index.library.columns import UNDATED, Columns
from index.model import EntityType

MOST_BESIDE = 15
"""So many entities beside it are told."""


def entity_facts(catalogue: CatalogueReader, columns: Columns, kind: str, name: str) -> EntityAnswer:
    """What is known about the entity of this type and name. Raises ConfigurationError if nothing mentions it."""
    numbers = [number for number, _, type_, entity in columns.surfaces if entity == name and type_ == kind]
    names = _names_used(catalogue, columns, numbers)
    if not names:
        raise ConfigurationError(f"Nothing in this library mentions {kind}:{name}; see the names in the sidebar.")
    rows = columns.entities.rows_of([(kind, name)])
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
        place=whereabouts(name) if kind == EntityType.PLACE else None,
    )


def entities_named(columns: Columns, wanted: str) -> list[tuple[str, str]]:
    """The entities (type, name) that have ``wanted`` as their name, else those that texts call so; by name."""
    folded = wanted.casefold()
    own = {(type_, name) for _, _, type_, name in columns.surfaces if name.casefold() == folded}
    return sorted(own or {(type_, name) for _, text, type_, name in columns.surfaces if text.casefold() == folded})


def _names_used(catalogue: CatalogueReader, columns: Columns, numbers: list[int]) -> tuple[NameUsed, ...]:
    rows, surfaces = columns.mentions
    wanted = np.zeros(int(surfaces.max(initial=0)) + 1, np.bool_)
    wanted[[number for number in numbers if number < len(wanted)]] = True
    chosen = wanted[surfaces]
    of_document = columns.values("source")
    uses = Counter(zip(surfaces[chosen].tolist(), of_document.numbers[rows[chosen]].tolist(), strict=True))
    named = catalogue.mentioned.named(numbers)
    sources: dict[str, Counter[str]] = defaultdict(Counter)
    reasons: dict[str, set[str]] = defaultdict(set)
    for (surface, source), mentions in uses.items():
        text, _, _, reason = named[surface]
        written = " ".join(text.split())
        sources[written][of_document.values[source]] += mentions
        if reason:
            reasons[written].add(reason)
    return names_used(sources, reasons)


def names_used(sources: Mapping[str, Counter[str]], reasons: Mapping[str, Set[str]]) -> tuple[NameUsed, ...]:
    """An entity's names, the most used first, by the mentions of each name in each source."""
    used = [
        NameUsed(written, counts.total(), _counted(counts), tuple(sorted(reasons.get(written, ()))))
        for written, counts in sources.items()
    ]
    return tuple(sorted(used, key=lambda one: (-one.mentions, one.name)))


def _counted(counts: Counter[str]) -> tuple[Count, ...]:
    return tuple(Count(value, count) for value, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _dates(columns: Columns, rows: npt.NDArray[np.int32]) -> tuple[str, str]:
    dated = rows[columns.first_days[rows] != UNDATED]
    if not len(dated):
        return "", ""
    return day_of(columns.first_days[dated].min()), day_of(columns.last_days[dated].max())


def day_of(ordinal: float | None) -> str:
    """A day as ISO, "" for none."""
    return datetime.date.fromordinal(int(ordinal)).isoformat() if ordinal is not None else ""


def _beside(columns: Columns, rows: npt.NDArray[np.int32], entity: tuple[str, str]) -> tuple[Beside, ...]:
    chosen = np.zeros(len(columns.keys), np.bool_)
    chosen[rows] = True
    found = columns.entities
    frequencies = found.frequencies(chosen)
    if entity in found.numbers:
        frequencies[found.numbers[entity]] = 0
    least = np.partition(frequencies, -MOST_BESIDE)[-MOST_BESIDE] if len(frequencies) > MOST_BESIDE else 1
    return beside_of({found.names[at]: int(frequencies[at]) for at in np.flatnonzero(frequencies >= max(1, least))})


def beside_of(counts: Mapping[tuple[str, str], int]) -> tuple[Beside, ...]:
    """The entities (type, name) that are mentioned in the most of an entity's documents, as far as they are told."""
    ordered = sorted((-count, kind, name) for (kind, name), count in counts.items())
    return tuple(Beside(kind, name, -count) for count, kind, name in ordered[:MOST_BESIDE])


def whereabouts(name: str) -> Whereabouts | None:
    """Where the gazetteer has a place, None if it has none of that name."""
    from index.entities.places import whereabouts  # reads the gazetteer: only where a place is asked for

    place = whereabouts(name)
    if place is None:
        return None
    return Whereabouts(place.name, place.kind, place.country, place.latitude, place.longitude)
