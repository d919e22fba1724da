"""The notebook screen: filters, orders, export, undo, and attaching what was not found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from index.building.builder import Builder
from index.library.engines import open_engine
from index.notebook.anchors import Anchor
from index.notebook.annotation import Annotation
from index.notebook.export.formats import FORMATS
from index.notebook.importing import Incoming, plan_import
from tui.widgets.notes import NoteList
from tui.widgets.status import StatusLine

STORY = (
    "Signal boxes close\n\nThe last signal box on the Settle line closed on Sunday. The owners had promised to keep "
    "it open until spring. Two signalmen will move to Carlisle."
)
PROMISE = "The owners had promised to keep it open until spring."


def annotate(app: Any, quote: str, note: str, tags: tuple[str, ...] = (), colour: int = 1) -> Annotation:
    view = app.app.main.reading.view
    start = view.text.index(quote)
    made: Annotation = app.notebook.add(
        view.subject, Anchor.of(view.text, start, start + len(quote)), note, tags, colour
    )
    return made


def said(app: Any) -> str:
    """The message in the notebook's status line."""
    message: str = app.app.screen.query_one(StatusLine).message
    return message


async def filter_by(app: Any, typed: str) -> None:
    await app.press("slash", "ctrl+u")
    await app.type(typed)
    await app.press("enter")


async def test_filters_counts_and_orders(open_app: Any, build: Callable[..., Path]) -> None:
    async with open_app(build({"signal.txt": STORY})) as app:
        annotate(app, "The last signal box", "alpha", ("rail",), 2)
        annotate(app, PROMISE, "beta")
        annotate(app, "Carlisle", "gamma", ("rail", "towns"))
        await app.press("o")
        screen = app.screen_text()
        assert "3 notes" in screen
        assert "2 alpha #rail" in screen  # the colour has its number as a sign
        await filter_by(app, "tag:rail")
        assert "2 of 3 notes" in app.screen_text()
        assert "beta" not in app.screen_text()
        await app.press("s")
        screen = app.screen_text()
        assert "by newest" in screen
        assert screen.index("gamma") < screen.index("alpha")
        await filter_by(app, "colour:9")
        assert "is not understood" in said(app)
        assert "beta" in app.screen_text()


async def test_the_notes_shown_are_exported(open_app: Any, build: Callable[..., Path], tmp_path: Path) -> None:
    async with open_app(build({"signal.txt": STORY})) as app:
        made = annotate(app, PROMISE, "beta", ("kept",))
        annotate(app, "Carlisle", "gamma")
        await app.press("o")
        await filter_by(app, "tag:kept")
        target = tmp_path / "out.jsonl"
        await app.press("E", "ctrl+u")
        await app.type(str(target))
        await app.press("enter")
        assert target.read_text() == FORMATS["jsonl"]([made])
        await app.press("E", "ctrl+u")
        await app.type(str(target))
        await app.press("enter")
        assert "is there already" in said(app)
        await app.press("E", "ctrl+u", *"notes.doc", "enter")
        assert "does not tell a format" in said(app)


async def test_deleting_is_undone_and_done_again(open_app: Any, build: Callable[..., Path]) -> None:
    async with open_app(build({"signal.txt": STORY})) as app:
        made = annotate(app, PROMISE, "beta")
        await app.press("o", "x")
        assert app.notebook.annotations() == []
        await app.press("u")
        assert app.notebook.annotations() == [made]
        assert "beta" in app.screen_text()
        await app.press("ctrl+r")
        assert app.notebook.annotations() == []


async def test_an_orphan_is_listed_opened_at_its_likeliest_place_and_attached_by_hand(
    open_app: Any, build: Callable[..., Path], tmp_path: Path
) -> None:
    folder = build({"signal.txt": STORY})
    async with open_app(folder) as app:
        made = annotate(app, PROMISE, "kept?")
    (tmp_path / "built-corpus" / "signal.txt").unlink()
    later = "Later\n\nNobody asked them. The owners had promised to keep the box open until spring. So what."
    (tmp_path / "built-corpus" / "later.txt").write_text(later)
    Builder(folder, open_engine, processes=1).run()
    async with open_app(folder) as app:
        await app.until(lambda: app.app.main.since_last.followed.orphans)
        await app.press("o", "exclamation_mark")
        assert "1 of 1 note" in app.screen_text()
        assert "! not found" in app.screen_text()
        await app.press("enter")
        await app.until(lambda: app.reader.has_focus and "attach it to the selection" in app.message)
        await app.until(lambda: app.reader.selection)  # of the words that are like them
        assert "o other end" in app.screen_text()
        span = app.reader.selection
        selected = app.app.main.reading.text[span.start : span.end]
        assert selected.strip(" .") == "The owners had promised to keep the box open until spring"
        await app.press("1", "o", "t")  # o alone would go to the selection's other end
        await app.until(lambda: "Attached to" in said(app))
        (note,) = app.notebook.annotations()
        assert note.document == app.app.main.reading.view.id != made.document
        assert note.anchor.exact == selected
        await app.press("exclamation_mark")
        assert "! not found" not in app.screen_text()
        await app.press("u")
        assert app.notebook.annotations() == [made]
        assert "! not found" in app.screen_text()
        await app.press("T")
        await app.until(lambda: "1 of 1 attached" in said(app))
        (note,) = app.notebook.annotations()
        assert (note.document, note.anchor.exact) == (app.app.main.reading.view.id, selected)


async def test_the_notebook_opens_as_it_was_closed(open_app: Any, build: Callable[..., Path]) -> None:
    async with open_app(build({"signal.txt": STORY})) as app:
        annotate(app, "The last signal box", "alpha", ("rail",))
        annotate(app, "Carlisle", "beta", ("rail",))
        annotate(app, PROMISE, "gamma")
        await app.press("o", "s")
        await filter_by(app, "tag:rail")
        await app.press("G")
        chosen = app.app.screen.query_one(NoteList).current
        await app.press("enter")
        await app.until(lambda: app.reader.has_focus and app.reader.caret == chosen.anchor.start)
        await app.press("o")
        assert "2 of 3 notes · tag:rail · by newest" in app.screen_text()
        assert app.app.screen.query_one(NoteList).current == chosen


async def test_an_orphan_without_any_likely_place_says_what_to_do(open_app: Any, build: Callable[..., Path]) -> None:
    async with open_app(build({"signal.txt": STORY})) as app:
        text = "Zzyzx qwert uiopa sdfgh jklyx cvbnm."
        app.notebook.add(app.app.main.reading.view.subject, Anchor.of(text, 0, 20), "lost")
    async with open_app(build({"signal.txt": STORY})) as app:
        await app.until(lambda: app.app.main.since_last.followed.orphans)
        await app.press("o", "enter")
        assert "found nowhere" in said(app)


def changed_elsewhere(notebook: Any, note: Annotation, words: str) -> None:
    """What a colleague's export brings who has changed the note as it was when it was made."""
    theirs = replace(
        note, note=words, tags=("theirs",), revision=2, author="Ann", stamp="1600000000000-0000-00000000",
        parents=(note.stamp,), modified="2020-01-01T10:00:00.000Z",
    )  # fmt: skip
    plan = plan_import(notebook.present(), Incoming([theirs]))
    notebook.take_in(plan.changes, plan.further)


async def test_two_wordings_stand_side_by_side_and_are_settled(open_app: Any, build: Callable[..., Path]) -> None:
    async with open_app(build({"signal.txt": STORY})) as app:
        note = annotate(app, PROMISE, "base")
        annotate(app, "Carlisle", "other")
        app.notebook.edit(note, note="ours: ask the owners")
        changed_elsewhere(app.notebook, note, "theirs: [b]who\x1b[31m promised?")
        await app.press("o")
        assert "1 with two wordings: c settles" in app.screen_text()
        assert "≠ two wordings" in app.screen_text()
        app.app.screen.query_one(NoteList).go_to(note.id)
        await app.press("c")
        await app.until(lambda: "Wordings of one note" in app.screen_text())
        line = next(line for line in app.screen_text().splitlines() if "ours: ask" in line)
        assert "theirs: [b]who␛[31m promised?" in line
        assert "Ann · 2020-01-01 10:00" in app.screen_text()
        await app.press("2")
        await app.until(lambda: "Settled" in said(app))
        (settled,) = app.notebook.wordings(note.id)
        assert (settled.note, settled.tags) == ("theirs: [b]who\x1b[31m promised?", ("theirs",))
        await app.press("u", "c", "a")
        await app.until(lambda: "Note on" in app.screen_text())
        await app.press("enter")
        await app.until(lambda: len(app.notebook.wordings(note.id)) == 1)
        (joined,) = app.notebook.wordings(note.id)
        assert "ours: ask the owners" in joined.note
        assert "who" in joined.note


async def test_a_note_with_one_wording_has_nothing_to_settle(open_app: Any, build: Callable[..., Path]) -> None:
    async with open_app(build({"signal.txt": STORY})) as app:
        annotate(app, PROMISE, "one")
        await app.press("o", "c")
        assert "has one wording" in said(app)
