"""The quick way to a text's words gives the same words as the one that knows where they stand."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.text.words import entry, surfaces, words

WRITTEN = ["U.S.", "U.S", "USA.", "A.B", "x.Y", "e\u0301", "J. K.", "1,000", "AK47", "co\u00adop", "п’ять", 'צה"ל']
pieces = st.sampled_from([*"’—_ .-é北京İ\u00a0\u0301\n", *WRITTEN])


@settings(deadline=None, max_examples=200)
@given(st.lists(st.one_of(pieces, st.text(max_size=4)), max_size=12).map("".join))
@example("The U.S.\nsaid ‘no’ to the E.U. — again…")
@example("a_b\x1cc")
def test_surfaces_are_the_words_as_written(text: str) -> None:
    found = list(words(text))
    assert surfaces(text) == [text[word.start : word.end] for word in found]
    assert [entry(surface) for surface in surfaces(text)] == [(word.form, word.capitals) for word in found]


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=6))
def test_forms_have_no_capitals(text: str) -> None:
    assert not any(word.form != word.form.lower() for word in words(text))
