"""``dateline entities``: what is known about an entity."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from index.answers import EntityAnswer
from index.library.entity_facts import entities_named, entity_facts
from tui.cli.common import json_option, library_options, opened_library, print_json, say, warn


@click.group(no_args_is_help=False)
def entities() -> None:
    """Tell about an entity."""


@entities.command()
@click.argument("name")
@library_options
@json_option
def show(name: str, library: str | None, notebook: Path | None, as_json: bool) -> int:
    """Tell what the library has about the entity NAME: its names, dates, company and place."""
    with opened_library(library, notebook) as opened:
        columns = opened.columns()
        found = [entity_facts(opened.catalogue, columns, *entity) for entity in entities_named(columns, name)]
    if as_json:
        print_json({"entities": [asdict(one) for one in found]})
    elif found:
        for one in found:
            _print(one)
    else:
        warn(f"Nothing in this library is called {name}.")
    return 0 if found else 1


def _print(entity: EntityAnswer) -> None:
    say(f"{entity.name} ({entity.type})")
    dates = " to ".join(dict.fromkeys(filter(None, (entity.first_date, entity.last_date)))) or "no date"
    say(f"    {entity.mentions} mentions in {entity.documents} documents, {dates}")
    if entity.place is not None:
        where = entity.place
        say(f"    {where.kind} {where.country}, {where.latitude:.3f}, {where.longitude:.3f}")
    for used in entity.names:
        sources = ", ".join(f"{one.value or 'no source'} {one.count}" for one in used.sources)
        reasons = f" · {'; '.join(used.reasons)}" if used.reasons else ""
        say(f"    “{used.name}” {used.mentions} ({sources}){reasons}")
    for other in entity.beside:
        say(f"    beside {other.name} ({other.type}) in {other.documents}")
