"""The timeline: counts by day, week, month and year that are what the filters find, and the sentences behind them."""

from __future__ import annotations

import contextlib
import datetime
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.answers.counts import Bucket
from index.library.library import LocalLibrary
from index.library.timeline import Scale, first_days, numbers_of

LONG = "Nobody knows today when this account was written or by whom, and there is nobody left who could be asked. " * 2
RECORDS = [
    {"id": "a", "source": "AFP", "date": "2017-09-21", "text": "They met on Tuesday. They met again on Tuesday night."},
    {
        "id": "b",
        "source": "AFP",
        "date": "2017-09-21",
        "text": "The war began in March 2011, and this week it went on.",
    },
    {"id": "c", "source": "Courier", "date": "2017-10-01", "text": "The talks began on September 19. It rained."},
    {"id": "d", "source": "Courier", "date": "2017-09", "text": "It began on 31 December 2015 and went on in 2016."},
    {"id": "e", "source": "Courier", "date": "2016", "text": "Nothing happened."},
    {"id": "f", "source": "Courier", "date": "", "text": LONG + "It began on 1 January 2016."},
    {"id": "g", "source": "Courier", "date": "2021-01-02", "text": "It was 28 February 2020, then 29 February 2020."},
]


@pytest.fixture
def opened(build: Callable[..., Path]) -> Iterator[LocalLibrary]:
    with contextlib.closing(LocalLibrary(build({"a.jsonl": "\n".join(map(json.dumps, RECORDS))}))) as library:
        yield library


def buckets(library: LocalLibrary, scale: Scale, query: str = "") -> dict[str, Bucket]:
    return {bucket.label: bucket for bucket in library.timeline(library.search(query), scale).buckets}


def counts(found: dict[str, Bucket]) -> dict[str, tuple[int, int]]:
    return {label: (bucket.published, bucket.spoken) for label, bucket in found.items()}


def test_a_document_counts_once_for_what_it_was_published_in_and_what_it_speaks_of(opened: LocalLibrary) -> None:
    assert counts(buckets(opened, Scale.DAY)) == {
        "2015-12-31": (0, 1),
        "2016-01-01": (0, 1),
        "2017-09-19": (0, 2),
        "2017-09-21": (2, 0),
        "2017-10-01": (1, 0),
        "2020-02-28": (0, 1),
        "2020-02-29": (0, 1),
        "2021-01-02": (1, 0),
    }
    assert counts(buckets(opened, Scale.MONTH, "source:AFP")) == {"2011-03": (0, 1), "2017-09": (2, 2)}
    assert counts(buckets(opened, Scale.YEAR, "source:Courier"))["2016"] == (1, 2)


def test_iso_weeks_at_the_ends_of_years(opened: LocalLibrary) -> None:
    weeks = buckets(opened, Scale.WEEK)
    assert (weeks["2015-W53"].begin, weeks["2015-W53"].finish) == ("2015-12-28", "2016-01-03")
    assert weeks["2015-W53"].spoken == 2
    assert (weeks["2020-W53"].begin, weeks["2020-W53"].published) == ("2020-12-28", 1)


@pytest.mark.parametrize("scale", Scale)
def test_the_counts_are_those_of_the_filters(opened: LocalLibrary, scale: Scale) -> None:
    for query in ("", "source:AFP", "it"):
        for label, bucket in buckets(opened, scale, query).items():
            spoken = opened.search(f"{query} mentions:{bucket.begin}..{bucket.finish}")
            assert len(spoken.keys) == bucket.spoken, (query, label)
            assert len(opened.search(f"{query} mentions:{label}").keys) == bucket.spoken, (query, label)
            published = opened.search(f"{query} date:{label}")
            longer = [s for s in opened.summaries(published, 0, 100) if len(s.date) < len(label) != 8]
            if scale is not Scale.WEEK:
                assert len(published.keys) - len(longer) == bucket.published, (query, label)


def test_a_time_across_the_end_of_a_bucket_counts_in_both(build: Callable[..., Path]) -> None:
    record = {"id": "w", "date": "2017-09-29", "text": "This week it rained."}
    with contextlib.closing(LocalLibrary(build({"w.jsonl": json.dumps(record)}))) as library:
        assert counts(buckets(library, Scale.MONTH)) == {"2017-09": (1, 1), "2017-10": (0, 1)}
        assert counts(buckets(library, Scale.DAY)) == {"2017-09-29": (1, 0)}


def test_what_is_in_no_bucket_is_counted_too(opened: LocalLibrary) -> None:
    answer = opened.timeline(opened.search(""), Scale.DAY)
    assert (answer.documents, answer.undated, answer.coarser) == (7, 1, 2)
    answer = opened.timeline(opened.search("date:2017-09-21"), None)
    assert (answer.by, answer.undated, answer.coarser) == ("day", 0, 1)
    assert opened.timeline(opened.search("nowhere")).buckets == ()


def test_the_sentences_that_speak_of_a_time_oldest_document_first(opened: LocalLibrary) -> None:
    day = datetime.date(2017, 9, 19)
    answer = opened.sentences(opened.search(""), day, day)
    assert answer.total == 3
    assert [sentence.text for sentence in answer.sentences] == [
        "They met on Tuesday.",
        "They met again on Tuesday night.",
        "The talks began on September 19.",
    ]
    first = answer.sentences[0]
    assert [first.text[start:end] for start, end in first.spans] == ["Tuesday"]
    assert (first.source, first.date, first.start) == ("AFP", "2017-09-21", RECORDS[0]["text"].index("Tuesday"))
    assert opened.sentences(opened.search("source:Courier"), day, day).total == 1
    assert opened.sentences(opened.search(""), datetime.date(2011, 3, 1), datetime.date(2011, 3, 1)).total == 0


def test_two_times_in_one_sentence_are_one_sentence(opened: LocalLibrary) -> None:
    answer = opened.sentences(opened.search(""), datetime.date(2020, 2, 1), datetime.date(2020, 2, 29))
    assert (answer.total, len(answer.sentences)) == (2, 1)
    assert [answer.sentences[0].text[slice(*span)] for span in answer.sentences[0].spans] == [
        "28 February 2020",
        "29 February 2020",
    ]


@given(st.dates(max_value=datetime.date(9999, 11, 30)), st.sampled_from(Scale))
@settings(deadline=None, max_examples=200)
def test_a_day_lies_between_its_bucket_and_the_next(day: datetime.date, scale: Scale) -> None:
    number = numbers_of(np.array([day.toordinal()]), scale)
    begin = datetime.date.fromordinal(int(first_days(number, scale)[0]))
    after = datetime.date.fromordinal(int(first_days(number + 1, scale)[0]))
    assert begin <= day < after
    same = {
        Scale.DAY: day,
        Scale.WEEK: day - datetime.timedelta(days=day.weekday()),
        Scale.MONTH: day.replace(day=1),
        Scale.YEAR: day.replace(month=1, day=1),
    }
    assert begin == same[scale]
