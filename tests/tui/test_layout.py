"""Which panes are shown at a width, how wide they are, and that each can be used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import Paste

from tui.main.layout import PANES, Wanted, panes_shown, resized, widths

WANTED = st.builds(
    Wanted,
    st.sampled_from(PANES),
    *[st.booleans()] * 4,
    *[st.integers(0, 400)] * 2,
)


@pytest.mark.parametrize(
    ("window", "shown"),
    [
        (40, ("documents",)),
        (59, ("documents",)),
        (60, ("documents", "reader")),
        (99, ("documents", "reader")),
        (100, PANES),
        (200, PANES),
    ],
)
def test_the_width_says_how_many_panes_there_are(window: int, shown: tuple[str, ...]) -> None:
    assert panes_shown(window, Wanted()) == shown
    assert panes_shown(window, Wanted(zoomed=True)) == ("documents",)


def test_a_very_wide_window_has_a_wider_list() -> None:
    assert widths(159, Wanted())["documents"] == 40
    assert widths(160, Wanted())["documents"] >= 60


@given(st.integers(40, 400), WANTED)
def test_no_pane_is_too_narrow_to_be_used(window: int, wanted: Wanted) -> None:
    cells = widths(window, wanted)
    assert set(cells) <= set(panes_shown(window, wanted))
    assert all(width >= 20 for width in cells.values())
    assert window - sum(cells.values()) >= 28


@given(st.integers(60, 400), WANTED, st.sampled_from([4, -4]))
def test_a_pane_grows_by_a_step_or_not_at_all(window: int, wanted: Wanted, cells: int) -> None:
    name = "entities" if wanted.pane == "entities" else "documents"
    before, after = widths(window, wanted).get(name), widths(window, resized(window, wanted, cells)).get(name)
    if before is None or after is None:
        assert before is after
    else:
        assert 0 <= (after - before) * cells <= 16


async def test_in_a_small_window_each_pane_has_all_of_it(open_app: Any, build: Callable[..., Path]) -> None:
    library = build({"a.txt": "A visit\n\nAngela Merkel met Barack Obama in Berlin.\n"})
    async with open_app(library, size=(40, 10)) as app:
        assert "[1 Documents]" in app.screen_text()
        await app.press("2")
        await app.until(lambda: "[2 Reader]" in app.screen_text())
        assert app.reader.outer_size.width == 40
        assert not app.documents.display
        await app.press("tab")
        await app.until(lambda: "[3 Entities]" in app.screen_text() and "People" in app.screen_text())
        await app.press("escape")
        await app.until(lambda: "[1 Documents]" in app.screen_text())
        assert "? help" in app.screen_text()


async def test_panes_are_zoomed_resized_and_found_so_again(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        width = app.documents.size.width
        await app.press(">", ">", "<")
        await app.until(lambda: app.documents.size.width == width + 4)
        await app.press("2", "z")
        await app.until(lambda: app.reader.outer_size.width == 80 and "[2 Reader]" in app.screen_text())
        await app.press("z")
        await app.until(lambda: app.documents.size.width == width + 4)
        await app.press("ctrl+q")
    async with open_app(library, fresh=False) as app:
        await app.until(lambda: app.documents.size.width == width + 4)


async def test_the_line_that_says_what_ran_is_one_line_until_it_is_opened(
    open_app: Any, build: Callable[..., Path]
) -> None:
    library = build({f"story{number}.txt": f"Word {number}\n\nThe river rose again.\n" for number in range(2)})
    async with open_app(library, size=(40, 20)) as app:
        line = app.app.main.panes.explanation
        await app.search("river OR rose OR again OR since:2017-09-01 OR before:2016-01-01")
        assert line.size.height == 1
        assert "… K" in app.screen_text()
        await app.press("K")
        await app.until(lambda: line.size.height > 1)
        await app.press("K")
        await app.until(lambda: line.size.height == 1)


async def test_a_document_a_line(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        lines = app.documents.lines_per_row
        await app.press(",")
        assert app.documents.lines_per_row == 1
        await app.until(lambda: [row for row in app.screen_text().splitlines() if "2017-09-21" in row][1:])
        first, second = (row for row in app.screen_text().splitlines()[2:4])
        assert first.startswith("▸ ")
        assert second[3:7].isdecimal()
        await app.press(",")
        assert app.documents.lines_per_row == lines


async def test_pasted_lines_are_joined(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.press("slash")
        app.app.post_message(Paste("dillon\n  OR\n\nsyria\n"))
        await app.until(lambda: app.app.main.panes.line.value == "dillon OR syria")
        app.app.post_message(Paste(" OR iraq\n"))
        await app.until(lambda: app.app.main.panes.line.value == "dillon OR syria OR iraq")
