"""Where a word of a query stands in any of the forms that it asks for, in one field, over all segments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from index.arrays.ranges import IntArray, ranges, starts_of, sums_before
from index.arrays.sets import MANY, changes
from index.fulltext.segment import TermArrays

POSITION_BITS = 32


@dataclass(frozen=True, slots=True)
class Part:
    """The terms of one segment that a word of a query asks for."""

    base: int  # the number of the segment's first document
    terms: TermArrays
    numbers: IntArray
    frequencies: IntArray  # in how many documents each of the terms stands, deleted ones included

    @classmethod
    def of(cls, base: int, terms: TermArrays, numbers: IntArray) -> Part:
        """The terms of these numbers."""
        starts = terms.posting_starts
        return cls(base, terms, numbers, starts[numbers + 1].astype(np.int64) - starts[numbers])


@dataclass(frozen=True, slots=True)
class Choice:
    """The terms of all segments that a word of a query asks for."""

    whole: Sequence[Part]
    parts: Sequence[Part]  # what is searched: the most frequent of them, if all of them are too many
    left_out: int  # how many terms are not searched
    postings: int  # of all that is searched, those in deleted documents included

    @classmethod
    def of(cls, whole: Sequence[Part], most: int) -> Choice:
        """These terms, as far as they have no more than ``most`` postings together."""
        postings = sum(int(part.frequencies.sum()) for part in whole)
        if postings <= most:
            return cls(whole, whole, 0, postings)
        descending = np.sort(np.concatenate([part.frequencies for part in whole]))[::-1]
        least = descending[np.searchsorted(np.cumsum(descending), most, "right")]
        kept = [Part.of(part.base, part.terms, part.numbers[part.frequencies > least]) for part in whole]
        left_out = sum(int((part.frequencies <= least).sum()) for part in whole)
        return cls(whole, [part for part in kept if len(part.numbers)], left_out, most)

    @property
    def has_one_term(self) -> bool:
        """Whether one term of one segment is all that is searched: it stands in each of its documents once."""
        return len(self.parts) == 1 and len(self.parts[0].numbers) == 1

    @property
    def nbytes(self) -> int:
        """How much memory it takes."""
        return sum(2 * part.numbers.nbytes for part in self.whole) + 500


class Occurrences:
    """Where terms stand: the documents of one term after those of the other, deleted ones included."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = [_PartOccurrences(part) for part in parts]

    @property
    def nbytes(self) -> int:
        """How much memory it takes."""
        return sum(part.nbytes for part in self._parts) + 500

    @property
    def docs(self) -> npt.NDArray[np.int32]:
        """The document of each pair."""
        return _joined([part.docs for part in self._parts])

    @property
    def freqs(self) -> npt.NDArray[np.number]:
        """How often the term of each pair stands in its document."""
        return _joined([part.freqs for part in self._parts])

    def live_frequencies(self, live: npt.NDArray[np.bool_]) -> Sequence[IntArray]:
        """In how many of the documents that are ``live`` each term stands, for each part."""
        return [part.live_frequencies(live) for part in self._parts]

    def everywhere(self) -> Selection:
        """All of them."""
        return Selection([(part, np.arange(len(part.docs))) for part in self._parts])

    def within(self, docs: IntArray, size: int) -> Selection:
        """Those in these ascending documents; ``size`` is the number of all documents."""
        return Selection([(part, part.within(docs, size)) for part in self._parts])


class Selection:
    """Some of the occurrences of a word."""

    def __init__(self, chosen: Sequence[tuple[_PartOccurrences, IntArray]]) -> None:
        """Of each part the places of pairs of a term and a document, ascending."""
        self._chosen = chosen

    def __len__(self) -> int:
        """How often the word stands there."""
        return sum(int(part.freqs[places].sum(dtype=np.int64)) for part, places in self._chosen)

    def within(self, marked: npt.NDArray[np.bool_]) -> Selection:
        """Those in the marked documents."""
        return Selection([(part, places[marked.take(part.docs[places])]) for part, places in self._chosen])

    @property
    def docs(self) -> IntArray:
        """The different documents, ascending."""
        docs = _joined([part.docs[places] for part, places in self._chosen])
        if not self._in_order:
            docs = np.sort(docs)
            docs = docs[changes(docs)]
        return docs

    def counts(self, docs: IntArray) -> IntArray:
        """How often the word stands in each of these ascending documents, which have all of the selection."""
        counts = np.zeros(len(docs), np.int64)
        for part, places in self._chosen:
            np.add.at(counts, np.searchsorted(docs, part.docs[places]), part.freqs[places])
        return counts

    def positions(self) -> IntArray:
        """Every position as ``document << POSITION_BITS | position``, ascending."""
        positions = _joined([part.positions(places) for part, places in self._chosen])
        if not self._in_order:
            positions.sort()
        return positions

    @property
    def _in_order(self) -> bool:
        return all(len(part.numbers) == 1 for part, _ in self._chosen)


class _PartOccurrences:
    """The occurrences in one segment."""

    def __init__(self, part: Part) -> None:
        self.numbers = part.numbers
        self._terms = part.terms
        self.docs, self.freqs = part.terms.postings_of(part.numbers)
        self.docs += np.int32(part.base)
        self._lengths = part.frequencies

    @property
    def nbytes(self) -> int:
        return self.docs.nbytes + self.freqs.nbytes + self.numbers.nbytes

    def live_frequencies(self, live: npt.NDArray[np.bool_]) -> IntArray:
        begins = np.cumsum(self._lengths) - self._lengths
        return np.add.reduceat(live.take(self.docs), begins, dtype=np.int64)

    def within(self, docs: IntArray, size: int) -> IntArray:
        """The places of the pairs in these ascending documents: few are searched for, many are marked."""
        if (len(docs) + MANY) * len(self.numbers) * MANY < len(self.docs):
            return self._searched(docs.astype(np.int32))
        marked = np.zeros(size, np.bool_)
        marked[docs] = True
        return np.flatnonzero(marked.take(self.docs))

    def _searched(self, docs: npt.NDArray[np.int32]) -> IntArray:
        found = []
        begin = 0
        for end in np.cumsum(self._lengths).tolist():
            places = self.docs[begin:end].searchsorted(docs) + begin
            places = places[places < end]
            found.append(places[self.docs[places] == docs[: len(places)]])
            begin = end
        return _joined(found)

    def positions(self, chosen: IntArray) -> IntArray:
        freqs = self.freqs[chosen].astype(np.int64)
        positions = np.repeat(self.docs[chosen].astype(np.int64) << POSITION_BITS, freqs)
        positions |= self._terms.positions_at(ranges(self._starts(chosen), freqs))
        return positions

    def _starts(self, chosen: IntArray) -> IntArray:
        """Where the positions of each pair begin among those of the field."""
        starts = sums_before(self.freqs, chosen)
        begins = self._terms.occurrence_starts[self.numbers].astype(np.int64)
        if len(begins) == 1:
            return np.asarray(starts + begins[0])
        ends = self._terms.occurrence_starts[self.numbers + 1].astype(np.int64)
        gaps = begins - starts_of(ends - begins)[:-1]  # between where a term's would begin here and where they do
        return np.asarray(starts + gaps[np.searchsorted(np.cumsum(self._lengths), chosen, "right")])


def _joined(arrays: Sequence[npt.NDArray[Any]]) -> npt.NDArray[Any]:
    if len(arrays) == 1:
        return arrays[0]
    return np.concatenate(arrays) if arrays else np.empty(0, np.int64)
