"""A frame of the map: signs and labels in their cells, told apart without colours, in windows of any size."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from index.map.projection import View
from tui.text.map_frame import CHOSEN, HERE, Mark, frame, ruler
from tui.text.spark import spark

MARKS = st.builds(
    Mark, st.text("abcdé 北京", min_size=1, max_size=12), st.floats(-80, 80), st.floats(-180, 180),
    st.integers(1, 500), st.booleans(), st.booleans(), st.booleans(),
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(MARKS, max_size=12), st.integers(40, 200), st.integers(4, 45), st.integers(0, 20), st.data())
def test_a_frame_fills_its_window(marks: list[Mark], columns: int, rows: int, zoom: int, data: st.DataObject) -> None:
    view = View.around(34, 39, zoom, columns, rows)
    chosen = data.draw(st.none() | st.integers(0, len(marks) - 1)) if marks else None
    lines = frame(view, marks, chosen)
    assert len(lines) == rows
    assert {cell_len("".join(text for text, _ in line)) for line in lines} == {columns}


def test_the_chosen_place_stands_in_brackets_and_the_document_s_own_is_a_diamond() -> None:
    marks = [
        Mark("Aleppo", 36.2, 37.16, 80, is_point=True),
        Mark("Raqqa", 35.95, 39.01, 39, is_point=True, here=True),
        Mark("Tripoli", 34.43, 35.84, 1, is_point=True, unsure=True),
    ]
    lines = frame(View.around(35.5, 38, 12, 80, 20), marks, 0)
    text = "\n".join("".join(piece for piece, _ in line) for line in lines)
    assert "[Aleppo 80]" in text
    assert "◆Raqqa 39" in text
    assert "Tripoli? 1" in text
    styles = {style for line in lines for piece, style in line if "Aleppo" in piece or "Raqqa" in piece}
    assert styles == {CHOSEN, HERE}


def test_of_places_in_one_cell_the_chosen_one_is_named_whatever_is_beside_it() -> None:
    around = [Mark(f"Village {number}", 36.2 + number / 50, 37.16, 5, is_point=True) for number in range(9)]
    marks = [*around, Mark("Aleppo", 36.2, 37.16, 1, is_point=True)]
    lines = frame(View.around(36, 38, 10, 60, 12), marks, len(around))
    assert any(("[Aleppo 1]" in piece and style == CHOSEN) for line in lines for piece, style in line)


def test_the_ruler_says_how_long_it_is() -> None:
    view = View.around(0, 0, 8, 80, 20)  # 2,048 dots around the equator
    assert ruler(view, 20).endswith(" 500 km")


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=300), st.integers(10, 100), st.data())
def test_a_timeline_in_a_row_fits_and_shows_every_count(counts: list[int], width: int, data: st.DataObject) -> None:
    chosen = data.draw(st.none() | st.integers(0, len(counts) - 1))
    row = spark(counts, chosen, width)
    assert len(row) <= width
    assert " " not in row
    assert ("[" in row) == (chosen is not None)
