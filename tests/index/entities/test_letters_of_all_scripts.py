"""Shapes and sentences know the letters of all scripts."""

from __future__ import annotations

import pytest

from index.entities.features import describe
from index.entities.tokens import sentence_spans


@pytest.mark.parametrize(
    ("word", "like"), [("Şişli", "Sisli"), ("ŁÓDŹ", "LODZ"), ("кот", "cat"), ("Ωμέγα", "Omega"), ("बात", "ab1")]
)
def test_a_shape_says_which_letters_are_capitals(word: str, like: str) -> None:
    def shape(of: str) -> str:
        return next(feature for feature in describe(of).own if feature.startswith("s="))

    if like == "ab1":
        assert "X" not in shape(word)
    else:
        assert shape(word) == shape(like)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It ended. Émile left. Şişli is far. Ärzte came.", 4),
        ("Он ушёл. Она осталась.", 2),
        ("هل انتهى؟ نعم انتهى.", 2),
        ("यह सच है। वह नहीं है।", 2),
        ("终わった。また来る。", 2),
        ("He met Mr. Berg at 3.5 km.", 1),
    ],
)
def test_sentences_end_before_any_capital_and_at_the_signs_of_other_scripts(text: str, count: int) -> None:
    assert len(list(sentence_spans(text))) == count
