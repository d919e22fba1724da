"""All accounts of an event against each other, on the screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ferry_stories import MANY, json_lines

from tui.screens.compare import CompareScreen
from tui.screens.matrix import MatrixScreen
from tui.widgets.comparison import ComparisonList
from tui.widgets.matrix import MatrixList
from tui.widgets.status import StatusLine

SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def ferries(build: Callable[..., Path]) -> Path:
    return build({"stories.jsonl": json_lines(MANY)})


async def open_matrix(app: Any, title: str) -> MatrixList:
    await app.search(f'title:"{title}"')
    await app.press("enter", "c", "m")
    await app.until(lambda: isinstance(app.app.screen, MatrixScreen))
    return await shown(app)


async def shown(app: Any) -> MatrixList:
    matrix = app.app.screen.query_one(MatrixList)
    assert isinstance(matrix, MatrixList)
    await app.until(matrix.row_count)
    return matrix


def status(app: Any) -> StatusLine:
    found = app.app.screen.query_one(StatusLine)
    assert isinstance(found, StatusLine)
    return found


@pytest.mark.parametrize("size", SIZES)
async def test_accounts_quotes_and_names_stand_in_columns(open_app: Any, ferries: Path, size: tuple[int, int]) -> None:
    async with open_app(ferries, size=size) as app:
        matrix = await open_matrix(app, "Warned in vain")
        lines = app.screen_text().splitlines()
        header = next(line for line in lines if line.split() == ["A", "B", "C", "D"])
        sources = [side.source for side in matrix.accounts]
        row = next(line for line in lines if "The Moon" in line)
        assert sources[0] == "The Sun"
        assert row[header.index("A")] == "1"  # the quote that both have
        assert "Anger in Kalvik" in row
        brenn = next(line for line in lines if "Jonas Brenn" in line)
        assert [brenn[header.index(letter)] for letter in "ABCD"] == ["1"] * 4
        assert "4 accounts · 1 with the same text folded away" in app.screen_text()


async def test_any_two_are_compared(open_app: Any, ferries: Path) -> None:
    async with open_app(ferries) as app:
        matrix = await open_matrix(app, "Warned in vain")
        seen = set()
        for row in (0, 1):
            await app.press("h", "h", "h")
            for _ in range(3):
                await app.press("enter")
                await app.until(lambda: isinstance(app.app.screen, CompareScreen))
                comparison = app.app.screen.query_one(ComparisonList)
                await app.until(comparison.row_count)
                titles = [app.app.screen.query_one(name).text.strip() for name in ("#first", "#second")]
                sides = matrix.accounts[row], matrix.accounts[matrix.column]
                assert titles == [f"{side.source}: {side.title}" for side in sides]
                seen.add((row, matrix.column))
                await app.press("escape")
                assert isinstance(app.app.screen, MatrixScreen)
                await app.press("l")
            await app.press("j")
        assert seen == {(a, b) for a in (0, 1) for b in range(4) if a != b}


async def test_a_name_is_read_where_the_column_has_it(open_app: Any, ferries: Path) -> None:
    async with open_app(ferries) as app:
        matrix = await open_matrix(app, "Warned in vain")
        while matrix.current is None or matrix.current.name is None or matrix.current.name.name != "Marta Lund":
            await app.press("j")
        counts = matrix.current.name.counts
        without = counts.index(0)
        while matrix.column != without:
            await app.press("h" if matrix.column > without else "l")
        assert status(app).place == f"{'ABCD'[without]} names it 0 times"
        await app.press("enter")
        assert status(app).message == "This account does not have the name."
        while matrix.column:
            await app.press("left")
        await app.press("enter")
        await app.until(lambda: app.title == "Warned in vain")
        assert app.reader.has_focus
        await app.until(lambda: app.app.main.reading.text[app.reader.caret :].startswith("Marta Lund"))


async def test_the_palette_opens_it_and_o_a_document(open_app: Any, ferries: Path) -> None:
    async with open_app(ferries) as app:
        await app.search('title:"Anger in Kalvik"')
        await app.press("colon")
        await app.type("matrix")
        await app.pilot.pause(0.3)
        await app.press("enter")
        await app.until(lambda: isinstance(app.app.screen, MatrixScreen))
        matrix = await shown(app)
        assert matrix.accounts[0].title == "Anger in Kalvik"
        title = matrix.accounts[1].title
        await app.press("o")
        await app.until(lambda: app.title == title)


async def test_a_document_alone_says_so(open_app: Any, ferries: Path) -> None:
    async with open_app(ferries) as app:
        await open_matrix(app, "Budget passed")
        assert "No other document seems to report this event." in app.screen_text()
        await app.press("enter")
        assert "the same account" in status(app).message
        await app.press("G", "enter", "escape", "escape")
        await app.until(lambda: app.app.screen is app.app.main)


async def test_titles_and_names_are_shown_as_they_are(open_app: Any, build: Callable[..., Path]) -> None:
    title = "[bold]Vain[/bold] [@click=app.quit]x\x1b]0;y\x07"
    hostile = [{**story, "title": title, "source": "[/oops]"} if story["id"] == "third" else story for story in MANY]
    async with open_app(build({"stories.jsonl": json_lines(hostile)})) as app:
        await open_matrix(app, "Anger in Kalvik")
        shown = app.screen_text()
        assert "[/oops]" in shown
        assert "[bold]Vain[/bold] [@click=app.quit]" in shown
        assert "\x1b" not in shown
        await app.press("enter")
        await app.until(lambda: isinstance(app.app.screen, CompareScreen))
        await app.until(app.app.screen.query_one(ComparisonList).row_count)
        assert "[/oops]" in app.screen_text()
