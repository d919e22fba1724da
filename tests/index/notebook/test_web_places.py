"""Notes that were made on web pages, and the documents that those pages are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.notebook.anchors import Anchor
from index.notebook.web_places import find_quote

TEXT = (
    "Ferries late\nFerries to the islands were late again on Monday. “Nobody told us,” said Ms Stoeva - the line's "
    "owner didn't reply.\n| Varna | 12 | \n| Sozopol | 4 | \nFerries to the mainland were on time. Nobody told us why."
)


def anchor(exact: str, prefix: str = "", suffix: str = "", start: int = 0) -> Anchor:
    return Anchor(start, start + len(exact), exact, prefix, suffix, "", repeated=True)


@pytest.mark.parametrize(
    ("exact", "prefix", "suffix", "words"),
    [
        ("islands were\n    late again", "Ferries to the ", " on Monday.", "islands were late again"),
        ('"Nobody told us,"', "Monday. ", " said Ms", "“Nobody told us,”"),
        ("Ms Stoeva – the line’s", "said ", " owner", "Ms Stoeva - the line's"),
        ("Ms\u00a0Stoeva — the", "", "line", "Ms Stoeva - the"),
        ("Varna", "", "12", "Varna"),
        ("Nobody told us", "on time. ", " why.", "Nobody told us"),
        ("Ferries to the mainland were on time.", "", "", "Ferries to the mainland were on time."),
    ],
)
def test_a_quote_is_found_in_other_spaces_and_typography(exact: str, prefix: str, suffix: str, words: str) -> None:
    place = find_quote(TEXT, anchor(exact, prefix, suffix))
    assert place is not None
    assert TEXT[place.start : place.end] == words


@pytest.mark.parametrize(
    ("exact", "prefix", "suffix"),
    [
        ("Nobody told us", "", ""),
        ("Monday", "every ", " morning"),
        ("Tuesday", "", ""),
        (" \n", "", ""),
        ("us", "", ""),
    ],
)
def test_a_quote_that_may_stand_elsewhere_is_not_found(exact: str, prefix: str, suffix: str) -> None:
    assert find_quote(TEXT, anchor(exact, prefix, suffix)) is None


def test_the_position_decides_where_nothing_else_does() -> None:
    text = "late. " + "x" * 300 + " late."
    place = find_quote(text, anchor("late", start=308))
    assert place is not None
    assert place.start == 307
    assert find_quote(text, anchor("late", start=150)) is None


@given(st.data())
def test_what_a_page_shows_in_other_spaces_is_found_where_it_stands(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(TEXT) - 1))
    end = data.draw(st.integers(start + 1, len(TEXT)))
    made = Anchor.of(TEXT, start, end)
    spaces = data.draw(st.sampled_from([" ", "\n", "\n      ", "\u00a0", "\t "]))
    shown = anchor(*(part.replace(" ", spaces) for part in (made.exact, made.prefix, made.suffix)))
    place = find_quote(TEXT, shown)
    if place is not None:
        assert start <= place.start < place.end <= end
        assert TEXT[place.start : place.end].strip(" \n|") == made.exact.strip(" \n|")
    else:
        assert not made.exact.strip(" \n|") or TEXT.count(made.exact.strip(" \n|")) > 1
