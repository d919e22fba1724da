"""From words to postings: the words of many documents are collected as numbers, and sorted by term in one go."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

import numpy as np

from index.fulltext.arrayfile import Array
from index.fulltext.packed import IntArray
from index.text.words import entry, surfaces

MOST_SURFACES = 400_000
"""Written words whose terms are remembered, about 60 MB; then the remembering starts anew."""

_ACRONYM = 1 << 31
"""Added to the number of a word's form where the word is also an acronym."""


@dataclass(frozen=True, slots=True)
class Postings:
    """Sorted postings of one field. Each term's are ascending by document, each document's by position."""

    terms: list[bytes]  # ascending
    document_frequencies: IntArray  # of each term
    docs: IntArray
    frequencies: IntArray
    positions: IntArray


class Terms(dict[str, int]):
    """Words as they are written to the numbers of their forms, worked out when they are first met."""

    def __init__(self) -> None:
        super().__init__()
        self.terms: list[str] = []
        self._numbers: dict[str, int] = {}
        self.acronyms: dict[int, int] = {}  # from the number of a form to that of the acronym in capitals

    def __missing__(self, surface: str) -> int:
        form, acronym = entry(surface)
        number = self._number(form)
        if acronym:
            self.acronyms.setdefault(number, self._number(form.upper()))
            number |= _ACRONYM
        self[surface] = number
        return number

    def _number(self, term: str) -> int:
        number = self._numbers.setdefault(term, len(self.terms))
        if number == len(self.terms):
            self.terms.append(term)
        return number

    def forget(self) -> None:
        """Start anew. The numbers that were given out are worth nothing then."""
        self.clear()
        self.terms.clear()
        self._numbers.clear()
        self.acronyms.clear()


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
        """Add a text; documents come in order. Returns how many postings' worth of words it has, acronyms twice."""
        numbers = list(map(self._terms.__getitem__, surfaces(text)))
        self._words.extend(numbers)
        self._docs.append(doc)
        self._counts.append(len(numbers))
        return len(numbers) + sum(map(_ACRONYM.__le__, numbers))

    def take(self) -> Postings:
        """The postings of what was collected, which is forgotten."""
        words = np.frombuffer(self._words, np.uint32)
        counts = np.frombuffer(self._counts, np.uint32).astype(np.int64)
        docs = np.repeat(np.frombuffer(self._docs, np.uint32), counts)
        positions = np.arange(len(words)) - np.repeat(np.cumsum(counts) - counts, counts)
        terms, numbers, order = self._in_order(words)
        place = np.concatenate((np.arange(len(words)), np.flatnonzero(words >= _ACRONYM)))[order]
        self._words, self._docs, self._counts = array("I"), array("I"), array("I")
        return _grouped(terms, numbers[order], docs[place].astype(np.int64), positions[place])

    def _in_order(self, words: Array) -> tuple[list[bytes], Array, IntArray]:
        """The terms ascending; for each word, and then for each acronym, its term's number; and how these sort."""
        numbers = words & ~np.uint32(_ACRONYM)
        acronyms = np.zeros(len(self._terms.terms), np.uint32)
        for form, acronym in self._terms.acronyms.items():
            acronyms[form] = acronym
        numbers = np.concatenate((numbers, acronyms[numbers[words >= _ACRONYM]]))
        used = np.flatnonzero(np.bincount(numbers, minlength=len(self._terms.terms)))
        encoded = [self._terms.terms[number].encode() for number in used.tolist()]
        ascending = sorted(range(len(encoded)), key=encoded.__getitem__)
        ranks = np.zeros(len(self._terms.terms), np.uint32)
        ranks[used[ascending]] = np.arange(len(used), dtype=np.uint32)
        numbers = ranks[numbers]
        return [encoded[at] for at in ascending], numbers, _stable_order(numbers)


def _stable_order(numbers: Array) -> IntArray:
    """A stable argsort. NumPy sorts 16 bits by radix, in linear time, so that is done once or twice."""
    order = np.argsort(numbers.astype(np.uint16), kind="stable")
    if len(numbers) and numbers.max() >= 1 << 16:
        order = order[np.argsort((numbers >> 16).astype(np.uint16)[order], kind="stable")]
    return order


def _grouped(terms: list[bytes], numbers: Array, docs: IntArray, positions: IntArray) -> Postings:
    """Postings from occurrences that are sorted by term, document and position."""
    begins = np.ones(len(numbers), np.bool_)
    begins[1:] = (numbers[1:] != numbers[:-1]) | (docs[1:] != docs[:-1])
    starts = np.flatnonzero(begins)
    return Postings(
        terms,
        np.bincount(numbers[starts], minlength=len(terms)),
        docs[starts],
        np.diff(starts, append=len(numbers)),
        positions,
    )
