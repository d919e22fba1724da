"""Sets of document numbers as ascending arrays. Few are searched for, many are marked in an array of all documents."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from index.fulltext.arrayfile import Array
from index.fulltext.packed import IntArray

MANY = 12
"""Marking is quicker than searching where one in so many documents is concerned (measured)."""


def places_in(wanted: IntArray, docs: IntArray, size: int) -> tuple[npt.NDArray[np.bool_], IntArray]:
    """Which of the wanted documents are among ``docs``, and at which place each of these stands there."""
    if not len(docs):
        return np.zeros(len(wanted), np.bool_), np.empty(0, np.int64)
    if len(wanted) * MANY < len(docs):
        places = np.minimum(np.searchsorted(docs, wanted), len(docs) - 1)
        present = docs[places] == wanted
        return present, places[present]
    place = np.full(size, -1, np.int32)
    place[docs] = np.arange(len(docs), dtype=np.int32)
    places = place[wanted]
    present = places >= 0
    return present, places[present].astype(np.int64)


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


def summed(docs: IntArray, values: Array, size: int) -> tuple[IntArray, npt.NDArray[np.float64]]:
    """The different ones of these documents, which come in any order, with the sum of the values given for each.

    Values are above 0.
    """
    if len(docs) * MANY < size:
        if not len(docs):
            return docs, np.empty(0)
        order = np.argsort(docs, kind="stable")  # quick, since it is a few ascending runs
        begins = np.flatnonzero(changes(docs[order]))
        return docs[order[begins]], np.add.reduceat(values[order], begins, dtype=np.float64)
    sums = np.bincount(docs, values, size).astype(np.float64, copy=False)
    different = np.flatnonzero(sums > 0)  # quicker than of the sums themselves
    return different, sums[different]


def complement(docs: IntArray, live: npt.NDArray[np.bool_]) -> IntArray:
    """The live documents that are not among these."""
    marked = live.copy()
    marked[docs] = False
    return np.flatnonzero(marked)
