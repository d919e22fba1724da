"""How well a word of a query fits a document: BM25F over title and text.

Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), with their constants. The idf
is never negative, so that very common words count for next to nothing. The forms that a word is widened to count as
one term. All figures are those of the live documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.fulltext.packed import IntArray
from index.fulltext.postings import Field, FloatArray, Snapshot
from index.fulltext.query import Term
from index.fulltext.schema import TEXT_FIELD, TITLE
from index.fulltext.sets import summed

K1, B = 1.2, 0.75
WEIGHTS = {TITLE: 2.0, TEXT_FIELD: 1.0}


@dataclass(frozen=True, slots=True)
class Matches:
    """Ascending document numbers, each with its score."""

    docs: IntArray
    scores: FloatArray

    @property
    def nbytes(self) -> int:
        """How much memory it takes."""
        return self.docs.nbytes + self.scores.nbytes + 500


def score_term(snapshot: Snapshot, fields: Sequence[Field], term: Term) -> Matches:
    """The documents in which a word of a query stands in any of its forms, in any of the fields, with its scores."""
    names = tuple(field.name for field in fields)
    return snapshot.cache.get(("scores", names, term), lambda: _score(snapshot, fields, term))


def _score(snapshot: Snapshot, fields: Sequence[Field], term: Term) -> Matches:
    found = []
    for field in fields:
        group = field.group(term)
        if len(group.docs):
            norm = 1 - B + B * field.relative_lengths[group.docs]
            found.append((group.docs, WEIGHTS[field.name] * group.freqs / norm))
    if not found:
        return Matches(np.empty(0, np.int64), np.empty(0))
    docs, weights = found[0]
    if len(found) > 1:
        docs = np.concatenate([docs for docs, _ in found])
        docs, weights = summed(docs, np.concatenate([weights for _, weights in found]), snapshot.size)
    idf = np.log(1 + (snapshot.count - len(docs) + 0.5) / (len(docs) + 0.5))
    return Matches(docs, idf * (K1 + 1) * weights / (weights + K1))
