"""How well a word of a query fits a document: BM25F over title and text.

Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), with their constants. The idf
is never negative, so that very common words count for next to nothing. The forms that a word is widened to count as
one term. All figures are those of the live documents.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from index.arrays.ranges import Array, IntArray
from index.arrays.sets import MANY, summed
from index.fulltext.postings import Postings, Snapshot
from index.fulltext.schema import TEXT_FIELD, TITLE
from index.query.tree import Term

FloatArray = npt.NDArray[np.floating]

K1, B = 1.2, 0.75
WEIGHTS = {TITLE: 2.0, TEXT_FIELD: 1.0}
LOWER = 0.5
"""How much a word that what was typed is only part of counts."""

NOT_FOUND = -1.0
"""In the place of a score, none of which is below 0."""


class Weighed(Protocol):
    """A field as scores need it."""

    name: str
    identity: Hashable  # what scores are kept by

    def by_form(self, term: Term) -> Postings:
        """Where the forms of a word of a query stand, those of one after those of another, in deleted documents too."""

    def holding(self, term: Term) -> npt.NDArray[np.integer]:
        """The documents in which a word of a query stands, in no order, some of them repeated or deleted."""

    def counts(self, term: Term, docs: IntArray) -> IntArray:
        """How often a word of a query stands in each of these ascending documents."""

    @property
    def relative_lengths(self) -> FloatArray:
        """The number of words of each document in proportion to the mean."""


@dataclass(frozen=True, slots=True)
class Matches:
    """Ascending document numbers, each with its score."""

    docs: IntArray
    scores: FloatArray


def scores_of(docs: IntArray, matches: Matches, size: int) -> FloatArray:
    """The score of each of these documents, ``NOT_FOUND`` for one that does not match; ``size`` is that of the index.

    Few are searched for; for many the scores are laid out by document.
    """
    if not len(matches.docs):
        return np.full(len(docs), NOT_FOUND)
    if len(docs) * MANY < len(matches.docs):
        places = np.minimum(np.searchsorted(matches.docs, docs), len(matches.docs) - 1)
        return np.where(matches.docs[places] == docs, matches.scores[places], NOT_FOUND)
    laid_out = np.full(size, NOT_FOUND, np.float32)
    laid_out[matches.docs] = matches.scores
    return laid_out.take(docs)


def score_term(snapshot: Snapshot, fields: Sequence[Weighed], term: Term) -> Matches:
    """The documents in which a word of a query stands in any of its forms, in any of the fields, with its scores."""
    kept = snapshot.cache.get(("scores", _identity(fields), term), lambda: _Kept.of(_score(snapshot, fields, term)))
    return Matches(kept.docs.astype(np.int64), kept.scores)


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
    weights = np.zeros(len(docs), np.float32)
    for field in fields:
        weights += field.counts(term, docs) / _norms(snapshot, field).of[docs]
    return _saturated(weights, snapshot.count, _frequency(snapshot, fields, term))


def _score(snapshot: Snapshot, fields: Sequence[Weighed], term: Term) -> Matches:
    weights: list[tuple[Array, Array]] = []
    for field in fields:
        found = field.by_form(term)
        weights.append((found.docs, found.freqs / _norms(snapshot, field).of.take(found.docs)))
    docs, sums = snapshot.living(*summed(weights, snapshot.size))
    return Matches(docs, _saturated(sums, snapshot.count, len(docs)))


def _saturated(weights: FloatArray, count: int, frequency: int) -> FloatArray:
    """The scores for these weights of a word that stands in so many (``frequency``) of the documents."""
    scores: FloatArray = weights / (weights + K1)
    scores *= _idf(count, frequency) * (K1 + 1)
    return scores


def _idf(count: int, frequency: int) -> float:
    return math.log(1 + (count - frequency + 0.5) / (frequency + 0.5))


def rarity(snapshot: Snapshot, fields: Sequence[Weighed], terms: Iterable[Term]) -> float:
    """How much some words weigh together: the sum of their idf."""
    return sum(_idf(snapshot.count, _frequency(snapshot, fields, term)) for term in terms)


def as_one_word(parts: Sequence[tuple[Matches, float]], snapshot: Snapshot, others: float) -> Matches:
    """The documents that have any of several names, scored as if all were forms of one word.

    The ``others`` than the first one count by this factor. Each name comes with the ``rarity`` of its words. A rare
    name would else outweigh all others: a list of countries with its only "Syrian Arab Republic" came first for Syria.
    """
    weights = np.zeros(snapshot.size, np.float64)
    found = np.zeros(snapshot.size, np.bool_)
    for number, (matches, rare) in enumerate(parts):
        share = np.minimum(matches.scores / (rare * (K1 + 1)), 0.999)
        weights[matches.docs] += (others if number else 1.0) * K1 * share / (1 - share)
        found[matches.docs] = True
    docs = np.flatnonzero(found)
    return Matches(docs, _saturated(weights[docs], snapshot.count, len(docs)))


@dataclass(frozen=True, slots=True)
class _Norms:
    """For each document what the number of times that a word stands in a field of it is divided by."""

    of: FloatArray

    @property
    def nbytes(self) -> int:
        return self.of.nbytes


def _norms(snapshot: Snapshot, field: Weighed) -> _Norms:
    return snapshot.cache.get(
        ("norms", field.identity),
        lambda: _Norms(((1 - B + B * field.relative_lengths) / WEIGHTS[field.name]).astype(np.float32)),
    )


@dataclass(frozen=True, slots=True)
class _Frequency:
    """In how many documents a word stands in any of the fields."""

    documents: int
    nbytes: int = 500

    @classmethod
    def of(cls, snapshot: Snapshot, fields: Sequence[Weighed], term: Term) -> _Frequency:
        holding = np.zeros(snapshot.size, np.bool_)
        for field in fields:
            holding[field.holding(term).astype(np.int64)] = True  # quicker than by the narrow numbers
        return cls(int(np.count_nonzero(holding & snapshot.live)))


def _frequency(snapshot: Snapshot, fields: Sequence[Weighed], term: Term) -> int:
    """In how many documents a word stands in any of the fields."""
    found = snapshot.cache.get(("frequency", _identity(fields), term), lambda: _Frequency.of(snapshot, fields, term))
    return found.documents


def _identity(fields: Sequence[Weighed]) -> tuple[Hashable, ...]:
    return tuple(field.identity for field in fields)
