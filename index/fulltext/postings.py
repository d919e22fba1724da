"""What the evaluator reads of an index: where words stand, over all its segments as if it had one.

Document numbers run from 0 over all segments. Deleted documents have numbers until their segment is merged, but are
never found or counted: every figure is that of the live documents, so that merging changes no result and no score.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from whoosh.index import FileIndex

from index.fulltext.caching import BoundedCache
from index.fulltext.codec import arrays_of
from index.fulltext.lexicon import Lexicon
from index.fulltext.packed import IntArray, ranges
from index.fulltext.query import Match, Term
from index.fulltext.schema import KEY
from index.fulltext.segment import SegmentArrays, TermArrays
from index.fulltext.sets import summed
from index.fulltext.writer import LENGTHS

FloatArray = npt.NDArray[np.float64]

CACHED_BYTES = 48_000_000
"""What is kept of terms that were read, for all fields of a snapshot."""

MOST_POSTINGS = 10_000_000
"""A pattern that stands for words with more postings than this, in one field, is cut to its most frequent words."""

POSITION_BITS = 32


@dataclass(frozen=True, slots=True)
class Postings:
    """Where one term stands: ascending document numbers, and how often in each."""

    docs: IntArray
    freqs: npt.NDArray[np.number]


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The terms of one segment that a word of a query stands for."""

    base: int  # the number of the segment's first document
    terms: TermArrays
    numbers: IntArray


class Group:
    """Where a word of a query stands in any of its forms, in one field."""

    def __init__(self, parts: Sequence[_Chosen], snapshot: Snapshot, left_out: int) -> None:
        self._parts = parts
        self._snapshot = snapshot
        self.left_out = left_out
        """How many forms of a pattern were left out because they are too many."""
        found = [self._read(part) for part in parts]
        self.docs: IntArray = np.concatenate([docs for docs, _ in found]) if found else np.empty(0, np.int64)
        self.freqs = np.concatenate([freqs for _, freqs in found]) if found else np.empty(0)
        if found and snapshot.count < snapshot.size:
            live = snapshot.live[self.docs]
            self.docs, self.freqs = self.docs[live], self.freqs[live]

    def _read(self, part: _Chosen) -> tuple[IntArray, npt.NDArray[np.number]]:
        docs, freqs = part.terms.postings_of(part.numbers)
        if len(part.numbers) > 1:
            docs, freqs = summed(docs, freqs, self._snapshot.size)
        return docs + part.base, freqs

    @property
    def nbytes(self) -> int:
        """How much memory it takes."""
        return self.docs.nbytes + self.freqs.nbytes + 500

    def places(self, docs: IntArray) -> IntArray:
        """Every position in these documents as ``document << POSITION_BITS | position``, ascending."""
        wanted = np.zeros(self._snapshot.size, np.bool_)
        wanted[docs] = True
        found = [self._places(part, number, wanted) for part in self._parts for number in part.numbers.tolist()]
        if len(found) == len(self._parts):  # one form in each segment: they are in order
            return np.concatenate(found) if found else np.empty(0, np.int64)
        return np.sort(np.concatenate(found))

    def _places(self, part: _Chosen, number: int, wanted: npt.NDArray[np.bool_]) -> IntArray:
        docs = part.terms.docs(number, number + 1) + part.base
        freqs = part.terms.frequencies(number, number + 1).astype(np.int64)
        chosen = wanted[docs]
        starts = (np.cumsum(freqs) - freqs)[chosen]
        docs, freqs = docs[chosen], freqs[chosen]
        positions = part.terms.positions_at(number, ranges(starts, freqs))
        return np.repeat(docs << POSITION_BITS, freqs) | positions


class Field:
    """One indexed field: its words, and the number of words of each document."""

    def __init__(self, name: str, snapshot: Snapshot) -> None:
        self.name = name
        self._snapshot = snapshot
        self._parts = [
            (base, terms, Lexicon(terms))
            for base, arrays in snapshot.segments
            if (terms := arrays.field(name)) is not None
        ]

    @property
    def size(self) -> int:
        """How many forms there are, those in several segments counted as often."""
        return sum(terms.count for _, terms, _ in self._parts)

    @cached_property
    def forms(self) -> list[str]:
        """Every form in the field, ascending; acronyms in capitals among them."""
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
        for part in self._chosen(term):
            for number, frequency in zip(part.numbers.tolist(), self._frequencies(part).tolist(), strict=True):
                form = part.terms.term(number)
                found[form] = found.get(form, 0) + frequency
        return {form.decode(): found[form] for form in sorted(found) if found[form]}

    def _frequencies(self, part: _Chosen) -> IntArray:
        """In how many documents each of these terms stands."""
        starts = part.terms.posting_starts
        frequencies = starts[part.numbers + 1].astype(np.int64) - starts[part.numbers]
        if self._snapshot.count == self._snapshot.size:
            return frequencies
        docs, _ = part.terms.postings_of(part.numbers)
        begins = np.cumsum(frequencies) - frequencies
        return np.add.reduceat(self._snapshot.live[docs + part.base], begins, dtype=np.int64)

    def document_frequency(self, form: str) -> int:
        """In how many documents a form stands."""
        return sum(int(self._frequencies(part)[0]) for part in self._chosen(Term(form, Match.EXACT)))

    def frequent_forms(self, least: int) -> dict[str, int]:
        """The forms that stand in so many documents of a segment at least, with their numbers in such segments.

        Deleted documents are counted. This looks at all forms at once: for one form ask ``document_frequency``.
        """
        found: dict[str, int] = {}
        for _, terms, _ in self._parts:
            frequencies = np.diff(terms.posting_starts.astype(np.int64))
            written = terms.terms()
            numbers = np.flatnonzero(frequencies >= least)
            for number, frequency in zip(numbers.tolist(), frequencies[numbers].tolist(), strict=True):
                form = written[number].decode()
                found[form] = found.get(form, 0) + frequency
        return found

    def postings(self, form: str) -> Postings:
        """Where a form stands; empty if it does not occur."""
        found = self.group(Term(form, Match.EXACT))
        return Postings(found.docs, found.freqs)

    def group(self, term: Term) -> Group:
        """Where a word of a query stands in any of its forms."""
        return self._snapshot.cache.get(("group", self.name, term), lambda: self._group(term))

    def _group(self, term: Term) -> Group:
        chosen = self._chosen(term)
        kept = self._bounded(chosen) if term.match in (Match.PATTERN, Match.FUZZY) else chosen
        left_out = sum(len(part.numbers) for part in chosen) - sum(len(part.numbers) for part in kept)
        return Group(kept, self._snapshot, left_out)

    def _chosen(self, term: Term) -> list[_Chosen]:
        found = [_Chosen(base, terms, lexicon.numbers(term)) for base, terms, lexicon in self._parts]
        return [part for part in found if len(part.numbers)]

    def _bounded(self, chosen: list[_Chosen]) -> list[_Chosen]:
        """The same terms, or the most frequent of them if their postings are too many."""
        frequencies = [self._frequencies(part) for part in chosen]
        everything = np.concatenate(frequencies) if frequencies else np.empty(0, np.int64)
        if everything.sum() <= MOST_POSTINGS:
            return chosen
        descending = np.sort(everything)[::-1]
        least = descending[np.searchsorted(np.cumsum(descending, dtype=np.int64), MOST_POSTINGS)]
        kept = [
            _Chosen(part.base, part.terms, part.numbers[frequency > least])
            for part, frequency in zip(chosen, frequencies, strict=True)
        ]
        return [part for part in kept if len(part.numbers)]

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
        return (LENGTHS / self.average_length)[self._steps]


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
        """Let go of the files."""
        self.segments.clear()
        self._fields.clear()
        self.cache.clear()

    @cached_property
    def keys(self) -> IntArray:
        """The catalogue's key of every document number."""
        keys = [arrays.column(KEY) for _, arrays in self.segments]
        return np.concatenate(keys).astype(np.int64) if keys else np.empty(0, np.int64)

    @cached_property
    def _by_key(self) -> tuple[IntArray, IntArray]:
        docs = np.flatnonzero(self.live)
        order = np.argsort(self.keys[docs], kind="stable")
        return self.keys[docs][order], docs[order]

    def docs_of(self, keys: IntArray) -> IntArray:
        """The ascending document numbers of these keys, as far as the index holds them."""
        known, docs = self._by_key
        if not len(known) or not len(keys):
            return np.empty(0, np.int64)
        at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
        return np.sort(docs[at[known[at] == keys]])

    def field(self, name: str) -> Field:
        """One of the indexed fields."""
        if name not in self._fields:
            self._fields[name] = Field(name, self)
        return self._fields[name]
