"""What was typed and left without saving: a draft on disk, brought back, listed, thrown away."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from index.notebook.anchors import Anchor
from index.notebook.recovery import Unsaved
from tui.saving import drafts_of
from tui.screens.note import NoteDialog


def drafts(app: Any) -> list[Unsaved]:
    found, problems = drafts_of(app.notebook).all()
    assert problems == []
    return found


async def left(app: Any, *keys: str) -> None:
    """Begin a note on the sentence of the first hit in the text, and leave it."""
    await app.search("Dillon")
    await app.press("enter", "a", *keys, "escape")
    assert len(app.app.screen_stack) == 1


def fields(app: Any) -> tuple[str, str, int]:
    dialog = app.app.screen
    assert isinstance(dialog, NoteDialog)
    return dialog.draft.note, dialog.draft.tags, dialog.draft.colour


async def test_what_was_typed_is_on_disk_and_the_same_key_brings_it_back(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await left(app, *"precious", "tab", *"us-led, syria", "tab", "4")
        assert app.message.startswith("Kept as a draft")
        (draft,) = drafts(app)
        assert (draft.note, draft.tags, draft.colour) == ("precious", ("us-led", "syria"), 4)
        assert app.notebook.annotations() == []
        await app.press("l", "l", "a")  # the caret is still in the passage
        assert fields(app) == ("precious", "us-led, syria", 4)
        assert "Draft:" in app.screen_text()
        await app.press(*" words", "enter")
        await app.until(lambda: app.notebook.annotations())
        (note,) = app.notebook.annotations()
        assert (note.note, note.tags, note.colour) == ("precious words", ("us-led", "syria"), 4)
        assert note.anchor == draft.anchor
        assert drafts(app) == []


async def test_a_draft_is_there_in_the_next_session(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await left(app, *"precious")
    async with open_app(library) as app:
        await app.search("Dillon")
        await app.press("enter", "a")
        assert fields(app)[0] == "precious"


async def test_the_caret_in_a_passage_brings_its_draft_back(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        await app.press("enter", "v", "w", "w", "a", *"precious", "escape", "escape")
        assert app.reader.selection is None
        await app.press("a")
        assert fields(app)[0] == "precious"


async def test_only_the_same_passage_brings_it_back(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await left(app, *"precious")
        await app.press("v", "w", "a")
        assert fields(app)[0] == ""
        await app.press("escape", "escape", "right_parenthesis", "a")
        assert fields(app)[0] == ""
        assert len(drafts(app)) == 1


async def test_ctrl_g_throws_away_what_was_typed_and_the_draft(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await left(app, *"precious")
        await app.press("a", *" more", "ctrl+g")
        assert len(app.app.screen_stack) == 1
        assert drafts(app) == []
        await app.press("a")
        assert fields(app)[0] == ""


async def test_nothing_typed_is_no_draft_and_an_emptied_one_is_gone(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await left(app)
        assert drafts(app) == []
        await app.press("a", "x", "escape", "a", "backspace", "escape")
        assert drafts(app) == []


async def test_an_edited_note_keeps_its_draft_beside_its_words(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        await app.press("enter", "a", *"first", "enter")
        await app.until(lambda: app.notebook.annotations())
        await app.press("enter", *" edited", "escape")
        (note,) = app.notebook.annotations()
        assert note.note == "first"
        await app.press("o", "a")
        assert fields(app)[0] == "first edited"
        await app.press("escape", "escape", "enter")
        assert fields(app)[0] == "first edited"
        await app.press("enter")
        await app.until(lambda: app.notebook.annotation(note.id).note == "first edited")
        assert drafts(app) == []


async def test_the_palette_lists_drafts_and_opens_them(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await left(app, *"precious")
        title = app.title
        await app.press("1", "j")
        await app.until(lambda: app.title != title)
        await app.press("colon", *"draft: prec")
        await app.until(lambda: "draft: precious" in app.screen_text())
        await app.press("enter")
        await app.until(lambda: isinstance(app.app.screen, NoteDialog))
        assert fields(app)[0] == "precious"
        await app.press("enter")
        await app.until(lambda: app.notebook.annotations())
        await app.until(lambda: app.title == title)
        assert drafts(app) == []


async def test_a_note_on_all_hits_has_its_draft(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        await app.press("A")
        await app.until(lambda: isinstance(app.app.screen, NoteDialog))
        await app.press(*"precious", "escape")
        (draft,) = drafts(app)
        assert len(draft.passages) > 2
        await app.press("A")
        await app.until(lambda: isinstance(app.app.screen, NoteDialog))
        assert fields(app)[0] == "precious"
        await app.press("enter")
        await app.until(lambda: len(app.notebook.annotations()) == len(draft.passages))
        assert drafts(app) == []


async def test_a_draft_that_cannot_be_kept_stays_in_the_dialog(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        await app.press("enter", "a", *"precious")
        folder = Path(os.environ["DATELINE_HOME"]) / "state" / "drafts" / app.notebook.path.stem
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.write_text("in the way")
        await app.press("escape")
        assert fields(app)[0] == "precious"
        assert "!" in app.screen_text()
        folder.unlink()
        await app.press("escape")
        assert [draft.note for draft in drafts(app)] == ["precious"]


async def test_of_several_notes_on_one_place_one_is_chosen(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        await app.press("enter")
        text, subject = app.app.main.reading.text, app.app.main.reading.view.subject
        caret = app.reader.caret
        spans = {
            "same": (caret, caret + 9),
            "twin": (caret, caret + 9),
            "around": (0, caret + 20),
            "over": (caret - 5, caret + 3),
        }
        for words, (start, end) in spans.items():
            app.notebook.add(subject, Anchor.of(text, start, end), words, [])
        await app.press("o", "escape")  # the reader shows the notebook as it is now
        await app.until(lambda: len(app.reader.marks_at(caret)) == 4)
        for number, words in enumerate(["over", "same", "twin", "around"]):
            await app.press("enter", *["j"] * number, "enter")
            assert fields(app)[0] == words
            await app.press("escape")
        await app.press("x", "escape")
        assert len(app.notebook.annotations()) == 4
        await app.press("x", "j", "j", "enter")
        await app.until(lambda: len(app.notebook.annotations()) == 3)
        assert "twin" not in {note.note for note in app.notebook.annotations()}
        await app.press("u")
        await app.until(lambda: len(app.reader.marks_at(caret)) == 4)
