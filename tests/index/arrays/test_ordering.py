"""A result in its order: only what is looked at is sorted, and nobody can tell."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.arrays.ordering import FIRST, OrderedKeys


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 3 * FIRST), st.integers(1, 5000), st.integers(0, 3 * FIRST), st.integers(0, 200), st.randoms())
def test_windows_are_those_of_the_sorted_whole(
    size: int, ranks: int, start: int, count: int, chance: np.random.Generator
) -> None:
    pairs = [(chance.random() * ranks // 1, key) for key in range(size)]
    chance.shuffle(pairs)  # type: ignore[arg-type]
    table = np.array([key for _, key in pairs] + [size], np.int64)
    keys = OrderedKeys(table, np.arange(size), np.array([rank for rank, _ in pairs]))
    expected = [key for _, key in sorted(pairs)]
    assert keys[start : start + count] == expected[start : start + count]
    assert keys[:10] == expected[:10]
    assert len(keys) == size
    assert list(keys) == expected
    assert sorted(np.asarray(keys).tolist()) == sorted(expected)


def test_single_keys() -> None:
    keys = OrderedKeys(np.array([9, 6, 8, 7]), np.array([3, 2, 0]), np.array([2.0, 1.0, 1.0]))
    assert (keys[0], keys[2], keys[-1]) == (8, 7, 7)
    with pytest.raises(IndexError):
        keys[3]
