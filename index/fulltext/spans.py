"""Exact hits: where a query matches a text, computed on the text itself with the index's own words.

A phrase gives one span from its first to its last word, words near each other one span each; excluded words, dates
and fields other than the title give none. Only the conditions that made the document match are marked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from index.fulltext.proximity import near_positions
from index.fulltext.query import And, DateLeaf, FlagLeaf, Node, Not, Or, Term, TextLeaf
from index.model import Span
from index.text.words import Word, words

Decide = Callable[[TextLeaf | DateLeaf | FlagLeaf], bool]
"""Whether a document fulfils a condition that its title and text cannot answer."""

_OWN_FIELDS = ("", "title")


class Hits:
    """The hits of one query in one document. Offsets are into its title and its text."""

    def __init__(self, root: Node | None, title: str, text: str, decide: Decide) -> None:
        self._title = list(words(title))
        self._text = list(words(text))
        self._decide = decide
        title_spans: list[Span] = []
        text_spans: list[Span] = []
        if root is not None:
            self._collect(root, title_spans, text_spans)
        self.title = merge(title_spans)
        self.text = merge(text_spans)

    def _collect(self, node: Node, title: list[Span], text: list[Span]) -> bool:
        """Whether the document fulfils this part of the query; its hits are added if it does."""
        if isinstance(node, TextLeaf) and node.field in _OWN_FIELDS:
            in_title = leaf_spans(node, self._title)
            in_text = leaf_spans(node, self._text) if not node.field else []
            title += in_title
            text += in_text
            return bool(in_title or in_text)
        if isinstance(node, And):
            in_title, in_text = [], []  # kept only if all children match
            if not all(self._collect(child, in_title, in_text) for child in node.children):
                return False
            title += in_title
            text += in_text
            return True
        if isinstance(node, Or):
            fulfilled = [self._collect(child, title, text) for child in node.children]
            return any(fulfilled)
        if isinstance(node, Not):
            return not self._collect(node.child, [], [])
        return self._decide(node)


def matches(leaf: TextLeaf, text: str) -> bool:
    """Whether a short text, the value of a field, holds what a condition asks for."""
    return bool(leaf_spans(leaf, list(words(text))))


def leaf_spans(leaf: TextLeaf, found: Sequence[Word]) -> list[Span]:
    """The spans of one condition among the words of a text, in order."""
    if leaf.distance is not None:
        return _near_spans(leaf, found)
    first, *others = leaf.terms
    spans = []
    for position in range(len(found) - len(others)):
        if first.accepts(found[position]) and all(
            term.accepts(found[position + step]) for step, term in enumerate(others, 1)
        ):
            spans.append(Span(found[position].start, found[position + len(others)].end))
    return spans


def _near_spans(leaf: TextLeaf, found: Sequence[Word]) -> list[Span]:
    wanted = tally(leaf.terms)
    positions = [[at for at, word in enumerate(found) if term.accepts(word)] for term in wanted]
    part = near_positions(positions, list(wanted.values()), leaf.distance or 0)
    return [Span(found[at].start, found[at].end) for at in sorted(set().union(*part))]


def tally(terms: Iterable[Term]) -> dict[Term, int]:
    """The different terms, each with the number of times it was asked for."""
    counts: dict[Term, int] = {}
    for term in terms:
        counts[term] = counts.get(term, 0) + 1
    return counts


def merge(spans: Iterable[Span]) -> list[Span]:
    """The same characters as spans in order that do not overlap."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
