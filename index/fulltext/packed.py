"""Numbers that are nearly all small, each in one or two bytes; those that do not fit stand beside, with their place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from index.fulltext.arrayfile import Array, ArrayFile, ArrayFileWriter

IntArray = npt.NDArray[np.int64]


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
