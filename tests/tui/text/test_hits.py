"""Walking from hit to hit."""

from __future__ import annotations

import pytest

from index.model import Span
from tui.text.hits import Hits

HITS = Hits(title=[(0, 4), (6, 8)], text=[(10, 15), (20, 25), (22, 23)])


@pytest.mark.parametrize(
    ("offset", "at", "before", "after"),
    [
        (0, None, 1, 2),
        (10, 2, 1, 3),
        (14, 2, 1, 3),
        (15, None, 2, 3),
        (20, 3, 2, 4),
        (22, 4, 3, 5),
        (99, None, 4, 5),
    ],
)
def test_hits_around_an_offset(offset: int, at: int | None, before: int, after: int) -> None:
    assert (HITS.number_at(offset), HITS.before(offset), HITS.after(offset)) == (at, before, after)


def test_title_hits_have_the_first_numbers() -> None:
    assert len(HITS) == 5
    assert [HITS.in_title(number) for number in range(5)] == [True, True, False, False, False]
    assert (HITS.span(1), HITS.span(2)) == (Span(6, 8), Span(10, 15))


def test_without_hits_there_is_no_way() -> None:
    assert (len(Hits()), Hits().before(5), Hits().after(5), Hits().number_at(5)) == (0, -1, 0, None)
