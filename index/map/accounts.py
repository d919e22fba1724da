"""What is written to a map's file: places, and what documents say of them."""

from __future__ import annotations

from dataclasses import dataclass

Position = tuple[float, float]
"""Latitude and longitude in degrees."""


@dataclass(frozen=True, slots=True)
class Report:
    """A document that names a place, with the sentences in which it does."""

    id: str
    title: str
    date: str  # ISO, as precise as known; "" if unknown
    source: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceAccount:
    """A place with the documents that name it: a point, a river's lines, or the box of a region's towns."""

    name: str
    kind: str
    country: str  # ISO 3166 code, "" for none
    region: str
    latitude: float
    longitude: float
    is_point: bool
    lines: tuple[tuple[Position, ...], ...]
    box: tuple[float, float, float, float] | None  # south, north, west, east
    reports: tuple[Report, ...]
