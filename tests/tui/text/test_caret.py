"""Where the caret goes, and what is selected."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.model import Span
from tui.text.caret import (
    Selection,
    Unit,
    character_left,
    character_right,
    paragraph_end,
    placed,
    row_moved,
    selection_of,
    sentence_end,
    sentence_left,
    sentence_right,
    word_end,
    word_left,
    word_right,
)
from tui.text.cells import grapheme_end
from tui.text.wrapping import Wrapping

PIECES = st.sampled_from("a|word| |\n|é|e\u0301|\u0301|报|🇫🇷|👍🏽|❤\ufe0f|, |HİKMET".split("|"))
TEXTS = st.lists(PIECES, max_size=20).map("".join)


def boundaries(text: str) -> list[int]:
    found, offset = [], 0
    while offset < len(text):
        found.append(offset)
        offset = grapheme_end(text, offset)
    return found or [0]


@settings(deadline=None, max_examples=100)
@given(TEXTS)
def test_character_by_character_every_grapheme_is_reached_both_ways(text: str) -> None:
    places = boundaries(text)
    offset, there = 0, [0]
    while (following := character_right(text, offset)) != offset:
        offset = following
        there.append(offset)
    assert there == places
    back = [offset]
    while (before := character_left(text, offset)) != offset:
        offset = before
        back.append(offset)
    assert back == places[::-1]


@settings(deadline=None, max_examples=100)
@given(TEXTS, st.integers(-3, 60))
def test_every_move_ends_on_a_grapheme_of_the_text(text: str, offset: int) -> None:
    places = boundaries(text)
    start = placed(text, offset)
    assert start in places
    ends = (word_end, sentence_end, paragraph_end)
    for move in (character_left, character_right, word_left, word_right, sentence_left, sentence_right, *ends):
        assert move(text, start) in places


def test_words() -> None:
    text = "In Deir ez-Zor, 22 e\u0301te\u0301."
    starts = [0]
    while (following := word_right(text, starts[-1])) != starts[-1]:
        starts.append(following)
    assert [text[start : start + 2] for start in starts] == ["In", "De", "ez", "Zo", "22", "e\u0301", "."]
    offset, back = starts[-1], []
    while offset:
        offset = word_left(text, offset)
        back.append(offset)
    assert back == starts[-2::-1]


def test_rows_keep_the_goal_and_end_on_the_last_character() -> None:
    text = "a first row\nb\na third row"
    wrapping = Wrapping(text, 20)
    wrapping.wrap(10)
    assert row_moved(wrapping, 8, 1, 8) == text.index("b")
    assert row_moved(wrapping, text.index("b"), 1, 8) == text.index("a third") + 8
    assert row_moved(wrapping, 8, -5, 8) == 8
    assert row_moved(wrapping, 8, 99, 40) == len(text) - 1


def test_the_goal_is_counted_in_cells() -> None:
    text = "漢字漢字\nabcdefgh"
    wrapping = Wrapping(text, 20)
    wrapping.wrap(10)
    assert text[row_moved(wrapping, 2, 1, wrapping.cell_of(2))] == "e"
    assert row_moved(wrapping, text.index("d"), -1, 3) == 1


@pytest.mark.parametrize(("anchor", "caret"), [(2, 5), (5, 2)])
def test_a_selection_holds_both_ends_whichever_comes_first(anchor: int, caret: int) -> None:
    text = "ab cde\u0301 f"
    selection = Selection(anchor, caret)
    assert selection.span(text) == Span(2, 7)
    assert selection.swapped().span(text) == Span(2, 7)
    assert selection.swapped().caret == anchor
    assert selection.to(0).span(text) == Span(0, grapheme_end(text, anchor))


def test_paragraphs_are_selected_whole() -> None:
    text = "One. Two.\n\nThree. Four.\n\nFive."
    span = Selection(text.index("Four"), text.index("Two"), Unit.PARAGRAPH).span(text)
    assert text[span.start : span.end].strip() == "One. Two.\n\nThree. Four."


def test_the_selection_of_a_span_is_that_span() -> None:
    text = "a cafe\u0301 there"
    assert selection_of(text, Span(2, 7)).span(text) == Span(2, 7)
    assert selection_of("", Span(0, 0)).span("") == Span(0, 0)
