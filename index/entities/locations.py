"""Which places a name may stand for, where they lie, and how they are told apart and written down."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache
from math import asin, cos, inf, radians, sin, sqrt

from index.entities.coordinates import position_of
from index.entities.gazetteer import SPELLED_IN_MANY_WAYS, Place, gazetteer
from index.entities.keys import plain_key
from index.entities.places import known_places
from index.entities.regions import find_region

KINDS_WITHOUT_A_POINT = frozenset(
    "continent country region province state county sea ocean river strait canal lake mountains desert valley border "
    "island".split()
)
"""Kinds of places that are lines or areas: what is near a point, or in an area, is not told by their middles."""

_EARTH_RADIUS = 6371.0088  # kilometres, the mean radius of WGS 84
_KNOWN, _KNOWN_OF_MANY_SPELLINGS = 100_000, 1_000_000
"""Inhabitants of a town that is meant wherever its name stands.

Where one name is spelled in many ways, villages that no list has share the names of towns: Arak is in Syria, too.
"""
_ONE_PLACE = 30.0  # kilometres between entries of two lists for one town
_NEAREST_TOWN = 100.0  # kilometres within which a town's country is that of coordinates
_SETTLED = re.compile(r"(.+) @ ([A-Z]{2})?(?:\.(\w+))? (-?\d{1,2}\.\d\d),(-?\d{1,3}\.\d\d)")


def distance(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The kilometres between two places given in degrees, by the haversine formula on a sphere."""
    one, other = radians(latitude), radians(other_latitude)
    half = sin((other - one) / 2) ** 2 + cos(one) * cos(other) * sin(radians(other_longitude - longitude) / 2) ** 2
    return 2 * _EARTH_RADIUS * asin(min(1.0, sqrt(half)))


@lru_cache(maxsize=50_000)
def namesakes(name: str) -> tuple[Place, ...]:
    """The places that are called just ``name``, the likeliest first; coordinates are a place themselves."""
    position = position_of(name)
    if position is not None:
        return (_at(name, *position),)
    key = plain_key(name)
    found: list[Place] = []
    towns = [town for town in gazetteer().by_plain_key(key) if plain_key(town.name) == key]
    for place in (*known_places().by_plain_key(key), *towns):
        if not any(_is_one_place(place, other) for other in found):
            found.append(place)
    return tuple(found)


def is_well_known(place: Place) -> bool:
    """Whether a place is meant wherever its name stands: it is curated, or large, or its name says where it is."""
    least = _KNOWN_OF_MANY_SPELLINGS if place.country in SPELLED_IN_MANY_WAYS else _KNOWN
    return (
        place.rank >= least
        or place.kind == "coordinates"
        or place in known_places().by_plain_key(plain_key(place.name))
    )


def is_point(place: Place) -> bool:
    """Whether a place is small enough to have one position."""
    return place.kind not in KINDS_WITHOUT_A_POINT


def size_class(place: Place) -> str:
    """How large a town is, in words by its inhabitants; "" for what is no town or has no figure."""
    if place.kind != "city" or place.rank < 2:
        return ""
    return next(word for least, word in _SIZES if place.rank >= least)


@cache
def _boxes() -> dict[tuple[str, str], tuple[float, float, float, float]]:
    found: dict[tuple[str, str], tuple[float, float, float, float]] = {}
    for country, region, latitude, longitude in gazetteer().positions():
        south, north, west, east = found.get((country, region), (latitude, latitude, longitude, longitude))
        found[country, region] = (
            min(south, latitude),
            max(north, latitude),
            min(west, longitude),
            max(east, longitude),
        )
    return found


def box_of(place: Place) -> tuple[float, float, float, float] | None:
    """South, north, west and east of the towns of a first-level region, None for what is no region with towns."""
    if is_point(place) or not place.region:
        return None
    return _boxes().get((place.country[:2], place.region))


_SIZES = ((1_000_000, "metropolis"), (100_000, "city"), (20_000, "town"), (0, "small town"))


def write_place(name: str, place: Place) -> str:
    """A place as a correction names it: ``Tripoli @ LB.09 34.43,35.84``."""
    region = f".{place.region}" if place.region else ""
    return f"{name} @ {place.country[:2]}{region} {place.latitude:.2f},{place.longitude:.2f}"


def read_place(written: str) -> tuple[str, Place] | None:
    """The name and the place that ``write_place`` wrote, None for what is none."""
    found = _SETTLED.fullmatch(written)
    if found is None:
        return None
    name, country, region = found[1], found[2] or "", found[3] or ""
    latitude, longitude = float(found[4]), float(found[5])
    near = (place for place in namesakes(name) if place.country[:2] == country)
    for place in near:
        if distance(place.latitude, place.longitude, latitude, longitude) <= _ONE_PLACE:
            return name, place
    return name, Place(name, "city", country, latitude, longitude, 1, (), region)


def _is_one_place(one: Place, other: Place) -> bool:
    if one.country[:2] != other.country[:2] or is_point(one) != is_point(other):
        return False
    return distance(one.latitude, one.longitude, other.latitude, other.longitude) <= _ONE_PLACE


def _at(name: str, latitude: float, longitude: float) -> Place:
    """The place at coordinates, in the country and region of the nearest town."""
    nearest, least = None, inf
    for north, east, row in gazetteer().around(latitude, longitude, 1.0):
        away = distance(latitude, longitude, north, east)
        if away < least:
            nearest, least = row, away
    best = gazetteer().town(nearest) if nearest is not None else None
    known = best is not None and least <= _NEAREST_TOWN
    country, region = (best.country, best.region) if best is not None and known else ("", "")
    return Place(name, "coordinates", country, latitude, longitude, 1, (), region)


@lru_cache(maxsize=10_000)
def with_region(place: Place) -> Place:
    """A curated place with its region: that of its own name, or where it is a point that of the nearest town."""
    if place.region or not place.country or place.kind == "country":
        return place
    if not is_point(place):
        named = find_region(f"{place.name}, {place.country[:2]}")
        return replace(place, region=named.code) if named is not None else place
    near = _at(place.name, place.latitude, place.longitude)
    if near.country != place.country[:2]:
        return place
    return replace(place, region=near.region)
