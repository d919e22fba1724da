"""What is a word: letters decide, accents and invisible characters do not, and variants of writing are one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.text.folding import fold
from index.text.words import word_forms, words

SAME = [
    ("co\u00adop\u00ader\u00ada\u00adtion", "cooperation"),
    ("Ni\u200bxon", "Nixon"),
    ("Bundes\u00adregierung", "bundesregierung"),
    ("क्\u200dया", "क्या"),
    ("نمی\u200cخواهد", "نمیخواهد"),
    ("\u200eAleppo\u200f", "Aleppo"),
    ("ё", "е"),
    ("Éire", "eire"),
    ("ＡＢＣ", "abc"),
    ("ｶﾞｽ", "ガス"),
    ("٢٠١٧", "2017"),
    ("۱۴۰۴", "1404"),
    ("２０１７", "2017"),
    ("२०१७", "2017"),
    ("مُحَمَّد", "محمد"),
    ("مـحـمـد", "محمد"),
    ("п’ять", "п'ять"),
    ("п'ять", "пʼять"),
    ('צה"ל', "צה״ל"),
    ("Αθήνα", "ΑΘΗΝΑ"),
    ("AK-47", "AK47"),
    ("AK 47", "ak47"),
    ("Su-24", "Su 24"),
    ("10mm", "10 mm"),
    ("1,000", "1000"),
    ("1,234,567", "1234567"),
    ("J.K.", "J. K."),
    ("U.S.", "US"),
]

APART = [
    ("мой", "мои"),
    ("її", "іі"),
    ("ガス", "カス"),
    ("パリ", "バリ"),
    ("क्या", "कया"),
    ("على", "علي"),
    ("مدرسة", "مدرسه"),
    ("أمل", "امل"),
    ("رئيس", "رييس"),
    ("1,00", "100"),
    ("12,34", "1234"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_word_however_it_is_written(one: str, other: str) -> None:
    assert word_forms(one) == word_forms(other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_letters_decide_words(one: str, other: str) -> None:
    assert word_forms(one) != word_forms(other)


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("the co\u00adoperation\u00ad", ["the", "co\u00adoperation"]),
        ("中\u200b国 人", ["中", "国", "人"]),
        ("don’t п’ять", ["don", "t", "п’ять"]),
        ("J. K. Rowling", ["J. K.", "Rowling"]),
        ("Plan B. A man", ["Plan", "B", "A", "man"]),
        ("in 2016,2017,100", ["in", "2016", "2017", "100"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("гамма-2018", ["гамма", "2018"]),
    ],
)
def test_a_word_is_marked_whole(text: str, spelled: list[str]) -> None:
    assert [text[word.start : word.end] for word in words(text)] == spelled


IGNORED_AND_MARKS = "\u00ad\u200c\u200b\u0301\u064b"
LETTERS = st.sampled_from([*"aZéЙёїп’'שצ\"كىةأ1٢７中ガｶﾞक्", *IGNORED_AND_MARKS, *" .,"])


@settings(deadline=None, max_examples=300)
@given(st.lists(LETTERS, max_size=14).map("".join))
def test_a_form_is_found_by_itself(text: str) -> None:
    for word in words(text):
        assert text[word.start : word.end].strip()
        assert fold(word.form) == word.form
        assert "".join(word_forms(word.form)) == word.form
