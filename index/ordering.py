"""The documents of a result in their order. Only what is looked at is sorted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, overload

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]

FIRST = 1000
"""So many documents are found without sorting the rest."""


class OrderedKeys(Sequence[int]):
    """Keys by ascending rank, and by key where ranks are the same."""

    def __init__(self, keys: IntArray, ranks: npt.NDArray[Any]) -> None:
        """``ranks`` holds a number for each of the keys, which come in any order."""
        self._keys = keys
        self._ranks = ranks
        self._first: IntArray | None = None
        self._all: IntArray | None = None

    def __len__(self) -> int:
        return len(self._keys)

    def __array__(self, dtype: npt.DTypeLike | None = None, copy: bool | None = None) -> npt.NDArray[Any]:
        """The keys in no particular order."""
        return np.array(self._keys, dtype=dtype) if copy else np.asarray(self._keys, dtype=dtype)

    def __iter__(self) -> Iterator[int]:
        return iter(self._up_to(len(self)).tolist())

    @overload
    def __getitem__(self, index: int) -> int: ...

    @overload
    def __getitem__(self, index: slice) -> list[int]: ...

    def __getitem__(self, index: int | slice) -> int | list[int]:
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            return [int(key) for key in self._up_to(max(start, stop))[start:stop:step]]
        place = index + len(self) if index < 0 else index
        if not 0 <= place < len(self):
            raise IndexError("there are fewer documents")
        return int(self._up_to(place + 1)[place])

    def _up_to(self, count: int) -> IntArray:
        """The keys in their order, as many as are asked for at least."""
        if self._all is not None:
            return self._all
        if count > FIRST or len(self) <= FIRST:
            self._all = self._sorted(np.arange(len(self)))
            return self._all
        if self._first is None:
            last = np.partition(self._ranks, FIRST)[FIRST]
            self._first = self._sorted(np.flatnonzero(self._ranks <= last))
        return self._first

    def _sorted(self, chosen: IntArray) -> IntArray:
        keys = self._keys[chosen]
        return keys[np.lexsort((keys, self._ranks[chosen]))]
