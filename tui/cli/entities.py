"""``dateline entities``: what is known about an entity, and the corrections of entities as a table."""

from __future__ import annotations

import contextlib
import sys
from dataclasses import asdict
from pathlib import Path

import click

from index.entity_answer import EntityAnswer
from index.entity_facts import entities_named, entity_facts
from index.errors import PathError
from index.files import find_home
from index.libraries import library_to_read
from index.library import Library
from index.notebook.entity_corrections import entity_corrections, take_in_entity_corrections
from index.notebook.entity_table import read_entity_table, write_entity_table
from index.notebook.store import Notebook
from tui.cli.common import json_option, library_options, print_json, say, warn


@click.group(no_args_is_help=False)
def entities() -> None:
    """Tell about an entity; export and import the corrections of entities."""


@entities.command()
@click.argument("name")
@library_options
@json_option
def show(name: str, library: str | None, notebook: Path | None, as_json: bool) -> int:
    """Tell what the library has about the entity NAME: its names, dates, company and place."""
    folder, file = _places(library, notebook)
    with contextlib.closing(Library(folder, file)) as opened:
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


@entities.command()
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="The file; else standard output.")
@library_options
def export(output: Path | None, library: str | None, notebook: Path | None) -> int:
    """Write the corrections of entities as tab-separated values."""
    _, file = _places(library, notebook)
    if not file.exists():
        warn("There are no corrections.")
        return 1
    with contextlib.closing(Notebook.open(file)) as opened:
        table = write_entity_table(entity_corrections(opened)).encode()
    if output is None:
        sys.stdout.buffer.write(table)
        sys.stdout.buffer.flush()
        return 0
    try:
        with output.open("xb") as target:
            target.write(table)
    except OSError as error:
        raise PathError(f"{output} cannot be written: {error.strerror}.") from error
    say(f"Written to {output}")
    return 0


@entities.command("import")
@click.argument("source", metavar="FILE|-")
@library_options
def import_table(source: str, library: str | None, notebook: Path | None) -> int:
    """Take over the corrections in a FILE that export wrote, or in standard input (-)."""
    _, file = _places(library, notebook)
    incoming = read_entity_table(_text_of(source))
    with contextlib.closing(Notebook.open(file)) as opened:
        count = take_in_entity_corrections(opened, incoming)
    say(f"{count} taken over, {len(incoming) - count} there already.")
    return 0


def _places(library: str | None, notebook: Path | None) -> tuple[Path, Path]:
    """The library's folder and its notebook's file."""
    home = find_home()
    folder = library_to_read(home, library)
    return folder, notebook or home.notebook(folder)


def _text_of(source: str) -> str:
    try:
        data = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise PathError(f"{source} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise PathError(f"{source} is not UTF-8, so there are no corrections in it.") from error


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
