"""What a library counts over a result: values, entities, times and tolls."""

from __future__ import annotations

from dataclasses import dataclass

from index.model import SpanPair


@dataclass(frozen=True, slots=True)
class Facet:
    """A value that occurs in a result, and in how many of its documents."""

    kind: str  # "source", "year", "month", an entity type or "tag"
    value: str
    documents: int


@dataclass(frozen=True, slots=True)
class FacetsAnswer:
    """Answer to ``facets``: the values of each kind, and how many documents they were counted over."""

    facets: tuple[Facet, ...]
    documents: int


@dataclass(frozen=True, slots=True)
class EntityCount:
    """An entity, and how many documents of a result mention it."""

    type: str
    name: str
    documents: int


@dataclass(frozen=True, slots=True)
class EntitiesAnswer:
    """Answer to ``entities``: those of one document, or of each type those in the most documents of a result.

    ``totals`` says how many of each type there are in all, by type.
    """

    entities: tuple[EntityCount, ...]
    totals: dict[str, int]


@dataclass(frozen=True, slots=True)
class Bucket:
    """A day, week, month or year of a timeline: documents published in it, that speak of it, that were changed then."""

    label: str  # ISO: 2017-09-21, 2017-W38, 2017-09 or 2017; it can be typed as a date
    begin: str  # its first day, ISO
    finish: str  # its last day
    published: int
    spoken: int
    changed: int  # of which another version was received then


@dataclass(frozen=True, slots=True)
class TimelineAnswer:
    """Answer to ``timeline``: the buckets that hold anything, in their order."""

    by: str  # "day", "week", "month" or "year"
    buckets: tuple[Bucket, ...]
    documents: int  # that it was counted over
    undated: int  # of them, those without a date
    coarser: int  # of them, those of which only a longer time is known, such as the year: in no bucket


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source with how many documents it published in each time of an axis; "" for documents without one."""

    source: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SourceTimesAnswer:
    """Answer to ``source_times``: an axis of time without gaps, and the sources, the most frequent first."""

    by: str  # "day", "week", "month" or "year"
    labels: tuple[str, ...]  # ISO, as those of a Bucket
    sources: tuple[SourceRow, ...]


@dataclass(frozen=True, slots=True)
class Toll:
    """A figure that a document gives of what happened, as a point of its course; the bounds are as in Figure."""

    kind: str
    date: str  # ISO, when the document was published
    low: float
    high: float | None


@dataclass(frozen=True, slots=True)
class TollsAnswer:
    """Answer to ``tolls``: the figures that dated documents of a result give, by kind and then by date."""

    tolls: tuple[Toll, ...]
    documents: int  # that were read, the first in the list
    left: int  # that were not, since there are too many


@dataclass(frozen=True, slots=True)
class TimeSentence:
    """A sentence that speaks of a time, and the document that it stands in."""

    id: str
    title: str
    source: str
    date: str
    date_sign: str
    start: int  # of the time mention in the document's text
    text: str  # of the sentence
    spans: tuple[SpanPair, ...]  # of the time mentions in it


@dataclass(frozen=True, slots=True)
class SentencesAnswer:
    """Answer to ``sentences``: the first of those that speak of a time, and of how many mentions there are."""

    total: int
    sentences: tuple[TimeSentence, ...]
