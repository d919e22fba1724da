"""``dateline corrections``: what the analyst has put right: listed, taken back, as a table; stories joined."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from index.building.builder import Builder
from index.building.joins import Joins
from index.corrections.documents import Correction
from index.corrections.listing import (
    all_corrections,
    correction_id,
    describe,
    find_correction,
    take_in_corrections,
    withdraw,
)
from index.corrections.pages import PAGES, tell_story, told_stories
from index.corrections.stories import STORIES, join_stories, story_joins, withdraw_join
from index.corrections.table import read_corrections, write_corrections
from index.errors import ConfigurationError, PathError
from index.home.folders import find_home
from index.library.choosing import library_to_read
from index.library.engines import open_engine
from index.library.library import LocalLibrary
from index.library.note_places import follow_documents
from index.library.story_plans import plan_join, plan_split
from index.notebook.store import Notebook
from index.sources.formats.no_story import NO_STORY
from tui.cli.common import json_option, library_options, print_json, say, warn


@click.group(no_args_is_help=False)
def corrections() -> None:
    """List, take back, export and import what you have put right of entities and documents; join stories."""


@corrections.command("list")
@library_options
@json_option
def list_corrections(library: str | None, notebook: Path | None, as_json: bool) -> int:
    """List the corrections, each with the name by which it is taken back, in the order in which they were made."""
    _, file = _places(library, notebook)
    found = _kept(file)
    if as_json:
        print_json({"corrections": [_as_object(one) for one in found]})
    else:
        for one in found:
            say(f"{correction_id(one)}  {one.made[:16].replace('T', ' ')}  {describe(one)}")
        if not found:
            warn("There are no corrections.")
    return 0 if found else 1


@corrections.command("withdraw")
@click.argument("name")
@library_options
def withdraw_one(name: str, library: str | None, notebook: Path | None) -> int:
    """Take the correction NAME back, as ``corrections list`` names it."""
    folder, file = _places(library, notebook)
    with _opened(folder, file) as (opened, notes):
        correction = find_correction(notes, name)
        if correction.kind == STORIES:
            withdraw_join(notes, plan_split(opened, correction))
            _bring_up_to_date(folder, notes)
        else:
            withdraw(notes, correction)
            if correction.kind == PAGES:
                _bring_up_to_date(folder, notes)
    say(f"Taken back: {describe(correction)}.")
    return 0


@corrections.command("join")
@click.argument("document")
@library_options
def join(document: str, library: str | None, notebook: Path | None) -> int:
    """Say that the stories of DOCUMENT's file are one, bring the library up to date and take its notes along."""
    folder, file = _places(library, notebook)
    with _opened(folder, file) as (opened, notes):
        plan = plan_join(opened, opened.catalogue.find(document))
        join_stories(notes, plan)
        _bring_up_to_date(folder, notes)
    say(f"{plan.subject.path} is one story now: {plan.subject.document}")
    return 0


@corrections.command("story")
@click.argument("page")
@library_options
def story(page: str, library: str | None, notebook: Path | None) -> int:
    """Say that PAGE is a story whatever a rule says, and read it again. PAGE is as ``doctor`` names it."""
    folder, file = _places(library, notebook)
    with _opened(folder, file) as (opened, notes):
        refused = {one.path for one in opened.catalogue.problems() if one.reason.startswith(NO_STORY)}
        if page not in refused:
            raise ConfigurationError(f"No rule takes '{page}' for no story; see: dateline doctor")
        tell_story(notes, page)
        _bring_up_to_date(folder, notes)
    say(f"{page} is a story now.")
    return 0


@corrections.command()
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="The file; else standard output.")
@library_options
def export(output: Path | None, library: str | None, notebook: Path | None) -> int:
    """Write the corrections as tab-separated values."""
    _, file = _places(library, notebook)
    found = _kept(file)
    if not found:
        warn("There are no corrections.")
        return 1
    table = write_corrections(found).encode()
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


@corrections.command("import")
@click.argument("source", metavar="FILE|-")
@library_options
def import_table(source: str, library: str | None, notebook: Path | None) -> int:
    """Take over the corrections in a FILE that export wrote, or in standard input (-)."""
    folder, file = _places(library, notebook)
    incoming = read_corrections(_text_of(source))
    with contextlib.closing(Notebook.open(file)) as notes:
        before = _of_files(notes)
        count = take_in_corrections(notes, incoming)
        if _of_files(notes) != before:
            _bring_up_to_date(folder, notes)
    say(f"{count} taken over, {len(incoming) - count} there already.")
    return 0


def _places(library: str | None, notebook: Path | None) -> tuple[Path, Path]:
    """The library's folder and its notebook's file."""
    home = find_home()
    folder = library_to_read(home, library)
    return folder, notebook or home.notebook(folder)


@contextlib.contextmanager
def _opened(folder: Path, file: Path) -> Iterator[tuple[LocalLibrary, Notebook]]:
    with contextlib.closing(Notebook.open(file)) as notes, contextlib.closing(LocalLibrary(folder, file)) as library:
        yield library, notes


def _kept(file: Path) -> list[Correction]:
    """The corrections in a notebook, none if it is not there."""
    if not file.exists():
        return []
    with contextlib.closing(Notebook.open(file)) as notes:
        return all_corrections(notes)


def _bring_up_to_date(folder: Path, notes: Notebook) -> None:
    """Read files again whose stories were joined or split, and let the notes follow them."""
    Builder(folder, open_engine, joins=Joins.of(_of_files(notes))).run()
    with contextlib.closing(LocalLibrary(folder)) as library:
        follow_documents(library, notes)


def _of_files(notes: Notebook) -> list[Correction]:
    """The corrections that decide how files are read."""
    return [*story_joins(notes), *told_stories(notes)]


def _text_of(source: str) -> str:
    try:
        data = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise PathError(f"{source} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise PathError(f"{source} is not UTF-8, so there are no corrections in it.") from error


def _as_object(correction: Correction) -> dict[str, str]:
    return {
        "id": correction_id(correction),
        "correction": correction.field,
        "about": correction.subject,
        "place": correction.place,
        "becomes": correction.value,
        "title": correction.title,
        "path": correction.path,
        "made": correction.made,
        "sentence": describe(correction),
    }
