"""How well a word of a query fits a document: BM25F over title and text.

Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), with their constants. The idf
is never negative, so that very common words count for next to nothing. The forms that a word is widened to count as
one term. All figures are those of the live documents.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from index.fulltext.packed import IntArray
from index.fulltext.postings import FloatArray, Postings, Snapshot
from index.fulltext.query import Term
from index.fulltext.schema import TEXT_FIELD, TITLE
from index.fulltext.sets import summed

K1, B = 1.2, 0.75
WEIGHTS = {TITLE: 2.0, TEXT_FIELD: 1.0}


class Weighed(Protocol):
    """A field as scores need it."""

    name: str
    identity: Hashable  # what scores are kept by

    def word(self, term: Term) -> Postings:
        """Where a word of a query stands, and how often."""

    def counts(self, term: Term, docs: IntArray) -> IntArray:
        """How often a word of a query stands in each of these ascending documents."""

    def marked(self, term: Term) -> npt.NDArray[np.bool_]:
        """For each document whether a word of a query stands in it; never for one that is deleted."""

    @property
    def relative_lengths(self) -> FloatArray:
        """The number of words of each document in proportion to the mean."""


@dataclass(frozen=True, slots=True)
class Matches:
    """Ascending document numbers, each with its score."""

    docs: IntArray
    scores: FloatArray


def score_term(snapshot: Snapshot, fields: Sequence[Weighed], term: Term) -> Matches:
    """The documents in which a word of a query stands in any of its forms, in any of the fields, with its scores."""
    identities = tuple(field.identity for field in fields)
    found = snapshot.cache.get(("scores", identities, term), lambda: _Kept.of(_score(snapshot, fields, term)))
    return Matches(found.docs.astype(np.int64), found.scores.astype(np.float64))


@dataclass(frozen=True, slots=True)
class _Kept:
    """Matches in half the memory."""

    docs: npt.NDArray[np.int32]
    scores: npt.NDArray[np.float32]

    @classmethod
    def of(cls, matches: Matches) -> _Kept:
        return cls(matches.docs.astype(np.int32), matches.scores.astype(np.float32))

    @property
    def nbytes(self) -> int:
        return self.docs.nbytes + self.scores.nbytes + 500


def score_at(snapshot: Snapshot, fields: Sequence[Weighed], term: Term, docs: IntArray) -> FloatArray:
    """The scores of some ascending documents, without those of all others, as ``score_term`` gives them."""
    weights = np.zeros(len(docs))
    holding = np.zeros(snapshot.size, np.bool_)
    for field in fields:
        weights += _weights(field, docs, field.counts(term, docs))
        holding |= field.marked(term)
    return _saturated(weights, snapshot.count, int(np.count_nonzero(holding)))


def _score(snapshot: Snapshot, fields: Sequence[Weighed], term: Term) -> Matches:
    weighed = _weigh(fields[0], term)
    for field in fields[1:]:
        weighed = _added(weighed, _weigh(field, term), snapshot.size)
    return Matches(weighed.docs, _saturated(weighed.scores, snapshot.count, len(weighed.docs)))


def _saturated(weights: FloatArray, count: int, frequency: int) -> FloatArray:
    """The scores for these weights of a word that stands in so many (``frequency``) of the documents."""
    idf = np.log(1 + (count - frequency + 0.5) / (frequency + 0.5))
    scores: FloatArray = weights / (weights + K1)
    scores *= idf * (K1 + 1)
    return scores


def _weigh(field: Weighed, term: Term) -> Matches:
    found = field.word(term)
    return Matches(found.docs, _weights(field, found.docs, found.freqs))


def _weights(field: Weighed, docs: IntArray, freqs: npt.NDArray[np.number]) -> FloatArray:
    """How often a word stands in a field of each document, in proportion to the field's weight and length."""
    norms = field.relative_lengths[docs]
    norms *= B
    norms += 1 - B
    weights: FloatArray = WEIGHTS[field.name] * freqs.astype(np.float64)
    weights /= norms
    return weights


def _added(one: Matches, other: Matches, size: int) -> Matches:
    """The sum of two fields' weights."""
    docs, weights = np.concatenate((one.docs, other.docs)), np.concatenate((one.scores, other.scores))
    return Matches(*summed(docs, weights, size))
