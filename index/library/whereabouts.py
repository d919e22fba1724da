"""Conditions on where places lie: which places of a library fulfil one, and what it was understood to mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from index.errors import QueryError
from index.query.tree import PlaceLeaf
from index.query.where import Area, Near, Within

if TYPE_CHECKING:
    from index.arrays.ranges import IntArray
    from index.entities.gazetteer import Place
    from index.entities.regions import Region
    from index.library.geography import Geography

_EARTH_RADIUS = 6371.0088  # kilometres, the mean radius of WGS 84


def places_of(geography: Geography, leaf: PlaceLeaf) -> IntArray:
    """The numbers of the places that a condition asks for: near a point and in an area those that are points.

    Raises QueryError for a place or a region that no list has.
    """
    where = leaf.where
    if isinstance(where, Within):
        region = _region(where, leaf.column)
        places = zip(geography.countries, geography.places, strict=True)
        held = (region.holds(country, one.place.region) for country, one in places)
        return np.flatnonzero(np.fromiter(held, np.bool_, len(geography.places)))
    latitudes, longitudes = geography.positions
    if isinstance(where, Area):
        return np.flatnonzero(geography.points & in_area(where, latitudes, longitudes))
    centre = _centre(geography, where, leaf.column)
    distances = distances_from(centre.latitude, centre.longitude, latitudes, longitudes)
    return np.flatnonzero(geography.points & (distances <= where.kilometres))


def describe_places(geography: Geography, leaf: PlaceLeaf) -> str:
    """How a condition was understood, and how many places fulfil it."""
    number = len(places_of(geography, leaf))
    return f"{number:,} place{'s' if number != 1 else ''} {describe_where(geography, leaf)}"


def describe_where(geography: Geography, leaf: PlaceLeaf) -> str:
    """How a condition was understood: "within 50 km of Deir ez-Zor, Syria", "in Syria"."""
    where = leaf.where
    if isinstance(where, Within):
        return f"in {_region(where, leaf.column).name}"
    if isinstance(where, Area):
        return "in the area"
    centre = _centre(geography, where, leaf.column)
    return f"within {where.kilometres} km of {_with_country(centre)}"


def distances_from(
    latitude: float, longitude: float, latitudes: npt.NDArray[np.float64], longitudes: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """The kilometres from a place to others, all in degrees, by the haversine formula on a sphere."""
    one, others = np.radians(latitude), np.radians(latitudes)
    across = np.sin(np.radians(longitudes - longitude) / 2) ** 2
    half = np.sin((others - one) / 2) ** 2 + np.cos(one) * np.cos(others) * across
    distances: npt.NDArray[np.float64] = 2 * _EARTH_RADIUS * np.arcsin(np.sqrt(np.minimum(1, half)))
    return distances


def in_area(
    area: Area, latitudes: npt.NDArray[np.float64], longitudes: npt.NDArray[np.float64]
) -> npt.NDArray[np.bool_]:
    """Which places lie in an area, as ``Area.holds`` has it."""
    east, west = longitudes <= area.east, longitudes >= area.west
    across = east & west if area.west <= area.east else east | west
    return np.asarray((latitudes >= area.south) & (latitudes <= area.north) & across)


def _region(where: Within, column: int) -> Region:
    from index.entities.regions import find_region  # reads its lists: only where a region is asked for

    region = find_region(where.region)
    if region is None:
        raise QueryError(
            f"no country or region is called '{where.region}'; write one such as in:Syria, in:SY or in:\"Deir ez-Zor\"",
            column,
        )
    return region


def _centre(geography: Geography, where: Near, column: int) -> Place:
    """The place that is meant: of namesakes that which the most documents name, else the likeliest."""
    from index.entities.coordinates import position_typed  # with what they need of lists: only where it is asked for
    from index.entities.gazetteer import Place
    from index.entities.locations import namesakes
    from index.entities.places import find_anywhere
    from index.entities.regions import find_region

    typed = position_typed(where.place)
    if typed is not None:
        return Place(where.place, "coordinates", "", *typed, 1)
    name, _, within = where.place.rpartition(",")
    region = find_region(within) if name else None
    known = namesakes(name.strip() if region else where.place)
    found = [one for one in known if region is None or region.holds(one.country.partition("-")[0], region.code)]
    if not found:
        sounding = find_anywhere(where.place)
        if sounding is None:
            raise QueryError(f"no list has a place called '{where.place}'; write near:35.34,40.14~50km", column)
        return sounding[0]
    documents = np.bincount(geography.numbers, minlength=len(geography.places)).tolist()
    counted = zip(geography.places, documents, strict=True)
    named = {(one.place.latitude, one.place.longitude): count for one, count in counted}
    return max(found, key=lambda one: named.get((one.latitude, one.longitude), 0))


def _with_country(place: Place) -> str:
    from index.entities.regions import Region

    country = place.country.partition("-")[0]
    return f"{place.name}, {Region(country).name}" if country else place.name
