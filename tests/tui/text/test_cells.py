"""Graphemes: what a person sees as one character is one, in whatever way it is written."""

from __future__ import annotations

import pytest

from tui.text.cells import LONGEST_GRAPHEME, displayed, grapheme_end, grapheme_start, width_of


@pytest.mark.parametrize(
    ("text", "graphemes", "cells"),
    [
        ("ab", ["a", "b"], 2),
        ("e\u0301a", ["e\u0301", "a"], 2),
        ("🇫🇷🇩🇪🇺", ["🇫🇷", "🇩🇪", "🇺"], 5),
        ("👍🏽!", ["👍🏽", "!"], 3),
        ("👩\u200d🚀x", ["👩\u200d🚀", "x"], 3),
        ("❤\ufe0f❤", ["❤\ufe0f", "❤"], 3),
        ("報告", ["報", "告"], 4),
        ("कि", ["कि"], 1),
        ("\n\u0301a", ["\n", "\u0301", "a"], 1),
    ],
)
def test_graphemes_and_their_cells(text: str, graphemes: list[str], cells: int) -> None:
    found, start = [], 0
    while start < len(text):
        end = grapheme_end(text, start)
        assert all(grapheme_start(text, offset) == start for offset in range(start, end))
        found.append(text[start:end])
        start = end
    assert found == graphemes
    assert width_of(text) == cells
    assert grapheme_start(text, len(text)) == len(text)


def test_a_grapheme_without_end_is_cut() -> None:
    assert grapheme_end("a" + "\u0301" * 1000, 0) == LONGEST_GRAPHEME


def test_spaces_are_painted_as_spaces_one_character_for_one() -> None:
    assert displayed("a\u00a0b\u2009c\u202fd") == "a b c d"
    assert displayed("日\u3000本") == "日\u3000本"
