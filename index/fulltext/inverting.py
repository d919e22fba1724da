"""From words to postings: the words of many documents are collected as numbers, and sorted by term in one go."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from index.arrays.ranges import Array, IntArray
from index.text.stemming import stem
from index.text.words import entry, surfaces

MOST_SURFACES = 400_000
"""Written words whose terms are remembered, about 60 MB; then the remembering starts anew."""

PIECE = 1_000_000
"""Characters whose words are looked at together."""

_CAPITALS = 1 << 31
"""Added to the number of a word's form where the word is also indexed in capitals."""

NO_STEM = -1
"""Stands for the stem of a term that is its own stem, or a word in capitals."""


@dataclass(frozen=True, slots=True)
class Postings:
    """Sorted postings of one field. Each term's are ascending by document, each document's by position."""

    terms: list[bytes]  # ascending
    stems: IntArray  # of each term the CRC-32 of its stem, or NO_STEM
    document_frequencies: IntArray  # of each term
    docs: Array
    frequencies: IntArray
    positions: Array


class Terms(dict[str, int]):
    """Words as they are written to the numbers of their forms, worked out when they are first met."""

    def __init__(self) -> None:
        super().__init__()
        self.terms: list[bytes] = []
        self.stems = array("q")  # by the terms' numbers
        self._numbers: dict[str, int] = {}
        self.capitals: dict[int, int] = {}  # from the number of a form to that of the form in capitals

    def __missing__(self, surface: str) -> int:
        form, capitals = entry(surface)
        number = self._number(form)
        if capitals:
            self.capitals.setdefault(number, self._number(form.upper()))
            number |= _CAPITALS
        self[surface] = number
        return number

    def _number(self, term: str) -> int:
        number = self._numbers.setdefault(term, len(self.terms))
        if number == len(self.terms):
            self.terms.append(term.encode())
            self.stems.append(_stem_code(term))
        return number

    def forget(self) -> None:
        """Start anew. The numbers that were given out are worth nothing then."""
        self.clear()
        self.terms.clear()
        self.stems = array("q")
        self._numbers.clear()
        self.capitals.clear()


def _stem_code(term: str) -> int:
    found = stem(term)
    return NO_STEM if found == term or term.isupper() else zlib.crc32(found.encode())


def _pieces(text: str) -> Iterator[str]:
    """A long text in pieces that end at a space, where no word goes on: 50 MB on one line are 10 million words."""
    start = 0
    while len(text) - start > PIECE:
        stop = text.rfind(" ", start, start + PIECE) + 1 or text.find(" ", start + PIECE) + 1 or len(text)
        yield text[start:stop]
        start = stop
    yield text[start:]


class Collector:
    """The words of one field of the documents that were added since it was last emptied."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._words = array("I")
        self._docs = array("I")
        self._counts = array("I")

    def __len__(self) -> int:
        return len(self._words)

    def add(self, doc: int, text: str) -> int:
        """Add a text; documents come in order. Returns how many postings it makes: words in capitals make two."""
        numbers = array("I")
        for piece in _pieces(text):
            numbers.extend(array("I", list(map(self._terms.__getitem__, surfaces(piece)))))
        self._words.extend(numbers)
        self._docs.append(doc)
        self._counts.append(len(numbers))
        return len(numbers) + int(np.count_nonzero(np.frombuffer(numbers, np.uint32) >= _CAPITALS))

    def take(self) -> Postings:
        """The postings of what was collected, which is forgotten."""
        words = np.frombuffer(self._words, np.uint32)
        counts = np.frombuffer(self._counts, np.uint32).astype(np.int64)
        docs = np.repeat(np.frombuffer(self._docs, np.uint32), counts)
        positions = np.arange(len(words), dtype=np.uint32)
        positions -= np.repeat((np.cumsum(counts) - counts).astype(np.uint32), counts)
        used, numbers, order = self._in_order(words)
        capitals = np.flatnonzero(words >= _CAPITALS).astype(np.uint32)
        place = np.concatenate((np.arange(len(words), dtype=np.uint32), capitals))[order]
        self._words, self._docs, self._counts = array("I"), array("I"), array("I")
        terms = [self._terms.terms[number] for number in used.tolist()]
        stems = np.array(self._terms.stems, np.int64)[used]
        del words  # each of these is as long as the words: none is kept longer than it is needed
        numbers = numbers[order]
        del order
        docs = docs[place]
        positions = positions[place]
        del place
        return _grouped(terms, stems, numbers, docs, positions)

    def _in_order(self, words: Array) -> tuple[IntArray, Array, IntArray]:
        """The terms that occur, ascending; the place among them of each word, then of each in capitals; their order."""
        numbers = words & ~np.uint32(_CAPITALS)
        capitals = np.zeros(len(self._terms.terms), np.uint32)
        for form, written in self._terms.capitals.items():
            capitals[form] = written
        numbers = np.concatenate((numbers, capitals[numbers[words >= _CAPITALS]]))
        used = np.flatnonzero(np.bincount(numbers, minlength=len(self._terms.terms)))
        used = np.array(sorted(used.tolist(), key=self._terms.terms.__getitem__), np.int64)
        ranks = np.zeros(len(self._terms.terms), np.uint32)
        ranks[used] = np.arange(len(used), dtype=np.uint32)
        numbers = ranks[numbers]
        return used, numbers, _stable_order(numbers)


def _stable_order(numbers: Array) -> IntArray:
    """A stable argsort. NumPy sorts 16 bits by radix, in linear time, so that is done once or twice."""
    order = np.argsort(numbers.astype(np.uint16), kind="stable")
    if len(numbers) and numbers.max() >= 1 << 16:
        order = order[np.argsort((numbers >> 16).astype(np.uint16)[order], kind="stable")]
    return order


def _grouped(terms: list[bytes], stems: IntArray, numbers: Array, docs: Array, positions: Array) -> Postings:
    """Postings from occurrences that are sorted by term, document and position."""
    begins = np.ones(len(numbers), np.bool_)
    begins[1:] = (numbers[1:] != numbers[:-1]) | (docs[1:] != docs[:-1])
    starts = np.flatnonzero(begins)
    return Postings(
        terms,
        stems,
        np.bincount(numbers[starts], minlength=len(terms)),
        docs[starts],
        np.diff(starts, append=len(numbers)),
        positions,
    )
