"""``dateline entities``: which there are, and what is known about one."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from index.answers.entity import EntityAnswer
from index.library.entity_counting import entities_of_result
from index.library.entity_facts import entities_named, entity_facts
from index.query.fields import ENTITY_KINDS
from tui.cli.common import (
    at_most_one,
    counted,
    json_option,
    library_options,
    opened_library,
    print_csv,
    print_json,
    say,
    warn,
)


@click.group(no_args_is_help=False)
def entities() -> None:
    """Tell about the entities of a library."""


@entities.command("list")
@click.argument("query", required=False)
@click.option(
    "--type", "kind", type=click.Choice([kind.type.value for kind in ENTITY_KINDS]), help="Only those of a type."
)
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV for a spreadsheet.")
@library_options
@json_option
def list_entities(
    query: str | None, kind: str | None, as_csv: bool, library: str | None, notebook: Path | None, as_json: bool
) -> int:
    """List the entities of QUERY's documents, or of all, each with the number of documents that mention it.

    Of each type the 500 in the most documents are listed; how many there are is told of each.
    """
    at_most_one({"--csv": as_csv, "--json": as_json})
    with opened_library(library, notebook) as opened:
        keys = opened.search(query).keys if query else opened.browse().keys
        answer = entities_of_result(opened.columns(), list(keys))
    found = [one for one in answer.entities if kind in (None, one.type)]
    totals = {type_: total for type_, total in answer.totals.items() if kind in (None, type_)}
    if as_json:
        print_json({"query": query or "", "totals": totals, "entities": [asdict(one) for one in found]})
    elif as_csv:
        print_csv(("type", "name", "documents"), ((one.type, one.name, one.documents) for one in found))
    else:
        for one in found:
            say(f"{one.documents:6}  {one.type:12}  {one.name}")
        (say if found else warn)(f"{counted(sum(totals.values()), 'name')} of entities.")
    return 0 if found else 1


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
