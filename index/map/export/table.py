"""A table with a line for each place and document, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from index.map.accounts import PlaceAccount

COLUMNS = ("place", "kind", "country", "region", "latitude", "longitude", "id", "title", "date", "source", "quotes")

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula at the beginning of a cell (OWASP, CSV injection)."""


def to_csv(places: Iterable[PlaceAccount]) -> str:
    """The table, by RFC 4180."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for place in places:
        where = (f"{place.latitude:.6f}", f"{place.longitude:.6f}")
        for report in place.reports:
            about = (report.id, report.title, report.date, report.source, " | ".join(report.quotes))
            named = [_cell(value) for value in (place.name, place.kind, place.country, place.region)]
            writer.writerow([*named, *where, *map(_cell, about)])
    return table.getvalue()


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
