"""What a library answers about one entity, and about the places of a result."""

from __future__ import annotations

from dataclasses import dataclass

from index.answers.counts import TimelineAnswer


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


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place on the map."""

    name: str  # as the entity is called
    kind: str  # "city", "river", "province", "coordinates" …
    country: str  # ISO 3166 code, "" for none
    region: str  # the name of its first-level region with its country, "" if unknown
    size: str  # "metropolis", "city", "town", "small town"; "" for what is no town
    latitude: float
    longitude: float
    is_point: bool  # whether it is small enough to have one position
    documents: int
    unsure: int  # of them, those that leave open which of several places is meant
    here: bool  # the open document names it
    written: str  # as a correction names it
    choices: tuple[str, ...] = ()  # what it could be instead, written so
    box: tuple[float, float, float, float] | None = None  # of a region: south, north, west, east of its towns


@dataclass(frozen=True, slots=True)
class MapFileAnswer:
    """Answer to ``map_file``: a piece of the file."""

    text: str
    total: int  # characters of the file


@dataclass(frozen=True, slots=True)
class MapAnswer:
    """Answer to ``map``: the places of a result, those in the most documents first, and its timeline."""

    places: tuple[MapPlace, ...]
    documents: int  # of the result, or of the days asked for
    located: int  # of them, those that name a place on the map
    unplaced: int  # of them, those that name a place that no list has, or that could be anywhere
    names_without_place: tuple[tuple[str, int], ...]  # what they call it, and in how many: the most frequent first
    timeline: TimelineAnswer
