"""Sources as rows of one axis of time: the counts are those of the timeline, source by source."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.library.library import LocalLibrary
from index.library.timeline import Scale

RECORDS = [
    {"source": "Courier", "date": "2017-09-21", "text": "The bridge was closed."},
    {"source": "Courier", "date": "2017-09-23", "text": "The bridge was opened."},
    {"source": "Herald", "date": "2017-09-23", "text": "Cars crossed the bridge."},
    {"source": "Herald", "date": "2017-09", "text": "Nothing is known of the day."},
    {"source": "", "date": "2017-11-02", "text": "Rain fell."},
    {"source": "Post", "date": "", "text": "Nobody knows when."},
]


@pytest.fixture
def opened(build: Callable[..., Path]) -> Iterator[LocalLibrary]:
    with contextlib.closing(LocalLibrary(build({"a.jsonl": "\n".join(map(json.dumps, RECORDS))}))) as library:
        yield library


def test_each_source_has_its_counts_on_an_axis_without_gaps(opened: LocalLibrary) -> None:
    found = opened.source_times(opened.browse(), Scale.MONTH)
    assert found.labels == ("2017-09", "2017-10", "2017-11")
    assert {row.source: row.counts for row in found.sources} == {
        "Courier": (2, 0, 0), "Herald": (2, 0, 0), "": (0, 0, 1),
    }  # fmt: skip
    assert next(iter(found.sources)).source == "Courier"


@pytest.mark.parametrize("scale", list(Scale))
def test_the_counts_of_all_sources_are_those_of_the_timeline(opened: LocalLibrary, scale: Scale) -> None:
    answer = opened.source_times(opened.browse(), scale)
    together = {label: sum(row.counts[at] for row in answer.sources) for at, label in enumerate(answer.labels)}
    timeline = opened.timeline(opened.browse(), scale).buckets
    assert {label: count for label, count in together.items() if count} == {
        bucket.label: bucket.published for bucket in timeline if bucket.published
    }


def test_nothing_dated_has_no_axis(opened: LocalLibrary) -> None:
    found = opened.source_times(opened.search("nobody"))
    assert (found.labels, found.sources) == ((), ())
