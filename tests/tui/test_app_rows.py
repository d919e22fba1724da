"""Rows of the list: whole titles where there is room, a blank line between, and signs that are told in words."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.widgets.rowlist import broken

TITLE = "Harbour master says that the ferry may sail again on Friday"
STORIES = [
    {"id": "a", "title": TITLE, "source": "Coast Courier", "date": "2017-09-21", "text": "The ferry sails. " * 20},
    {"id": "b", "title": "Strike ends", "source": "Evening Post", "date": "", "text": "Dockers went back to work."},
]


@pytest.fixture
def stories(build: Callable[..., Path]) -> Path:
    return build({"coast.jsonl": "\n".join(map(json.dumps, STORIES))}, name="coast")


def lines(app: Any) -> list[str]:
    width = app.documents.size.width
    return [line[:width].rstrip() for line in app.screen_text().splitlines()[2:]]


async def test_a_blank_line_stands_between_rows_and_is_not_the_cursors(open_app: Any, stories: Path) -> None:
    async with open_app(stories) as app:
        shown = lines(app)
        assert shown[0].startswith("▸  Harbour master says that the")
        assert shown[1].strip() == "Coast Courier · 2017-09-21"
        assert shown[2].strip().startswith("The ferry sails.")
        assert (shown[3], shown[4]) == ("", "   Strike ends")
        cursor = app.documents._cursor_style()
        painted = app.documents.render_lines(app.documents.size.region)
        at_cursor = [line for line, strip in enumerate(painted) if any(one.style == cursor for one in strip)]
        assert at_cursor == [0, 1, 2]


async def test_a_title_has_two_lines_where_the_window_is_tall(open_app: Any, stories: Path) -> None:
    async with open_app(stories, size=(120, 40)) as app:
        shown = lines(app)
        assert " ".join(line.strip("▸ ") for line in shown[:2]) == TITLE
        assert shown[2].strip() == "Coast Courier · 2017-09-21"
        assert shown[4] == ""
        assert shown[5] == "   Strike ends"


async def test_the_sign_of_a_date_is_told_at_the_cursor(open_app: Any, stories: Path) -> None:
    async with open_app(stories) as app:
        assert "nothing says when" not in app.screen_text()
        await app.press("j")
        await app.opened()
        await app.until(lambda: "? nothing says when" in app.screen_text())


async def test_the_gutters_sign_is_told_at_the_caret(open_app: Any, stories: Path) -> None:
    async with open_app(stories) as app:
        await app.press("enter", "a")
        await app.until(lambda: "Note on" in app.screen_text())
        await app.press("tab", "tab", "3", "enter")
        await app.until(lambda: "note 3, blue" in app.screen_text())
        await app.press("G")
        await app.until(lambda: "note 3" not in app.screen_text())


piece = st.tuples(st.text("ab 漢é", max_size=9), st.sampled_from(["", "hit"]))


@given(st.lists(piece, max_size=5), st.integers(2, 20))
def test_a_line_that_is_broken_loses_nothing_but_a_space_and_is_never_too_wide(
    pieces: list[tuple[str, str]], width: int
) -> None:
    first, rest = broken(pieces, width)
    text, begin, end = ("".join(part for part, _ in some) for some in (pieces, first, rest))
    assert cell_len(begin) <= width
    assert text in (begin + end, f"{begin} {end}")
    assert not rest or begin


async def test_what_a_sign_means_never_takes_the_place_of_counts(open_app: Any, stories: Path) -> None:
    async with open_app(stories, size=(50, 24)) as app:
        await app.press("j")
        await app.opened()
        assert "document 2/" in app.screen_text()
        assert "documents" in app.screen_text()
        assert "nothing says when" not in app.screen_text()
