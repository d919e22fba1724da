"""Sets of document numbers as ascending arrays. Few are searched for, many are marked in an array of all documents."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from index.arrays.ranges import Array, IntArray

MANY = 12
"""Marking is quicker than searching where one in so many documents is concerned (measured)."""

FEW = 40
"""Adding up in an array of all documents is quicker than sorting where one in so many is concerned (measured)."""


def changes(ascending: IntArray) -> npt.NDArray[np.bool_]:
    """Which entries are not the same as the one before."""
    new = np.ones(len(ascending), np.bool_)
    new[1:] = ascending[1:] != ascending[:-1]
    return new


def union(parts: Sequence[IntArray], size: int) -> IntArray:
    """The documents in any of these."""
    parts = [part for part in parts if len(part)]
    if len(parts) < 2:
        return parts[0] if parts else np.empty(0, np.int64)
    if sum(map(len, parts)) * MANY < size:
        docs = np.sort(np.concatenate(parts))
        return docs[changes(docs)]
    marked = np.zeros(size, np.bool_)
    for part in parts:
        marked[part] = True
    return np.flatnonzero(marked)


def summed(runs: Sequence[tuple[Array, Array]], size: int) -> tuple[IntArray, npt.NDArray[np.float32]]:
    """The different documents of these runs, ascending, with the sum of the values given for each.

    A run is documents in any order, and a value above 0 for each.
    """
    runs = [run for run in runs if len(run[0])]
    if sum(len(docs) for docs, _ in runs) * FEW < size:
        return _summed_by_sorting(runs)
    sums = np.zeros(size, np.float32)
    for docs, values in runs:
        np.add.at(sums, docs, values)
    different = np.flatnonzero(sums > 0)  # quicker than of the sums themselves
    return different, sums.take(different)


def _summed_by_sorting(runs: Sequence[tuple[Array, Array]]) -> tuple[IntArray, npt.NDArray[np.float32]]:
    if not runs:
        return np.empty(0, np.int64), np.empty(0, np.float32)
    docs = np.concatenate([docs for docs, _ in runs]).astype(np.int64)
    values = np.concatenate([values for _, values in runs])
    order = np.argsort(docs, kind="stable")  # quick, since it is a few ascending runs
    docs = docs[order]
    begins = np.flatnonzero(changes(docs))
    return docs[begins], np.add.reduceat(values[order], begins, dtype=np.float32)


def complement(docs: IntArray, live: npt.NDArray[np.bool_]) -> IntArray:
    """The live documents that are not among these."""
    marked = live.copy()
    marked[docs] = False
    return np.flatnonzero(marked)
