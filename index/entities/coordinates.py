"""Coordinates that are written in texts: degrees, decimal pairs and grid references (MGRS), as places of their own.

Latitude comes first. What could be any two numbers is none: a pair needs letters of hemispheres, signs of degrees, or
four digits behind each point.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.entities.grid import position_of_grid
from index.model import EntityType, Mention

_MINUTES = r"\d{1,2}(?:[.,]\d{1,6})?"
_ANGLE = (
    rf"""(\d{{1,3}}(?:\.\d{{1,8}})?)\s?[°º]\s?(?:({_MINUTES})\s?['′’ʹ]\s?(?:({_MINUTES})\s?(?:["″”]|''|′′)\s?)?)?"""
)
_DEGREES = re.compile(rf"(?<![\w.])(?:([NS])\s?)?{_ANGLE}([NS])?[\s,;/]{{0,3}}(?:([EW])\s?)?{_ANGLE}([EW])?(?!\w)")
_LETTERED = re.compile(r"(?<![\w.])(\d{1,2}\.\d{1,8})\s?([NS])[\s,;/]{1,3}(\d{1,3}\.\d{1,8})\s?([EW])(?!\w)")
_DECIMAL = re.compile(r"(?<![\w.,+-])([+-]?\d{1,2}\.\d{4,8})\s?[,;]\s?([+-]?\d{1,3}\.\d{4,8})(?![\w]|[.,]\d|\s?[%€$£])")
_GRID = re.compile(
    r"(?<![\w-])(\d{1,2}[C-HJ-NP-X])\s?([A-HJ-NP-Z][A-HJ-NP-V])\s?(?:(\d{2,5})\s(\d{2,5})|(\d{4,10}))(?![\w-])"
)
_TYPED = re.compile(r"\s*([+-]?\d{1,2}(?:\.\d{1,8})?)\s*[,;]\s*([+-]?\d{1,3}(?:\.\d{1,8})?)\s*")
_NAME = re.compile(r"(-?\d{1,2}\.\d{4}), (-?\d{1,3}\.\d{4})")


def name_of(latitude: float, longitude: float) -> str:
    """The name of a place that is known by its coordinates alone: degrees to eleven metres, latitude first."""
    return f"{latitude + 0.0:.4f}, {longitude + 0.0:.4f}"


def position_of(name: str) -> tuple[float, float] | None:
    """Latitude and longitude of a place that is called by its coordinates, None for any other name."""
    found = _NAME.fullmatch(name)
    return _checked(float(found[1]), float(found[2])) if found else None


def position_typed(written: str) -> tuple[float, float] | None:
    """Latitude and longitude of what is nothing but coordinates, decimal pairs however short; None for all else."""
    typed = _TYPED.fullmatch(written)
    if typed is not None:
        return _checked(float(typed[1]), float(typed[2]))
    return next(((latitude, longitude) for _, _, latitude, longitude in coordinates_in(written)), None)


def coordinates_in(text: str) -> Iterator[tuple[int, int, float, float]]:
    """Where coordinates stand in a text, start and end, and the latitude and longitude that they mean, in order."""
    taken = 0
    for start, end, latitude, longitude in sorted(_all(text), key=lambda one: (one[0], -one[1])):
        if start >= taken:
            yield start, end, latitude, longitude
            taken = end


def with_coordinates(text: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions with the coordinates of the text, before which whatever overlaps them gives way."""
    found = [
        Mention(start, end, text[start:end], EntityType.PLACE, name_of(*place), "coordinates in the text")
        for start, end, *place in coordinates_in(text)
    ]
    if not found:
        return mentions
    kept = [one for one in mentions if not any(one.start < other.end and other.start < one.end for other in found)]
    return sorted(kept + found, key=lambda one: one.start)


def _all(text: str) -> Iterator[tuple[int, int, float, float]]:
    for found in _DEGREES.finditer(text) if "°" in text or "º" in text else ():
        before, degrees, minutes, seconds, after, before_east, *angle, after_east = found.groups()
        north, east = before or after or "", before_east or after_east or ""
        if bool(north) == bool(east):
            latitude = _angle(degrees, minutes, seconds) * (-1 if north == "S" else 1)
            longitude = _angle(*angle) * (-1 if east == "W" else 1)
            yield from _found(found, latitude, longitude)
    for found in _LETTERED.finditer(text):
        latitude = float(found[1]) * (-1 if found[2] == "S" else 1)
        yield from _found(found, latitude, float(found[3]) * (-1 if found[4] == "W" else 1))
    for found in _DECIMAL.finditer(text):
        yield from _found(found, float(found[1]), float(found[2]))
    for found in _GRID.finditer(text):
        digits = found[5] or ""
        half = len(digits) // 2
        place = position_of_grid(found[1], found[2], found[3] or digits[:half], found[4] or digits[half:])
        if place is not None:
            yield from _found(found, *place)


def _angle(degrees: str, minutes: str | None, seconds: str | None) -> float:
    """Degrees; 999 where minutes or seconds are 60 or more, which is no place."""
    parts = [float((part or "0").replace(",", ".")) for part in (minutes, seconds)]
    return 999.0 if max(parts) >= 60 else float(degrees) + parts[0] / 60 + parts[1] / 3600


def _found(found: re.Match[str], latitude: float, longitude: float) -> Iterator[tuple[int, int, float, float]]:
    if _checked(latitude, longitude) is not None:
        yield found.start(), found.end(), latitude, longitude


def _checked(latitude: float, longitude: float) -> tuple[float, float] | None:
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None
