"""Where keys stand among many others."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.arrays.ranges import IntArray
from index.arrays.sets import MANY

UNKNOWN = -1
"""The place of a key that is not there."""

SPARSE = 20
"""A table of all numbers up to the highest key is worth its memory unless only one in so many is a key."""


class KeyLookup:
    """Ascending keys, each above 0 and at a place counted from 0."""

    def __init__(self, keys: IntArray) -> None:
        self._keys = keys

    def places(self, wanted: IntArray) -> IntArray:
        """The places of these keys in their order, without those that are not there."""
        if not len(self._keys) or not len(wanted):
            return np.empty(0, np.int64)
        if len(wanted) * MANY > len(self._keys) and self._keys[-1] < SPARSE * len(self._keys):
            if wanted.max() > self._keys[-1]:
                wanted = wanted[wanted <= self._keys[-1]]
            found = self._table.take(wanted)
            if found.min(initial=0) < 0:
                found = found[found >= 0]
            return found.astype(np.int64)
        at = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
        return np.asarray(at[self._keys[at] == wanted])

    def place_of_each(self, wanted: IntArray) -> IntArray:
        """The place of each of these keys, UNKNOWN for one that is not there."""
        if not len(self._keys):
            return np.full(len(wanted), UNKNOWN)
        at = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
        return np.where(self._keys[at] == wanted, at, UNKNOWN)

    @cached_property
    def _table(self) -> npt.NDArray[np.int32]:
        table = np.full(self._keys[-1] + 1, -1, np.int32)
        table[self._keys] = np.arange(len(self._keys), dtype=np.int32)
        return table
