"""Time expressions in running text: what is found, and what it is resolved to."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.dates.expressions import find_times
from index.dates.published import find_published
from index.model import TimeMention
from index.text.stories import split_stories

STORY_DAY = datetime.date(2017, 9, 21)  # a Thursday
SEEDS = Path(__file__).parents[3] / "seeds"


def times(text: str, day: datetime.date | None = STORY_DAY) -> list[tuple[str, str, str]]:
    return [(mention.text, mention.type, mention.value) for mention in find_times(text, day)]


def seed_times(name: str) -> list[TimeMention]:
    text = (SEEDS / name).read_text(encoding="utf-8")
    found = []
    for story in split_stories(text):
        piece = text[story.start : story.end]
        found += find_times(piece, find_published(piece, today=datetime.date(2020, 1, 1)).anchor)
    return found


def test_the_times_of_the_seeds() -> None:
    mentions = seed_times("000_fbe346ddadf0d6d9.txt") + seed_times("004_f2706b8f9e4ff4d6.txt")
    values = {(mention.text, mention.type, mention.value) for mention in mentions}
    assert {
        ("Thursday", "DATE", "2017-09-21"),
        ("Tuesday", "DATE", "2017-09-19"),
        ("last May", "DATE", "2017-05"),
        ("March 2011", "DATE", "2011-03"),
        ("September 2015", "DATE", "2015-09"),
        ("this week", "DATE", "2017-W38"),
        ("48 hours", "DURATION", "PT48H"),
        ("nearly two years", "DURATION", "P2Y"),
    } <= values
    assert not {"may", "one of four", "may be", "four"} & {mention.text.lower() for mention in mentions}
    assert {value for text, _, value in values if text == "Thursday"} == {"2017-09-21"}


def test_mentions_carry_their_days() -> None:
    (mention,) = find_times("The port was closed last May.", STORY_DAY)
    assert (mention.begin, mention.finish) == (datetime.date(2017, 5, 1), datetime.date(2017, 5, 31))
    (mention,) = find_times("It took 48 hours.", STORY_DAY)
    assert (mention.begin, mention.finish) == (None, None)


NEWS = """
    The ship left on Sept. 3, 2016.                      | Sept. 3, 2016 | DATE | 2016-09-03
    The ship left on 3 September 2016.                   | 3 September 2016 | DATE | 2016-09-03
    The ship left on the 3rd of September.               | the 3rd of September | DATE | 2017-09-03
    It sailed on 2016-09-03.                             | 2016-09-03 | DATE | 2016-09-03
    It sailed on 9/3/16.                                 | 9/3/16 | DATE | 2016-09-03
    The ship left on Saturday, Sept. 16, and sank.       | Saturday, Sept. 16 | DATE | 2017-09-16
    She sailed on July 25 of that year.                  | July 25 of that year | DATE | 2017-07-25
    The night of 13 September was calm.                  | The night of 13 September | TIME | 2017-09-13TNI
    He was told Monday of the storm.                     | Monday | DATE | 2017-09-18
    She said Thursday that it was over.                  | Thursday | DATE | 2017-09-21
    The ship will leave on Monday.                       | Monday | DATE | 2017-09-25
    It sank last Thursday.                               | last Thursday | DATE | 2017-09-14
    It sails next Friday.                                | next Friday | DATE | 2017-09-22
    It sank early Tuesday.                               | early Tuesday | DATE | 2017-09-19
    It sank Tuesday night.                               | Tuesday night | TIME | 2017-09-19TNI
    Ferries leave every Monday.                          | every Monday | SET | XXXX-WXX-1
    Ferries leave on Tuesdays.                           | Tuesdays | SET | XXXX-WXX-2
    It sank at 9 a.m. Tuesday.                           | 9 a.m. Tuesday | TIME | 2017-09-19T09:00
    It sank yesterday.                                   | yesterday | DATE | 2017-09-20
    It sank late yesterday.                              | late yesterday | DATE | 2017-09-20
    It sank the day before yesterday.                    | the day before yesterday | DATE | 2017-09-19
    It sails tomorrow morning.                           | tomorrow morning | TIME | 2017-09-22TMO
    It sails tonight.                                    | tonight | TIME | 2017-09-21TNI
    It sank this morning.                                | this morning | TIME | 2017-09-21TMO
    It sank last week.                                   | last week | DATE | 2017-W37
    It sank earlier this month.                          | earlier this month | DATE | 2017-09
    It sails next year.                                  | next year | DATE | 2018
    It sank over the weekend.                            | the weekend | DATE | 2017-W37-WE
    It sails by the end of the year.                     | the end of the year | DATE | 2017
    It sank in July.                                     | July | DATE | 2017-07
    It sank in December.                                 | December | DATE | 2016-12
    It will sail in December.                            | December | DATE | 2017-12
    The first ship since December.                       | December | DATE | 2016-12
    Come November, all ships sail.                       | November | DATE | 2017-11
    It takes two to three weeks.                         | two to three weeks | DURATION | P2W
    It sank in mid-July.                                 | mid-July | DATE | 2017-07
    It sank in July last year.                           | July last year | DATE | 2016-07
    It sank in early 2016.                               | early 2016 | DATE | 2016
    The trade of the late 1980s is gone.                 | the late 1980s | DATE | 198
    A port of the 19th century.                          | the 19th century | DATE | 18
    It sank in the summer of 2015.                       | the summer of 2015 | DATE | 2015-SU
    It sank last winter.                                 | last winter | DATE | 2016-WI
    Profit rose in the second quarter of 2016.           | the second quarter of 2016 | DATE | 2016-Q2
    Profit rose in Q2 2016.                              | Q2 2016 | DATE | 2016-Q2
    It sank two weeks ago.                               | two weeks ago | DATE | 2017-W36
    It sank 3 days ago.                                  | 3 days ago | DATE | 2017-09-18
    It sank about ten years ago.                         | about ten years ago | DATE | 2007
    It sank several years ago.                           | several years ago | DATE | PAST_REF
    They waited for three days.                          | three days | DURATION | P3D
    They waited a year and a half.                       | a year and a half | DURATION | P1Y6M
    They waited for the past three months.               | the past three months | DURATION | P3M
    It was a 16-hour voyage.                             | 16-hour | DURATION | PT16H
    They waited for years.                               | years | DURATION | PXY
    The ferry sails twice a week.                        | a week | SET | P1W
    The daily ferry is full.                             | daily | SET | P1D
    A ferry sails every two hours.                       | every two hours | SET | PT2H
    The port is closed now.                              | now | DATE | PRESENT_REF
    The port was recently closed.                        | recently | DATE | PAST_REF
    The port is the future of trade.                     | the future | DATE | FUTURE_REF
    It sank on Christmas Eve.                            | Christmas Eve | DATE | 2017-12-24
    It sank in nineteen ninety-four.                     | nineteen ninety-four | DATE | 1994
"""


@pytest.mark.parametrize("line", NEWS.strip().splitlines())
def test_times_in_news_of_thursday_21_september_2017(line: str) -> None:
    text, words, kind, value = (part.strip() for part in line.split("|"))
    assert times(text) == [(words, kind, value)]


@pytest.mark.parametrize(
    "text",
    [
        "It is one of four ports.",
        "It may be closed.",
        "They march to the port.",
        "The harbour master, 52 years old, retired.",
        "A three-year-old boy waited.",
        "The port sold 2000 barrels.",
        "A second ship waited, and a third.",
        "The second half began.",
        "Call 555-2017 for the port.",
        "It cost $2017.",
        "Mrs. May visited the port.",
        "June Example opened the port.",
        "Pieces 99/99/2017 and 2017-13-45.",
    ],
)
def test_these_are_no_times(text: str) -> None:
    assert times(text) == []


def test_ranges_are_two_times() -> None:
    assert times("The war of 1861-1865 and the storms of April 6-7.") == [
        ("1861", "DATE", "1861"),
        ("1865", "DATE", "1865"),
        ("April 6", "DATE", "2017-04-06"),
        ("7", "DATE", "2017-04-07"),
    ]


def test_that_day_and_two_days_later_count_from_the_last_day_named() -> None:
    text = "The ship left on 3 May 2016. That day it rained. Two days later it sank."
    assert [value for _, _, value in times(text)] == ["2016-05-03", "2016-05-03", "2016-05-05"]


def test_in_a_report_of_a_quarter_a_year_earlier_is_that_quarter_of_the_year_before() -> None:
    text = (
        "In the third quarter of 2016 profit was 5 million; a year earlier it was 4 million. For the year ended May 1"
    )
    assert times(text)[:3] == [
        ("the third quarter of 2016", "DATE", "2016-Q3"),
        ("a year earlier", "DATE", "2015-Q3"),
        ("the year", "DURATION", "P1Y"),
    ]
    assert times("Profit was above that of the year-earlier second quarter.") == [
        ("the year-earlier second quarter", "DATE", "2016-Q2")
    ]


HISTORY = (
    "The war began in 1861. In 1862 the navy grew, and in May 1862 it took the port. In August it left again. "
    "In 1863 and 1864 there were sieges. On March 4, 1865 the last of them ended. On April 9 the army gave up, and "
    "the next day the guns fell silent. The war of 1846-1848 had been shorter. By the end of the year all was over."
)


def test_in_a_history_times_count_from_the_last_one_named() -> None:
    found = {text: value for text, _, value in times(HISTORY)}
    assert found["August"] == "1862-08"
    assert found["April 9"] == "1865-04-09"
    assert found["the next day"] == "1865-04-10"


def test_an_aside_does_not_move_a_history_on() -> None:
    text = (
        HISTORY + " In 1871 a new fort, begun in 1846, was finished. In June it was manned. The year before the fort "
    )
    text += "had lain empty; the previous year there was no fort. In July a storm came."
    found = {text: value for text, _, value in times(text)}
    assert (found["June"], found["July"]) == ("1871-06", "1871-07")


def test_years_before_christ_name_no_days() -> None:
    mentions = find_times("In the summer of 480 BC, and from 499-493 BC, the fleet sailed.", STORY_DAY)
    assert [mention.value for mention in mentions] == ["BC0480-SU", "BC0499", "BC0493"]
    assert all(mention.begin is None for mention in mentions)


def test_without_the_storys_day_only_what_needs_none_is_resolved() -> None:
    assert times("On Thursday and in May 2016, for three days.", None) == [
        ("Thursday", "DATE", "XXXX-XX-XX"),
        ("May 2016", "DATE", "2016-05"),
        ("three days", "DURATION", "P3D"),
    ]


WORDS = (
    "last next the past May March 21 2017 two weeks ago a year and half Thursday at 9 a.m. 25:70 99/99/99 0 "
    "-0000-00-00 1861-65 9999 the 0th century BC 480 later quarter of Q9 summer every 1/0 hours , . İ é "
    "99999999999 Feb 29 from now"
).split()


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), st.none() | st.dates())
def test_mentions_are_in_order_and_within_the_text(text: str, day: datetime.date | None) -> None:
    end = 0
    for mention in find_times(text, day):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        if mention.begin is not None and mention.finish is not None:
            assert mention.begin <= mention.finish
        end = mention.end
