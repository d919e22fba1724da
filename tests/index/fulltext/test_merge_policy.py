"""Merging keeps the segments few, copies large ones seldom, and loses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.catalogue.staged import IndexEntry
from index.fulltext.engine import FullText
from index.fulltext.merge_policy import FACTOR


@pytest.fixture
def index(tmp_path: Path) -> FullText:
    index = FullText(tmp_path / "index")
    index.create()
    return index


def add(index: FullText, first: int, count: int) -> None:
    index.commit([IndexEntry(key, "", "some words") for key in range(first, first + count)], ())


def sizes(index: FullText) -> list[int]:
    return sorted(arrays.size for _, arrays in index.snapshot().segments)


def test_a_full_level_is_merged_into_the_next(index: FullText) -> None:
    for number in range(FACTOR):
        add(index, number, 1)
    assert sizes(index) == [1] * FACTOR
    add(index, FACTOR, 1)
    assert sizes(index) == [FACTOR + 1]


def test_a_large_segment_is_not_copied_for_small_ones(index: FullText) -> None:
    add(index, 0, 9000)
    for number in range(FACTOR + 1):
        add(index, 10_000 + number, 1)
    assert sizes(index) == [FACTOR + 1, 9000]


def test_tidying_merges_small_segments_and_leaves_the_large_one(index: FullText) -> None:
    add(index, 0, 100)
    for number in range(3):
        add(index, 1000 + number, 1)
    index.tidy()
    assert sizes(index) == [1, 1, 1, 100]  # tidy enough
    add(index, 2000, 1)
    index.tidy()
    assert sizes(index) == [4, 100]


def test_tidying_merges_everything_where_small_ones_are_much_together(index: FullText) -> None:
    add(index, 0, 20)
    add(index, 100, 10)
    index.tidy()
    assert sizes(index) == [30]


def test_tidying_takes_deleted_documents_out(index: FullText) -> None:
    add(index, 0, 20)
    index.commit([], range(5))
    assert sizes(index) == [20]
    index.tidy()
    assert sizes(index) == [15]
    assert index.keys() == set(range(5, 20))


def test_the_large_segment_stays_where_only_small_ones_hold_deleted_documents(index: FullText) -> None:
    add(index, 0, 100)
    add(index, 1000, 2)
    index.commit([], [0, 1000])
    index.tidy()
    assert sizes(index) == [1, 100]
    assert index.keys() == {*range(1, 100), 1001}


def test_everything_may_be_deleted(index: FullText) -> None:
    add(index, 0, 3)
    index.commit([], range(3))
    index.tidy()
    assert index.keys() == set()
    add(index, 10, 1)
    assert index.keys() == {10}


def test_an_empty_index_is_tidy(index: FullText) -> None:
    index.tidy()
    assert sizes(index) == []
