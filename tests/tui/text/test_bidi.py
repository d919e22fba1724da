"""The bidirectional algorithm, rule by rule. In the examples capitals are Hebrew letters, as in UAX #9, and Arabic
letters and digits are themselves; the levels and orders were worked out by hand from the rules."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.text.bidi import RIGHT_TO_LEFT, base_level, levels, row_levels, visual_order

HEBREW = {chr(ord("A") + index): chr(0x5D0 + index) for index in range(26)}
LATIN = {hebrew: latin for latin, hebrew in HEBREW.items()}
TEXTS = st.text("abאבدب012٠١+-,.:/$%#()[]«> \u0301\u0651\u200e\u200f\u061c\u00ad\u200d!\n", max_size=30)


def hebrew(text: str) -> str:
    return "".join(HEBREW.get(one, one) for one in text)


def seen(text: str, base: int) -> str:
    text = hebrew(text)
    found = row_levels(text, levels(text, base), base)
    return "".join(LATIN.get(text[index], text[index]) for index in visual_order(found))


def told(text: str, base: int) -> str:
    return "".join(map(str, levels(hebrew(text), base)))


@pytest.mark.parametrize(
    ("text", "base"),
    [("abc", 0), ("ABC", 1), ("12 ABC", 1), ("(«a»", 0), ("12-3", 0), ("", 0), ("\u200fab", 1), ("سلام", 1)],
)
def test_the_first_strong_letter_tells_the_paragraph(text: str, base: int) -> None:
    assert base_level(hebrew(text)) == base


@pytest.mark.parametrize(
    ("rule", "text", "base", "expected"),
    [
        ("W1: a mark is what it stands on", "A\u0301", 0, "11"),
        ("W2: after an Arabic letter digits are Arabic", "ب1", 0, "12"),
        ("W4: one sign between digits belongs to them", "A1+2", 0, "1222"),
        ("W4: two do not", "A1++2", 0, "12112"),
        ("W4: no sign between Arabic digits but a comma and its like", "ب1+2", 0, "1212"),
        ("W4", "ب1,2", 0, "1222"),
        ("W5: what is beside digits", "A$$1", 0, "1222"),
        ("W5: what is beside Arabic ones is not", "ب$1", 0, "112"),
        ("W6: a sign alone is nothing", "A+b", 0, "100"),
        ("W7: digits in a text from the left", "a1", 0, "00"),
        ("W7", "a1", 1, "22"),
        ("N0: brackets around letters of the paragraph's direction", "a(A)b", 0, "00100"),
        ("N0: around others, after others", "aA(B)b", 0, "011110"),
        ("N0: around others, after its own", "a(B)B", 0, "00101"),
        ("N0: around nothing", "A()a", 0, "1000"),
        ("N0: a bracket without another", "A(a", 1, "112"),
        ("N1: between two of one direction", "A B", 0, "111"),
        ("N1: numbers count as from the right", "A 1", 0, "112"),
        ("N2: between two directions", "A a", 0, "100"),
        ("I1, I2", "aA1", 1, "212"),
        ("X9: what is not seen goes with what is before", "A\u00adB\u00ada", 0, "11110"),
    ],
)
def test_levels(rule: str, text: str, base: int, expected: str) -> None:
    assert told(text, base) == expected, rule


@pytest.mark.parametrize(
    ("text", "base", "expected"),
    [
        ("car means CAR.", 0, "car means RAC."),
        ("car MEANS CAR.", 1, ".RAC SNAEM car"),
        ('he said "CAR MEANS CAR."', 0, 'he said "RAC SNAEM RAC."'),
        ("HE SAID car 12.5% OF", 1, "FO car 12.5% DIAS EH"),
        ("ABC  ", 0, "CBA  "),
        ("ABC  ", 1, "  CBA"),
        ("A\tB", 0, "A\tB"),
    ],
)
def test_rows_as_they_are_seen(text: str, base: int, expected: str) -> None:
    assert seen(text, base) == expected


@settings(deadline=None, max_examples=300)
@given(TEXTS, st.integers(0, 1))
def test_an_order_is_a_permutation_and_levels_are_bounded(text: str, base: int) -> None:
    found = row_levels(text, levels(text, base), base)
    assert sorted(visual_order(found)) == list(range(len(text)))
    assert all(base <= level <= 2 for level in found)
    if base == 0 and not RIGHT_TO_LEFT.search(text):
        assert not any(found)


@settings(deadline=None, max_examples=200)
@given(st.text("אבב !.", min_size=1, max_size=20))
def test_a_text_all_from_the_right_is_reversed(text: str) -> None:
    assert visual_order(levels(text, 1)) == list(range(len(text)))[::-1]
