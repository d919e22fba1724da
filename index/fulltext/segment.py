"""The arrays of one segment. A segment is never changed: it is written, read, and one day merged and deleted.

``<segment>.docs`` holds for each document, by its number:

    <field>.lengths    the number of words, rounded up to one of 256 steps (one byte; the steps are Whoosh's)
    <column>.values    the numbers of a column

``<segment>.post`` holds for each indexed field, with its terms in the order of their UTF-8 bytes:

    .text              zero byte, first term, zero byte, second term, ... zero byte
    .offsets           where each term starts in it, and where one more would
    .postings          how many postings (pairs of term and document) stand before those of each term; then of all
    .occurrences       the same for occurrences, that is positions
    .first             the first document of each term
    .gaps              for each posting how far its document is from the one before; 0 for a term's first
    .frequencies       for each posting how often the term stands in the document
    .positions         of all occurrences, by term, document and place in the text, counted in words
    .stems             ascending CRC-32 of the stems of those terms whose stem differs from themselves
    .stemmed           the number of the term of each of these

``.gaps``, ``.frequencies`` and ``.positions`` are packed: see the module ``packed``.
"""

from __future__ import annotations

import mmap
import re
import zlib
from bisect import bisect_left, bisect_right
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.arrays.ranges import Array, IntArray, ranges
from index.fulltext.arrayfile import ArrayFile
from index.fulltext.damage import report_damage
from index.fulltext.packed import Packed
from index.text.stemming import stem as stem_of

DOCUMENTS, POSTINGS = ".docs", ".post"
"""The ends of the names of a segment's two files."""


FEW_TERMS = 32
"""The postings of so few terms are read one after the other, those of more all at once."""

LANDMARK = 64
"""One in so many terms is kept in memory."""


class SegmentArrays:
    """One segment, open for reading. What is read once stays."""

    def __init__(self, name: Path, size: int) -> None:
        """Open the two files whose names begin with ``name``. Raises LibraryDamagedError."""
        self.size = size
        self._name = name
        self._documents = ArrayFile(name.with_name(name.name + DOCUMENTS))
        self._postings = ArrayFile(name.with_name(name.name + POSTINGS))
        self._fields: dict[str, TermArrays] = {}

    def fields(self) -> list[str]:
        """The names of the fields that have postings."""
        return [name.removesuffix(".text") for name in self._postings.names() if name.endswith(".text")]

    def field(self, name: str) -> TermArrays | None:
        """The postings of a field; None if it has none here."""
        if name not in self._fields and f"{name}.text" in self._postings:
            self._fields[name] = TermArrays(self._postings, name)
        return self._fields.get(name)

    def lengths(self, field: str) -> Array:
        """One byte for each document: the step of its number of words in a field."""
        name = f"{field}.lengths"
        return self._by_document(name) if name in self._documents else np.zeros(self.size, np.uint8)

    def has_column(self, column: str) -> bool:
        """Whether there are values of a column."""
        return f"{column}.values" in self._documents

    def column(self, column: str) -> Array:
        """The values of a column."""
        return self._by_document(f"{column}.values")

    def check_all(self) -> None:
        """Read everything once. Raises LibraryDamagedError."""
        self._documents.check_all()
        self._postings.check_all()

    def _by_document(self, name: str) -> Array:
        found = self._documents.array(name)
        if len(found) != self.size:
            raise report_damage(self._name.parent, f"{self._name.name}: it holds another number of documents")
        return found


class TermArrays:
    """The postings of one field of one segment. Terms are known by their number in the order of their bytes."""

    def __init__(self, file: ArrayFile, field: str) -> None:
        self._mapped = file.mapped
        self._text, self._text_end = file.place(f"{field}.text")
        self.offsets = file.array(f"{field}.offsets")
        self._offsets = self.offsets.data
        self.count = len(self._offsets) - 1
        self.posting_starts = file.array(f"{field}.postings")
        self.occurrence_starts = file.array(f"{field}.occurrences")
        self._posting_start = self.posting_starts.data
        self._occurrence_start = self.occurrence_starts.data
        self._first = file.array(f"{field}.first")
        self._gaps = Packed(file, f"{field}.gaps")
        self._frequencies = Packed(file, f"{field}.frequencies")
        self._positions = Packed(file, f"{field}.positions")
        self._stems = file.array(f"{field}.stems")
        self._stemmed = file.array(f"{field}.stemmed")

    def release(self) -> None:
        """Let the system take back the memory of what was read; it is read again when it is asked for."""
        self._mapped.madvise(mmap.MADV_DONTNEED)

    # Terms

    def term(self, number: int) -> bytes:
        """The term of this number."""
        return self._mapped[self._text + self._offsets[number] : self._text + self._offsets[number + 1] - 1]

    def terms(self, start: int = 0, stop: int | None = None) -> list[bytes]:
        """The terms of these numbers."""
        stop = self.count if stop is None else stop
        if start >= stop:
            return []
        return self._mapped[self._text + self._offsets[start] : self._text + self._offsets[stop] - 1].split(b"\0")

    def terms_of(self, numbers: IntArray) -> list[bytes]:
        """The terms of these ascending numbers."""
        if len(numbers) * 4 < self.count:
            mapped, text = self._mapped, self._text
            begins, ends = self.offsets[numbers].tolist(), self.offsets[numbers + 1].tolist()
            return [mapped[text + begin : text + end - 1] for begin, end in zip(begins, ends, strict=True)]
        everything = self.terms()
        return [everything[number] for number in numbers.tolist()]

    def text(self) -> Array:
        """The bytes of all terms, with a zero byte before the first and after each."""
        return np.frombuffer(self._mapped, np.uint8, self._text_end - self._text, self._text)

    def number_from(self, term: bytes) -> int:
        """The number of the first term that is not less than this one."""
        mapped, text, offsets = self._mapped, self._text, self._offsets
        block = bisect_left(self._landmarks, term)
        low, high = max(0, (block - 1) * LANDMARK), min(block * LANDMARK, self.count)
        while low < high:
            middle = (low + high) >> 1
            if mapped[text + offsets[middle] : text + offsets[middle + 1] - 1] < term:
                low = middle + 1
            else:
                high = middle
        return low

    @cached_property
    def _landmarks(self) -> list[bytes]:
        """Every so many terms one, in memory: a search among them leaves few to look at."""
        return [self.term(number) for number in range(0, self.count, LANDMARK)]

    def number(self, term: bytes) -> int:
        """The number of a term, -1 if it does not occur."""
        found = self.number_from(term)
        return found if found < self.count and self.term(found) == term else -1

    def numbers_with_prefix(self, prefix: bytes) -> tuple[int, int]:
        """The numbers of the terms that begin so, end exclusive."""
        if not prefix:
            return 0, self.count
        return self.number_from(prefix), self.number_from(prefix + b"\xff")  # no UTF-8 has this byte

    def numbers_with_stem(self, stem: str) -> list[int]:
        """The numbers of the terms that have this stem."""
        codes, crc = self._stems.data, zlib.crc32(stem.encode())
        first = bisect_left(codes, crc)
        last = bisect_right(codes, crc, first)
        found = [number for number in self._stemmed[first:last].tolist() if stem_of(self.term(number).decode()) == stem]
        itself = self.number(stem.encode())
        return [*found, itself] if itself >= 0 and stem_of(stem) == stem else found

    def stems(self, none: int) -> IntArray:
        """Of each term the CRC-32 of its stem, or ``none`` if that is the term itself."""
        found = np.full(self.count, none)
        found[self._stemmed] = self._stems
        return found

    def numbers_holding(self, literal: bytes, start: int, stop: int) -> IntArray:
        """Which terms from ``start`` to ``stop`` hold this. A zero byte at its end stands for the end of a term."""
        if start >= stop:
            return np.empty(0, np.int64)
        begin, end = self._text + self._offsets[start] - 1, self._text + self._offsets[stop]
        places = [match.start() for match in re.compile(re.escape(literal)).finditer(self._mapped, begin, end)]
        inside = (np.array(places, np.int64) - self._text).astype(self.offsets.dtype)
        return np.unique(np.searchsorted(self.offsets, inside, "right") - 1)

    # Postings

    def document_frequency(self, number: int) -> int:
        """In how many documents a term stands, deleted ones included."""
        return int(self._posting_start[number + 1] - self._posting_start[number])

    def occurrences(self, number: int) -> int:
        """How often a term stands in all documents, deleted ones included."""
        return int(self._occurrence_start[number + 1] - self._occurrence_start[number])

    def docs(self, start: int, stop: int) -> npt.NDArray[np.int32]:
        """The documents of these terms, one term's after the other's, ascending for each."""
        first, last = self._posting_start[start], self._posting_start[stop]
        docs = np.cumsum(self._gaps.slice(first, last), dtype=np.int32)  # it may wrap around, and back below
        if stop - start == 1:
            docs += np.int32(self._first[start])
        elif len(docs):
            starts = self.posting_starts[start : stop + 1].astype(np.int64)
            docs += np.repeat((self._first[start:stop] - docs[starts[:-1] - first]).astype(np.int32), np.diff(starts))
        return docs

    def postings_of(self, numbers: IntArray) -> tuple[npt.NDArray[np.int32], Array]:
        """The documents of these terms, given in ascending order, and how often each term stands in each of its own."""
        first, last = int(numbers[0]), int(numbers[-1]) + 1
        if last - first == len(numbers):
            return self.docs(first, last), self.frequencies(first, last)
        if len(numbers) <= FEW_TERMS:
            parts = [
                (self.docs(number, number + 1), self.frequencies(number, number + 1)) for number in numbers.tolist()
            ]
            return np.concatenate([docs for docs, _ in parts]), np.concatenate([counts for _, counts in parts])
        begins = self.posting_starts[numbers].astype(np.int64)
        lengths = self.posting_starts[numbers + 1].astype(np.int64) - begins
        places = ranges(begins, lengths)
        docs = np.cumsum(self._gaps.at(places), dtype=np.int32)
        docs += np.repeat((self._first[numbers] - docs[np.cumsum(lengths) - lengths]).astype(np.int32), lengths)
        return docs, self._frequencies.at(places)

    def frequencies(self, start: int, stop: int) -> Array:
        """How often these terms stand in each of their ``docs``."""
        return self._frequencies.slice(self._posting_start[start], self._posting_start[stop])

    def positions(self, start: int, stop: int) -> Array:
        """The positions of these terms, ascending for each document."""
        return self._positions.slice(self._occurrence_start[start], self._occurrence_start[stop])

    def positions_at(self, places: IntArray) -> IntArray:
        """Some of the field's positions, by their ascending places among all of them."""
        return self._positions.at(places)
