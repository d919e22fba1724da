"""What is closed is forgotten: a long session does not grow."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path
from typing import Any

from tui.terminal.textual_leaks import share_backgrounds
from tui.widgets.fields import TextField


async def test_a_closed_dialog_is_forgotten(open_app: Any, library: Path) -> None:
    share_backgrounds()
    async with open_app(library) as app:
        await app.search("Dillon")
        await app.press("enter", "a", *"note")
        field = app.app.screen.query_one(TextField)
        gone = [weakref.ref(field), weakref.ref(field._styles_cache)]
        del field
        await app.press("escape", "l", "h")
        await app.press("a", "escape")  # the screen that was painted last is still known
        gc.collect()
        assert [one() for one in gone] == [None, None]
