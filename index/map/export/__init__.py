"""Places written to files that other programs read: one table of formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from index.map.accounts import PlaceAccount
from index.map.export.geojson import to_geojson
from index.map.export.kml import to_kml
from index.map.export.svg import to_svg
from index.map.export.table import to_csv

FORMATS: dict[str, Callable[[Iterable[PlaceAccount]], str]] = {
    "geojson": to_geojson,
    "kml": to_kml,
    "csv": to_csv,
    "svg": to_svg,
}
"""What writes each format; all are text in UTF-8."""
