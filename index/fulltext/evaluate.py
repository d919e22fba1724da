"""Evaluating a query over the arrays of an index: which documents match, and how well.

A phrase, or words near each other, score as the sum of their words; a condition that has no words scores nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass

import numpy as np

from index.arrays.ranges import IntArray, as_array
from index.arrays.sets import complement, union
from index.engine import Condition, Conditions
from index.fulltext.adjacency import adjacent, near
from index.fulltext.by_language import DocumentLanguages
from index.fulltext.corrected_titles import CorrectedTitles
from index.fulltext.grouping import Selection
from index.fulltext.postings import Field, Snapshot
from index.fulltext.schema import TEXT_FIELD, TITLE
from index.fulltext.scoring import (
    LOWER,
    NOT_FOUND,
    FloatArray,
    Matches,
    as_one_word,
    rarity,
    score_at,
    score_term,
    scores_of,
)
from index.query.hits import tally
from index.query.tree import And, Match, Node, Not, Or, Term, TextLeaf, Widened, in_language, leaves


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a query, and of each of its conditions alone."""

    matches: Matches
    by_leaf: dict[Condition, IntArray]
    left_out: dict[Condition, int]
    """Of patterns that stand for more words than can be searched: how many words, the rarest, were left out."""


class Evaluator:
    """Evaluates queries over one snapshot. ``check`` is called between steps and may raise to give up.

    ``titles`` are those that were corrected since they were indexed, ``languages`` those of the documents, None if all
    are English. ``hidden`` are documents that are not looked for.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        conditions: Conditions,
        check: Callable[[], None] = lambda: None,
        titles: CorrectedTitles | None = None,
        languages: DocumentLanguages | None = None,
        hidden: IntArray | None = None,
    ) -> None:
        self._snapshot = snapshot
        self._conditions = conditions
        self._check = check
        self._titles = titles
        self._languages = languages
        self._live = snapshot.live
        if hidden is not None:
            self._live = snapshot.live.copy()
            self._live[hidden] = False
        self._hides = hidden is not None
        self._by_leaf: dict[Condition, IntArray] = {}
        self._left_out: dict[Condition, int] = {}

    def run(self, root: Node | None, weights: Mapping[Term, float] | None = None) -> Outcome:
        """The documents that match, scored by the words with ``weights`` if there are any, else by their own.

        Without a condition it is every document.
        """
        matches = _unscored(np.flatnonzero(self._live)) if root is None else self._node(root)
        if weights is not None:
            matches = Matches(matches.docs, self._weighed(matches.docs, weights))
        return Outcome(matches, self._by_leaf, self._left_out)

    def _node(self, node: Node) -> Matches:
        self._check()
        if isinstance(node, And):
            return self._all_of([self._node(child) for child in node.children])
        if isinstance(node, Widened):
            matches = self._any_name(node)
            self._by_leaf[node] = matches.docs
            return matches
        if isinstance(node, Or):
            return self._any_of([self._node(child) for child in node.children])
        if isinstance(node, Not):
            return _unscored(complement(self._node(node.child).docs, self._live))
        if isinstance(node, TextLeaf) and node.field in ("", TITLE):
            matches = self._words(node)
        else:
            matches = _unscored(self._snapshot.docs_of(as_array(self._conditions.keys(node))))
        if self._hides:
            shown = np.flatnonzero(self._live[matches.docs])
            matches = Matches(matches.docs[shown], matches.scores[shown])
        self._by_leaf[node] = matches.docs
        return matches

    def _all_of(self, parts: list[Matches]) -> Matches:
        fewest, *others = sorted(parts, key=lambda part: len(part.docs))
        docs, scores = fewest.docs, fewest.scores
        for part in others:
            found = scores_of(docs, part, self._snapshot.size)
            kept = np.flatnonzero(found >= 0)
            docs, scores = docs.take(kept), scores.take(kept) + found.take(kept)
        return Matches(docs, scores)

    def _any_of(self, parts: list[Matches]) -> Matches:
        largest, *others = sorted(parts, key=lambda part: len(part.docs), reverse=True)
        scores = np.full(self._snapshot.size, NOT_FOUND, np.float32)
        scores[largest.docs] = largest.scores
        for part in others:
            scores[part.docs] = np.maximum(scores.take(part.docs), 0) + part.scores
        docs = np.flatnonzero(scores >= 0)
        return Matches(docs, scores.take(docs))

    def _any_name(self, node: Widened) -> Matches:
        """Any of the names of one thing, which are plain words of the title and the text."""
        parts = []
        for child in node.children:
            rare = sum(self._rarity(leaf) for leaf in leaves(child) if isinstance(leaf, TextLeaf))
            parts.append((self._node(child), rare))
        return as_one_word(parts, self._snapshot, LOWER if node.ranks_lower else 1.0)

    def _rarity(self, leaf: TextLeaf) -> float:
        """How much words weigh by their forms in the language in which they are most frequent."""
        fields = self._fields("")
        return min(rarity(self._snapshot, fields, variant.terms) for variant, _ in self._variants(leaf))

    # Words of the title and the text

    def _fields(self, name: str) -> list[Field | CorrectedTitles]:
        """The fields that hold the words of a condition on ``name``, which is none or the title."""
        title = self._titles or self._snapshot.field(TITLE)
        return [title] if name else [title, self._snapshot.field(TEXT_FIELD)]

    def _words(self, leaf: TextLeaf) -> Matches:
        """The documents that have the words in the forms of their languages."""
        variants = self._variants(leaf)
        if len(variants) == 1:
            return self._as_written(variants[0][0])
        parts = []
        for variant, names in variants:
            matches = self._as_written(variant)
            kept = self._languages.among(matches.docs, names) if self._languages else slice(None)
            parts.append(Matches(matches.docs[kept], matches.scores[kept]))
        docs = np.concatenate([part.docs for part in parts])
        order = np.argsort(docs, kind="stable")
        return Matches(docs[order], np.concatenate([part.scores for part in parts])[order])

    def _weighed(self, docs: IntArray, weights: Mapping[Term, float]) -> FloatArray:
        """The scores of these documents for some words, each times its weight."""
        scores = np.zeros(len(docs), np.float32)
        for term, weight in weights.items():
            self._check()
            found = scores_of(docs, self._words(TextLeaf(term.form, 0, (term,))), self._snapshot.size)
            scores += weight * np.maximum(found, 0)
        return scores

    def _variants(self, leaf: TextLeaf) -> list[tuple[TextLeaf, list[str]]]:
        """The condition for each set of languages in which its words have the same forms, with these languages."""
        if self._languages is None or all(term.match is not Match.STEM for term in leaf.terms):
            return [(leaf, [])]
        found: dict[Hashable, tuple[TextLeaf, list[str]]] = {}
        for name in self._languages.names:
            variant = in_language(leaf, name)
            if isinstance(variant, TextLeaf):
                found.setdefault(self._forms_of(variant), (variant, []))[1].append(name)
        return list(found.values())

    def _forms_of(self, leaf: TextLeaf) -> Hashable:
        choices = [field.choice(term) for field in self._fields(leaf.field) for term in leaf.terms]
        return tuple(tuple((part.base, *part.numbers.tolist()) for part in choice.whole) for choice in choices)

    def _as_written(self, leaf: TextLeaf) -> Matches:
        fields = self._fields(leaf.field)
        left_out = sum(field.choice(term).left_out for field in fields for term in leaf.terms)
        if left_out:
            self._left_out[leaf] = left_out
        if len(leaf.terms) == 1:
            return score_term(self._snapshot, fields, leaf.terms[0])
        docs = union([self._together(field, leaf) for field in fields], self._snapshot.size)
        scores = np.zeros(len(docs))
        if not len(docs):
            return Matches(docs, scores)
        for term in leaf.terms:
            scores += score_at(self._snapshot, fields, term, docs)
        return Matches(docs, scores)

    def _together(self, field: Field | CorrectedTitles, leaf: TextLeaf) -> IntArray:
        """The documents in which a field has the words as a phrase, or near each other."""
        if isinstance(field, CorrectedTitles):
            return field.corrected(self._together(self._snapshot.field(TITLE), leaf), leaf)
        wanted = tally(leaf.terms)
        size, marked, check = self._snapshot.size, self._snapshot.marked, self._check
        rarest, *others = sorted(wanted, key=lambda term: field.choice(term).postings)
        words = {rarest: field.occurrences(rarest).everywhere()}
        docs = words[rarest].docs
        for term in others:
            check()
            words[term] = field.occurrences(term).within(docs, size) if len(docs) else Selection([])
            docs = words[term].docs
        if not len(docs):
            return docs
        if leaf.distance is None:
            docs = adjacent([words[term] for term in leaf.terms], docs, marked, check)
        else:
            docs = near([(words[term], times) for term, times in wanted.items()], leaf.distance, docs, marked, check)
        return docs[self._snapshot.live[docs]].astype(np.int64)


def _unscored(docs: IntArray) -> Matches:
    return Matches(docs, np.zeros(len(docs), np.float32))
