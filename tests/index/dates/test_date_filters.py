"""Typed dates: what each means on Thursday, 21 September 2017, and what is an error that names its word."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.dates.filters import DayInterval, describe, interval_of, parse_filter
from index.dates.order import DateOrder
from index.errors import DateFilterError

TODAY = datetime.date(2017, 9, 21)

UNDERSTOOD = """
    2017                            | 2017-01-01 to 2017-12-31
    2017-09                         | 2017-09-01 to 2017-09-30
    2017-09-21                      | 2017-09-21
    2017/9/21                       | 2017-09-21
    20170921                        | 2017-09-21
    09/2017                         | 2017-09-01 to 2017-09-30
    21/09/2017                      | 2017-09-21
    9/21/2017                       | 2017-09-21
    2017-W38                        | 2017-09-18 to 2017-09-24
    2017-W38-4                      | 2017-09-21
    week 38                         | 2017-09-18 to 2017-09-24
    week 1 of 2016                  | 2016-01-04 to 2016-01-10
    2015-W53                        | 2015-12-28 to 2016-01-03
    week 53 of 2020                 | 2020-12-28 to 2021-01-03
    W53                             | 2015-12-28 to 2016-01-03
    2016-02                         | 2016-02-01 to 2016-02-29
    29 Feb 2016                     | 2016-02-29
    29 Feb                          | 2016-02-29
    Q3 2017                         | 2017-07-01 to 2017-09-30
    2017-Q4                         | 2017-10-01 to 2017-12-31
    2017q1                          | 2017-01-01 to 2017-03-31
    Q4                              | 2016-10-01 to 2016-12-31
    third quarter of 2016           | 2016-07-01 to 2016-09-30
    summer 2017                     | 2017-06-01 to 2017-08-31
    winter 2015                     | 2015-12-01 to 2016-02-29
    last summer                     | 2017-06-01 to 2017-08-31
    next spring                     | 2018-03-01 to 2018-05-31
    the 1990s                       | 1990-01-01 to 1999-12-31
    '80s                            | 1980-01-01 to 1989-12-31
    nineties                        | 1990-01-01 to 1999-12-31
    2010s                           | 2010-01-01 to 2019-12-31
    19th century                    | 1800-01-01 to 1899-12-31
    today                           | 2017-09-21
    yesterday                       | 2017-09-20
    the day before yesterday        | 2017-09-19
    tomorrow                        | 2017-09-22
    Thursday                        | 2017-09-21
    tue                             | 2017-09-19
    last Thursday                   | 2017-09-14
    next Thursday                   | 2017-09-28
    this Sunday                     | 2017-09-24
    the weekend                     | 2017-09-16 to 2017-09-17
    this weekend                    | 2017-09-23 to 2017-09-24
    last weekend                    | 2017-09-16 to 2017-09-17
    this week                       | 2017-09-18 to 2017-09-24
    last week                       | 2017-09-11 to 2017-09-17
    next week                       | 2017-09-25 to 2017-10-01
    last month                      | 2017-08-01 to 2017-08-31
    last quarter                    | 2017-04-01 to 2017-06-30
    this year                       | 2017-01-01 to 2017-12-31
    last year                       | 2016-01-01 to 2016-12-31
    last decade                     | 2000-01-01 to 2009-12-31
    past week                       | 2017-09-15 to 2017-09-21
    past 3 months                   | 2017-06-21 to 2017-09-21
    last 7 days                     | 2017-09-15 to 2017-09-21
    last 1 day                      | 2017-09-21
    last 24 hours                   | 2017-09-20 to 2017-09-21
    next three days                 | 2017-09-21 to 2017-09-23
    2 weeks ago                     | 2017-09-04 to 2017-09-10
    a month ago                     | 2017-08-01 to 2017-08-31
    3 days ago                      | 2017-09-18
    may                             | 2017-05-01 to 2017-05-31
    in December                     | 2016-12-01 to 2016-12-31
    last May                        | 2017-05-01 to 2017-05-31
    last September                  | 2016-09-01 to 2016-09-30
    Sept. 2016                      | 2016-09-01 to 2016-09-30
    Sept 21, 2016                   | 2016-09-21
    21st of September               | 2017-09-21
    22 September                    | 2016-09-22
    2016 Sept 21                    | 2016-09-21
    2015-2016                       | 2015-01-01 to 2016-12-31
    2015..2016                      | 2015-01-01 to 2016-12-31
    2016-11..2017-02-14             | 2016-11-01 to 2017-02-14
    2016..                          | since 2016-01-01
    ..2016                          | until 2016-12-31
    between May and June 2017       | 2017-05-01 to 2017-06-30
    from 1 to 15 September 2016     | 2016-09-01 to 2016-09-15
    Sept 1-15, 2016                 | 2016-09-01 to 2016-09-15
    1 Sept - 15 Sept                | 2017-09-01 to 2017-09-15
    Nov to Jan 2017                 | 2016-11-01 to 2017-01-31
    30 Dec 2016 to 2 Jan            | 2016-12-30 to 2017-01-02
    between November and February   | 2016-11-01 to 2017-02-28
    10 September to 5 October       | 2017-09-10 to 2017-10-05
    Monday to Wednesday             | 2017-09-18 to 2017-09-20
    May-June 2016                   | 2016-05-01 to 2016-06-30
    since 1 Sept                    | since 2017-09-01
    since yesterday                 | since 2017-09-20
    from May                        | since 2017-05-01
    after 15 Sept 2017              | since 2017-09-16
    after 2016                      | since 2017-01-01
    on or after 2016-02-29          | since 2016-02-29
    before 2015                     | until 2014-12-31
    before March 2016               | until 2016-02-29
    until Friday                    | until 2017-09-15
    up to 2016                      | until 2016-12-31
    >= 2016                         | since 2016-01-01
"""


@pytest.mark.parametrize(
    ("words", "days"), [tuple(part.strip() for part in line.split("|")) for line in UNDERSTOOD.strip().splitlines()]
)
def test_typed_dates(words: str, days: str) -> None:
    assert describe(parse_filter(words, TODAY)) == days
    assert describe(parse_filter(words.upper(), TODAY)) == days


@pytest.mark.parametrize(
    ("words", "word", "offset"),
    [
        ("", "", 0),
        ("banana", "banana", 0),
        ("last banana", "banana", 5),
        ("since the invasion", "invasion", 10),
        ("Friday 21 September 2017", "Friday", 0),
        ("21 September 2017 sharp", "sharp", 18),
        ("may june", "june", 4),
        ("32 Sept 2017", "32", 0),
        ("29 Feb 2017", "29", 0),
        ("2017-02-29", "2017-02-29", 0),
        ("2017-13", "2017-13", 0),
        ("2017-W53", "2017-W53", 0),
        ("13/13/2017", "13/13/2017", 0),
        ("5th quarter 2016", "5th", 0),
        ("since", "since", 0),
        ("between May", "between", 0),
        ("between June and", "and", 13),
        ("..", "..", 0),
        ("2017..2016", "2016", 6),
        ("last", "last", 0),
        ("of the", "the", 3),
        ("last 0 days", "last", 0),
        ("last 99999 years", "last", 0),
        ("May..banana", "banana", 5),
    ],
)
def test_what_is_not_understood_is_named(words: str, word: str, offset: int) -> None:
    with pytest.raises(DateFilterError) as caught:
        parse_filter(words, TODAY)
    assert (caught.value.word, caught.value.offset) == (word, offset)
    assert word in str(caught.value)
    assert words[offset:].startswith(word)


@pytest.mark.parametrize(
    ("words", "today", "days"),
    [
        ("last week", "2016-01-01", "2015-12-21 to 2015-12-27"),
        ("this week", "2016-01-01", "2015-12-28 to 2016-01-03"),
        ("last month", "2016-01-31", "2015-12-01 to 2015-12-31"),
        ("past 1 month", "2016-03-31", "2016-02-29 to 2016-03-31"),
        ("past year", "2016-02-29", "2015-02-28 to 2016-02-29"),
        ("last quarter", "2016-02-29", "2015-10-01 to 2015-12-31"),
        ("29 Feb", "2016-02-29", "2016-02-29"),
        ("29 Feb", "2016-02-28", "2012-02-29"),
        ("last winter", "2016-02-29", "2014-12-01 to 2015-02-28"),
        ("yesterday", "2016-03-01", "2016-02-29"),
        ("next month", "2015-12-31", "2016-01-01 to 2016-01-31"),
    ],
)
def test_year_ends_and_leap_years(words: str, today: str, days: str) -> None:
    assert describe(parse_filter(words, datetime.date.fromisoformat(today))) == days


def test_the_order_of_day_and_month_can_be_set() -> None:
    assert describe(parse_filter("03/04/2017", TODAY)) == "2017-04-03"
    assert describe(parse_filter("03/04/2017", TODAY, DateOrder.MONTH_FIRST)) == "2017-03-04"
    assert describe(parse_filter("03/04/2017", TODAY, DateOrder.DAY_FIRST)) == "2017-04-03"


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2017-09-21", "2017-09-21"),
        ("2017-09-21T10:30", "2017-09-21"),
        ("2017-09", "2017-09-01 to 2017-09-30"),
        ("2017", "2017-01-01 to 2017-12-31"),
        ("2017-W38", "2017-09-18 to 2017-09-24"),
        ("2017-W38-WE", "2017-09-23 to 2017-09-24"),
        ("2017-H2", "2017-07-01 to 2017-12-31"),
        ("2016-WI", "2016-12-01 to 2017-02-28"),
        ("201", "2010-01-01 to 2019-12-31"),
        ("19", "1900-01-01 to 1999-12-31"),
        ("9999-12", "9999-12-01 to 9999-12-31"),
    ],
)
def test_iso_and_timex3_values(value: str, days: str) -> None:
    assert describe(interval_of(value)) == days


@pytest.mark.parametrize("value", ["", "PAST_REF", "P3D", "2017-02-30", "2017-W53", "XXXX-05", "0000", "2017-9"])
def test_other_values_name_no_days(value: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        interval_of(value)


def test_intervals_know_what_they_contain_and_overlap() -> None:
    may = interval_of("2017-05")
    since_may = DayInterval(datetime.date(2017, 5, 1), None)
    assert may.contains(datetime.date(2017, 5, 31)) and not may.contains(datetime.date(2017, 6, 1))
    assert since_may.contains(TODAY)
    assert may.overlaps(since_may) and since_may.overlaps(may)
    assert not may.overlaps(interval_of("2017-06"))
    assert describe(DayInterval(None, None)) == "any day"


WORDS = st.sampled_from(
    "last past next this 3 21 2017 9999 0 week days months May Sept Thursday summer Q3 ago since between and .. to - "
    "until today 2017-09 29 Feb 2015-W53 the of , x".split()
)


@settings(deadline=None, max_examples=300)
@given(st.lists(WORDS, max_size=6).map(" ".join) | st.text(max_size=20), st.dates())
def test_anything_typed_is_an_interval_or_an_error(words: str, today: datetime.date) -> None:
    try:
        days = parse_filter(words, today)
    except DateFilterError as error:
        assert words[error.offset :].startswith(error.word)
        return
    assert days.begin is None or days.finish is None or days.begin <= days.finish
