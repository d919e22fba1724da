"""Every command reads a library through the same door: corrected by its notebook, or by the one that is named."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import click
import pytest
from ferry_stories import STORIES, json_lines
from running import Run

from index.corrections.documents import DocumentField, correct_document
from index.home.folders import find_home
from index.home.searches import SavedSearches
from index.library.library import LocalLibrary
from index.notebook.annotation import Subject
from index.notebook.store import Notebook
from tui.cli import COMMANDS, dateline

NEW_TITLE = "A title put right by hand"

READING = {
    "search": ("search", "ferry", "--json"),
    "show": ("show", "own", "--json"),
    "compare": ("compare", "own", "wire", "--json"),
    "related": ("related", "wire", "--json"),
    "events": ("events", "--json"),
    "figures": ("figures", "--json"),
    "entities": ("entities", "show", "Marta Lund", "--json"),
    "timeline": ("timeline", "--json"),
    "versions": ("versions", "own", "--json"),
    "alerts": ("alerts", "--peek", "--json"),
    "sources": ("sources", "list", "--json"),
    "map": ("map", "--format", "geojson"),
}
"""The commands that read a library's documents, as they are tried here: of the stories no place is on any map."""

WITHOUT_DOCUMENTS = set(
    "index fetch captures watch analyze notes doctor corrections original libraries completion help".split()
)
"""Commands that print no titles, dates or names of documents, or that write."""


@pytest.fixture
def folder(tmp_path: Path, run: Run) -> Path:
    """A library's folder, and the stories in it."""
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text(json_lines(STORIES))
    assert run("index", "--processes", "1", corpus).code == 0
    SavedSearches(find_home()).save("everything", "")
    return next(find_home().libraries.iterdir())


def correct(folder: Path, file: Path) -> None:
    """Put title and date of one document right, and star it."""
    with contextlib.closing(LocalLibrary(folder)) as library:
        one = library.document(library.find("own"))
    about = Subject(one.id, one.title, one.source, one.date, one.path, one.text_hash)
    with contextlib.closing(Notebook.open(file)) as notebook:
        correct_document(notebook, about, DocumentField.TITLE, NEW_TITLE)
        correct_document(notebook, about, DocumentField.DATE, "2019-03-07")
        notebook.star(about)


def commands(group: click.Command) -> dict[str, click.Command]:
    context = click.Context(group)
    assert isinstance(group, click.Group)
    found = {name: group.get_command(context, name) for name in group.list_commands(context)}
    return {name: command for name, command in found.items() if command is not None}


def test_every_command_that_takes_a_library_takes_a_notebook() -> None:
    assert set(READING) | WITHOUT_DOCUMENTS == set(COMMANDS)
    for name in READING:
        command = commands(dateline)[name]
        for one in commands(command).values() if isinstance(command, click.Group) else [command]:
            assert {"library", "notebook"} <= {parameter.name for parameter in one.params}, name


@pytest.mark.parametrize("named", [False, True])
@pytest.mark.parametrize("name", sorted(set(READING) - {"entities", "sources", "map"}))
def test_corrections_reach_every_command(folder: Path, tmp_path: Path, run: Run, name: str, named: bool) -> None:
    before = run(*READING[name]).out
    file = tmp_path / "other.sqlite" if named else find_home().notebook(folder)
    correct(folder, file)
    after = run(*READING[name], *(("--notebook", file) if named else ())).out
    assert after != before
    assert "2019-03-07" in after
    assert NEW_TITLE in after or name == "timeline"
    assert run(*READING[name]).out == (before if named else after)


def test_stars_and_read_marks_choose_events(folder: Path, run: Run) -> None:
    correct(folder, find_home().notebook(folder))
    found = json.loads(run("events", "is:starred", "--json").out)
    assert [[one["title"] for one in event["documents"]] for event in found["events"]] == [[NEW_TITLE]]
