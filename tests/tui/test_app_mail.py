"""A mailbox with attachments, read by thread with the keys alone on a screen of 80x24."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mails import thread_box


@pytest.fixture
def box(build: Callable[..., Path]) -> Path:
    return build({"box.mbox": thread_box(), "note.txt": "A note of a walk."})


async def listed(app: Any, key: str, query: str) -> None:
    """Press a key, and wait for the list that it makes of a query which begins so."""
    await app.press(key)
    await app.until(lambda: app.app.main.searching.answer.query.startswith(query))
    await app.opened()


async def test_a_mailbox_is_read_by_thread(open_app: Any, box: Path, tmp_path: Path) -> None:
    async with open_app(box) as app:
        await app.search("has:attachment")
        assert "✉+ Mail 1" in app.screen_text()
        await listed(app, "l", "parent:")
        assert app.documents.total == 1
        assert "↳ Orders of the day." in app.screen_text()
        await app.press("enter")
        await app.opened()
        await app.until(lambda: app.app.main.panes.focused == "reader")
        assert "^ attached" in app.screen_text()
        await app.press("circumflex_accent")
        await app.until(lambda: app.title == "Mail 1")
        assert "to Desk <desk@x.org>" in " ".join(app.screen_text().split())
        await listed(app, "ampersand", "thread:")
        assert [app.documents.row(number).title for number in range(app.documents.total)] == ["Mail 1", "Mail 2"]
        await app.press("j", "enter")
        await app.until(lambda: app.title == "Mail 2")
        await app.press("at")
        copied = tmp_path / "state" / "copied.txt"
        await app.until(lambda: copied.exists() and copied.read_text().endswith("box.mbox/2@x.org"))


async def test_what_hangs_together_with_nothing_says_so(open_app: Any, box: Path) -> None:
    async with open_app(box) as app:
        await app.search("walk")
        for key, sentence in (
            ("l", "Nothing is attached to this document."),
            ("ampersand", "This is no mail."),
            ("circumflex_accent", "This document is attached to no other."),
        ):
            await app.press(key)
            await app.until(lambda sentence=sentence: sentence in app.message)
