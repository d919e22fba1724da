"""What the evaluator reads of an index: where words stand, over all its segments as if it had one.

Document numbers run from 0 over all segments. Deleted documents have numbers until their segment is merged, but are
never found or counted: every figure is that of the live documents, so that merging changes no result and no score.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from whoosh.index import FileIndex

from index.arrays.caching import BoundedCache
from index.arrays.lookup import KeyLookup
from index.arrays.ranges import Array, IntArray
from index.arrays.sets import summed
from index.fulltext.codec import LENGTHS, arrays_of
from index.fulltext.grouping import Choice, Occurrences, Part
from index.fulltext.lexicon import Lexicon
from index.fulltext.schema import KEY
from index.fulltext.segment import SegmentArrays
from index.query.tree import Match, Term

FloatArray = npt.NDArray[np.float64]

CACHED_BYTES = 96_000_000
"""What is kept of terms that were read, for all fields of a snapshot: the common words of 100,000 stories fit."""

MOST_POSTINGS = 10_000_000
"""A pattern that stands for words with more postings than this, in one field, is cut to its most frequent words."""


@dataclass(frozen=True, slots=True)
class Postings:
    """Where a word stands: document numbers, and how often in each."""

    docs: npt.NDArray[np.integer]
    freqs: npt.NDArray[np.number]


@dataclass(frozen=True, slots=True)
class _Frequencies:
    """Numbers of documents, for each part of a choice."""

    of_parts: Sequence[IntArray]

    @property
    def nbytes(self) -> int:
        return sum(frequencies.nbytes for frequencies in self.of_parts) + 500


class Field:
    """One indexed field: its words, and the number of words of each document."""

    def __init__(self, name: str, snapshot: Snapshot) -> None:
        self.name = name
        self.identity: Hashable = name
        """What is kept of the field is kept by this."""
        self._snapshot = snapshot
        self._parts = [
            (base, terms, Lexicon(terms))
            for base, arrays in snapshot.segments
            if (terms := arrays.field(name)) is not None
        ]

    @cached_property
    def forms(self) -> list[str]:
        """Every form in the field, ascending; words in capitals among them."""
        found: set[bytes] = set()
        for _, terms, _ in self._parts:
            found.update(terms.terms())
        return sorted(term.decode() for term in found)

    def forms_with_stem(self, stem: str) -> list[str]:
        """The forms that share a stem, ascending."""
        found = {terms.term(number) for _, terms, _ in self._parts for number in terms.numbers_with_stem(stem)}
        return sorted(term.decode() for term in found)

    def expansion(self, term: Term) -> dict[str, int]:
        """The forms that a word of a query asks for, ascending, each with its number of documents."""
        found: dict[bytes, int] = {}
        choice = self.choice(term)
        for part, frequencies in zip(choice.whole, self._frequencies(term, choice), strict=True):
            for form, frequency in zip(part.terms.terms_of(part.numbers), frequencies.tolist(), strict=True):
                found[form] = found.get(form, 0) + frequency
        return {form.decode(): found[form] for form in sorted(found) if found[form]}

    def _frequencies(self, term: Term, choice: Choice) -> Sequence[IntArray]:
        """In how many documents each term of each part stands."""
        if self._snapshot.count == self._snapshot.size:
            return [part.frequencies for part in choice.whole]
        return self._live_frequencies(
            term, lambda: Occurrences(choice.whole) if choice.left_out else self.occurrences(term)
        )

    def _live_frequencies(self, term: Term, read: Callable[[], Occurrences]) -> Sequence[IntArray]:
        """In how many documents that are not deleted each term of each part stands, by what is read of them."""
        kept = self._snapshot.cache.get(
            ("frequencies", self.name, term), lambda: _Frequencies(read().live_frequencies(self._snapshot.live))
        )
        return kept.of_parts

    def document_frequency(self, form: str) -> int:
        """In how many documents a form stands."""
        term = Term(form, Match.EXACT)
        return sum(int(frequencies[0]) for frequencies in self._frequencies(term, self.choice(term)))

    def frequent_forms(self, least: int) -> dict[str, int]:
        """The forms that stand in so many documents of a segment at least, with their numbers in such segments.

        Deleted documents are counted. This looks at all forms at once: for one form ask ``document_frequency``.
        """
        found: dict[str, int] = {}
        for _, terms, _ in self._parts:
            frequencies = np.diff(terms.posting_starts.astype(np.int64))
            numbers = np.flatnonzero(frequencies >= least)
            for term, frequency in zip(terms.terms_of(numbers), frequencies[numbers].tolist(), strict=True):
                form = term.decode()
                found[form] = found.get(form, 0) + frequency
        return found

    def postings(self, form: str) -> Postings:
        """Where a form stands; empty if it does not occur."""
        return self.word(Term(form, Match.EXACT))

    def word(self, term: Term) -> Postings:
        """Where a word of a query stands, and how often in any of its forms."""
        found = self.by_form(term)
        if self.choice(term).has_one_term:
            docs, freqs = found.docs.astype(np.int64), found.freqs.astype(np.float32)
        else:
            docs, freqs = summed([(found.docs, found.freqs)], self._snapshot.size)
        return Postings(*self._snapshot.living(docs, freqs))

    def by_form(self, term: Term) -> Postings:
        """Where the forms of a word of a query stand, those of one after those of another, in deleted documents too."""
        choice = self.choice(term)
        found = Occurrences(choice.parts)
        if self._snapshot.count < self._snapshot.size and not choice.left_out:
            self._live_frequencies(term, lambda: found)  # now, for it takes reading them
        return Postings(found.docs, found.freqs)

    def holding(self, term: Term) -> npt.NDArray[np.integer]:
        """The documents in which a word of a query stands, in no order, some of them repeated or deleted."""
        return self.occurrences(term).docs

    def counts(self, term: Term, docs: IntArray) -> IntArray:
        """How often a word of a query stands in each of these ascending documents."""
        return self.occurrences(term).within(docs, self._snapshot.size).counts(docs)

    def occurrences(self, term: Term) -> Occurrences:
        """Every place at which a word of a query stands in any of its forms, those in deleted documents included."""
        return self._snapshot.cache.get(("places", self.name, term), lambda: Occurrences(self.choice(term).parts))

    def choice(self, term: Term) -> Choice:
        """The terms that a word of a query asks for, or the most frequent of them if they are too many."""
        return self._snapshot.cache.get(("choice", self.name, term), lambda: self._chosen(term))

    def _chosen(self, term: Term) -> Choice:
        found = [(base, terms, lexicon.numbers(term)) for base, terms, lexicon in self._parts]
        whole = [Part.of(base, terms, numbers) for base, terms, numbers in found if len(numbers)]
        return Choice.of(whole, MOST_POSTINGS)

    # Lengths

    @cached_property
    def _steps(self) -> npt.NDArray[np.uint8]:
        steps = [arrays.lengths(self.name) for _, arrays in self._snapshot.segments]
        return np.concatenate(steps) if steps else np.empty(0, np.uint8)

    @property
    def lengths(self) -> IntArray:
        """The number of words of each document, as the index keeps it: rounded, in one byte."""
        return LENGTHS[self._steps]

    @cached_property
    def average_length(self) -> float:
        """The mean number of words of a document, as the index keeps them; 1 if there are none."""
        live = np.bincount(self._steps[self._snapshot.live], minlength=len(LENGTHS))
        return float(live @ LENGTHS) / max(1, self._snapshot.count) or 1.0

    @cached_property
    def relative_lengths(self) -> FloatArray:
        """The number of words of each document in proportion to the mean."""
        by_step: FloatArray = (LENGTHS / self.average_length).astype(np.float64)
        return by_step[self._steps]


class Snapshot:
    """The index as it was committed last when this was made. A later commit does not change it."""

    def __init__(self, index: FileIndex) -> None:
        """Open what was committed last. Raises LibraryDamagedError."""
        reader = index.reader()
        opened = [leaf.segment() for leaf, _ in reader.leaf_readers() if leaf.segment() is not None]
        reader.close()
        self.segments: list[tuple[int, SegmentArrays]] = []
        """The segments, each with the number of its first document."""
        self.size = 0
        """How many document numbers there are, those of deleted documents included."""
        deleted: list[int] = []
        for segment in opened:
            arrays = arrays_of(index.storage, segment)
            self.segments.append((self.size, arrays))
            deleted.extend(self.size + number for number in segment.deleted_docs())
            self.size += arrays.size
        index.storage.keep_only({segment.segment_id() for segment in opened})
        self.live = np.ones(self.size, np.bool_)
        """Which document numbers are not deleted."""
        self.live[deleted] = False
        self.count = self.size - len(deleted)
        """How many documents there are."""
        self.cache = BoundedCache(CACHED_BYTES)
        self._fields: dict[str, Field] = {}

    def close(self) -> None:
        """Let go of what is cached. The files are let go with the last result that was found in them."""
        self._fields.clear()
        self.cache.clear()

    def marked(self, docs: IntArray) -> npt.NDArray[np.bool_]:
        """For each document whether it is one of these."""
        marked = np.zeros(self.size, np.bool_)
        marked[docs] = True
        return marked

    def living(self, docs: IntArray, values: Array) -> tuple[IntArray, Array]:
        """These documents without the deleted ones, and the values of those that are left."""
        if self.count == self.size:
            return docs, values
        live = self.live.take(docs)
        return docs[live], values[live]

    @cached_property
    def keys(self) -> IntArray:
        """The catalogue's key of every document number."""
        keys = [arrays.column(KEY) for _, arrays in self.segments]
        return np.concatenate(keys).astype(np.int64) if keys else np.empty(0, np.int64)

    @cached_property
    def _by_key(self) -> tuple[KeyLookup, IntArray]:
        docs = np.flatnonzero(self.live)
        order = np.argsort(self.keys[docs], kind="stable")
        return KeyLookup(self.keys[docs][order]), docs[order]

    def docs_of(self, keys: IntArray) -> IntArray:
        """The ascending document numbers of these keys, as far as the index holds them."""
        lookup, by_key = self._by_key
        docs: IntArray = by_key.take(lookup.places(keys))
        return docs if np.all(docs[1:] > docs[:-1]) else np.sort(docs)

    def field(self, name: str) -> Field:
        """One of the indexed fields."""
        if name not in self._fields:
            self._fields[name] = Field(name, self)
        return self._fields[name]
