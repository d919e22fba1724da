"""Whole screens as they look, at the two usual sizes. They hold no time and no version."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from golden import check_screen

from tui.screens.help import HelpScreen
from tui.screens.notebook import NotebookScreen
from tui.widgets.entities import EntityList

STORIES = [
    {
        "id": "storm",
        "title": "Storm shuts the harbour for a second day",
        "source": "Coast Courier",
        "date": "2017-09-21",
        "text": "The harbour stayed shut on Thursday. Angela Merkel said in Berlin that help was on its way. "
        "“We leave nobody alone,” Merkel told reporters.\n\nIn London, David Cameron called the storm the worst in "
        "thirty years. The harbour of Hamburg is to open again on Friday, the harbour master said.",
    },
    {
        "id": "fire",
        "title": "Fire on a ferry off the coast",
        "source": "Evening Post",
        "date": "2017-09",
        "text": "A ferry caught fire near the harbour. Nobody was hurt. David Cameron thanked the crew in London.",
    },
    {
        "id": "strike",
        "title": "Strike ends",
        "source": "Coast Courier",
        "date": "2016",
        "text": "Dockers went back to work in Hamburg.\n\nTheir union had asked for safer cranes.",
    },
]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_screens_look_as_they_did(open_app: Any, build: Callable[..., Path], size: tuple[int, int]) -> None:
    library = build({"coast.jsonl": "\n".join(map(json.dumps, STORIES))}, name="coast")

    def check(name: str) -> None:
        check_screen(f"{name}-{size[0]}x{size[1]}", app.screen_text())

    async with open_app(library, size=size) as app:
        await app.search("harbour")
        await app.until(lambda: "document 1/2" in app.place and not app.message)
        if size[0] >= 100:
            await counted(app)
        check("list")
        await app.press("enter", "n")
        await app.until(lambda: "hit 2/" in app.place)
        check("reader")
        await app.press("3")
        await counted(app)
        check("entities")
        await app.press("E")
        await app.until(lambda: "People · " in app.screen_text())
        check("entities-of-result")
        await app.press("E", "2", "a")
        await app.until(lambda: "Note on" in app.screen_text())
        await app.type("Who told whom?")
        await app.press("tab")
        await app.type("harbour")
        check("note")
        await app.press("enter")
        await app.until(lambda: "Note saved." in app.screen_text())
        await app.press("o")
        await app.until(lambda: isinstance(app.app.screen, NotebookScreen) and "Who told whom?" in app.screen_text())
        check("notebook")
        await app.press("escape", "question_mark")
        await app.until(lambda: isinstance(app.app.screen, HelpScreen) and "character back" in app.screen_text())
        check_screen(f"help-{size[0]}", "\n".join(app.screen_text().splitlines()[:20]))


async def counted(app: Any) -> None:
    """Wait until the entity pane has all its numbers."""
    pane = app.app.main.query_one(EntityList)
    await app.until(lambda: pane.rows and all(row.line or row.documents is not None for row in pane.rows))
