"""``mentions:``: documents by the times that they speak of, resolved from their own dates."""

from __future__ import annotations

import contextlib
import datetime
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.errors import QueryError
from index.library.library import LocalLibrary

RECORDS = [
    {"id": "thursday", "date": "2017-09-21", "text": "The bridge was hit on Tuesday, the mayor said on Thursday."},
    {"id": "month", "date": "2017-10-20", "text": "The bridge was hit in September 2017, a report says."},
    {"id": "week", "date": "2017-09-29", "text": "The mayor fled last week."},
    {"id": "year", "date": "2018-02-03", "text": "The bridge was hit in 2017."},
    {"id": "hours", "date": "2017-09-21", "text": "It was hit for 48 hours; it is now repaired."},
    {"id": "none", "date": "", "text": "The bridge was hit on Tuesday."},
]


@pytest.fixture
def opened(build: Callable[..., Path]) -> Iterator[LocalLibrary]:
    with contextlib.closing(LocalLibrary(build({"a.jsonl": "\n".join(map(json.dumps, RECORDS))}))) as library:
        yield library


def ids(library: LocalLibrary, query: str, today: datetime.date | None = None) -> list[str]:
    found = library.search(query, today=today)
    return sorted(str(summary.record) for summary in library.summaries(found, 0, 100))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("mentions:2017-09-19", ["thursday"]),
        ("mentions:2017-09-21", ["thursday"]),
        ("mentions:2017-09-20", []),
        ("mentions:2017-W38", ["thursday", "week"]),
        ("mentions:2017-09", ["month", "thursday", "week"]),
        ("mentions:2017", ["month", "thursday", "week", "year"]),
        ("mentions:2018", []),
        ("mentions:2017-09-22..2017-09-30", ["week"]),
        ("mentions:..2017-09-19", ["month", "thursday", "week", "year"]),
        ("date:2017 -mentions:2017-09", ["hours"]),
        ('mentions:"september 2017" mayor', ["thursday", "week"]),
        ("mentions:2017-09-19 OR mentions:2017-09-18..2017-09-24", ["thursday", "week"]),
    ],
)
def test_documents_by_the_times_they_speak_of(opened: LocalLibrary, query: str, expected: list[str]) -> None:
    assert ids(opened, query) == expected


def test_relative_words_count_from_today(opened: LocalLibrary) -> None:
    assert ids(opened, 'mentions:"last tuesday"', datetime.date(2017, 9, 25)) == ["thursday"]
    assert ids(opened, "mentions:yesterday", datetime.date(2017, 9, 22)) == ["thursday"]


def test_the_explanation_names_the_days_and_what_speaks_of_longer_times(opened: LocalLibrary) -> None:
    explain = opened.search("mentions:2017-09-19").explain
    assert explain.terms[0].meaning == "speaks of 2017-09-19, 3 only of longer times"
    assert explain.terms[0].documents == 1
    assert "speaks of 2017-09-19" in explain.line


def test_what_is_no_time_is_an_error_that_names_it(opened: LocalLibrary) -> None:
    with pytest.raises(QueryError, match="'nonsense'"):
        opened.search("mentions:nonsense")
    with pytest.raises(QueryError, match="mentions: needs"):
        opened.search("mentions:")
