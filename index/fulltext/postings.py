"""What the evaluator reads of an index: documents, frequencies and positions as arrays, from Whoosh's own readers.

Document numbers run from 0 over all segments. Documents that were deleted have numbers, but no postings.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh.index import FileIndex
from whoosh.reading import IndexReader

from index.fulltext.schema import KEY
from index.text.words import stems

IntArray = npt.NDArray[np.int64]

CACHED_POSTINGS = 4_000_000
"""Positions that are kept decoded, over all terms."""


@dataclass(frozen=True, slots=True)
class Postings:
    """Where one term stands: ascending document numbers, how often in each, and all positions in their order."""

    docs: IntArray
    freqs: IntArray
    positions: IntArray


@dataclass(slots=True)
class Field:
    """One indexed field: its forms in order, their stems, and the number of words of each document."""

    name: str
    _reader: IndexReader
    _size: int
    _cache: OrderedDict[str, Postings] = field(default_factory=OrderedDict)
    _cached: int = 0
    _forms: list[str] | None = None
    _by_stem: dict[str, list[str]] | None = None
    _lengths: IntArray | None = None

    @property
    def forms(self) -> list[str]:
        """Every form in the field, ascending; acronyms in capitals among them."""
        if self._forms is None:
            self._forms = [term.decode() for term in self._reader.lexicon(self.name)]
        return self._forms

    def forms_with_stem(self, stem: str) -> list[str]:
        """The forms that share a stem."""
        if self._by_stem is None:
            self._by_stem = {}
            plain = [form for form in self.forms if not form.isupper()]
            for form, its_stem in zip(plain, stems(plain), strict=True):
                self._by_stem.setdefault(its_stem, []).append(form)
        return self._by_stem.get(stem, [])

    @property
    def lengths(self) -> IntArray:
        """The number of words of each document, as the index keeps it: rounded, in one byte."""
        if self._lengths is None:
            read = self._reader.doc_field_length
            self._lengths = np.fromiter((read(number, self.name) for number in range(self._size)), np.int64, self._size)
        return self._lengths

    @property
    def average_length(self) -> float:
        """The mean number of words of a document."""
        return float(self._reader.field_length(self.name) / max(1, self._reader.doc_count_all())) or 1.0

    def document_frequency(self, form: str) -> int:
        """In how many documents a form stands, deleted ones included."""
        return int(self._reader.doc_frequency(self.name, form))

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
        docs: list[int] = []
        freqs: list[int] = []
        positions: list[int] = []
        if (self.name, form) in self._reader:
            matcher: Any = self._reader.postings(self.name, form)
            while matcher.is_active():
                here = matcher.value_as("positions")
                docs.append(matcher.id())
                freqs.append(len(here))
                positions.extend(here)
                matcher.next()
        return Postings(*(np.array(values, dtype=np.int64) for values in (docs, freqs, positions)))


class Snapshot:
    """The index as it was committed last when this was made. A later commit does not change it."""

    def __init__(self, index: FileIndex) -> None:
        self._reader = index.reader()
        self.size = int(self._reader.doc_count_all())
        self._fields: dict[str, Field] = {}

    def close(self) -> None:
        """Let go of the files."""
        self._reader.close()

    @cached_property
    def live(self) -> npt.NDArray[np.bool_]:
        """Which document numbers are not deleted."""
        deleted = self._reader.is_deleted
        return np.fromiter((not deleted(number) for number in range(self.size)), np.bool_, self.size)

    @cached_property
    def keys(self) -> IntArray:
        """The catalogue's key of every document number."""
        if not self.size:
            return np.empty(0, np.int64)
        column = self._reader.column_reader(KEY)
        return np.fromiter((column[number] for number in range(self.size)), np.int64, self.size)

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
            self._fields[name] = Field(name, self._reader, self.size)
        return self._fields[name]
