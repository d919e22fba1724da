"""A table with a line for each place and document, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from index.map.accounts import PlaceAccount
from index.text.cells import defused

COLUMNS = ("place", "kind", "country", "region", "latitude", "longitude", "id", "title", "date", "source", "quotes")


def to_csv(places: Iterable[PlaceAccount]) -> str:
    """The table, by RFC 4180, in which no cell is taken for a formula."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for place in places:
        where = (f"{place.latitude:.6f}", f"{place.longitude:.6f}")
        for report in place.reports:
            about = (report.id, report.title, report.date, report.source, " | ".join(report.quotes))
            named = map(defused, (place.name, place.kind, place.country, place.region))
            writer.writerow([*named, *where, *map(defused, about)])
    return table.getvalue()
