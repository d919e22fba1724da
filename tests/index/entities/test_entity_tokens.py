"""Sentences and words."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from index.entities.tokens import is_hard_wrapped, sentences


def words(text: str) -> list[list[str]]:
    return [sentence.words for sentence in sentences(text)]


def test_compounds_are_split_off_names_but_articles_stay_joined() -> None:
    assert words("US-led and anti-Daesh forces near al-Bab, Deir ez-Zor") == [
        ["US", "-", "led", "and", "anti-", "Daesh", "forces", "near", "al-Bab", ",", "Deir", "ez-Zor"]
    ]


def test_possessives_are_words_of_their_own_and_apostrophes_inside_names_are_not() -> None:
    assert words("Sana'a's port, O’Neill’s") == [["Sana'a", "'s", "port", ",", "O’Neill", "’s"]]


def test_titles_and_initials_end_no_sentence() -> None:
    assert words('Col. Ann B. Lee left. "He stayed."') == [
        ["Col.", "Ann", "B.", "Lee", "left", "."],
        ['"', "He", "stayed", ".", '"'],
    ]


def test_a_line_ends_a_sentence_unless_lines_are_broken_at_a_width() -> None:
    assert len(words("A headline\nAnother headline\nA third")) == 3
    wrapped = "The forces of the\ncoalition and of the\ncountry near the Middle\nEuphrates met."
    assert is_hard_wrapped(wrapped)
    assert len(words(wrapped)) == 1


def test_what_goes_on_for_too_long_comes_in_pieces() -> None:
    found = words("Ann met Bob and " * 1000)
    assert sum(map(len, found)) == 4000
    assert max(map(len, found)) == 500


@settings(deadline=None, max_examples=60)
@given(st.text())
def test_every_word_is_what_stands_at_its_span(text: str) -> None:
    last = 0
    for sentence in sentences(text):
        for word, (start, end) in zip(sentence.words, sentence.spans, strict=True):
            assert last <= start < end
            assert text[start:end] == word
            last = end
