"""Exact hits: where a query matches a text, computed on the text itself with the index's own words.

A phrase gives one span from its first to its last word, words near each other one span each; excluded words, dates
and fields other than the title give none. Only the conditions that made the document match are marked.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache

from index.arrays.caching import BoundedCache
from index.model import Span
from index.query.form_tests import form_test
from index.query.proximity import near_positions
from index.query.tree import And, AnyLeaf, Match, Node, Not, Or, Term, TextLeaf, in_language, quotable
from index.text.languages import languages_in
from index.text.stemming import FIRST_LETTER_VARIES, has_usual_forms, stem
from index.text.word_family import is_form
from index.text.words import entry, starts_of, surfaces

Decide = Callable[[AnyLeaf], bool]
"""Whether a document fulfils a condition that its title and text cannot answer."""

_OWN_FIELDS = ("", "title")

KEPT_LENGTH = 20_000
"""Characters of the longest text whose words are kept."""

KEPT_BYTES = 16_000_000
"""What is kept of the words of texts: those of some 150 stories of a newspaper, which are three windows of rows."""

WORD_BYTES = 100
"""What a word of a text takes, with its share of the different ones; measured over news, where it was 97."""


class Hits:
    """The hits of one query in one document. Offsets are into its title and its text."""

    def __init__(self, root: Node | None, title: str, text: str, decide: Decide, language: str = "") -> None:
        """``language`` is that of the document, in which its words have their forms."""
        self._decide = decide
        root = in_language(root, language) if root is not None else None
        title_spans: list[Span] = []
        text_spans: list[Span] = []
        if root is not None:
            self._title = TextWords(title)
            self._text = words_of(text)
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


class TextWords:
    """The words of one text, and where each form of them stands."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words = surfaces(text)
        self._starts = array("q")  # of the words up to the last that was asked for

    def __len__(self) -> int:
        return len(self._words)

    @property
    def nbytes(self) -> int:
        """How many bytes it takes, about."""
        return WORD_BYTES * len(self)

    def positions(self, term: Term) -> list[int]:
        """The ascending positions of the words that a word of the query asks for."""
        wanted = set(self._surfaces(term))
        return [at for at, word in enumerate(self._words) if word in wanted] if wanted else []

    def _surfaces(self, term: Term) -> list[str]:
        wanted = stems_of(term)
        if wanted:
            varies = any(language in FIRST_LETTER_VARIES for language, _ in wanted)
            like = self._distinct if varies else self._beginning_as(*(root for _, root in wanted))
            return [surface for surface in like if _is_form_of(surface, term.form, wanted)]
        if term.match in (Match.EXACT, Match.STEM):
            return [surface for surface in self._beginning_as(term.form) if entry(surface)[0] == term.form]
        if term.match is Match.ACRONYM:
            return [surface for surface in self._beginning_as(term.form) if entry(surface) == (term.form, True)]
        accepts = form_test(term)
        return [surface for surface in self._distinct if accepts(entry(surface)[0])]

    def _beginning_as(self, *forms: str) -> list[str]:
        """The different words that may have one of these forms or stems, by their first letters."""
        first = {form[:1] for form in forms}
        return [word for word in self._distinct if word[0].lower() in first or not word.isascii()]

    @cached_property
    def _distinct(self) -> set[str]:
        return set(self._words)

    def _start(self, wanted: int) -> int:
        """Where a word starts."""
        starts = self._starts
        if wanted >= len(starts):
            at = starts[-1] + len(self._words[len(starts) - 1]) if starts else 0
            starts.extend(starts_of(self._text, self._words[len(starts) : wanted + 1], at))
        return starts[wanted]

    def span(self, first: int, last: int) -> Span:
        """From the start of one word to the end of another."""
        return Span(self._start(first), self._start(last) + len(self._words[last]))


def stems_of(term: Term) -> list[tuple[str, str]]:
    """The languages in whose forms a word of a query is meant, each with its stem there; none for just this form."""
    return [
        (language, stem(term.form, language))
        for language in languages_in(term.language)
        if term.match is Match.STEM and not (term.is_name and has_usual_forms(term.form, language))
    ]


def _is_form_of(surface: str, form: str, wanted: list[tuple[str, str]]) -> bool:
    return any(
        _stem_as_written(surface, language) == root and is_form(entry(surface)[0], form, language)
        for language, root in wanted
    )


@lru_cache(maxsize=65536)
def _stem_as_written(surface: str, language: str) -> str:
    return stem(entry(surface)[0], language)


def words_of(text: str) -> TextWords:
    """The words of a text. Those of ordinary stories are kept, as the next letter that is typed asks for them again."""
    return _kept.get(text, lambda: TextWords(text)) if len(text) <= KEPT_LENGTH else TextWords(text)


_kept = BoundedCache(KEPT_BYTES)


def matches(leaf: TextLeaf, text: str) -> bool:
    """Whether a short text, the value of a field, holds what a condition asks for."""
    words = TextWords(text)
    return bool(leaf_spans(leaf, words)) and not (leaf.whole and len(words) > len(leaf.terms))


def named_exactly(leaf: TextLeaf, values: Iterable[str]) -> set[str]:
    """Those of the values of a field that a condition on a whole value writes just so, with case and accents.

    So the condition that a facet writes finds what the facet counts. Where there are none, all that ``matches`` tells
    are meant.
    """
    return {value for value in values if quotable(value) == leaf.value} if leaf.whole else set()


def leaf_spans(leaf: TextLeaf, text: TextWords) -> list[Span]:
    """The spans of one condition in a text, in order."""
    if leaf.distance is not None:
        wanted = tally(leaf.terms)
        positions = [text.positions(term) for term in wanted]
        part = near_positions(positions, list(wanted.values()), leaf.distance)
        return [text.span(at, at) for at in sorted(set().union(*part))]
    first, *others = (text.positions(term) for term in leaf.terms)
    following = [set(positions) for positions in others]
    return [
        text.span(at, at + len(following))
        for at in first
        if all(at + step in positions for step, positions in enumerate(following, 1))
    ]


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
