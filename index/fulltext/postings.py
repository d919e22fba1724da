"""What the evaluator reads of an index: documents, frequencies and positions, over all its segments as if it had one.

Document numbers run from 0 over all segments. Documents that were deleted have numbers, and their postings stay until
their segment is merged; ``document_frequency`` counts them, as Whoosh does.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from whoosh.index import FileIndex

from index.fulltext.codec import arrays_of
from index.fulltext.packed import IntArray
from index.fulltext.schema import KEY
from index.fulltext.segment import SegmentArrays, TermArrays
from index.fulltext.writer import LENGTHS

CACHED_POSTINGS = 4_000_000
"""Positions that are kept decoded, over all terms."""


@dataclass(frozen=True, slots=True)
class Postings:
    """Where one term stands: ascending document numbers, how often in each, and all positions in their order."""

    docs: IntArray
    freqs: IntArray
    positions: IntArray


class Field:
    """One indexed field: its forms in order, their stems, and the number of words of each document."""

    def __init__(self, name: str, snapshot: Snapshot) -> None:
        self.name = name
        self._snapshot = snapshot
        self._parts: list[tuple[int, TermArrays]] = [
            (base, terms) for base, arrays in snapshot.segments if (terms := arrays.field(name)) is not None
        ]
        self._cache: OrderedDict[str, Postings] = OrderedDict()
        self._cached = 0

    @cached_property
    def forms(self) -> list[str]:
        """Every form in the field, ascending; acronyms in capitals among them."""
        found: set[bytes] = set()
        for _, terms in self._parts:
            found.update(terms.terms())
        return sorted(term.decode() for term in found)

    def forms_with_stem(self, stem: str) -> list[str]:
        """The forms that share a stem, ascending."""
        found = {terms.term(number) for _, terms in self._parts for number in terms.numbers_with_stem(stem)}
        return sorted(term.decode() for term in found)

    @cached_property
    def lengths(self) -> IntArray:
        """The number of words of each document, as the index keeps it: rounded, in one byte."""
        steps = [arrays.lengths(self.name) for _, arrays in self._snapshot.segments]
        return LENGTHS[np.concatenate(steps)] if steps else np.empty(0, np.int64)

    @property
    def average_length(self) -> float:
        """The mean number of words of a document."""
        return self._snapshot.words(self.name) / max(1, self._snapshot.size) or 1.0

    def document_frequency(self, form: str) -> int:
        """In how many documents a form stands, deleted ones included."""
        term = form.encode()
        return sum(terms.document_frequency(number) for _, terms in self._parts if (number := terms.number(term)) >= 0)

    def postings(self, form: str) -> Postings:
        """Where a form stands; empty if it does not occur."""
        found = self._cache.get(form)
        if found is None:
            found = self._cache[form] = self._read(form)
            self._cached += len(found.positions)
            while self._cached > CACHED_POSTINGS and len(self._cache) > 1:
                self._cached -= len(self._cache.popitem(last=False)[1].positions)
        else:
            self._cache.move_to_end(form)
        return found

    def _read(self, form: str) -> Postings:
        docs, freqs, positions = [], [], []
        for base, terms in self._parts:
            number = terms.number(form.encode())
            if number >= 0:
                docs.append(terms.docs(number, number + 1) + base)
                freqs.append(terms.frequencies(number, number + 1))
                positions.append(terms.positions(number, number + 1))
        found = Postings(
            *(np.concatenate(parts or [np.empty(0)]).astype(np.int64) for parts in (docs, freqs, positions))
        )
        if self._snapshot.live.all():
            return found
        live = self._snapshot.live[found.docs]
        return Postings(found.docs[live], found.freqs[live], found.positions[np.repeat(live, found.freqs)])


class Snapshot:
    """The index as it was committed last when this was made. A later commit does not change it."""

    def __init__(self, index: FileIndex) -> None:
        """Open what was committed last. Raises LibraryDamagedError."""
        reader = index.reader()
        opened = [leaf.segment() for leaf, _ in reader.leaf_readers() if leaf.segment() is not None]
        reader.close()
        self.segments: list[tuple[int, SegmentArrays]] = []
        self.size = 0
        self._words: dict[str, int] = {}
        deleted: list[int] = []
        for segment in opened:
            arrays = arrays_of(index.storage, segment)
            self.segments.append((self.size, arrays))
            deleted.extend(self.size + number for number in segment.deleted_docs())
            self.size += arrays.size
            for name, words in segment._fieldlengths.items():
                self._words[name] = self._words.get(name, 0) + words
        index.storage.keep_only({segment.segment_id() for segment in opened})
        self.live = np.ones(self.size, np.bool_)
        """Which document numbers are not deleted."""
        self.live[deleted] = False
        self._fields: dict[str, Field] = {}

    def close(self) -> None:
        """Let go of the files."""
        self.segments.clear()
        self._fields.clear()

    def words(self, field: str) -> int:
        """The number of words in a field of all documents."""
        return self._words.get(field, 0)

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
