"""The palette: every action of the place, found by any word of its help or a synonym, the used ones on top."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tui import bound_keys
from tui.keys import Context
from tui.main.commands import Command, found, recent_first
from tui.main.palette import CommandList, Palette

COMMANDS = [
    Command("notebook: all notes", "Main screen", lambda: None, "o"),
    Command("export the notes shown to a file", "Notebook", lambda: None, "E"),
    Command("tags of the document", "Main screen", lambda: None, "#"),
    Command("delete the note", "Notebook", lambda: None, "x"),
]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("EXPORT", ["export the notes shown to a file"]),
        ("save", ["export the notes shown to a file"]),
        ("file shown", ["export the notes shown to a file"]),
        ("label", ["tags of the document"]),
        ("remove", ["delete the note"]),
        ("all notes", ["notebook: all notes"]),
        ("nothing such", []),
    ],
)
def test_a_command_is_found_by_any_word_and_by_synonyms(typed: str, names: list[str]) -> None:
    assert [one.name for one in found(COMMANDS, typed)] == names


def test_every_word_of_its_help_finds_an_action() -> None:
    for action in (*bound_keys.of(Context.MAIN), *bound_keys.of(Context.NOTEBOOK)):
        command = Command(action.help, action.context, lambda: None)
        assert all(list(found([command], word)) == [command] for word in action.help.split())


def test_recent_ones_come_first_and_stay_in_their_group() -> None:
    shown = recent_first(COMMANDS, ["delete the note", "gone"])
    assert [(one.name, one.group) for one in shown[:2]] == [
        ("delete the note", "Recent"),
        ("notebook: all notes", "Main screen"),
    ]
    assert shown[1:] == COMMANDS


async def test_what_was_used_stands_on_top(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.press("colon", *"notebook", "enter")
        await app.until(lambda: "No notes yet" in app.screen_text())
        await app.press("escape", "colon")
        listed = app.app.screen.query_one(CommandList)
        assert listed.current.name == "notebook: all notes"
        assert listed.current.group == "Recent"
        await app.press("down", "up", "escape")
        assert app.app.screen is app.app.main


async def test_each_screen_has_its_own_actions_first(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.press("m", "o", "colon")
        assert isinstance(app.app.screen, Palette)
        assert app.screen_text().splitlines()[1].strip() == "Notebook"
        await app.press(*"undo the last", "enter")
        await app.until(lambda: app.notebook.starred() == frozenset())


async def test_a_command_runs_from_the_query_line_too(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.press("slash", *"Dillon", "ctrl+p", *"star", "enter")
        await app.until(lambda: len(app.notebook.starred()) == 1)


async def test_the_key_is_seen_where_the_name_has_no_room(open_app: Any, library: Path) -> None:
    async with open_app(library, size=(40, 10)) as app:
        await app.press("colon", *"tags of")
        await app.until(lambda: "▸ tags of the document; tag: finds…  (#)" in app.screen_text())
