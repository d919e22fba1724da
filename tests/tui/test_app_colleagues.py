"""Notes of colleagues in a shared folder: in the reader, in the notebook, in what is searched for."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from running import Run

from index.home.folders import find_home
from index.notebook.anchors import Anchor
from index.notebook.annotation import Annotation, Subject
from index.notebook.importing import Incoming, plan_import
from index.notebook.publishing import publish
from index.notebook.shared_notes import SharedFolder, initials, share_in
from index.notebook.sharing import colleagues, own_file
from index.notebook.store import Notebook
from tui.main.waiting import is_busy
from tui.widgets.status import StatusLine

STORY = "Signal boxes close\n\nThe last signal box on the Settle line closed on Sunday. Two signalmen will move.\n"
QUOTE = "Two signalmen will move."


@dataclass
class Colleague:
    """Ann, who has the same text under another id, and shares what she notes."""

    notebook: Notebook
    folder: Path

    def notes(self, note: str, *tags: str, quote: str = QUOTE) -> Annotation:
        text = STORY
        start = text.index(quote)
        anchor = Anchor.of(text, start, start + len(quote))
        subject = Subject("hers", "Signal boxes close", path="/hers/signal.txt", text_hash=anchor.text_hash)
        made = self.notebook.add(subject, anchor, note, tags)
        publish(self.notebook, self.folder, "Ann Brown")
        return replace(made, author="Ann Brown")


@pytest.fixture
def ann(tmp_path: Path) -> Iterator[Colleague]:
    folder = tmp_path / "shared"
    folder.mkdir()
    with closing(Notebook.open(tmp_path / "ann" / "ann.sqlite")) as notebook:
        yield Colleague(notebook, folder)


@pytest.fixture
def library(build: Callable[..., Path], tmp_path: Path, ann: Colleague) -> Path:
    """A library whose notebook shares the folder as Bob."""
    share_in(tmp_path / "notebook.sqlite", SharedFolder(ann.folder, "Bob"))
    return build({"signal.txt": STORY})


def gutter(app: Any) -> str:
    """The signs beside the row that the colleague's passage begins on."""
    row = next((line for line in app.screen_text().splitlines() if "Settle line" in line), "")
    return row[: row.find("The last")] if "The last" in row else row


async def shown(app: Any, quote: str = QUOTE) -> None:
    """Waits until a colleague's passage is marked in the reader."""
    await app.until(lambda: app.reader.marks_at(STORY.index(quote)))


async def test_a_note_that_comes_while_one_reads_is_shown_with_initials(
    open_app: Any, library: Path, ann: Colleague
) -> None:
    async with open_app(library) as app:
        ann.notes("who said so?", quote="The last signal box")
        await shown(app, "The last signal box")
        assert "AB" in gutter(app)
        app.reader.go_to(STORY.index("last signal"))
        await app.press("2", "x")
        assert "by Ann Brown" in app.message
        await app.press("enter")
        assert "by Ann Brown" in app.screen_text()
        assert "1 of colleagues" in app.screen_text()


async def test_it_is_answered_on_the_same_words_in_ones_own_library(
    open_app: Any, library: Path, ann: Colleague
) -> None:
    note = ann.notes("who said so?")
    async with open_app(library) as app:
        await shown(app)
        await app.press("o", "r")
        assert "Answer to Ann Brown" in app.screen_text()
        await app.type("The owners.")
        await app.press("enter")
        (own,) = app.notebook.annotations()
        assert (own.note, own.answers, own.anchor.exact) == ("The owners.", note.id, QUOTE)
        assert own.document == app.app.main.reading.view.id
        await app.until(lambda: any(bob.revisions for bob in colleagues(ann.folder, "Ann Brown")))
        (bob,) = colleagues(ann.folder, "Ann Brown")
        assert [one.content.note for one in bob.revisions if one.content] == ["The owners."]


async def test_it_is_taken_over_and_no_longer_a_colleagues(open_app: Any, library: Path, ann: Colleague) -> None:
    note = ann.notes("who said so?", "doubt")
    async with open_app(library) as app:
        await shown(app)
        await app.press("o", "x")
        assert "y takes it over" in app.app.screen.query_one(StatusLine).message
        await app.press("y")
        (own,) = app.notebook.annotations()
        assert (own.id, own.tags, own.document) == (note.id, ("doubt",), app.app.main.reading.view.id)
        await app.until(lambda: "of colleagues" not in app.screen_text())


async def test_other_words_for_a_note_of_ones_own_are_offered_and_both_kept(
    open_app: Any, library: Path, ann: Colleague
) -> None:
    async with open_app(library) as app:
        await app.press("2", "a")
        await app.type("bobs")
        await app.press("enter")
        (note,) = app.notebook.annotations()
        await app.until(lambda: any(bob.revisions for bob in colleagues(ann.folder, "Ann Brown")))
        (bob,) = colleagues(ann.folder, "Ann Brown")
        plan = plan_import(ann.notebook.present(), Incoming([note], bob.revisions))
        ann.notebook.take_in(plan.changes, plan.further)
        ann.notebook.edit(ann.notebook.annotation(note.id), note="anns")  # type: ignore[arg-type]
        publish(ann.notebook, ann.folder, "Ann Brown")
        await app.press("o")
        await app.until(lambda: "other words by Ann" in app.screen_text())
        app.notebook.edit(note, note="bobs again")
        await app.press("y")
        assert "c settles" in app.app.screen.query_one(StatusLine).message
        assert {one.note for one in app.notebook.wordings(note.id)} == {"bobs again", "anns"}
        assert "other words" not in app.screen_text()
        await app.press("u")
        await app.until(lambda: "other words by Ann" in app.screen_text())
        app.notebook.undo()
        await app.press("y")
        assert "taken over" in app.app.screen.query_one(StatusLine).message
        assert [one.note for one in app.notebook.wordings(note.id)] == ["anns"]


async def test_it_is_hidden_and_shown_again(open_app: Any, library: Path, ann: Colleague) -> None:
    ann.notes("who said so?")
    async with open_app(library) as app:
        await shown(app)
        await app.press("o", "h")
        assert "who said so?" not in app.screen_text()
        await app.press("slash")
        await app.type("is:hidden by:ann")
        await app.press("enter")
        assert "who said so?" in app.screen_text()
        await app.press("h", "escape")
        await shown(app)


async def test_a_damaged_file_is_told_and_what_stands_before_it_is_shown(
    open_app: Any, library: Path, ann: Colleague
) -> None:
    ann.notes("who said so?")
    with own_file(ann.folder, "Ann Brown").open("ab") as file:
        file.write(b"no json\n")
    async with open_app(library) as app:
        await shown(app)
        await app.until(lambda: "damaged from line 2 on" in app.message)


HOSTILE = {
    "beyond the text": {"anchor": {"start": 10**9, "end": 2**52}},
    "before its end": {"anchor": {"start": 2**50, "end": 2**50 + 1}},
    "other words": {"anchor": {"start": 0, "end": 6, "exact": "Signal"}},
    "a long name": {"by": "N" * 100_000},
    "signs in a name": {"by": "\x1b[2J\u202e\u200b\u0301漢\n"},
    "a name that is none": {"by": ""},
    "many tags": {"tags": [f"t{number}" for number in range(20_000)]},
    "a long note": {"note": "[bold]x\x1b]0;y\x07 " * 20_000},
    "times that are none": {"stamp": "9" * 10_000, "parents": ["x"] * 1000},
    "an answer to itself": {"answers": "self"},
}


@pytest.mark.parametrize("what", HOSTILE)
async def test_whatever_stands_in_a_colleagues_file_is_shown_as_text_or_left_out(
    open_app: Any, library: Path, ann: Colleague, what: str
) -> None:
    note = ann.notes("who said so?", "doubt")
    path = own_file(ann.folder, "Ann Brown")
    line = json.loads(path.read_text())
    for name, value in HOSTILE[what].items():
        if name in ("by", "stamp", "parents"):
            line[name] = value
        elif name == "anchor":
            line["content"]["anchor"] |= value
        else:
            line["content"][name] = note.id if value == "self" else value
    path.write_text(json.dumps(line) + "\n")
    async with open_app(library) as app:
        await app.until(lambda: app.app.main.colleagues.shared.notes)
        await app.press(
            "2", "G", "g", "enter", "escape", "j", "x", "escape", "o", "y", "u", "r", "escape", "h", "enter"
        )
        await app.press("escape")
        assert "\x1b" not in app.screen_text()


async def test_keys_do_not_wait_while_the_folder_keeps_one_waiting(
    open_app: Any, library: Path, ann: Colleague
) -> None:
    with own_file(ann.folder, "Bob").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # another program has locked one's own file, and keeps it
        async with open_app(library) as app:
            looking = app.app.main.colleagues.shared
            await app.until(lambda: looking.is_looking and not is_busy(app.app.main))
            await app.until(lambda: "another program has locked" in app.message)
            ann.notes("who said so?")
            await shown(app)


async def test_a_folder_that_cannot_be_read_is_told_once(open_app: Any, library: Path, ann: Colleague) -> None:
    ann.folder.rename(ann.folder.parent / "elsewhere")
    async with open_app(library) as app:
        await app.until(lambda: "cannot be read" in app.message)
        app.app.main.panes.say("something else")
        for _ in range(2):
            app.app.main.colleagues.look()
            await app.until(lambda: not app.app.main.colleagues.shared.is_looking)
        assert app.message == "something else"
        (ann.folder.parent / "elsewhere").rename(ann.folder)
        ann.notes("who said so?")
        await shown(app)


async def test_what_is_noted_last_is_shared_although_one_quits_at_once(
    open_app: Any, library: Path, ann: Colleague
) -> None:
    async with open_app(library) as app:
        await app.press("2", "a")
        await app.type("at the very end")
        await app.press("enter")
        await app.press("ctrl+q")
    app.app.close_notebook()
    (bob,) = colleagues(ann.folder, "Ann Brown")
    assert [one.content.note for one in bob.revisions if one.content] == ["at the very end"]


def test_searches_for_what_a_colleague_has_noted(run: Run, build: Callable[..., Path], ann: Colleague) -> None:
    folder = build({"signal.txt": STORY, "other.txt": "Ferries late\n\nThe ferry to Varna was late on Monday.\n"})
    share_in(find_home().notebook(folder), SharedFolder(ann.folder, "Bob"))
    (ferry,) = run("search", "--library", f"{folder}/", "ferry", "--json").json["hits"]
    assert run("notes", "add", "--library", f"{folder}/", ferry["id"], "--quote", "The ferry").code == 0
    ann.notes("who said so?", "doubt")

    def titles(query: str) -> list[str]:
        return [hit["title"] for hit in run("search", "--library", f"{folder}/", query, "--json").json["hits"]]

    for query in ("by:ann", 'by:"ann brown"', "is:annotated by:ann", "tag:doubt by:ann", "note:said by:ann"):
        assert titles(query) == ["Signal boxes close"], query
    assert titles("tag:doubt") == titles("by:carla") == titles("tag:other by:ann") == []
    assert titles("is:annotated NOT by:ann") == ["The ferry to Varna was late on Monday."]


@pytest.mark.parametrize(
    ("name", "letters"), [("Ann Brown", "AB"), ("ann", "AN"), ("Ann-Marie van Dyk", "AD"), ("x", "X"), ("", "")]
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters
