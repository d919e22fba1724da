"""Notes written in the comparison: on one side, or on both as one step; on disk, undone, kept when they cannot be."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from index.notebook.recovery import kept
from index.notebook.store import Notebook
from tui.saving import unsaved_folder
from tui.screens.compare import CompareScreen
from tui.screens.note import NoteDialog
from tui.widgets.comparison import ComparisonList
from tui.widgets.status import StatusLine

QUOTE = "the defeat of ISIS"


async def at_the_quote(app: Any) -> ComparisonList:
    """Open the comparison of the seeds, at the pair with the colonel's quote."""
    await app.search("title:Pentagon")
    await app.press("enter", "c")
    await app.until(lambda: "1 other account" in app.screen_text())
    await app.press("enter")
    await app.until(lambda: isinstance(app.app.screen, CompareScreen))
    shown = app.app.screen.query_one(ComparisonList)
    assert isinstance(shown, ComparisonList)
    await app.until(shown.row_count)
    while shown.current is None or shown.current.a is None or QUOTE not in shown.current.a.text:
        await app.press("n")
    return shown


async def write(app: Any, key: str, note: str) -> None:
    await app.press(key)
    await app.until(lambda: isinstance(app.app.screen, NoteDialog))
    await app.type(note)
    await app.press("tab")
    await app.type("wording")
    await app.press("enter")


def message(app: Any) -> str:
    return str(app.app.screen.query_one(StatusLine).message)


def on_disk(notebook: Notebook) -> list[tuple[str, str, str]]:
    """Source, note and quote of what another process would find."""
    with closing(sqlite3.connect(f"file:{notebook.path}?mode=ro", uri=True)) as connection:
        return connection.execute("SELECT source, note, exact FROM annotations ORDER BY source").fetchall()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_pair_gets_one_note_on_both_passages(open_app: Any, library: Path, size: tuple[int, int]) -> None:
    async with open_app(library, size=size) as app:
        shown = await at_the_quote(app)
        assert shown.current is not None
        assert shown.current.a is not None
        assert shown.current.b is not None
        await app.press("a")
        await app.until(lambda: isinstance(app.app.screen, NoteDialog))
        assert "Note on both: AFP “" in app.screen_text()
        await app.press("escape")
        await write(app, "a", "reworded")
        await app.until(lambda: message(app) == "Note saved on both passages; u takes it back from both.")
        (afp, sputnik) = on_disk(app.notebook)
        assert afp[:2] == ("AFP", "reworded")
        assert QUOTE in afp[2]
        assert sputnik[:2] == ("Sputnik", "reworded")
        assert "defeating ISIS [Daesh]" in sputnik[2]
        assert "✎" in app.screen_text()
        await app.press("u")
        assert on_disk(app.notebook) == []
        assert message(app) == "Done: 2 notes removed again."
        assert "✎" not in app.screen_text()
        await app.press("ctrl+r")
        assert on_disk(app.notebook) == [afp, sputnik]
        assert all(one.tags == ("wording",) for one in app.notebook.annotations())


@pytest.mark.parametrize(("key", "source"), [("1", "AFP"), ("2", "Sputnik")])
async def test_either_side_is_annotated_alone(open_app: Any, library: Path, key: str, source: str) -> None:
    async with open_app(library) as app:
        shown = await at_the_quote(app)
        await write(app, key, "one side")
        await app.until(lambda: message(app) == "Note saved.")
        (found,) = app.notebook.annotations()
        cell = shown.current and (shown.current.a if key == "1" else shown.current.b)
        assert cell is not None
        assert (found.source, found.note, (found.anchor.start, found.anchor.end)) == (source, "one side", cell.passage)
        await app.press("escape", "escape")
        await app.until(lambda: app.app.screen is app.app.main)
        await app.until(lambda: bool(app.reader.marks_at(found.anchor.start)) == (source == "AFP"))


async def test_what_only_one_says_is_annotated_there(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        shown = await at_the_quote(app)
        while shown.current is None or shown.current.a is not None:
            await app.press("n")
        await app.press("1")
        assert message(app) == "The first document has no passage on this line."
        await write(app, "a", "only they")
        await app.until(lambda: message(app) == "Note saved.")
        assert [row[:2] for row in on_disk(app.notebook)] == [("Sputnik", "only they")]


async def test_a_heading_has_no_passage(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await at_the_quote(app)
        await app.press("tab", "a")
        assert message(app) == "The document has no passage on this line."
        await app.press("u")
        assert message(app) == "There is nothing to undo."


async def test_names_numbers_and_quotes_are_annotated_where_they_stand(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        shown = await at_the_quote(app)
        while "Who says so: Sputnik" not in app.screen_text():
            await app.press("tab")
        await app.press("j", "j")
        await write(app, "a", "who")
        await app.until(lambda: message(app) == "Note saved.")
        (found,) = app.notebook.annotations()
        assert shown.current is not None
        assert shown.current.b is not None
        assert found.source == "Sputnik"
        assert " ".join(found.anchor.exact.split()) in " ".join(shown.current.b.text.split())


async def test_what_cannot_be_saved_is_kept_for_both(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await at_the_quote(app)
        with closing(sqlite3.connect(app.notebook.path)) as connection:
            connection.execute("BEGIN EXCLUSIVE")
            await write(app, "a", "held")
            await app.until(lambda: "The text is kept in" in app.screen_text())
            connection.rollback()
        assert isinstance(app.app.screen, NoteDialog)
        folder = unsaved_folder(app.notebook)
        ((_, unsaved),) = kept(folder)[0]
        assert sorted(subject.source for subject, _ in unsaved.passages) == ["AFP", "Sputnik"]
        await app.press("enter")
        await app.until(lambda: message(app) == "Note saved on both passages; u takes it back from both.")
        assert kept(folder) == ([], [])
        assert [row[:2] for row in on_disk(app.notebook)] == [("AFP", "held"), ("Sputnik", "held")]
