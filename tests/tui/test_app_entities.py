"""Entities on the screen: what is told about one, and the keys that put it right."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.corrections.entities import entity_corrections
from tui.screens.ask import AskDialog
from tui.screens.entity import EntityScreen
from tui.widgets.entities import EntityList


def names(app: Any) -> list[str]:
    return [row.name for row in app.app.main.query_one(EntityList).rows if not row.line]


async def choose(app: Any, name: str) -> None:
    await app.search("Dillon")
    await app.press("3")
    pane = app.app.main.query_one(EntityList)
    pane.cursor = [row.name for row in pane.rows].index(name)
    await app.pilot.pause()


async def answer(app: Any, typed: str) -> None:
    await app.until(lambda: isinstance(app.app.screen, AskDialog))
    await app.press("ctrl+u")
    await app.type(typed)
    await app.press("enter")


async def test_an_entity_is_told(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await choose(app, "Ryan Dillon")
        await app.press("i")
        await app.until(lambda: isinstance(app.app.screen, EntityScreen))
        await app.until(lambda: "beside it" in app.screen_text())
        shown = app.screen_text()
        assert "Ryan Dillon · person" in shown
        assert "Names" in shown
        await app.press("escape")
        assert app.app.screen is app.app.main


@pytest.mark.parametrize(
    ("key", "typed", "gone", "there"),
    [
        ("M", "person:Somebody Else", "Ryan Dillon", "Somebody Else"),
        ("R", "R. Dillon", "Ryan Dillon", "R. Dillon"),
        ("S", "person:Another Dillon", "", "Another Dillon"),
        ("x", "", "Ryan Dillon", ""),
    ],
)
async def test_a_correction_is_seen_at_once_and_undone(
    open_app: Any, library: Path, key: str, typed: str, gone: str, there: str
) -> None:
    async with open_app(library) as app:
        await choose(app, "Ryan Dillon")
        before = names(app)
        await app.press(key)
        if typed:
            await answer(app, typed)
        await app.until(lambda: names(app) != before)
        assert gone not in names(app)
        assert not there or there in names(app)
        assert len(entity_corrections(app.notebook)) == 1
        await app.press("u")
        await app.until(lambda: sorted(names(app)) == sorted(before))
        assert entity_corrections(app.notebook) == []


async def test_a_type_is_said_and_what_is_none_is_refused(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await choose(app, "Ryan Dillon")
        await app.press("C")
        await answer(app, "planet")
        await app.until(lambda: "is no entity; write person:NAME" in app.message)
        await app.press("C")
        await answer(app, "organization")
        pane = app.app.main.query_one(EntityList)
        await app.until(lambda: ("organization", "Ryan Dillon") in [(row.type, row.name) for row in pane.rows])


async def test_a_selection_is_said_to_name_an_entity(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        await app.press("2")
        await app.press("I")
        assert app.message == "Select the name first: v, then move."
        await app.press("g", "v", "w", "I")
        await answer(app, "organization:First Words")
        await app.until(lambda: "First Words" in names(app))


async def test_mentions_are_gone_through_from_the_reader(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await choose(app, "Ryan Dillon")
        await app.press("2", "right_square_bracket")
        first = app.reader.caret
        await app.press("right_square_bracket")
        assert app.reader.caret != first
        await app.press("left_square_bracket")
        assert app.reader.caret == first


async def test_all_sources_of_a_name_are_told_in_any_width(open_app: Any, build: Callable[..., Path]) -> None:
    sources = [f"The {word} Gazette" for word in ("Northern", "Southern", "Eastern", "Western", "Inland", "Coastal")]
    records = [
        {"id": str(number), "source": source, "date": "2017-09-21", "text": "Angela Merkel spoke in Berlin."}
        for number, source in enumerate(sources)
    ]
    async with open_app(build({"a.jsonl": "\n".join(map(json.dumps, records))})) as app:
        await app.press("3", "g", "i")
        await app.until(lambda: isinstance(app.app.screen, EntityScreen))
        for width in (80, 60, 120):
            await app.pilot.resize_terminal(width, 40)
            await app.until(lambda width=width: len(app.screen_text().partition("\n")[0]) == width)
            shown = " ".join(app.screen_text().split())
            assert "6 mentions in 6 documents" in shown
            assert all(f"{source} 1" in shown for source in sources)
            assert "Berlin · place 6" in shown


async def test_where_a_place_is_is_told(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await choose(app, "Deir ez-Zor")
        await app.press("i")
        await app.until(lambda: isinstance(app.app.screen, EntityScreen))
        shown = app.screen_text()
        assert "SY · 35." in shown
        assert "Deir Ezzor  " in shown


async def test_the_heading_above_the_first_entity_is_seen(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.press("E")
        await app.until(lambda: "People · " in app.screen_text())
        await app.press("G")
        assert "People · " not in app.screen_text()
        await app.press("g")
        assert "People · " in app.screen_text()
