"""A toll's course as bars, and counts of times added up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.answers.counts import Bucket, Toll
from tui.text.bars import course, merged, numbers_of, toll_bar

MONTHS = [
    Bucket("2017-03", "2017-03-01", "2017-03-31", 2, 0, 0),
    Bucket("2017-05", "2017-05-01", "2017-05-31", 1, 0, 0),
]
DAYS = [
    Bucket("2017-03-04", "2017-03-04", "2017-03-04", 2, 0, 0),
    Bucket("2017-03-06", "2017-03-06", "2017-03-06", 1, 0, 0),
]


def toll(date: str, low: float, high: float | None = None) -> Toll:
    return Toll("killed", date, low, high)


def test_each_time_has_the_least_and_the_highest_number_of_its_documents() -> None:
    tolls = [toll("2017-03-04", 43, 43), toll("2017-03-30", 112), toll("2017-05", 60, 80), toll("2017-04-02", 900)]
    assert course(tolls, MONTHS) == {0: (43, 112), 1: (60, 80)}


def test_a_date_known_by_a_longer_time_is_in_none() -> None:
    assert course([toll("2017-03", 7), toll("2017", 7), toll("2017-03-05", 7), toll("2017-03-06", 8)], DAYS) == {
        1: (8, 8)
    }


def test_numbers_in_words() -> None:
    assert [numbers_of(one) for one in ((43, 43), (43, 1260), (5.5, 5.5))] == ["43", "43 to 1,260", "5.5"]


@given(st.floats(0, 1e9), st.floats(0, 1e9), st.integers(0, 200))
def test_a_bar_fits_and_the_highest_is_never_shorter(one: float, other: float, width: int) -> None:
    low, high = sorted((one, other))
    solid, light = toll_bar((low, high), high, width)
    assert len(solid) + len(light) <= width
    if low == high:
        assert light == ""


@given(st.lists(st.integers(0, 1000)), st.integers(1, 50))
def test_added_up_nothing_is_lost(counts: list[int], width: int) -> None:
    found = merged(counts, width)
    assert len(found) <= width
    assert sum(found) == sum(counts)
