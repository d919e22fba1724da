"""Ranking by pseudo-relevance feedback: the documents that fit a query best lend it their most telling words.

It is the relevance model RM3 (Abdul-Jaleel et al., UMass at TREC 2004): the chance of a word in the first documents,
each counting by its score, is mixed with the words that were typed. Which documents match does not change.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from index.query.function_words import FUNCTION_WORDS
from index.query.tree import Match, Term
from index.text.stemming import stem
from index.text.words import word_forms

FIRST = 10
"""Documents that lend their words."""

MOST_WORDS = 20
TYPED = 0.6
"""How much the words that were typed weigh against those that are lent."""

_READ = 20_000
"""Characters of a text of which the words are counted: a book would lend its words only, and take long to be cut."""


class Lender(NamedTuple):
    """A document that lends its words: title and text, its score, and its language ("" if it is not known)."""

    content: str
    score: float
    language: str


def with_lent_words(typed: Iterable[Term], lenders: Iterable[Lender]) -> Mapping[Term, float]:
    """The words that were typed and those that are lent, each with its weight; all weights are as many as typed words.

    A word that only one document has, or that is a function word or a single letter, is not lent.
    """
    weights: dict[Term, float] = {}
    words = Counter(typed)
    lent = _lent(list(lenders))
    share = TYPED if lent else 1.0
    for term, times in words.items():
        weights[term] = share * times
    rest = (1 - share) * words.total()
    for term, part in lent.items():
        weights[term] = weights.get(term, 0.0) + rest * part
    return weights


def _lent(lenders: list[Lender]) -> dict[Term, float]:
    """The words that are most likely in these documents, in their most frequent form, with their parts of 1."""
    total = sum(lender.score for lender in lenders)
    chances: defaultdict[str, float] = defaultdict(float)
    documents: Counter[str] = Counter()
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for content, score, language in lenders:
        counted = Counter(word_forms(content[:_READ]))
        length = counted.total()
        stems = set()
        for form, times in counted.items():
            if len(form) > 1 and form not in FUNCTION_WORDS:
                root = stem(form, language)
                chances[root] += score / total * times / length
                forms[root][form] += times
                stems.add(root)
        documents.update(stems)
    shared = [root for root in chances if documents[root] > 1]
    best = sorted(shared, key=lambda root: (-chances[root], root))[:MOST_WORDS]
    whole = sum(chances[root] for root in best)
    found: dict[Term, float] = {}
    for root in best:
        form = min(forms[root], key=lambda one: (-forms[root][one], one))
        found[Term(form, Match.STEM)] = chances[root] / whole
    return found
