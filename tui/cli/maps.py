"""``dateline map``: the places that the documents of a query name, as a file for other programs."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from index.map.accounts import PlaceAccount
from tui.cli.common import QueryCommand, at_most_one, library_options, opened_library, parse_day, say, warn

_FORMATS = ("geojson", "kml", "csv", "svg")


@click.command("map", cls=QueryCommand)
@click.argument("query", required=False, type=click.UNPROCESSED)
@click.option("--format", "written_as", type=click.Choice(_FORMATS), help="What to write; by default a list to read.")
@click.option(
    "--without-place", is_flag=True, help="List the names of places that no list has, or that could be anywhere."
)
@click.option("--today", metavar="DATE", help="The day that 'last week' counts from, YYYY-MM-DD.")
@library_options
def map_places(
    query: str | None,
    written_as: str | None,
    without_place: bool,
    today: str | None,
    library: str | None,
    notebook: Path | None,
) -> int:
    """Write the places that the documents of QUERY name, with the documents, their dates, sources and quotes."""
    at_most_one({"--format": written_as is not None, "--without-place": without_place})
    with opened_library(library, notebook) as opened:
        found = opened.search(query or "", today=parse_day("--today", today) if today else None)
        if without_place:
            return _print_names(opened.names_without_place(found))
        places = list(opened.place_accounts(found))
    if written_as is None:
        _print(places)
    else:
        from index.map.export import FORMATS  # with the file that is written: the list does without the geometry

        sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
        sys.stdout.write(FORMATS[written_as](places))
    return 0 if places else 1


def _print_names(names: Mapping[str, int]) -> int:
    for name, documents in names.items():
        say(f"{documents:6}  {name}")
    if not names:
        warn("Every place that a document names is on the map.")
    return 0 if names else 1


def _print(places: list[PlaceAccount]) -> None:
    for place in places:
        where = place.region or place.country or "-"
        position = f"{place.latitude:8.3f} {place.longitude:9.3f}"
        say(f"{len(place.reports):6}  {position}  {place.name} · {place.kind} · {where}")
    if not places:
        warn("No document names a place that a list has.")
