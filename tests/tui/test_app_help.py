"""The help on the screen: what holds at the place first, every key and page whole in any width, filtered, run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from index.query.fields import FIELDS
from tui import keys
from tui.manual import matching, pages_at, topics
from tui.screens.filter import FilterLine
from tui.screens.help import HelpList, HelpScreen
from tui.widgets.status import StatusLine


@pytest.mark.parametrize("place", keys.PLACES)
def test_the_keys_of_the_place_stand_first_and_nothing_is_missing(place: str) -> None:
    pages = list(pages_at(place))
    here = [context.value for context in keys.PLACES[place]]
    assert [page.title for page in pages[: len(here)]] == here
    assert {page.title for page in pages} == {*keys.Context, *(page.title for page in topics().values())} - {"Keys"}


def test_a_filter_leaves_the_lines_that_hold_all_its_words_in_any_case() -> None:
    pages = list(pages_at("documents"))
    assert list(matching(pages, " ")) == pages
    left = list(matching(pages, "Notebook EXPORT"))
    assert [page.title for page in left] == ["Notebook"]
    assert [line.shown for line in left[0].lines] == ["E"]
    assert not list(matching(pages, "no such words anywhere"))


async def test_every_key_field_and_page_is_told_whole_in_any_width(open_app: Any, library: Path) -> None:
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
            pages = [page for name, page in topics().items() if name != "keys"]
            assert all(" ".join(page.about.split()) in words for page in pages)
            assert all(line.shown in words and line.meaning in words for page in pages for line in page.lines)
        await app.press("escape")
        assert app.app.screen is app.app.main


async def test_the_filter_narrows_as_one_types_and_an_example_runs(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.press("question_mark", "slash")
        await app.type("title:SYRIA")
        await app.until(lambda: "title:syria" in app.screen_text() and "Documents" not in app.screen_text())
        await app.press("enter", "enter")
        await app.until(lambda: app.answered("title:syria"))
        assert app.app.main.query_one("#query").value == "title:syria"
        assert app.app.screen is app.app.main


async def test_esc_shows_all_again_and_then_closes(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.press("question_mark", "slash", *"zzz")
        await app.until(lambda: "Nothing in the help holds zzz" in app.screen_text())
        await app.press("up", "down", "escape")
        assert isinstance(app.app.screen, HelpScreen)
        assert "read the document" in app.screen_text()
        await app.press("slash", *"star", "enter", "enter")
        assert "run by enter" in app.screen_text()
        await app.press("escape")
        assert "read the document" in app.screen_text()
        await app.press("escape")
        assert app.app.screen is app.app.main


async def test_pages_follow_each_other_and_a_dialogs_keys_stand_first(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.press("f", "f1")
        await app.until(lambda: isinstance(app.app.screen, HelpScreen))
        assert app.screen_text().splitlines()[1].strip() == "Facets"
        for title in ("Any list", "Everywhere", "The query language"):
            await app.press("tab")
            assert app.screen_text().splitlines()[1].strip() == title
        await app.press("enter")
        assert "go back to it first" in app.screen_text()
        await app.press("shift+tab", "shift+tab", "shift+tab", "shift+tab")
        assert app.screen_text().splitlines()[1].strip() == "Facets"
        await app.press("slash", "f1")
        assert isinstance(app.app.screen, FilterLine)


async def test_a_message_goes_with_the_next_key_on_every_screen(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        for keys in (("O",), ("o",), ("c",)):
            await app.press(*keys)
            await app.until(lambda: app.app.screen is not app.app.main)
            status = app.app.screen.query_one(StatusLine)
            status.say("Nothing was done.")
            status._since = 0.0  # it was there to be read
            await app.press("j")
            assert status.message == ""
            await app.press("escape")
