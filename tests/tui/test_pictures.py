"""The pictures of ``docs/screens``: each screen at the two usual sizes, made anew and compared by text and size."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ferry_stories import MANY, json_lines
from pictures import FOLDER, check_picture, is_picture, text_of

HARBOURS = {
    "id": "harbours",
    "title": "Ferries of the north stay in harbour for a third day, and their owners ask for help",
    "source": "The Post",
    "date": "2019-03-06",
    "text": "Ferries from Hamburg, Oslo and Copenhagen stayed in harbour on Wednesday. Nobody in Kalvik was surprised.",
}
SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
SHOWN = (
    *("list", "choosing", "reader", "entities", "note", "notebook", "facets", "timeline", "map", "date", "accounts"),
    *("comparison", "matrix", "palette", "help", "export"),
)
"""The screens of which there are pictures."""


class Photographer:
    """Makes pictures of an app, once what they are to show is there."""

    def __init__(self, app: Any, size: str) -> None:
        self._app = app
        self._size = size

    async def take(self, name: str, *expected: str) -> None:
        """Make the picture of this name once the screen shows all that is expected."""
        await self._app.until(lambda: all(text in self._app.screen_text() for text in expected))
        await self._app.until(self.is_counted)
        for line in self._app.app.screen.query("StatusLine"):
            line.hush()
        await self._app.pilot.pause()
        name = f"{name}-{self._size}"
        with contextlib.suppress(TimeoutError):  # rows and counts come one after another
            await self._app.until(lambda: is_picture(name, self._shown()))
        check_picture(name, self._shown())

    def _shown(self) -> str:
        svg: str = self._app.app.export_screenshot(title="dateline")
        return svg

    def is_counted(self) -> bool:
        """Returns whether the entity pane, if it is shown, has all its numbers."""
        pane = self._app.app.main.panes.entity_pane
        return not pane.display or all(row.line or row.documents is not None for row in pane.entities.rows)


@pytest.mark.parametrize("size", SIZES)
async def test_each_screen_looks_as_its_picture(
    open_app: Any, build: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, size: str
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    library = build({"ferries.jsonl": json_lines([*MANY, HARBOURS])}, name="ferries")
    async with open_app(library, size=SIZES[size]) as app:
        camera = Photographer(app, size)
        await app.search("ferry Kalvik")
        await app.until(lambda: "document 1/" in app.place)
        await app.press("3")
        await app.until(camera.is_counted)
        await app.press("g", "1", "g")  # the entities' cursor stays at its entity, whatever comes before that
        await app.opened()
        await camera.take("list", "hit 1/")
        await app.press("v", "v")
        await app.opened()
        await camera.take("choosing", "2 chosen")
        await app.press("escape", "g", "enter")
        await camera.take("reader", "hit 1/")
        await app.press("3")
        await camera.take("entities", "Jonas Brenn")
        await app.press("2", "a")
        await app.until(lambda: "Note on" in app.screen_text())
        await app.type("Who warned them?")
        await app.press("tab")
        await app.type("warning")
        await camera.take("note", "warning")
        await app.press("enter")
        await app.until(lambda: "Note saved." in app.screen_text())
        for key, name, expected, leave in (
            ("o", "notebook", "Who warned them?", "escape"),
            ("f", "facets", "The Post", "escape"),
            ("t", "timeline", "2019", "escape"),
            ("p", "map", "Hamburg", "escape"),
            ("D", "date", "2019-03", "escape"),
            ("c", "accounts", "Other accounts", ""),
            ("enter", "comparison", "Both say", "escape"),
            ("m", "matrix", "Accounts of", "escape"),
            ("escape", "", "", ""),
            (":", "palette", "words of a command", "escape"),
            ("?", "help", "character back", "escape"),
            ("F", "export", "Export", "escape"),
        ):
            await app.press(key)
            if name:
                await camera.take(name, expected)
            if leave:
                await app.press(leave)


def test_every_picture_is_of_a_screen_and_names_no_address_but_that_of_svg() -> None:
    assert {file.name for file in FOLDER.iterdir()} == {f"{name}-{size}.svg" for name in SHOWN for size in SIZES}
    for file in FOLDER.iterdir():
        svg = file.read_text()
        assert svg.count("http") == svg.count('xmlns="http://www.w3.org/2000/svg"')
        assert text_of(svg)
