"""Merging sorted postings into the postings of a new segment, a stretch of terms at a time.

What is merged are older segments, whose deleted documents fall away, runs that were set aside because memory grew,
and the words that were collected last. Each holds documents that come after those of the one before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import Any, Protocol

import numpy as np

from index.arrays.ranges import Array, IntArray, counts_of, ranges, starts_of
from index.fulltext.arrayfile import ArrayFileWriter
from index.fulltext.inverting import NO_STEM, Postings
from index.fulltext.packed import write_packed
from index.fulltext.segment import TermArrays

STRETCH = 2_000_000
"""About how many occurrences are merged at a time."""


class Source(Protocol):
    """Sorted postings, of which those of some neighbouring terms can be had at a time."""

    terms: list[bytes]
    stems: IntArray  # of each term the CRC-32 of its stem, or NO_STEM
    document_frequencies: IntArray
    occurrences: IntArray

    def docs(self, start: int, stop: int) -> Array:
        """The documents of these terms, by their numbers in the new segment."""

    def frequencies(self, start: int, stop: int) -> Array:
        """How often the terms stand in each of these."""

    def positions(self, start: int, stop: int) -> Array:
        """And where."""

    def release(self) -> None:
        """Give back the memory of what was read."""


class CollectedSource:
    """Postings in memory."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        self.terms = postings.terms
        self.stems = postings.stems
        self.document_frequencies = postings.document_frequencies
        self._starts = starts_of(postings.document_frequencies)
        self._occurrence_starts = starts_of(postings.frequencies)[self._starts]
        self.occurrences = counts_of(self._occurrence_starts)

    def docs(self, start: int, stop: int) -> Array:
        return self._postings.docs[self._starts[start] : self._starts[stop]]

    def frequencies(self, start: int, stop: int) -> Array:
        return self._postings.frequencies[self._starts[start] : self._starts[stop]]

    def positions(self, start: int, stop: int) -> Array:
        return self._postings.positions[self._occurrence_starts[start] : self._occurrence_starts[stop]]

    def release(self) -> None:
        """All of it is needed until it has been written."""


class StoredSource:
    """Postings in a file. ``numbers`` gives the new number of each document, -1 for those that were deleted."""

    def __init__(self, stored: TermArrays, numbers: IntArray) -> None:
        self._stored = stored
        self._numbers = numbers
        self._whole = bool((numbers >= 0).all())
        self.terms = stored.terms()
        self.stems = stored.stems(NO_STEM)
        self.document_frequencies = counts_of(stored.posting_starts)
        self.occurrences = counts_of(stored.occurrence_starts)
        if not self._whole:
            self._count_what_is_kept()

    def _count_what_is_kept(self) -> None:
        for start, stop in stretches(self.occurrences):
            begins = self._stored.posting_starts[start:stop].astype(np.int64)
            begins -= begins[0]
            kept = self._kept(start, stop)
            frequencies = self._stored.frequencies(start, stop)
            self.document_frequencies[start:stop] = np.add.reduceat(kept, begins, dtype=np.int64)
            self.occurrences[start:stop] = np.add.reduceat(kept * frequencies, begins, dtype=np.int64)

    def _kept(self, start: int, stop: int) -> Array:
        kept: Array = self._numbers[self._stored.docs(start, stop)] >= 0
        return kept

    def docs(self, start: int, stop: int) -> Array:
        numbers: IntArray = self._numbers[self._stored.docs(start, stop)]
        return numbers if self._whole else numbers[numbers >= 0]

    def frequencies(self, start: int, stop: int) -> Array:
        found = self._stored.frequencies(start, stop)
        return found if self._whole else found[self._kept(start, stop)]

    def positions(self, start: int, stop: int) -> Array:
        found = self._stored.positions(start, stop)
        if not self._whole:
            found = found[np.repeat(self._kept(start, stop), self._stored.frequencies(start, stop))]
        return found

    def release(self) -> None:
        self._stored.release()


class Merger:
    """Merges the postings of one field."""

    def __init__(self, sources: Sequence[Source]) -> None:
        """``sources`` come in the order of their documents."""
        self._sources = sources
        everything, places = _united([source.terms for source in sources])
        frequencies = np.zeros(len(everything), np.int64)
        for source, place in zip(sources, places, strict=True):
            frequencies[place] += source.document_frequencies
        kept = np.flatnonzero(frequencies)  # a term whose documents were all deleted falls away
        renumbered = np.searchsorted(kept, np.arange(len(everything) + 1))
        self.terms = everything if len(kept) == len(everything) else [everything[at] for at in kept.tolist()]
        self._places = [renumbered[place] for place in places]
        self._postings = starts_of(frequencies[kept])
        self._stems = np.full(len(self.terms), NO_STEM)
        occurrences = np.zeros(len(self.terms) + 1, np.int64)  # one more, for terms that fell away at the end
        for source, place in zip(sources, self._places, strict=True):
            held = source.document_frequencies > 0
            self._stems[place[held]] = source.stems[held]
            np.add.at(occurrences, place, source.occurrences)
        self._occurrences = starts_of(occurrences[:-1])

    def write(self, file: ArrayFileWriter, field: str, positions: type[np.unsignedinteger[Any]]) -> None:
        """Write a field as the module ``segment`` describes, its positions as items of the type given."""
        text = b"\0" + b"\0".join(self.terms) + b"\0"
        lengths = np.fromiter(map(len, self.terms), np.int64, len(self.terms))
        file.write(f"{field}.text", np.frombuffer(text, np.uint8))
        file.write(f"{field}.offsets", _smallest(starts_of(lengths + 1) + 1))
        file.write(f"{field}.postings", _smallest(self._postings))
        file.write(f"{field}.occurrences", _smallest(self._occurrences))
        first: list[Array] = []
        write_packed(file, f"{field}.gaps", self._gaps(first), np.uint16)
        file.write_pieces(f"{field}.first", first, np.uint32)
        write_packed(file, f"{field}.frequencies", self._merged("frequencies"), np.uint8)
        write_packed(file, f"{field}.positions", self._merged("positions"), positions)
        stemmed = np.flatnonzero(self._stems != NO_STEM)
        stemmed = stemmed[np.argsort(self._stems[stemmed], kind="stable")]
        file.write(f"{field}.stems", self._stems[stemmed].astype(np.uint32))
        file.write(f"{field}.stemmed", stemmed.astype(np.uint32))

    def _gaps(self, first: list[Array]) -> Iterator[Array]:
        for start, stop, docs in self._stretches("docs"):
            begins = self._postings[start:stop] - self._postings[start]
            first.append(docs[begins])
            gaps = docs.copy()
            gaps[1:] -= docs[:-1]
            gaps[begins] = 0
            yield gaps

    def _merged(self, what: str) -> Iterator[Array]:
        return (values for _, _, values in self._stretches(what))

    def _stretches(self, what: str) -> Iterator[tuple[int, int, Array]]:
        """Docs, frequencies or positions of neighbouring terms: where the terms start and stop, and the values."""
        starts = self._occurrences if what == "positions" else self._postings
        for start, stop in stretches(counts_of(self._occurrences)):
            merged: Array = np.empty(starts[stop] - starts[start], np.int64)
            free = starts[start:stop] - starts[start]  # where the next value of each term goes
            for source, places in zip(self._sources, self._places, strict=True):
                low, high = np.searchsorted(places, (start, stop)).tolist()
                counts = (source.occurrences if what == "positions" else source.document_frequencies)[low:high]
                values = getattr(source, what)(low, high)
                if len(values) == len(merged):  # nothing comes from anywhere else
                    merged = values
                    break
                terms = places[low:high] - start
                merged[ranges(free[terms], counts)] = values
                free[terms] += counts  # a term that fell away adds nothing, and comes before the one at its place
            yield start, stop, merged
            for source in self._sources:
                source.release()  # or the whole of a large index would be held at its end


def _united(lists: Sequence[list[bytes]]) -> tuple[list[bytes], list[IntArray]]:
    """The different terms of ascending lists, ascending, and for each list the places of its terms among them."""
    if len(lists) == 1:
        return lists[0], [np.arange(len(lists[0]))]
    everything = list(dict.fromkeys(sorted(chain.from_iterable(lists))))  # quick, since it is a few ascending runs
    place = dict(zip(everything, range(len(everything)), strict=True))
    return everything, [np.fromiter(map(place.__getitem__, terms), np.int64, len(terms)) for terms in lists]


def stretches(occurrences: IntArray) -> Iterator[tuple[int, int]]:
    """Cuts neighbouring terms into stretches with about ``STRETCH`` occurrences, or one term with more."""
    groups = np.cumsum(occurrences) // STRETCH
    cuts = np.flatnonzero(np.diff(groups)) + 1
    yield from pairwise([0, *cuts.tolist(), len(occurrences)] if len(occurrences) else [])


def _smallest(values: IntArray) -> Array:
    return values.astype(np.uint32 if values[-1] < 1 << 32 else np.uint64)
