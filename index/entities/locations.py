"""Which places a name may stand for, where they lie, and how they are told apart and written down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from itertools import chain
from math import asin, cos, radians, sin, sqrt

from index.entities.coordinates import position_of
from index.entities.gazetteer import SPELLED_IN_MANY_WAYS, Place, gazetteer
from index.entities.keys import plain_key
from index.entities.places import known_places
from index.entities.regions import Region, find_region

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
_NEAREST_TOWN = 50.0  # kilometres within which a town tells of coordinates
_DEGREES_AROUND = 0.5  # of latitude, a little more than that
_AS_FAR = 2.0  # times as far off as the nearest town
_SETTLED = re.compile(r"(.+) @ ([A-Z]{2})?(?:\.(\w+))? (-?\d{1,2}\.\d\d),(-?\d{1,3}\.\d\d)")


def distance(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The kilometres between two places given in degrees, by the haversine formula on a sphere."""
    one, other = radians(latitude), radians(other_latitude)
    half = sin((other - one) / 2) ** 2 + cos(one) * cos(other) * sin(radians(other_longitude - longitude) / 2) ** 2
    return 2 * _EARTH_RADIUS * asin(min(1.0, sqrt(half)))


@lru_cache(maxsize=50_000)
def namesakes(name: str) -> tuple[Place, ...]:
    """The places that are called just ``name``, the likeliest first; coordinates are a place themselves.

    Of "Alexandria, Virginia" they are those in that region. Coordinates near a border are one in each of the
    countries, which may be told apart as other namesakes are.
    """
    position = position_of(name)
    if position is not None:
        return _at(name, *position)
    town, _, within = name.rpartition(", ")
    if town and (region := find_region(within)) is not None:
        return tuple(place for place in namesakes(town) if lies_in(place, region))
    key = plain_key(name)
    found: list[Place] = []
    towns = [town for town in gazetteer().by_plain_key(key) if plain_key(town.name) == key]
    for place in (*known_places().by_plain_key(key), *towns):
        if not any(_is_one_place(place, other) for other in found):
            found.append(place)
    return tuple(found)


def lies_in(place: Place, region: Region) -> bool:
    """Whether a place lies in a country, a part of one with a code of its own such as England, or a region."""
    country, _, part = region.country.partition("-")
    place = with_region(place)
    return place.country[:2] == country and (region.code or part) in ("", place.region)


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
    """South, north, west and east of the towns of a first-level region, None for what is none of several towns."""
    if is_point(place) or not place.region:
        return None
    box = _boxes().get((place.country[:2], place.region))
    return box if box is not None and box[0] < box[1] and box[2] < box[3] else None


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


def _at(name: str, latitude: float, longitude: float) -> tuple[Place, ...]:
    """The place at coordinates in each country in which it may lie, that of the nearest town first."""
    found = _regions_around(latitude, longitude) or {"": ""}
    return tuple(
        Place(name, "coordinates", country, latitude, longitude, 1, (), region) for country, region in found.items()
    )


def _regions_around(latitude: float, longitude: float) -> dict[str, str]:
    """The countries in which a position may lie, each with the region there, "" where that is open; none far from all.

    They are those of the towns up to twice as far off as the nearest, or of the nearest two. Of 12,000 smaller towns
    one country that is told alone in 270 was wrong, and one region in 80; by the nearest town alone it was one in 44
    and one in 12.
    """
    towns = sorted(_towns_around(latitude, longitude), key=lambda one: one[0])
    farthest = max((away for away, _ in towns[:2]), default=0.0)
    found: dict[str, str] = {}
    for away, town in towns:
        if away <= max(_AS_FAR * towns[0][0], farthest):
            agrees = found.setdefault(town.country, town.region) == town.region
            found[town.country] = town.region if agrees else ""
    return found


def _towns_around(latitude: float, longitude: float) -> Iterator[tuple[float, Place]]:
    """The towns of known region no farther than is told by, each once, with its distance in kilometres."""
    listed = (gazetteer().town(row) for _, _, row in gazetteer().around(latitude, longitude, _DEGREES_AROUND))
    others = (town for town in listed if known_places().usual(town) is town)
    for town in chain((town for town in known_places().towns if town.region), others):
        away = distance(latitude, longitude, town.latitude, town.longitude)
        if away <= _NEAREST_TOWN:
            yield away, town


@lru_cache(maxsize=10_000)
def with_region(place: Place) -> Place:
    """A curated place with its region: the one that is listed, that of its own name, or for a point that around it."""
    if place.region or not place.country or place.kind in ("country", "coordinates"):
        return place
    if is_point(place):
        region = _regions_around(place.latitude, place.longitude).get(place.country[:2], "")
    else:
        named = find_region(f"{place.name}, {place.country[:2]}")
        region = named.code if named is not None else ""
    return replace(place, region=region)
