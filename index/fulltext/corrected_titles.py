"""The titles of an index as the analyst has corrected them: the index keeps the old ones, and is not written to."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.arrays.ranges import IntArray
from index.arrays.sets import union
from index.fulltext.grouping import Choice
from index.fulltext.postings import Field, FloatArray, Postings, Snapshot
from index.fulltext.schema import TITLE
from index.query.hits import TextWords, leaf_spans
from index.query.tree import Term, TextLeaf
from index.text.words import words


class CorrectedTitles:
    """The title field of a snapshot, in which some documents have other titles; lasts as long as the snapshot."""

    name = TITLE

    def __init__(self, snapshot: Snapshot, titles: Mapping[int, str]) -> None:
        """``titles`` are by the catalogue's keys; those of documents that the snapshot lacks do not count."""
        self._snapshot = snapshot
        self.titles = titles
        self._indexed: Field = snapshot.field(TITLE)
        found = sorted(
            (doc, title) for key, title in titles.items() for doc in snapshot.docs_of(np.array([key])).tolist()
        )
        self._words = {doc: TextWords(title) for doc, title in found}
        self._docs = np.array(list(self._words), np.int64)
        self._lengths = [sum(1 + word.capitals for word in words(title)) for _, title in found]  # as they are indexed
        self.identity: Hashable = (TITLE, *sorted(titles.items()))
        """What scores are kept by: the same for the same titles."""

    def choice(self, term: Term) -> Choice:
        """The indexed terms that a word of a query asks for."""
        return self._indexed.choice(term)

    def by_form(self, term: Term) -> Postings:
        """Where the forms of a word of a query stand, those of one after those of another, in deleted documents too."""
        indexed = self._indexed.by_form(term)
        kept = ~np.isin(indexed.docs, self._docs)
        counts = np.array([len(title.positions(term)) for title in self._words.values()], np.int64)
        docs = np.concatenate((indexed.docs[kept], self._docs[counts > 0]))
        return Postings(docs, np.concatenate((indexed.freqs[kept], counts[counts > 0])))

    def holding(self, term: Term) -> npt.NDArray[np.integer]:
        """The documents in whose title a word of a query stands, in no order, some of them repeated or deleted."""
        return self.by_form(term).docs

    def counts(self, term: Term, docs: IntArray) -> IntArray:
        """How often a word of a query stands in each of these titles, given by ascending document."""
        found = self.by_form(term)
        return np.bincount(found.docs, found.freqs, self._snapshot.size)[docs].astype(np.int64)

    @cached_property
    def relative_lengths(self) -> FloatArray:
        """The number of words of each title in proportion to the mean."""
        lengths = self._indexed.lengths.astype(np.float64)
        lengths[self._docs] = self._lengths
        relative: FloatArray = lengths / (float(lengths[self._snapshot.live].mean()) or 1.0)
        return relative

    def corrected(self, docs: IntArray, leaf: TextLeaf) -> IntArray:
        """The documents with several words together, given those whose indexed titles have them."""
        fulfilling = [doc for doc, title in self._words.items() if leaf_spans(leaf, title)]
        indexed = np.setdiff1d(docs, self._docs, assume_unique=True)
        return union([indexed, np.array(fulfilling, np.int64)], self._snapshot.size)
