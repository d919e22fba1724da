"""Numbers that are nearly all small, each in one or two bytes; those that do not fit stand beside, with their place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from index.arrays.ranges import Array, IntArray
from index.fulltext.arrayfile import ArrayFile, ArrayFileWriter


def write_packed(file: ArrayFileWriter, name: str, pieces: Iterable[Array], dtype: npt.DTypeLike) -> None:
    """Write numbers from 0 to 2**32 - 1 that come in pieces. Those above ``dtype`` take eight bytes more."""
    limit = int(np.iinfo(dtype).max)
    places: list[IntArray] = []
    larger: list[Array] = []

    def small() -> Iterator[Array]:
        start = 0
        for piece in pieces:
            over = np.flatnonzero(piece > limit)
            if len(over):
                places.append(over + start)
                larger.append(piece[over])
            start += len(piece)
            yield np.minimum(piece, limit) if len(over) else piece

    file.write_pieces(name, small(), dtype)
    file.write_pieces(f"{name}.places", places, np.uint64)
    file.write_pieces(f"{name}.larger", larger, np.uint32)


class Packed:
    """Reads what ``write_packed`` wrote."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._file = file
        self._name = name
        self._small = file.unchecked(name)
        self._places = file.array(f"{name}.places").astype(np.int64)
        self._larger = file.array(f"{name}.larger")

    def __len__(self) -> int:
        return len(self._small)

    def slice(self, start: int, stop: int) -> Array:
        """The numbers from ``start`` to ``stop``; of the stored type, as a view, where all of them fit it."""
        self._file.check(self._name, start, stop)
        found = self._small[start:stop]
        if len(self._places):
            first, last = self._places.searchsorted(start), self._places.searchsorted(stop)
            if first < last:
                found = found.astype(np.int64)
                found[self._places[first:last] - start] = self._larger[first:last]
        return found

    def at(self, places: IntArray) -> IntArray:
        """The numbers at these ascending places."""
        if not len(places):
            return np.empty(0, np.int64)
        start = int(places[0])
        self._file.check(self._name, start, int(places[-1]) + 1)
        found = self._small[places].astype(np.int64)
        if len(self._places):
            at = np.minimum(np.searchsorted(self._places, places), len(self._places) - 1)
            over = self._places[at] == places
            found[over] = self._larger[at[over]]
        return found
