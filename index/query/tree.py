"""What a query means, as a tree. Columns count the characters of the query as typed, from 1."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum

from index.dates.intervals import DayInterval
from index.model import Span
from index.query.where import Where
from index.text.languages import ELISIONS, languages_in

QUOTES = '"“”„‟'
"""What begins and ends a phrase or a value."""


class Match(Enum):
    """How a word of the query is compared with a word of a text."""

    STEM = "all forms"
    EXACT = "this form only"
    ACRONYM = "in capitals"
    PATTERN = "pattern"
    FUZZY = "spelling"


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a query. ``form`` is folded; for a pattern it may hold ``*`` and ``?``."""

    form: str
    match: Match
    edits: int = 0  # for FUZZY
    language: str = ""  # for STEM: whose stems are meant; English if none is named
    is_name: bool = False  # for STEM: in English it has no other forms


@dataclass(frozen=True, slots=True)
class Leaf:
    """What was typed for one condition, and where."""

    typed: str
    column: int


@dataclass(frozen=True, slots=True)
class TextLeaf(Leaf):
    """A word, a phrase, or words near each other: in title and text, or in the field that is named."""

    terms: tuple[Term, ...]
    field: str = ""
    distance: int | None = None  # for words near each other; None: one directly after the other
    whole: bool = False  # the words are all of the field's value
    value: str = ""  # of a whole value: as it was typed, without quotes


@dataclass(frozen=True, slots=True)
class DateLeaf(Leaf):
    """A condition on a document's date, or with the field ``mentions`` on the times that it speaks of."""

    interval: DayInterval
    field: str = "date"
    read_as: str = ""  # "day first" or "month first", where a date in it can be read both ways


@dataclass(frozen=True, slots=True)
class FlagLeaf(Leaf):
    """A condition without words: ``is:annotated``, ``has:date-conflict``, ``date:none``."""

    flag: str


@dataclass(frozen=True, slots=True)
class PlaceLeaf(Leaf):
    """A condition on where the places lie that a document names."""

    where: Where


AnyLeaf = TextLeaf | DateLeaf | FlagLeaf | PlaceLeaf


@dataclass(frozen=True, slots=True)
class And:
    """All of these. ``spans`` are where each was typed, with its brackets, field and NOT; none if it was not."""

    children: tuple[Node, ...]
    spans: tuple[Span, ...] = field(default=(), compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Or:
    """Any of these. ``spans`` are as those of ``And``."""

    children: tuple[Node, ...]
    spans: tuple[Span, ...] = field(default=(), compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Widened(Or):
    """What was typed, which is the first child, or other names of what it names."""

    typed: str
    column: int
    reason: str
    ranks_lower: bool = False  # the others than what was typed


@dataclass(frozen=True, slots=True)
class Not:
    """Not this."""

    child: Node


Node = AnyLeaf | And | Or | Not


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was understood. ``root`` is None where nothing was asked for: then it means every document."""

    typed: str
    root: Node | None
    unused: tuple[Leaf, ...] = field(default=())  # punctuation that stands alone
    not_required: tuple[TextLeaf, ...] = ()  # function words of a question, which need not occur


_NO_QUOTES = str.maketrans(dict.fromkeys(QUOTES, " "))


def quotable(value: str) -> str:
    """A value as it can stand between quotes: with spaces for its own quotes."""
    return value.translate(_NO_QUOTES)


def leaves(node: Node | None) -> Iterator[AnyLeaf]:
    """The conditions of a tree in the order in which they were typed; not those that it was widened by."""
    if isinstance(node, Widened):
        yield from leaves(node.children[0])
    elif isinstance(node, And | Or):
        for child in node.children:
            yield from leaves(child)
    elif isinstance(node, Not):
        yield from leaves(node.child)
    elif node is not None:
        yield node


def affirmed(node: Node | None) -> Iterator[AnyLeaf]:
    """The conditions of a tree as ``leaves`` has them, without those that are not to be fulfilled."""
    if isinstance(node, Widened):
        yield from affirmed(node.children[0])
    elif isinstance(node, And | Or):
        for child in node.children:
            yield from affirmed(child)
    elif node is not None and not isinstance(node, Not):
        yield node


def in_language(node: Node, language: str) -> Node:
    """A tree whose words have the forms that they have in a language; in English, or an unknown one, it stays."""
    if language in ("", "en"):
        return node
    if isinstance(node, TextLeaf):
        is_quoted = node.typed[:1] in QUOTES or node.field
        terms = node.terms if is_quoted else _without_elision(node.terms, language)
        return replace(node, terms=tuple(_in_language(term, language) for term in terms))
    if isinstance(node, And | Or):
        return replace(node, children=tuple(in_language(child, language) for child in node.children))
    return Not(in_language(node.child, language)) if isinstance(node, Not) else node


def _without_elision(terms: tuple[Term, ...], language: str) -> tuple[Term, ...]:
    """The words of one typed word without an article or the like that is written before an apostrophe: l'accord."""
    elided = any(terms[0].form in ELISIONS.get(one, ()) for one in languages_in(language))
    is_plain = len(terms) > 1 and all(term.match is Match.STEM for term in terms)
    return terms[1:] if elided and is_plain else terms


def _in_language(term: Term, language: str) -> Term:
    return replace(term, language=language) if term.match is Match.STEM else term
