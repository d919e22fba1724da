"""Arabic letters joined one for one, brackets turned."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from tui.text.cells import width_of
from tui.text.letter_forms import joined, mirrored


def kinds(text: str) -> list[str]:
    return [unicodedata.decomposition(one).split()[0].strip("<>") if one >= "\ufb50" else one for one in joined(text)]


def test_a_letter_joins_its_neighbours_as_far_as_both_can() -> None:
    assert kinds("بيت") == ["initial", "medial", "final"]
    assert kinds("دار") == ["isolated", "isolated", "isolated"]
    assert kinds("باب") == ["initial", "final", "isolated"]
    assert kinds("گچپ") == ["initial", "medial", "final"]


def test_marks_are_joined_past_and_joiners_obeyed() -> None:
    assert kinds("بَت") == ["initial", "\u064e", "final"]
    assert kinds("ب\u00adت") == ["initial", "\u00ad", "final"]
    assert kinds("ب\u200cت") == ["isolated", "\u200c", "isolated"]
    assert kinds("ه\u200d ت") == ["initial", "\u200d", " ", "isolated"]
    assert kinds("هـ") == ["initial", "ـ"]


def test_lam_and_alef_stay_two_letters() -> None:
    assert kinds("لا") == ["initial", "final"]


@settings(deadline=None, max_examples=200)
@given(st.text("ابتجدرسلمهويئءآ گچپژکی\u064e\u200c\u200d\u00ada1ڕۆ", max_size=30))
def test_each_character_stays_one_of_the_same_width(text: str) -> None:
    shown = joined(text)
    assert len(shown) == len(text)
    assert unicodedata.normalize("NFKC", shown) == unicodedata.normalize("NFKC", text)
    assert [width_of(one) for one in shown] == [width_of(one) for one in text]


def test_brackets_turn() -> None:
    assert mirrored("(a) [b] «c» 1<2 「x」") == ")a( ]b[ »c« 1>2 」x「"
