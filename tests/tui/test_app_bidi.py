"""Right-to-left text on the screen, laid out by Dateline: seen from the right, selected and annotated as it is read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from index.home.settings import Bidi, Settings

TITLE = "שר החוץ: אין הסכם"
TEXT = "שר החוץ אמר כי אין הסכם (עדיין) עם NATO. הוא ימשיך לנסות מחר.\n\nThe minister spoke of peace."


def corpus(build: Callable[..., Path]) -> Path:
    return build({"a.jsonl": json.dumps({"id": "1", "title": TITLE, "text": TEXT}) + "\n"})


def rows_with(app: Any, part: str) -> list[str]:
    return [row for row in app.screen_text().splitlines() if part in row]


async def test_the_key_turns_rows_and_turns_them_back(open_app: Any, build: Callable[..., Path]) -> None:
    async with open_app(corpus(build)) as app:
        await app.opened()
        assert rows_with(app, TITLE)
        assert not rows_with(app, TITLE[::-1])
        await app.press("backslash")
        assert len(rows_with(app, TITLE[::-1])) == 1  # list and reader stand side by side
        assert not rows_with(app, TITLE)
        assert rows_with(app, "laid out by Dateline")
        await app.press("backslash")
        assert rows_with(app, TITLE)


async def test_the_setting_lays_out_reader_list_query_and_note(open_app: Any, build: Callable[..., Path]) -> None:
    async with open_app(corpus(build), settings=Settings(bidi=Bidi.DATELINE)) as app:
        await app.search("הסכם")
        assert rows_with(app, "  םכסה")[0].startswith(" / ")  # the query, whole and at the right
        await app.press("enter")
        row = rows_with(app, "NATO")[0]
        assert "NATO םע (ןיידע) םכסה ןיא יכ רמא ץוחה רש" in row
        assert row.rstrip().endswith("רש")
        assert rows_with(app, "The minister spoke of peace.")[0].startswith("  The")
        await app.press("v", "right_parenthesis", "a")
        assert rows_with(app, "Note on “םע (ןיידע) םכסה")
        await app.type("הערה on it")
        assert rows_with(app, "on it הרעה")
        await app.press("enter")
        await app.until(lambda: app.notebook.annotations())
        note = app.notebook.annotations()[0]
        assert note.anchor is not None
        assert (note.note, note.anchor.exact) == ("הערה on it", "שר החוץ אמר כי אין הסכם (עדיין) עם NATO.")


async def test_up_and_down_keep_the_cell_in_which_the_caret_is_seen(open_app: Any, build: Callable[..., Path]) -> None:
    text = "אבגדה\nabcde\nוזחטי"
    library = build({"a.jsonl": json.dumps({"id": "1", "title": "x", "text": text}) + "\n"})
    async with open_app(library, settings=Settings(bidi=Bidi.DATELINE)) as app:
        await app.opened()
        await app.press("enter", "g", "l", "j", "j")
        assert app.app.main.reading.text[app.reader.caret] == "ז"


async def test_up_and_down_keep_to_a_character_whose_cell_moves_with_the_width(
    open_app: Any, build: Callable[..., Path]
) -> None:
    text = "אבגדה\nabcde\nוזחטי"
    library = build({"a.jsonl": json.dumps({"id": "1", "title": "x", "text": text}) + "\n"})
    async with open_app(library, settings=Settings(bidi=Bidi.DATELINE)) as app:
        await app.opened()
        await app.press("enter", "g", "l", "j")
        width = app.reader.size.width
        await app.pilot.resize_terminal(60, 24)
        await app.until(lambda: app.reader.size.width < width)
        await app.press("j")
        assert app.app.main.reading.text[app.reader.caret] == "ז"


async def test_a_key_after_the_one_that_turns_rows_finds_them_turned(open_app: Any, build: Callable[..., Path]) -> None:
    library = build({"a.jsonl": json.dumps({"id": "1", "title": "x", "text": "אבגדה\nabcde"}) + "\n"})
    async with open_app(library) as app:
        await app.opened()
        await app.press("enter", "g", "l")
        app.app.action_turn_rows()
        app.reader.action_caret_down()  # before anything is painted
        assert app.reader.caret >= 10  # at the row's right, below the letter that stands there
