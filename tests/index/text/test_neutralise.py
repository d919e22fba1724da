"""Foreign text is made harmless one character for one."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.text.neutralise import NEWLINE_PICTURE, REPLACEMENT, neutralise, neutralise_line

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()), max_size=300)


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("\x1b]0;owned\x07", "␛]0;owned␇"),
        ("a\tb\nc\rd\x00e\x7f", "a b\nc␍d␀e␡"),
        ("\x9b31m\x90q\x9c", "�31m�q�"),
        ("\u202eevil\u2066x\u2069\u200f", "�evil�x��"),
        ("z\u200be\u200cr\u200do\u2060\ufeff", "z�e�r�o��"),
        ("a\u2028b\u2029c\x85d", "a�b�c�d"),
        ("soft\u00adhyphen", "soft�hyphen"),
        ("\U000e0041\U000e007f\ue000\U0010ffff\u0378", "�����"),
        ("lone \ud800 and \udc80", "lone � and �"),
        ("no\u00a0break, thin\u2009space, HİKMET, 漢字 😀", "no\u00a0break, thin\u2009space, HİKMET, 漢字 😀"),
    ],
)
def test_each_kind_of_unprintable_character(given_text: str, expected: str) -> None:
    assert neutralise(given_text) == expected


def test_a_line_shows_its_newlines() -> None:
    assert neutralise_line("two\nlines\x1b") == f"two{NEWLINE_PICTURE}lines␛"


def test_what_stands_at_the_seams_of_a_long_text_is_replaced_too() -> None:
    text = ("a" * 8191 + "\x1b") * 3 + "é" * 8192 + "\u202e"
    assert neutralise(text) == ("a" * 8191 + "␛") * 3 + "é" * 8192 + REPLACEMENT


@settings(deadline=None, max_examples=200)
@given(ANY_TEXT)
def test_length_is_kept_and_nothing_unprintable_is_left(text: str) -> None:
    result = neutralise(text)
    assert len(result) == len(text)
    assert neutralise(result) == result
    for before, after in zip(text, result, strict=True):
        assert after == "\n" or after.isprintable() or unicodedata.category(after) == "Zs"
        assert after == before or not before.isprintable()
    result.encode("utf-8")


@settings(deadline=None, max_examples=100)
@given(ANY_TEXT)
def test_a_line_is_one_line(text: str) -> None:
    line = neutralise_line(text)
    assert len(line) == len(text)
    assert len(line.splitlines()) <= 1
