"""Wrapping: rows tile the text, fit the width, never cut a grapheme, and come out the same however they are made."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from tui.text.cells import NOT_PLAIN, WIDE_CLASS, grapheme_end, grapheme_start, width_of
from tui.text.folds import Fold
from tui.text.wrapping import Wrapping

SHORT = st.sampled_from(
    "a|word|general| |  |\n|\n\n|é|e\u0301|\u0301| \u0301|—|\u00a0|\u2009|报|告|日本語|한국|，|。|（|“|”|ッ"
    "|🇫🇷|🇺|👍🏽|❤\ufe0f|👩\u200d🚀|\u200d|x\u0308\u0323|\u3000".split("|")
)
PIECES = SHORT | st.just("long " * 21)
TEXTS = st.lists(PIECES, max_size=60).map("".join)
WIDTHS = st.integers(1, 24)


def wrapped(text: str, width: int) -> Wrapping:
    wrapping = Wrapping(text, width)
    wrapping.wrap_until(lambda: False)
    return wrapping


def rows(wrapping: Wrapping) -> list[tuple[int, int]]:
    return list(zip(wrapping.starts, wrapping.ends, strict=True))


def shown(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in rows(wrapped(text, width))]


def graphemes(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    while start < len(text):
        spans.append((start, grapheme_end(text, start)))
        start = spans[-1][1]
    return spans


@settings(deadline=None, max_examples=200)
@given(TEXTS, WIDTHS)
def test_rows_tile_the_text_with_one_space_or_newline_and_blank_lines_between(text: str, width: int) -> None:
    wrapping = wrapped(text, width)
    assert wrapping.finished
    assert wrapping.starts[0] == 0
    for (_, end), (start, _) in pairwise(rows(wrapping)):
        assert text[end:start] in ("", " ") or re.fullmatch(r"(?:[^\S\n]*\n)+", text[end:start])
    assert re.fullmatch(r"(?:[^\S\n]*\n)*", text[wrapping.ends[-1] :])
    assert all("\n" not in text[start:end] for start, end in rows(wrapping))


@settings(deadline=None, max_examples=200)
@given(TEXTS, WIDTHS)
def test_no_row_is_wider_than_the_width_but_for_one_grapheme_that_is(text: str, width: int) -> None:
    for start, end in rows(wrapped(text, width)):
        row = text[start:end]
        if cell_len(row) > width:
            visible = [span for span in graphemes(row) if width_of(row[slice(*span)])]
            assert len(visible) == 1


@settings(deadline=None, max_examples=200)
@given(TEXTS, WIDTHS)
def test_no_grapheme_is_cut(text: str, width: int) -> None:
    wrapping = wrapped(text, width)
    boundaries = {start for start, _ in graphemes(text)}
    for start in wrapping.starts:
        assert start in boundaries or start == len(text)
        assert grapheme_start(text, start) == start


@settings(deadline=None, max_examples=100)
@given(st.lists(st.text("abĞé’", min_size=1, max_size=8), min_size=1, max_size=40), st.integers(8, 24))
def test_rows_of_words_are_those_of_the_standard_library(words: list[str], width: int) -> None:
    text = " ".join(words)
    assert shown(text, width) == textwrap.wrap(text, width, break_on_hyphens=False)


@settings(deadline=None, max_examples=200)
@given(TEXTS, WIDTHS, st.lists(st.integers(0, 120), max_size=4), st.integers(1, 5))
def test_a_text_that_comes_in_pieces_wraps_as_if_it_had_come_at_once(
    text: str, width: int, cuts: list[int], step: int
) -> None:
    text *= 3
    ends = [*sorted(min(cut, len(text)) for cut in cuts), len(text)]
    wrapping = Wrapping(text[: ends[0]], width, complete=len(ends) == 1)
    for number, end in enumerate(ends):
        wrapping.extend(text[:end], complete=number == len(ends) - 1)
        made = -1
        while len(wrapping) > made:
            made = len(wrapping)
            wrapping.wrap(step)
            assert len(wrapping) <= made + step
    assert wrapping.finished
    assert rows(wrapping) == rows(wrapped(text, width))


@settings(deadline=None, max_examples=200)
@given(TEXTS, WIDTHS)
def test_row_and_cell_lead_back_to_the_offset(text: str, width: int) -> None:
    wrapping = wrapped(text, width)
    for start, end in graphemes(text):
        row, cell = wrapping.row_of(start), wrapping.cell_of(start)
        assert wrapping.starts[row] <= start < max(wrapping.next_start(row), start + 1)
        is_shown = start <= wrapping.ends[row]  # of blank lines only the first character is
        if is_shown and (width_of(text[start:end]) or text[start] == "\n"):
            assert wrapping.offset_at(row, cell) == start


def test_a_space_that_ends_a_piece_may_yet_get_a_mark() -> None:
    text = "a\u0301" * 20 + " \u0301" + "b" * 40
    for end in range(1, len(text)):
        wrapping = Wrapping(text[:end], 1, complete=False)
        wrapping.wrap_until(lambda: False)
        wrapping.extend(text, complete=True)
        wrapping.wrap_until(lambda: False)
        assert rows(wrapping) == rows(wrapped(text, 1))


def test_words_stay_whole_where_they_fit() -> None:
    assert shown("the generals met to talk", 9) == ["the", "generals", "met to", "talk"]


def test_a_word_longer_than_the_row_is_cut() -> None:
    assert shown("a deconfliction", 6) == ["a", "deconf", "lictio", "n"]


def test_empty_lines_stay_and_a_final_newline_makes_none() -> None:
    assert shown("a\n\nb\n", 9) == ["a", "", "b"]
    assert shown("", 9) == [""]


def test_blank_lines_are_one_row() -> None:
    assert shown("a\n\n  \n\nb\n\n\n", 9) == ["a", "", "b", ""]


def test_a_paragraph_of_one_line_is_one_row_from_the_next() -> None:
    prose = "word " * 21 + "end"
    text = f"{prose}\n{prose}\nshort\nshort"
    made = wrapped(text, 60)
    assert [text[start:end] for start, end in rows(made)][2:4] == ["", ("word " * 12).strip()]
    assert [row for row in range(len(made)) if made.is_gap(row)] == [2, 5]
    assert made.row_of(made.starts[2]) == 3  # what stands there is shown in the row after it


def test_folded_lines_are_one_row_that_says_so() -> None:
    text = "By Jo\n1 May\n\nA story.\n> no\n> yes\nThe end."
    folds = (Fold(0, 12, "header"), Fold(text.index(">"), text.index("The end"), "quoted"))
    wrapping = Wrapping(text, 20, folds=folds)
    wrapping.wrap_until(lambda: False)
    assert [text[start:end] for start, end in rows(wrapping)] == ["", "", "A story.", "", "The end."]
    labels = [fold.label if (fold := wrapping.fold_of(row)) else "" for row in range(len(wrapping))]
    assert labels == ["header", "", "", "quoted", ""]
    assert wrapping.row_of(text.index("yes")) == 3


def test_chinese_breaks_between_characters_and_keeps_latin_words_whole() -> None:
    assert shown("美国和俄罗斯将军会谈", 9) == ["美国和俄", "罗斯将军", "会谈"]
    assert shown("将军 Dillon 说", 9) == ["将军", "Dillon 说"]


NEVER_FIRST, NEVER_LAST = "，。、）」』”？！ッー", "（「『“"
CJK = st.text("报告会谈パカ" + NEVER_FIRST + NEVER_LAST, min_size=1, max_size=40)


@settings(deadline=None, max_examples=300)
@given(st.lists(CJK, min_size=1, max_size=3).map(" ".join), st.integers(4, 24))
def test_no_row_begins_with_what_closes_nor_ends_with_what_opens(text: str, width: int) -> None:
    for (start, end), (following, _) in pairwise(rows(wrapped(text, width))):
        if following > end:  # at a space, where quotes may stand as in other scripts
            assert text[following] not in NEVER_FIRST.replace("”", "")
            assert text[end - 1] not in NEVER_LAST.replace("“", "")
        elif text[following] in NEVER_FIRST or text[end - 1] in NEVER_LAST:  # only where no place in the row is right
            for cut in range(start + 1, end):
                assert text[cut] in NEVER_FIRST or text[cut - 1] in NEVER_LAST or " " in text[cut - 1 : cut + 1]


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.sampled_from("한국어로 되어 있다 北측은 한미(韓)가 3국의 FTA를".split()), min_size=1, max_size=20),
    st.integers(10, 24),
)
def test_korean_breaks_at_spaces(words: list[str], width: int) -> None:
    assert " ".join(shown(" ".join(words), width)) == " ".join(words)


def test_a_sentence_in_chinese_and_one_in_japanese_keep_kinsoku() -> None:
    assert shown("他们昨天说，绝不后退。（完）", 10) == ["他们昨天", "说，绝不后", "退。（完）"]
    assert shown("政府は「反対」と述べ、サッカーを", 10) == ["政府は「反", "対」と述", "べ、サッ", "カーを"]
    assert shown("记者说“不会（完）", 8) == ["记者说", "“不会", "（完）"]


def test_what_is_all_closing_is_cut_where_it_must() -> None:
    assert shown("。。。。。。", 4) == ["。。", "。。", "。。"]
    assert shown("가나다라”마", 8) == ["가나다", "라”마"]
    assert shown("abcdefgh”ij", 8) == ["abcdefg", "h”ij"]


def test_a_no_break_space_keeps_words_together() -> None:
    assert shown("in order\u00a0to ensure", 9) == ["in", "order\u00a0to", "ensure"]


def test_rows_right_of_their_end_give_the_break_or_the_last_character() -> None:
    wrapping = wrapped("ab cd\nabcdefgh", 5)
    assert wrapping.offset_at(0, 40) == 5  # the newline
    assert wrapping.offset_at(1, 40) == 10  # cut within a word: nothing stands between the rows
    assert wrapping.offset_at(2, 40) == 13


def test_a_row_of_marks_without_width_ends() -> None:
    text = "a" + "\u0301" * 5000
    assert all(end - start <= 32 * 11 for start, end in rows(wrapped(text, 10)))


def test_the_work_stops_when_the_caller_has_enough() -> None:
    wrapping = Wrapping("word " * 100_000, 10)
    looks = iter([False, False, True])
    wrapping.wrap_until(lambda: next(looks))
    assert 0 < len(wrapping) < 2000
    assert wrapping.reached == wrapping.starts[-1] + 10


@pytest.mark.parametrize("expected", [1, 2])
def test_the_quick_ways_are_for_characters_of_that_width_only(expected: int) -> None:
    wide = re.compile(WIDE_CLASS)
    for code in range(0x20, 0x20000):
        character = chr(code)
        quick = wide.match(character) if expected == 2 else not NOT_PLAIN.match(character)
        if quick:
            assert get_character_cell_size(character) == expected, hex(code)
            assert unicodedata.category(character) not in ("Mn", "Me", "Cf"), hex(code)
