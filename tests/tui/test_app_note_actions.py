"""Stars, read marks, all hits at once, copies, other sessions and changed files, on the screen."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from index.building.builder import Builder
from index.library.engines import open_engine
from index.notebook.anchors import Anchor
from index.notebook.annotation import Subject
from index.notebook.recovery import kept
from index.notebook.store import Notebook
from tui.saving import unsaved_folder

LONG = "A long story\n\n" + "\n\n".join(f"The zebra of day {day} walked on. Nobody saw it." for day in range(60))


async def test_m_stars_and_takes_the_star_off(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        await app.press("m")
        row = app.documents.row(0)
        assert app.notebook.starred() == {row.id}
        assert "★" in app.screen_text()
        await app.search("is:starred")
        assert app.documents.total == 1
        await app.press("enter", "m")  # in the reader too
        assert app.notebook.starred() == frozenset()
        assert "★" not in app.screen_text()
        await app.press("u")
        assert app.notebook.starred() == {row.id}


async def test_r_marks_read_and_unread(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        await app.press("r")
        assert app.notebook.read() == {app.documents.row(0).id}
        await app.search("is:unread Dillon")
        assert app.documents.total == 1
        await app.search("is:read")
        await app.press("r")
        assert app.notebook.read() == frozenset()


async def test_a_document_is_read_once_its_end_was_seen(open_app: Any, build: Callable[..., Path]) -> None:
    async with open_app(build({"long.txt": LONG, "short.txt": "Short\n\nOne line."})) as app:
        await app.search("zebra")
        assert app.notebook.read() == frozenset()
        await app.press("enter", "space")
        assert app.notebook.read() == frozenset()
        await app.press("G")
        await app.until(lambda: app.notebook.read())
        assert app.notebook.read() == {app.app.main.reading.view.id}
        await app.press("r", "k", "j")
        assert app.notebook.read() == frozenset()  # it was said to be unread
        await app.press("u")
        assert len(app.notebook.read()) == 1  # of r; that it was read by itself is no step
        await app.press("u")
        assert "nothing to undo" in app.message


async def test_looking_at_the_list_reads_nothing(open_app: Any, build: Callable[..., Path]) -> None:
    async with open_app(build({"short.txt": "Short\n\nOne line.", "other.txt": "Other\n\nOne line."})) as app:
        await app.press("j")
        await app.opened()
        assert app.notebook.read() == frozenset()
        await app.press("enter")
        await app.until(lambda: app.notebook.read())


async def test_every_hit_is_annotated_at_once_after_showing_how_many(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        await app.press("A")
        await app.until(lambda: "sentences with hits in 2 documents" in app.screen_text())
        assert app.notebook.annotations() == []
        await app.press(*"who", "tab", *"colonel", "enter")
        await app.until(lambda: app.notebook.annotations())
        notes = app.notebook.annotations()
        assert all("Dillon" in note.anchor.exact and note.tags == ("colonel",) for note in notes)
        assert len({note.document for note in notes}) == 2
        assert f"{len(notes)} notes saved" in app.message
        await app.press("A")
        await app.until(lambda: "has a note already" in app.message)
        await app.press("u")
        assert app.notebook.annotations() == []


async def test_a_note_on_all_hits_that_cannot_be_saved_is_kept_and_saved_at_the_next_start(
    open_app: Any, library: Path
) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        await app.press("A")
        await app.until(lambda: "sentences with hits in 2 documents" in app.screen_text())
        await app.press(*"precious")
        with closing(sqlite3.connect(app.notebook.path)) as other:
            other.execute("BEGIN EXCLUSIVE")
            await app.press("enter")
            await app.until(lambda: "Another program is holding the notebook" in app.screen_text())
        ((_, unsaved),) = kept(unsaved_folder(app.notebook))[0]
        assert unsaved.note == "precious"
        assert "precious" in app.screen_text()
        await app.press("ctrl+q")
    async with open_app(library, fresh=False) as app:
        await app.until(lambda: "Every sentence with a hit has a note already" in app.message)
        notes = app.notebook.annotations()
        assert {(one.subject, one.anchor) for one in notes} == set(unsaved.passages)
        assert len(notes) == len(unsaved.passages) > 2
        assert {one.note for one in notes} == {"precious"}
        assert len(app.app.screen_stack) == 1


async def test_a_note_on_all_hits_that_was_being_typed_is_found_at_the_next_start(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        await app.press("A")
        await app.until(lambda: "sentences with hits in 2 documents" in app.screen_text())
        await app.press(*"half a no", "ctrl+q")
    async with open_app(library, fresh=False) as app:
        await app.until(lambda: "sentences with hits in 2 documents" in app.screen_text())
        assert "half a no" in app.screen_text()
        await app.press("enter")
        await app.until(lambda: app.notebook.annotations())
        assert {one.note for one in app.notebook.annotations()} == {"half a no"}
        assert len(app.notebook.annotations()) > 2


async def test_a_note_that_was_being_typed_is_kept_though_its_document_is_gone(
    open_app: Any, build: Callable[..., Path], tmp_path: Path
) -> None:
    folder = build({"gone.txt": LONG, "other.txt": "Other\n\nOne line."})
    async with open_app(folder) as app:
        await app.search("zebra")
        await app.press("enter", "a", *"precious", "tab", *"tag", "ctrl+q")
    (tmp_path / "built-corpus" / "gone.txt").unlink()
    Builder(folder, open_engine, processes=1).run()
    async with open_app(folder, fresh=False) as app:
        await app.until(lambda: app.notebook.annotations())
        (note,) = app.notebook.annotations()
        assert (note.note, note.tags, note.anchor) == ("precious", ("tag",), None)
        assert "without it" in app.message


async def test_without_hits_nothing_is_annotated(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.press("A")
        assert "There is no query" in app.message
        await app.search("source:sputnik")
        await app.press("A")
        await app.until(lambda: "No text has a hit" in app.message)


async def test_capital_y_copies_the_quote_alone(open_app: Any, library: Path, tmp_path: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        await app.press("enter", "v", "w", "Y")
        await app.until(lambda: "copied.txt" in app.message)
        span = app.reader.selection
        copied = next((tmp_path / "state").rglob("copied.txt")).read_text()
        assert copied == app.app.main.reading.text[span.start : span.end]


async def test_what_another_session_writes_is_seen(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        view = app.app.main.reading.view
        other = Notebook.open(app.notebook.path)
        note = other.add(view.subject, Anchor.of(view.text, 0, 20), "from elsewhere")
        await app.until(lambda: app.reader.marks_at(5) == [note.id])
        assert "✎" in app.screen_text()
        await app.press("o")
        edited = other.edit(note, note="and edited there")
        await app.until(lambda: "and edited there" in app.screen_text())
        other.delete(edited)
        await app.until(lambda: "and edited there" not in app.screen_text())
        other.close()


async def test_notes_follow_files_that_moved_while_dateline_was_closed(
    open_app: Any, build: Callable[..., Path], tmp_path: Path
) -> None:
    folder = build({"old.txt": LONG})
    async with open_app(folder) as app:
        view = app.app.main.reading.view
        start = view.text.index("The zebra of day 7")
        note = app.notebook.add(view.subject, Anchor.of(view.text, start, start + 30), "seven")
        app.notebook.add(Subject("gone", "Gone"), Anchor.of("Something else.", 0, 9), "an orphan")
        app.notebook.star(view.subject)
    shutil.move(tmp_path / "built-corpus" / "old.txt", tmp_path / "built-corpus" / "new.txt")
    Builder(folder, open_engine, processes=1).run()
    async with open_app(folder) as app:
        await app.until(lambda: "1 found again" in app.message)
        moved = app.app.main.reading.view
        assert app.notebook.annotation(note.id).document == moved.id != note.document
        assert app.notebook.starred() == {moved.id}
        assert app.reader.marks_at(start) == [note.id]
        assert len(app.app.main.since_last.followed.orphans) == 1
