"""Other accounts and two of them side by side, on the screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ferry_stories import MANY, json_lines

from tui.screens.compare import CompareScreen
from tui.screens.related import RelatedScreen
from tui.widgets.comparison import ComparisonList, RelatedList
from tui.widgets.status import StatusLine

AFP = "US, Russian generals meet to talk Syria ops: Pentagon"
SPUTNIK = "US-Led Coalition, Russian Officials Discuss Deir Ez-Zor Operations"
SIZES = [(80, 24), (100, 30), (120, 40)]


async def open_related(app: Any) -> None:
    await app.search("title:Pentagon")
    await app.press("enter", "c")
    await app.until(lambda: isinstance(app.app.screen, RelatedScreen))
    await app.until(lambda: app.app.screen.query_one(RelatedList).row_count())


async def open_comparison(app: Any) -> ComparisonList:
    await open_related(app)
    await app.press("enter")
    await app.until(lambda: isinstance(app.app.screen, CompareScreen))
    await app.until(lambda: app.app.screen.query_one(ComparisonList).row_count())
    found = app.app.screen.query_one(ComparisonList)
    assert isinstance(found, ComparisonList)
    return found


def words(app: Any) -> str:
    """What is on the screen, with single spaces."""
    return " ".join(app.screen_text().split())


async def go_to(app: Any, shown: ComparisonList, part: str) -> None:
    """Go through the differences to the one whose first account has these words."""
    for _ in range(shown.difference[1]):
        await app.press("n")
        if shown.current is not None and shown.current.a is not None and part in shown.current.a.text:
            return
    raise AssertionError(f"no difference has '{part}'")


async def test_the_reader_stays_above_the_other_accounts_and_their_reasons(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await open_related(app)
        shown = words(app)
        assert f"Other accounts of “{AFP}”" in shown
        assert "100% 2017-09-21 · Sputnik" in shown
        assert "a shared quote of" in shown
        assert "1 other account" in shown
        assert "AFP · 2017-09-21 !" in shown  # the reader's head
        await app.press("escape")
        assert app.app.screen is app.app.main


async def test_an_account_is_opened_from_the_list(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await open_related(app)
        await app.press("o")
        await app.until(lambda: app.title == SPUTNIK)
        assert app.reader.has_focus


async def test_a_document_without_other_accounts_says_so(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("title:monitor")
        await app.press("enter")
        assert app.title not in (AFP, SPUTNIK)
        await app.press("c")
        await app.until(lambda: "No other document seems to report this event." in app.screen_text())
        await app.press("enter", "x", "o", "escape")
        assert app.app.screen is app.app.main


@pytest.mark.parametrize("size", SIZES)
async def test_copies_are_folded_away_until_they_are_asked_for(
    open_app: Any, build: Callable[..., Path], size: tuple[int, int]
) -> None:
    async with open_app(build({"stories.jsonl": json_lines(MANY)}), size=size) as app:
        await app.search("title:vain")
        await app.press("c")
        await app.until(lambda: "with the same text folded away; x shows them" in app.screen_text())
        related = app.app.screen.query_one(RelatedList)
        assert (related.row_count(), related.folded) == (3, 1)
        assert "= copy" not in app.screen_text()
        assert app.screen_text().count("· 1 copy ") == 1
        await app.press("j", "j")
        before = related.current
        await app.press("x")
        assert (related.row_count(), related.folded) == (4, 0)
        assert app.screen_text().count("= copy") == 1
        assert related.current == before
        await app.press("x")
        assert (related.row_count(), related.current) == (3, before)


@pytest.mark.parametrize("size", SIZES)
async def test_counts_and_what_only_one_says_stand_on_the_screen(
    open_app: Any, library: Path, size: tuple[int, int]
) -> None:
    async with open_app(library, size=size) as app:
        shown = await open_comparison(app)
        text = words(app)
        assert "3 shared, 5 only AFP, 9 only Sputnik" in text
        assert f"AFP: {AFP}"[:45] in text
        assert f"Sputnik: {SPUTNIK}"[:45] in text
        assert "only Sputnik" in text
        assert ("│" in app.screen_text()) == (size[0] >= 100)
        assert shown.difference[0] == 1
        await app.press("escape", "escape")
        assert app.app.screen is app.app.main


@pytest.mark.parametrize("size", SIZES)
async def test_the_words_that_differ_are_marked_without_colour_too(
    open_app: Any, library: Path, size: tuple[int, int]
) -> None:
    async with open_app(library, size=size) as app:
        shown = await open_comparison(app)
        await go_to(app, shown, "the defeat of ISIS")
        await app.press("n", "N")  # away, so that the cursor's own style is not what is seen
        strips = app.app.screen._compositor.render_strips()
        marked = {
            word.strip("[]")
            for strip in strips
            for segment in strip
            if segment.style is not None and segment.style.bold and segment.style.underline
            for word in segment.text.split()
        }
        assert {"the", "defeat", "of", "defeating", "Daesh"} <= marked
        assert "coalition" not in marked


async def test_n_goes_from_difference_to_difference_and_back(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        shown = await open_comparison(app)
        total = shown.difference[1]
        seen = {shown.difference[0]}
        for _ in range(total - 1):
            await app.press("n")
            seen.add(shown.difference[0])
            assert shown.current is not None
            assert shown.current.differs
        assert seen == set(range(1, total + 1))
        assert app.app.screen.query_one(StatusLine).place == f"difference {total}/{total}"
        await app.press("n")
        assert app.app.screen.query_one(StatusLine).message == "This is the last difference."
        await app.press("N")
        assert shown.difference[0] == total - 1


async def test_tab_goes_through_the_tables(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await open_comparison(app)
        for part in ("Only AFP", "Only Sputnik", "Names: what each calls them"):
            await app.press("tab")
            assert part in words(app)
        names = words(app)
        assert "Names: what each calls them" in names
        assert "Deir Ezzor 3" in names
        assert "Deir ez-Zor 6" in names
        assert "Daesh 7" in names
        while "Who says so: Sputnik" not in app.screen_text():
            await app.press("tab")
        assert "Dillon" in app.screen_text()
        await app.press(*["shift+tab"] * 6)
        assert "Both say:" in app.screen_text()


async def test_a_part_is_folded_away_and_shown_again(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        shown = await open_comparison(app)
        before = shown.row_count()
        await app.press("tab", "z")
        assert "Only AFP · 5 folded away" in words(app)
        assert shown.row_count() < before
        await app.press("z")
        assert shown.row_count() == before


async def test_what_differs_most_comes_first_when_it_is_wanted(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        shown = await open_comparison(app)
        await app.press("s")
        assert shown.strongest_first
        assert app.app.screen.query_one(StatusLine).message == "Strongest differences first."
        await app.press("s")
        assert not shown.strongest_first


@pytest.mark.parametrize(("key", "title"), [("enter", AFP), ("o", SPUTNIK)])
async def test_a_passage_is_opened_in_either_document(open_app: Any, library: Path, key: str, title: str) -> None:
    async with open_app(library) as app:
        shown = await open_comparison(app)
        await go_to(app, shown, "the defeat of ISIS")
        assert shown.current is not None
        cell = shown.current.a if key == "enter" else shown.current.b
        assert cell is not None
        await app.press(key)
        await app.until(lambda: app.title == title and app.reader.caret == cell.offset)
        assert app.reader.has_focus


async def test_the_cursor_keeps_its_sentence_when_the_window_changes(open_app: Any, library: Path) -> None:
    async with open_app(library, size=(120, 40)) as app:
        shown = await open_comparison(app)
        await app.press("n", "n", "n", "n")
        before = shown.current
        await app.pilot.resize_terminal(80, 24)
        await app.until(lambda: "│" not in app.screen_text())
        assert shown.current == before
        assert shown.shows(shown.cursor, shown.cursor + 1)


@pytest.mark.parametrize("ending", [".md", ".html"])
async def test_the_comparison_is_exported_once(open_app: Any, library: Path, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"kept{ending}"
    async with open_app(library) as app:
        await open_comparison(app)
        for expected in ("The comparison was written to", "is there already"):
            await app.press("E", *["backspace"] * 20, *str(target), "enter")
            status = app.app.screen.query_one(StatusLine)
            await app.until(lambda said=status, wanted=expected: wanted in said.message)
        await app.press("E", *["backspace"] * 20, *str(tmp_path / "kept.pdf"), "enter")
        await app.until(lambda: "has to end in one of .md, .html" in app.app.screen.query_one(StatusLine).message)
    assert "5 only AFP" in target.read_text(encoding="utf-8")
