"""GeoJSON by RFC 7946: longitude first, outer rings counterclockwise, WGS 84."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from index.map.accounts import PlaceAccount, Position
from index.notebook.export.json_lines import as_json

_DIGITS = 6
"""Behind the point; a tenth of a metre."""


def to_geojson(places: Iterable[PlaceAccount]) -> str:
    """A collection of features, one a place, with the documents that name it in its properties."""
    collection = {"type": "FeatureCollection", "features": [_feature(place) for place in places]}
    return as_json(collection, indent=1) + "\n"


def _feature(place: PlaceAccount) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": geometry_of(place),
        "properties": {
            "name": place.name,
            "kind": place.kind,
            "country": place.country,
            "region": place.region,
            "documents": len(place.reports),
            "reports": [asdict(report) for report in place.reports],
        },
    }


def geometry_of(place: PlaceAccount) -> dict[str, Any]:
    """A point, the lines of a river, or the box of a region; what is known by its middle alone is a point."""
    if place.lines:
        return {"type": "MultiLineString", "coordinates": [[_position(*one) for one in line] for line in place.lines]}
    if place.box is not None:
        return {"type": "Polygon", "coordinates": [[_position(*corner) for corner in ring_of(place.box)]]}
    return {"type": "Point", "coordinates": _position(place.latitude, place.longitude)}


def ring_of(box: tuple[float, float, float, float]) -> list[Position]:
    """The corners of a box counterclockwise, the first again at the end (RFC 7946, 3.1.6)."""
    south, north, west, east = box
    return [(south, west), (south, east), (north, east), (north, west), (south, west)]


def _position(latitude: float, longitude: float) -> list[float]:
    return [round(longitude, _DIGITS), round(latitude, _DIGITS)]
