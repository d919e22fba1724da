"""Runs in arrays: where they start, how long they are, and all the places in them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
IntArray = npt.NDArray[np.int64]


def as_array(numbers: Collection[int]) -> IntArray:
    """These numbers as an array; an array of them is not copied."""
    if isinstance(numbers, np.ndarray):
        return numbers.astype(np.int64, copy=False)
    return np.fromiter(numbers, np.int64, len(numbers))


def starts_of(counts: IntArray) -> IntArray:
    """Where each of consecutive runs of these lengths starts, and where one more would."""
    starts = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=starts[1:])
    return starts


def counts_of(starts: Array) -> IntArray:
    """The lengths of the runs that start so, the last entry being where one more would."""
    starts = starts.astype(np.int64)
    lengths: IntArray = starts[1:] - starts[:-1]
    return lengths


def ranges(starts: IntArray, lengths: IntArray) -> IntArray:
    """start, start + 1, ... for each start as many as its length says, one range after the other."""
    found: IntArray = np.arange(lengths.sum()) + np.repeat(starts - (np.cumsum(lengths) - lengths), lengths)
    return found


def sums_before(counts: Array, places: IntArray) -> IntArray:
    """The sum of all counts before each of these ascending places."""
    if len(places) * 8 > len(counts):
        ends = np.cumsum(counts, dtype=np.int64)
        return np.asarray(ends[places] - counts[places])
    if not len(places):
        return np.empty(0, np.int64)
    found = np.empty(len(places), np.int64)
    found[0] = counts[: places[0]].sum(dtype=np.int64)
    found[1:] = np.add.reduceat(counts, places, dtype=np.int64)[:-1]
    return np.cumsum(found)
