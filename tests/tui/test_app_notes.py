"""Marking on the screen: notes that are saved before the dialog closes, found again, edited, deleted, undone."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from textual.events import Paste

from index.notebook.anchors import Anchor
from index.notebook.annotation import Annotation
from index.notebook.recovery import kept
from tui.saving import unsaved_folder


async def note_on_dillon(app: Any, *keys: str) -> Annotation:
    """Annotate the sentence of the first hit in the text; returns the annotation."""
    await app.search("Dillon")
    await app.press("enter", "a")
    await app.press(*keys, "enter")
    await app.until(lambda: app.notebook.annotations())
    (annotation,) = app.notebook.annotations()
    return annotation


async def test_a_note_is_saved_with_tags_and_found_again(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        note = await note_on_dillon(app, *"check this", "tab", *"us-led, syria")
        assert note.note == "check this"
        assert note.tags == ("us-led", "syria")
        assert note.anchor is not None
        assert "Dillon" in note.anchor.exact
        assert note.anchor.exact.endswith(".")
        assert app.app.main.reading.text[note.anchor.start : note.anchor.end] == note.anchor.exact
        assert app.message == "Note saved."
        assert len(app.app.screen_stack) == 1
    async with open_app(library) as app:
        await app.search("Dillon")
        assert app.reader.marks_at(note.anchor.start) == [note.id]
        assert "✎" in app.screen_text()
        await app.press("o")
        assert "check this" in app.screen_text()
        assert note.anchor.exact[:20] in app.screen_text()
        await app.press("enter")
        await app.until(lambda: app.reader.caret == note.anchor.start)
        assert app.reader.has_focus


async def test_letters_and_enter_that_come_together_lose_nothing(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        await app.press("enter")
        for key in ("a", *"typed at once", "ctrl+j", *"line two", "tab", *"tag", "enter", "l", "l"):
            app.app.simulate_key(key)
        await app.until(lambda: app.notebook.annotations())
        (note,) = app.notebook.annotations()
        assert note.note == "typed at once\nline two"
        assert note.tags == ("tag",)


async def test_pasted_lines_are_kept_and_enter_saves(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        await app.press("enter", "a")
        app.app.post_message(Paste("one\ntwo"))
        await app.pilot.pause()
        await app.press("enter")
        await app.until(lambda: app.notebook.annotations())
        assert app.notebook.annotations()[0].note == "one\ntwo"


async def test_a_colour_is_chosen_by_digit(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        note = await note_on_dillon(app, "tab", "tab", "4")
        assert note.colour == 4


async def test_a_tag_is_completed_from_those_in_use(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await note_on_dillon(app, "tab", *"deconfliction")
        await app.press("n", "a", "tab", *"dec")
        await app.pilot.pause()
        await app.press("right", "enter")
        await app.until(lambda: len(app.notebook.annotations()) == 2)
        assert app.notebook.tags() == [("deconfliction", 2)]


async def test_enter_opens_a_note_again_and_x_deletes_it(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        note = await note_on_dillon(app, *"first")
        await app.press("enter")
        await app.press(*" and second", "enter")
        await app.until(lambda: app.notebook.annotation(note.id).note == "first and second")
        await app.press("x")
        await app.until(lambda: not app.notebook.annotations())
        assert app.reader.marks_at(note.anchor.start) == []
        await app.press("u")
        await app.until(lambda: app.notebook.annotations())
        await app.until(lambda: app.reader.marks_at(note.anchor.start) == [note.id])
        await app.press("ctrl+r")
        await app.until(lambda: not app.notebook.annotations())


async def test_a_selection_is_annotated(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        await app.press("enter", "v", "w", "w")
        selection = app.reader.selection
        await app.press("a", *"some words", "enter")
        await app.until(lambda: app.notebook.annotations())
        anchor = app.notebook.annotations()[0].anchor
        assert (anchor.start, anchor.end) == (selection.start, selection.end)
        assert app.reader.selection is None
        assert "o notebook" in app.screen_text()


async def test_what_cannot_be_saved_stays_in_the_dialog_with_the_reason(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        await app.press("enter", "a", *"precious")
        other = sqlite3.connect(app.notebook.path)
        other.execute("BEGIN EXCLUSIVE")
        await app.press("enter")
        await app.until(lambda: "Another program is holding the notebook" in app.screen_text())
        assert "precious" in app.screen_text()
        folder = unsaved_folder(app.notebook)
        ((path, unsaved),) = kept(folder)[0]
        assert path.name in app.screen_text().replace("\n", "").replace(" ", "")
        assert unsaved.note == "precious"
        other.rollback()
        other.close()
        await app.press("enter")
        await app.until(lambda: app.notebook.annotations())
        assert app.notebook.annotations()[0].note == "precious"
        assert kept(folder)[0] == []


async def test_what_could_not_be_saved_is_saved_at_the_next_start(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        await app.press("enter", "a", *"precious")
        other = sqlite3.connect(app.notebook.path)
        other.execute("BEGIN EXCLUSIVE")
        await app.press("enter")
        await app.until(lambda: kept(unsaved_folder(app.notebook))[0])
        await app.press("ctrl+q")
        other.rollback()
        other.close()
    async with open_app(library, fresh=False) as app:
        await app.until(lambda: "is in the notebook now" in app.message)
        (note,) = app.notebook.annotations()
        assert note.note == "precious"
        assert "Dillon" in note.anchor.exact
        assert len(app.app.screen_stack) == 1  # the dialog does not come again, to save it twice


async def test_escape_closes_without_saving(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        await app.press("enter", "a", *"no", "escape")
        assert len(app.app.screen_stack) == 1
        assert app.notebook.annotations() == []


async def test_the_notebook_edits_and_deletes(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        note = await note_on_dillon(app, *"first")
        await app.press("o", "a", *" edited", "enter")
        await app.until(lambda: app.notebook.annotation(note.id).note == "first edited")
        assert "first edited" in app.screen_text()
        await app.press("x")
        assert app.notebook.annotations() == []
        assert "Note deleted" in app.screen_text()
        await app.press("escape")
        assert app.reader.marks_at(note.anchor.start) == []


async def test_a_note_that_was_not_saved_is_found_at_the_next_start(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        await app.press("enter", "a", *"half a no", "tab", *"tag")
        await app.press("ctrl+q")
    async with open_app(library, fresh=False) as app:
        await app.until(lambda: "half a no" in app.screen_text())
        await app.press("enter")
        await app.until(lambda: app.notebook.annotations())
        (note,) = app.notebook.annotations()
        assert (note.note, note.tags) == ("half a no", ("tag",))
        assert "Dillon" in note.anchor.exact


async def test_a_note_is_taken_up_though_another_document_was_opened_under_it(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        title = app.title
        await app.press("enter", "a", *"half a no")
        app.app.main.reading.open_row(1)  # as when the answer to a search comes late
        await app.until(lambda: app.title != title)
        await app.press("ctrl+q")
    async with open_app(library, fresh=False) as app:
        await app.until(lambda: "half a no" in app.screen_text())
        assert app.title == title


async def test_a_session_that_ended_in_the_middle_of_a_query_is_taken_up(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        await app.press("slash", *" (")
        await app.until(lambda: app.explanation.startswith("! column"))
        await app.press("escape", "2", "a", *"half a no", "ctrl+q")
    async with open_app(library, fresh=False) as app:
        await app.until(lambda: "half a no" in app.screen_text())
        assert app.explanation.startswith("! column")
        assert app.app.main.query_one("#query").value == "Dillon ("
        assert app.documents.total == 3


async def test_y_copies_a_citation_to_a_file_that_is_named(open_app: Any, library: Path, tmp_path: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        await app.press("enter", "y")
        await app.until(lambda: "copied.txt" in app.message)
        file = next((tmp_path / "state").rglob("copied.txt"))
        assert "Dillon" in file.read_text().splitlines()[0]
        assert app.title in file.read_text()


async def test_hostile_text_in_a_note_changes_nothing_but_itself(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        hostile = "\x1b]0;owned\x07[@click=app.quit]x[/] ‮evil"
        await app.search("Dillon")
        view = app.app.main.reading.view
        app.notebook.add(view.subject, Anchor.of(app.app.main.reading.text, 0, 10), hostile, ["[/oops]"])
        await app.press("o")
        text = app.screen_text()
        assert "\x1b" not in text
        assert "‮" not in text
        assert "[@click=app.quit]x[/]" in text
        assert "#[/oops]" in text
