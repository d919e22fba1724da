"""Where a word of a query stands in any of the forms that it asks for, in one field, over all segments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.fulltext.packed import IntArray, ranges
from index.fulltext.segment import TermArrays
from index.fulltext.sets import summed

POSITION_BITS = 32


@dataclass(frozen=True, slots=True)
class Part:
    """The terms of one segment that a word of a query asks for."""

    base: int  # the number of the segment's first document
    terms: TermArrays
    numbers: IntArray

    def frequencies(self) -> IntArray:
        """In how many documents each of the terms stands, deleted ones included."""
        starts = self.terms.posting_starts
        frequencies: IntArray = starts[self.numbers + 1].astype(np.int64) - starts[self.numbers]
        return frequencies


@dataclass(frozen=True, slots=True)
class Choice:
    """The terms of all segments that a word of a query asks for; ``left_out`` counts those that are too many."""

    parts: Sequence[Part]
    left_out: int = 0

    @property
    def nbytes(self) -> int:
        """How much memory it takes."""
        return sum(part.numbers.nbytes for part in self.parts) + 500


def count_words(choice: Choice, size: int) -> tuple[IntArray, npt.NDArray[np.number]]:
    """The documents in which any of the terms stands, ascending, and how often they stand there together.

    Deleted documents are among them. ``size`` is the number of all documents.
    """
    found = [_count(part, size) for part in choice.parts]
    if not found:
        return np.empty(0, np.int64), np.empty(0)
    return np.concatenate([docs for docs, _ in found]), np.concatenate([freqs for _, freqs in found])


def _count(part: Part, size: int) -> tuple[IntArray, npt.NDArray[np.number]]:
    docs, freqs = part.terms.postings_of(part.numbers)
    if len(part.numbers) > 1:
        docs, freqs = summed(docs, freqs, size)
    return docs + part.base, freqs


class Occurrences:
    """Every place at which any of the terms stands. It keeps what is needed to find them quickly."""

    def __init__(self, choice: Choice, size: int) -> None:
        """``size`` is the number of all documents."""
        self._parts = [_Located.read(part) for part in choice.parts]
        self.marked = np.zeros(size, np.bool_)
        """For each document whether any of the terms stands in it."""
        for part in self._parts:
            self.marked[part.docs] = True
        self._in_order = all(len(part.numbers) == 1 for part in choice.parts)

    def __len__(self) -> int:
        """The number of pairs of a term and a document."""
        return sum(len(part.docs) for part in self._parts)

    @property
    def nbytes(self) -> int:
        """How much memory it takes."""
        parts = sum(part.docs.nbytes + part.freqs.nbytes + part.starts.nbytes for part in self._parts)
        return parts + self.marked.nbytes + 500

    def counts(self, docs: IntArray) -> IntArray:
        """How often any of the terms stands in each of these ascending documents."""
        wanted = np.zeros(len(self.marked), np.bool_)
        wanted[docs] = True
        counts = np.zeros(len(docs), np.int64)
        for part in self._parts:
            chosen = np.flatnonzero(wanted[part.docs])
            np.add.at(counts, np.searchsorted(docs, part.docs[chosen]), part.freqs[chosen])
        return counts

    def places(self, docs: IntArray, size: int) -> IntArray:
        """Every position in these documents as ``document << POSITION_BITS | position``, ascending."""
        wanted = np.zeros(size, np.bool_)
        wanted[docs] = True
        found = [part.places(wanted) for part in self._parts]
        places = np.concatenate(found) if found else np.empty(0, np.int64)
        if not self._in_order:
            places.sort(kind="stable")  # quick, since it is a few ascending runs
        return places


@dataclass(frozen=True, slots=True)
class _Located:
    """Postings of one segment, one term's after the other's, and where the positions of each begin."""

    terms: TermArrays
    docs: npt.NDArray[np.int32]
    freqs: npt.NDArray[np.number]
    starts: npt.NDArray[np.integer]

    @classmethod
    def read(cls, part: Part) -> _Located:
        docs, freqs = part.terms.postings_of(part.numbers)
        lengths = part.frequencies()
        starts = np.cumsum(freqs, dtype=np.int64) - freqs
        begins = part.terms.occurrence_starts[part.numbers] - starts[np.cumsum(lengths) - lengths]
        starts += np.repeat(begins, lengths)
        narrow = np.int32 if starts[-1] < 1 << 31 else np.int64
        return cls(part.terms, (docs + part.base).astype(np.int32), freqs, starts.astype(narrow))

    def places(self, wanted: npt.NDArray[np.bool_]) -> IntArray:
        chosen = np.flatnonzero(wanted[self.docs])
        freqs = self.freqs[chosen].astype(np.int64)
        places = np.repeat(self.docs[chosen].astype(np.int64) << POSITION_BITS, freqs)
        places |= self.terms.positions_at(ranges(self.starts[chosen].astype(np.int64), freqs))
        return places
