"""Foreign text is made harmless one character for one."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.text.neutralise import (
    MOST_MARKS,
    NEWLINE_PICTURE,
    NOT_SENT,
    PART_OF_WORDS,
    REPLACEMENT,
    for_terminal,
    neutralise,
    neutralise_line,
)

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()), max_size=300)


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("\x1b]0;owned\x07", "␛]0;owned␇"),
        ("a\tb\nc\rd\x00e\x7f", "a b\nc␍d␀e␡"),
        ("\x9b31m\x90q\x9c", "�31m�q�"),
        ("\u202eevil\u2066x\u2069", "�evil�x�"),
        ("\ufeff\u2061\ufff9", "���"),
        ("a\u034fb\u115fc\u1160\u2800\u3164\uffa0\u180b\u17b4", "a�b�c������"),
        ("a\ufe0f \U000e0100x 葛\U000e0100", "a� �x 葛�"),
        ("✈\ufe0f 1\ufe0f\u20e3 㐂\ufe00", "✈\ufe0f 1\ufe0f\u20e3 㐂\ufe00"),
        ("z\u200be\u200cr\u200do\u2060 \u200eL\u200fR\u061c", "z\u200be\u200cr\u200do\u2060 \u200eL\u200fR\u061c"),
        ("soft\u00adhyphen", "soft\u00adhyphen"),
        ("a\u2028b\u2029c\x85d", "a�b�c�d"),
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
        assert after == "\n" or after.isprintable() or after in PART_OF_WORDS or unicodedata.category(after) == "Zs"
        assert after == before or not before.isprintable() or unicodedata.category(before) in ("Mn", "Lo", "So", "Cf")
    result.encode("utf-8")


@settings(deadline=None, max_examples=100)
@given(ANY_TEXT)
def test_a_line_is_one_line(text: str) -> None:
    line = neutralise_line(text)
    assert len(line) == len(text)
    assert len(line.splitlines()) <= 1


def test_a_terminal_gets_joiners_but_nothing_else_that_is_not_seen() -> None:
    text = "co\u00adop نمی\u200cخواهد क्\u200dया \u200eL\u200f a\u200bb\u2060c"
    assert for_terminal(neutralise(text)) == "coop نمی\u200cخواهد क्\u200dया L abc"


def test_marks_are_bounded_on_a_terminal_only() -> None:
    text = "a" + "\u0301" * 300_000 + "b" + "\u0301" * MOST_MARKS + "\u2014" * 40
    assert neutralise(text) == text
    assert for_terminal(text) == "a" + "\u0301" * MOST_MARKS + "b" + "\u0301" * MOST_MARKS + "\u2014" * 40


@settings(deadline=None, max_examples=100)
@given(ANY_TEXT)
def test_what_is_sent_is_harmless(text: str) -> None:
    sent = for_terminal(neutralise_line(text))
    assert not set(sent) & set(NOT_SENT)
    assert all(sign.isprintable() or sign in "\u200c\u200d" or unicodedata.category(sign) == "Zs" for sign in sent)
