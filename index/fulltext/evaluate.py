"""Evaluating a query over the arrays of an index: which documents match, and how well.

Scores are BM25F (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009) over title and text, with their
constants and an idf that is never negative, so that very common words count for next to nothing. The forms that a
word is widened to count as one term. A phrase scores as the sum of its words.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from index.fulltext.packed import IntArray
from index.fulltext.postings import Field, Postings, Snapshot
from index.fulltext.proximity import near_positions
from index.fulltext.query import And, DateLeaf, FlagLeaf, Match, Node, Not, Or, Term, TextLeaf, form_test
from index.fulltext.schema import TEXT_FIELD, TITLE
from index.fulltext.spans import tally
from index.text.words import stem

K1, B = 1.2, 0.75
WEIGHTS = {TITLE: 2.0, TEXT_FIELD: 1.0}
POSITION_BITS = 32

FloatArray = npt.NDArray[np.float64]


class Conditions(Protocol):
    """What the catalogue and the notebook answer: the ascending keys of the documents that fulfil a condition."""

    def keys(self, leaf: TextLeaf | DateLeaf | FlagLeaf) -> IntArray:
        """The documents that fulfil it."""


@dataclass(frozen=True, slots=True)
class Matches:
    """Ascending document numbers, each with its score."""

    docs: IntArray
    scores: FloatArray


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a query, and of each of its conditions alone."""

    matches: Matches
    by_leaf: dict[TextLeaf | DateLeaf | FlagLeaf, IntArray] = dataclasses.field(default_factory=dict)


class Evaluator:
    """Evaluates queries over one snapshot. ``check`` is called between steps and may raise to give up."""

    def __init__(self, snapshot: Snapshot, conditions: Conditions, check: Callable[[], None] = lambda: None) -> None:
        self._snapshot = snapshot
        self._conditions = conditions
        self._check = check
        self._by_leaf: dict[TextLeaf | DateLeaf | FlagLeaf, IntArray] = {}

    def run(self, root: Node | None) -> Outcome:
        """The documents that match. Without a condition it is every document."""
        matches = self._everything() if root is None else self._node(root)
        return Outcome(matches, self._by_leaf)

    def _everything(self) -> Matches:
        return _unscored(np.flatnonzero(self._snapshot.live))

    def _node(self, node: Node) -> Matches:
        self._check()
        if isinstance(node, And):
            return self._all_of([self._node(child) for child in node.children])
        if isinstance(node, Or):
            return any_of([self._node(child) for child in node.children])
        if isinstance(node, Not):
            everything, excluded = self._everything().docs, self._node(node.child).docs
            return _unscored(np.setdiff1d(everything, excluded, assume_unique=True))
        if isinstance(node, TextLeaf) and node.field in ("", TITLE):
            matches = self._words(node)
        else:
            matches = _unscored(self._snapshot.docs_of(self._conditions.keys(node)))
        self._by_leaf[node] = matches.docs
        return matches

    def _all_of(self, parts: list[Matches]) -> Matches:
        parts = sorted(parts, key=lambda part: len(part.docs))
        docs, scores = parts[0].docs, parts[0].scores
        for part in parts[1:]:
            docs, here, there = np.intersect1d(docs, part.docs, assume_unique=True, return_indices=True)
            scores = scores[here] + part.scores[there]
        return Matches(docs, scores)

    # Words of the title and the text

    def _words(self, leaf: TextLeaf) -> Matches:
        fields = [self._snapshot.field(name) for name in ((TITLE, TEXT_FIELD) if not leaf.field else (TITLE,))]
        groups = [[self._group(field, term) for term in leaf.terms] for field in fields]
        docs = _union([self._matching(field, leaf, found) for field, found in zip(fields, groups, strict=True)])
        scores = np.zeros(len(docs))
        for of_one_term in zip(*groups, strict=True):
            scores += self._bm25f(fields, of_one_term, docs)
        return Matches(docs, scores)

    def _matching(self, field: Field, leaf: TextLeaf, groups: list[Postings]) -> IntArray:
        """The documents in which a field fulfils a condition."""
        if len(groups) == 1:
            return groups[0].docs
        if not all(len(group.docs) for group in groups):
            return np.empty(0, np.int64)
        return _adjacent(groups) if leaf.distance is None else self._near(field, leaf)

    def _group(self, field: Field, term: Term) -> Postings:
        """Where a word of the query stands in any of its forms."""
        found = []
        for form in expand(field, term):
            self._check()
            found.append(field.postings(form))
        return _united([postings for postings in found if len(postings.docs)])

    def _near(self, field: Field, leaf: TextLeaf) -> IntArray:
        wanted = tally(leaf.terms)
        groups = [self._group(field, term) for term in wanted]
        docs = groups[0].docs
        for group in groups[1:]:
            docs = np.intersect1d(docs, group.docs, assume_unique=True)
        ends = [np.cumsum(group.freqs) for group in groups]
        places = [np.searchsorted(group.docs, docs) for group in groups]
        found = []
        for number, doc in enumerate(docs):
            self._check()
            positions = [
                group.positions[end[place[number]] - group.freqs[place[number]] : end[place[number]]].tolist()
                for group, end, place in zip(groups, ends, places, strict=True)
            ]
            if any(near_positions(positions, list(wanted.values()), leaf.distance or 0)):
                found.append(doc)
        return np.array(found, dtype=np.int64)

    def _bm25f(self, fields: Sequence[Field], groups: Sequence[Postings], docs: IntArray) -> FloatArray:
        """The score of one term, which stands for all its forms, in each of some documents."""
        weighted = np.zeros(len(docs))
        for field, group in zip(fields, groups, strict=True):
            _, here, there = np.intersect1d(docs, group.docs, assume_unique=True, return_indices=True)
            relative_length = field.lengths[group.docs[there]] / field.average_length
            weighted[here] += WEIGHTS[field.name] * group.freqs[there] / (1 - B + B * relative_length)
        frequency = len(_union([group.docs for group in groups]))
        idf = np.log(1 + (self._snapshot.size - frequency + 0.5) / (frequency + 0.5))
        return np.asarray(idf * weighted * (K1 + 1) / (weighted + K1))


def expand(field: Field, term: Term) -> list[str]:
    """The forms of a field's words that a word of the query asks for, ascending."""
    if term.match is Match.ACRONYM:
        return [term.form.upper()]
    if term.match is Match.EXACT:
        return [term.form]
    if term.match is Match.STEM:
        return sorted({*field.forms_with_stem(stem(term.form)), term.form})
    start, stop = 0, len(field.forms)
    if term.match is Match.PATTERN:
        prefix = term.form.replace("?", "*").partition("*")[0]
        start, stop = bisect_left(field.forms, prefix), bisect_left(field.forms, prefix + "\U0010ffff")
    accepts = form_test(term)
    return [form for form in field.forms[start:stop] if accepts(form) and not form.isupper()]


def any_of(parts: list[Matches]) -> Matches:
    """The documents of any of these, their scores added up."""
    parts = [part for part in parts if len(part.docs)]
    if not parts:
        return _unscored(np.empty(0, np.int64))
    if len(parts) == 1:
        return parts[0]
    docs, place = np.unique(np.concatenate([part.docs for part in parts]), return_inverse=True)
    scores = np.zeros(len(docs))
    np.add.at(scores, place, np.concatenate([part.scores for part in parts]))
    return Matches(docs, scores)


def _union(parts: list[IntArray]) -> IntArray:
    return parts[0] if len(parts) == 1 else np.unique(np.concatenate(parts))


def _unscored(docs: IntArray) -> Matches:
    return Matches(docs, np.zeros(len(docs)))


def _united(found: list[Postings]) -> Postings:
    """The postings of several forms as those of one word."""
    if len(found) == 1:
        return found[0]
    if not found:
        return Postings(*(np.empty(0, np.int64) for _ in range(3)))
    places = np.sort(np.concatenate([_places(postings) for postings in found]))
    docs, freqs = np.unique(places >> POSITION_BITS, return_counts=True)
    return Postings(docs, freqs, places & ((1 << POSITION_BITS) - 1))


def _places(postings: Postings) -> IntArray:
    """Each position with its document's number above it, ascending."""
    return (np.repeat(postings.docs, postings.freqs) << POSITION_BITS) | postings.positions


def _adjacent(groups: list[Postings]) -> IntArray:
    """The documents in which the words stand one directly after the other."""
    starts = _places(groups[0])
    for step, group in enumerate(groups[1:], 1):
        starts = np.intersect1d(starts, _places(group) - step, assume_unique=True)
    return np.unique(starts >> POSITION_BITS)
