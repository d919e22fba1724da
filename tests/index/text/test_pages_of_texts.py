"""Pages of a text: which one an offset is on, what it is called, and finding one by what is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import Page
from index.text.pages import cited, find_page, page_at, place_among

BOOK = (Page(0, "i"), Page(10, "ii"), Page(20, "1"), Page(20, "2"), Page(35, "3"))
CAPTIONS = (Page(0, "00:00:01"), Page(12, "00:01:14"))


def test_what_a_page_is_called() -> None:
    assert [cited(BOOK, offset) for offset in (0, 9, 10, 20, 34, 99)] == [
        "p. i", "p. i", "p. ii", "p. 2", "p. 2", "p. 3",
    ]  # fmt: skip
    assert place_among(BOOK, 12) == "p. ii (2 of 5)"
    assert place_among([Page(0, "1"), Page(5, "2")], 7) == "p. 2 of 2"
    assert (cited(CAPTIONS, 20), place_among(CAPTIONS, 20)) == ("00:01:14", "00:01:14")
    assert (cited((), 3), place_among((), 3), page_at((), 3)) == ("", "", None)
    assert place_among([Page(4, "1")], 2) == ""


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ("page 3", 4),
        ("3", 4),
        ("p. ii", 1),
        ("P II", 1),
        ("page 5", 4),  # no label, but there are five
        ("4", 3),
        ("6", None),
        ("0", None),
        ("page", None),
        ("", None),
        ("theme", None),
    ],
)
def test_a_page_is_found_by_its_label_or_else_its_number(asked: str, place: int | None) -> None:
    assert find_page(BOOK, asked) == place


@given(st.lists(st.integers(0, 50), min_size=1, max_size=8).map(sorted), st.integers(0, 60))
def test_the_page_of_an_offset_is_the_last_that_begins_before_it(starts: list[int], offset: int) -> None:
    pages = [Page(start, str(number)) for number, start in enumerate(starts, 1)]
    before = [place for place, page in enumerate(pages) if page.start <= offset]
    assert page_at(pages, offset) == (before[-1] if before else None)
