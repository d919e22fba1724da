"""Times in a text that share a month or year, and those that take their year from what was named before."""

from __future__ import annotations

import datetime

import pytest

from index.dates.expressions import find_times

STORY_DAY = datetime.date(2017, 9, 21)

TIMES = """
    The siege lasted from June 29 to July 3, 2016. | June 29 = 2016-06-29; July 3, 2016 = 2016-07-03
    It ran from 29 June to 3 July 2016. | 29 June = 2016-06-29; 3 July 2016 = 2016-07-03
    It ran from December 29 to January 3, 2017. | December 29 = 2016-12-29; January 3, 2017 = 2017-01-03
    They met on April 4 and 5, 2016. | April 4 = 2016-04-04; 5, 2016 = 2016-04-05
    They met on April 4, 5 and 6, 2016. | April 4 = 2016-04-04; 5 = 2016-04-05; 6, 2016 = 2016-04-06
    They met on May 4 and 5. | May 4 = 2017-05-04; 5 = 2017-05-05
    Strikes went on in March and April 2016. | March = 2016-03; April 2016 = 2016-04
    It rained in March, April and May 2016. | March = 2016-03; April = 2016-04; May 2016 = 2016-05
    It lasted from March to May 2016. | March = 2016-03; May 2016 = 2016-05
    It ran from 12 to 15 September 2016. | 12 = 2016-09-12; 15 September 2016 = 2016-09-15
    They met on 4, 5 and 6 April. | 4 = 2017-04-04; 5 = 2017-04-05; 6 April = 2017-04-06
    It began on the night of July 15-16, 2016. | the night of July 15-16, 2016 = 2016-07-15TNI
    It began on the night of 15 to 16 July 2016. | the night of 15 to 16 July 2016 = 2016-07-15TNI
    It came on Monday 20, Tuesday 21 and Thursday 23 April 2015. | Monday 20 = 2015-04-20; Tuesday 21 = 2015-04-21; \
Thursday 23 April 2015 = 2015-04-23
    Sales rose in Quarter 1 2018. | Quarter 1 2018 = 2018-Q1
    Sales rose in the second half of 2016. | the second half of 2016 = 2016-H2
    They met on 21.09.2017. | 21.09.2017 = 2017-09-21
    In 2014 the siege began. That October the port fell. | 2014 = 2014; That October = 2014-10
    In 2014 the siege began. On May 16 the port fell. | 2014 = 2014; May 16 = 2014-05-16
    In 2014 it began. On May 16 the port fell, in June the town. | 2014 = 2014; May 16 = 2014-05-16; June = 2014-06
    They signed on 5 March 2003. Two years later it broke. | 5 March 2003 = 2003-03-05; Two years later = 2005
    The summer before the election was hot. | The summer = XXXX-SU
    Some 12 ships and 15 boats came in September. | September = 2017-09
    They came on April 4 and 12 people left. | April 4 = 2017-04-04
    It is version 10.30.2 of the port's plan. |
"""


@pytest.mark.parametrize("line", TIMES.strip().splitlines())
def test_times_that_share_a_part(line: str) -> None:
    text, _, expected = (part.strip() for part in line.partition("|"))
    found = [f"{time.text} = {time.value}" for time in find_times(text, STORY_DAY)]
    assert "; ".join(found) == expected


def test_a_year_that_was_named_long_before_does_not_count() -> None:
    text = (
        "In 2014 the siege began. "
        + "The ships waited outside the port for the storm to pass. " * 4
        + "On May 16 it fell."
    )
    assert [time.value for time in find_times(text, STORY_DAY)] == ["2014", "2017-05-16"]


def test_a_season_that_is_not_told_names_no_days() -> None:
    (time,) = find_times("The summer before the election was hot.", STORY_DAY)
    assert (time.begin, time.finish) == (None, None)
