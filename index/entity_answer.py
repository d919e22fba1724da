"""What is told about one entity: the answer to the worker's ``entity``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Count:
    """A word and how often, or in how many documents, it occurs."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class NameUsed:
    """One of an entity's names as texts have it."""

    name: str
    mentions: int
    sources: tuple[Count, ...]  # mentions in each, the most first
    reasons: tuple[str, ...]  # why it is a name of this entity, where it is not the entity's own


@dataclass(frozen=True, slots=True)
class Beside:
    """An entity that is mentioned in the same documents."""

    type: str
    name: str
    documents: int


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a place is, by the gazetteer."""

    name: str
    kind: str
    country: str  # ISO 3166 code, "" if it is in none
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class EntityAnswer:
    """An entity, over the whole library."""

    type: str
    name: str
    documents: int
    mentions: int
    first_date: str  # of the documents, ISO; "" if none has a date
    last_date: str
    names: tuple[NameUsed, ...]  # the most used first
    beside: tuple[Beside, ...]  # those in the most documents first
    place: Whereabouts | None
