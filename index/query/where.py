"""Where places lie that a query asks for: near a place, within a country or region, in an area between degrees."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_KILOMETRES = 5000

_DEGREE = r"[+-]?\d{1,3}(?:\.\d+)?"
_AREA = re.compile(rf"({_DEGREE})\.\.({_DEGREE}),({_DEGREE})\.\.({_DEGREE})")


@dataclass(frozen=True, slots=True)
class Near:
    """No farther from a place, given by name or coordinates, than so many kilometres."""

    place: str
    kilometres: int


@dataclass(frozen=True, slots=True)
class Within:
    """In a country or a first-level region, given by name or code."""

    region: str


@dataclass(frozen=True, slots=True)
class Area:
    """Between two parallels and two meridians, in degrees; with ``west`` above ``east`` it crosses the date line."""

    south: float
    north: float
    west: float
    east: float

    def __str__(self) -> str:
        return f"{self.south:g}..{self.north:g},{self.west:g}..{self.east:g}"

    def holds(self, latitude: float, longitude: float) -> bool:
        """Whether a place lies in it, the edges included."""
        if not self.south <= latitude <= self.north:
            return False
        if self.west <= self.east:
            return self.west <= longitude <= self.east
        return longitude >= self.west or longitude <= self.east


Where = Near | Within | Area


def read_area(written: str) -> Area | None:
    """The area that is written as ``34.2..36.1,38.5..41.0``, latitudes first; None if it is none."""
    found = _AREA.fullmatch(written.replace(" ", ""))
    if found is None:
        return None
    south, north, west, east = map(float, found.groups())
    if not -90 <= south <= north <= 90 or max(abs(west), abs(east)) > 180:
        return None
    return Area(south, north, west, east)
