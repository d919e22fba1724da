"""Web addresses in the reader: shown whole where the caret stands on one, and links for the terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.home.settings import Settings

LONG = "https://news.example/" + "/".join(["story"] * 14) + "?id=7"
TEXT = f"The ferry sank\n\nThe harbour tells of it at {LONG}, and so does ftp://news.example/.\n"


def targets(app: Any) -> dict[str, str]:
    """The links that are on the screen: their targets, each with the text that it opens by."""
    found: dict[str, str] = {}
    for line in app.app.screen._compositor.render_strips():
        for text, style, _ in line:
            if style is not None and style.link:
                found[style.link] = found.get(style.link, "") + text
    return found


@pytest.fixture
def story(build: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("TMUX", "STY", "VTE_VERSION", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)
    return build({"ferry.txt": TEXT})


async def test_an_address_is_a_link_only_while_it_is_shown_whole(open_app: Any, story: Path) -> None:
    async with open_app(story) as app:
        await app.press("enter")
        assert targets(app) == {}
        while app.reader.caret < app.reader._text.index("https"):
            await app.press("w")
        assert targets(app) == {LONG: LONG}
        status = "".join(app.screen_text().splitlines()[-3:-1])
        assert LONG in "".join(status.split())
        await app.press("g")
        assert targets(app) == {}
        assert "https" not in "".join(app.screen_text().splitlines()[-3:-1])


async def test_no_other_scheme_is_a_link(open_app: Any, story: Path) -> None:
    async with open_app(story) as app:
        await app.press("enter", "G")
        while app.reader.caret > app.reader._text.index("ftp"):
            await app.press("h")
            assert targets(app) == {}


async def test_links_can_be_turned_off_and_are_not_given_to_a_terminal_that_shows_them_as_text(
    open_app: Any, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_app(story, settings=Settings(links=False)) as app:
        await app.press("enter")
        app.reader.go_to(app.reader._text.index("https"))
        await app.press("l")
        assert targets(app) == {}
        assert app.reader.address == LONG
    monkeypatch.setenv("TERM", "linux")
    async with open_app(story) as app:
        await app.press("enter")
        app.reader.go_to(app.reader._text.index("https"))
        await app.press("l")
        assert targets(app) == {}


async def test_the_place_of_a_document_is_shown_where_it_is_copied(open_app: Any, story: Path) -> None:
    async with open_app(story) as app:
        await app.press("at")
        await app.until(lambda: "ferry.txt" in app.message)
        assert app.message.startswith("Copied: /")
