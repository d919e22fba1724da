"""A page's window over its rows."""

from __future__ import annotations

from tui.text.page import Heading, Page

TEXT = "\n".join(f"row {number}" for number in range(100))


def page(height: int = 10) -> Page:
    made = Page(Heading("A title", "Source"), TEXT, 20, height)
    made.move_to(0)
    return made


def test_the_heading_takes_its_rows_and_an_empty_one() -> None:
    assert page().above == 3
    assert Page(Heading("word " * 20, "Source"), TEXT, 20, 10).above == 7


def test_only_rows_that_are_needed_are_made() -> None:
    assert page().made == 10


def test_a_row_in_sight_moves_nothing_and_another_comes_to_the_middle() -> None:
    window = page()
    assert not window.reveal(9)
    window.rows.wrap(90)
    assert window.reveal(10)
    assert window.top == 5
    assert window.reveal(50)
    assert window.top == 45
    assert window.holds(50)


def test_the_window_stays_on_the_rows() -> None:
    window = page()
    assert not window.scroll(-5)
    assert window.scroll(500)
    assert window.top == 103 - 10
    assert not window.scroll(1)
    assert window.scroll(-4)


def test_a_window_larger_than_the_page_stays_at_the_top() -> None:
    window = page(height=200)
    assert not window.scroll(5)
    assert window.top == 0


def test_an_offset_has_its_row_once_rows_are_made_up_to_it() -> None:
    window = page()
    last = TEXT.index("row 99")
    assert not window.make_until(last, lambda: True)
    assert window.make_until(last, lambda: False)
    assert window.row_of(last) == 102
    assert window.bottom_offset == TEXT.index("row 7")
