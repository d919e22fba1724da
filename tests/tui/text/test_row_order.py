"""Rows laid out from right to left: cells and offsets lead to each other, whatever the text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tui.text.cells import grapheme_start, width_of
from tui.text.row_order import row_order
from tui.text.wrapping import Wrapping

TEXTS = st.lists(
    st.sampled_from(["שלום", "سلام", "word", " ", "\n", "12", "(", ")", "报", "e\u0301", "ב\u05b0", "\u200f", "."]),
    max_size=40,
).map("".join)


def laid_out(text: str, width: int) -> Wrapping:
    wrapping = Wrapping(text, width)
    wrapping.ordered = True
    wrapping.wrap_until(lambda: False)
    return wrapping


def shown(text: str, width: int) -> list[str]:
    rows = []
    wrapping = laid_out(text, width)
    for row in range(len(wrapping)):
        order = wrapping.order(row)
        plain = text[wrapping.starts[row] : wrapping.ends[row]]
        rows.append(" " * order.indent + "".join(place.shown for place in order.places) if order else plain)
    return rows


@settings(deadline=None, max_examples=300)
@given(TEXTS, st.integers(4, 20))
def test_each_grapheme_has_its_cell_and_each_cell_its_grapheme(text: str, width: int) -> None:
    wrapping = laid_out(text, width)
    for row in range(len(wrapping)):
        order = wrapping.order(row)
        if order is None:
            continue
        start, end = wrapping.starts[row], wrapping.ends[row]
        assert sum(place.end - place.start for place in order.places) == end - start
        for place in order.places:
            if width_of(text[place.start : place.end]):
                assert wrapping.cell_of(place.start) == place.cell
                assert wrapping.offset_at(row, place.cell) == place.start
                assert grapheme_start(text, place.start) == place.start or place.start == start
        assert order.cell_of(end) >= 0


@settings(deadline=None, max_examples=200)
@given(st.text("abc é报\n", max_size=40), st.integers(4, 20))
def test_a_text_from_the_left_has_no_other_order(text: str, width: int) -> None:
    wrapping = laid_out(text, width)
    assert all(wrapping.order(row) is None for row in range(len(wrapping)))


def test_paragraphs_from_the_right_stand_at_the_right_in_all_their_rows() -> None:
    assert shown("אבג דהו and זחט\nplain", 8) == ["  והד גבא", "  טחז and", "plain"]
    assert shown("say אבג", 8) == ["say גבא"]


def test_digits_and_brackets_in_hebrew() -> None:
    assert shown("(אב) 12", 8) == ["  12 (בא)"]


def test_beyond_the_ends_of_a_row() -> None:
    wrapping = laid_out("אבג\nדה", 8)
    assert wrapping.cell_of(0) == 8
    assert wrapping.cell_of(3) == 5  # the newline, left of the last letter
    assert wrapping.offset_at(0, 0) == 3
    assert wrapping.offset_at(0, 40) == 0
    assert wrapping.offset_at(1, 0) == 5  # nothing follows: the last letter
    wrapping = laid_out("ab אב", 8)
    assert wrapping.offset_at(0, 40) == 4


def test_a_long_paragraph_is_resolved_in_parts_with_its_own_direction() -> None:
    text = "ש" + "abc אבג, " * 3000
    wrapping = laid_out(text, 20)
    assert all(order is None or order.from_right for order in map(wrapping.order, range(len(wrapping))))


def test_a_row_of_a_paragraph_elsewhere_is_told_its_direction() -> None:
    order = row_order("abc אבג", 0, 7, 0, "שלום")
    assert order is not None
    assert "".join(place.shown for place in order.places) == "גבא abc"
