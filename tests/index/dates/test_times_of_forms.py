"""Times as forms, orders and tables write them, in running text of Thursday, 21 September 2017."""

from __future__ import annotations

import datetime

import pytest

from index.dates.expressions import find_times

TODAY = datetime.date(2017, 9, 21)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("dated 05OCT2016", [("05OCT2016", "2016-10-05")]),
        ("on 5-Oct-2016", [("5-Oct-2016", "2016-10-05")]),
        ("on 5 Oct '16", [("5 Oct '16", "2016-10-05")]),
        ("on Oct. 5, '16", [("Oct. 5, '16", "2016-10-05")]),
        ("on October the 5th", [("October the 5th", "2017-10-05")]),
        ("at 051030ZOCT16", [("051030ZOCT16", "2016-10-05T10:30")]),
        ("at 051030Z OCT 2016", [("051030Z OCT 2016", "2016-10-05T10:30")]),
        ("at 1030Z", [("1030Z", "2017-09-21T10:30")]),
        ("in 09/2016", [("09/2016", "2016-09")]),
        ("in 2015/16", [("2015", "2015"), ("16", "2016")]),
        ("in H1 2016 and 2H16", [("H1 2016", "2016-H1"), ("2H16", "2016-H2")]),
        ("in 3Q16", [("3Q16", "2016-Q3")]),
        ("at 03:30 on 5 October 2016", [("03:30 on 5 October 2016", "2016-10-05T03:30")]),
        ("at 10 p.m. on March 19, 2003", [("10 p.m. on March 19, 2003", "2003-03-19T22:00")]),
        ("of H1N1, of 2015/18, on 14/2016, by 9999Z, with 45OCT2016", []),
    ],
)
def test_times_of_forms(words: str, found: list[tuple[str, str]]) -> None:
    text = f"The army told {words} of it."
    assert [(text[time.start : time.end], time.value) for time in find_times(text, TODAY)] == found
