"""The help on the screen: every key and field with all that is said of it, in any width."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from index.query.fields import FIELDS
from tui import keys
from tui.screens.help import HelpList, HelpScreen


async def test_every_key_and_field_is_told_whole_in_any_width(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.press("question_mark")
        await app.until(lambda: isinstance(app.app.screen, HelpScreen))
        listed = app.app.screen.query_one(HelpList)
        for width in (80, 60, 120):
            await app.pilot.resize_terminal(width, 24)
            await app.until(lambda width=width: listed.size.width == width)
            lines = [listed.row_lines(index, width)[0] for index in range(listed.row_count())]
            assert max(sum(len(text) for text, _ in line) for line in lines) < width
            told = " ".join(" ".join(text for text, _ in line) for line in lines).split()
            words = " ".join(told)
            assert all(" ".join(action.help.split()) in words for action in keys.ACTIONS)
            assert all(" ".join(field.help.split()) in words for field in FIELDS)
        await app.press("G")
        assert " ".join(FIELDS[-1].help.split()) in app.screen_text()
        await app.press("escape")
        assert app.app.screen is app.app.main
