"""The documents of a result in their order. Only what is looked at is sorted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, overload

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]

FIRST = 200
AHEAD = 4
"""So many documents are sorted at first, and so many times as many as are asked for if they are more."""


class OrderedKeys(Sequence[int]):
    """Keys by ascending rank."""

    def __init__(
        self, keys: IntArray, chosen: IntArray, ranks: npt.NDArray[Any], ties: npt.NDArray[Any] | None = None
    ) -> None:
        """The ``chosen`` ones of ``keys``, by their places in any order, with a number for each of them.

        Where ranks are the same, the order is by ``ties``, one for each of ``keys``; without them it is by key.
        """
        self._keys = keys
        self._chosen = chosen
        self._ranks = ranks
        self._ties = keys if ties is None else ties
        self._first: IntArray = np.empty(0, np.int64)

    def __len__(self) -> int:
        return len(self._chosen)

    def __array__(self, dtype: npt.DTypeLike | None = None, copy: bool | None = None) -> npt.NDArray[Any]:
        """The keys in no particular order."""
        return np.asarray(self._keys.take(self._chosen), dtype=dtype)

    def __iter__(self) -> Iterator[int]:
        return iter(self._up_to(len(self)).tolist())

    @overload
    def __getitem__(self, index: int) -> int: ...

    @overload
    def __getitem__(self, index: slice) -> list[int]: ...

    def __getitem__(self, index: int | slice) -> int | list[int]:
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            keys: list[int] = self._up_to(max(start, stop))[start:stop:step].tolist()
            return keys
        place = index + len(self) if index < 0 else index
        if not 0 <= place < len(self):
            raise IndexError("there are fewer documents")
        return int(self._up_to(place + 1)[place])

    def _up_to(self, count: int) -> IntArray:
        """The keys in their order, as many as are asked for at least."""
        if count > len(self._first):
            chosen = np.arange(len(self))
            wanted = max(FIRST, AHEAD * count)
            if wanted < len(self):
                chosen = np.flatnonzero(self._ranks <= np.partition(self._ranks, wanted)[wanted])
            self._first = self._sorted(chosen)
        return self._first

    def _sorted(self, chosen: IntArray) -> IntArray:
        places = self._chosen[chosen]
        return self._keys[places[np.lexsort((self._ties[places], self._ranks[chosen]))]]
