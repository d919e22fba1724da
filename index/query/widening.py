"""Widening a query: words that are the whole of a name also find the other names of what they name.

Only plain words are widened, never what stands in quotes, after ``=``, or in a field; under NOT as without it, so that
a word and its NOT share no document. English words for which capitals mean an acronym (IS, US) are not widened either:
there the capitals already say just what is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.entities.aliases import is_name_only, is_well_known, needs_capitals, other_names
from index.query.tree import QUOTES, And, AnyLeaf, Match, Node, Not, Or, Query, Term, TextLeaf, Widened
from index.text.words import ACRONYMS, words

LONGEST_NAME = 6
"""Words of the longest name that is looked for."""


_FIELDS_OF_NAMES = ("person", "place")


def keep_names(query: Query) -> Query:
    """The query with no name in it taken for a form of another word: Hama is not Hamas, Roberts is not Robert."""
    return replace(query, root=_with_names_kept(query.root) if query.root is not None else None)


def _with_names_kept(node: Node) -> Node:
    if isinstance(node, TextLeaf):
        return replace(node, terms=tuple(_kept(term, node.field) for term in node.terms))
    if isinstance(node, And | Or):
        return type(node)(tuple(_with_names_kept(child) for child in node.children))
    if isinstance(node, Not):
        return Not(_with_names_kept(node.child))
    return node


def _kept(term: Term, field: str) -> Term:
    """A name as a term: just this form if it is well known, else in English, as it may be a word elsewhere (ataque)."""
    if term.match is not Match.STEM:
        return term
    if field in _FIELDS_OF_NAMES or is_well_known(term.form):
        return Term(term.form, Match.EXACT)
    return replace(term, is_name=is_name_only(term.form))


def widen(query: Query) -> Query:
    """The query with every name in it widened."""
    return replace(query, root=_widened(query.root) if query.root is not None else None)


def _widened(node: Node) -> Node:
    if isinstance(node, And):
        children = _join_names(node.children)
        return children[0] if len(children) == 1 else And(tuple(children))
    if isinstance(node, Or):
        return Or(tuple(_widened(child) for child in node.children))
    if isinstance(node, Not):
        return Not(_widened(node.child))
    return _join_names((node,))[0]


def _join_names(children: Sequence[Node]) -> list[Node]:
    """The parts of an AND, the longest runs of plain words that are names made into one part each."""
    joined: list[Node] = []
    at = 0
    while at < len(children):
        for length in range(min(LONGEST_NAME, len(children) - at), 0, -1):
            name = _name(children[at : at + length])
            if name is not None:
                joined.append(name)
                at += length
                break
        else:
            child = children[at]
            joined.append(_widened(child) if isinstance(child, And | Or | Not) else child)
            at += 1
    return joined


def _name(run: Sequence[Node]) -> Widened | None:
    """The run as a name with its other names, if it is the whole of one."""
    plain = [child for child in run if isinstance(child, TextLeaf) and is_plain(child)]
    if len(plain) < len(run):
        return None
    typed = " ".join(leaf.typed for leaf in plain)
    found = other_names(typed)
    if found is None:
        return None
    names, reason = found
    others = tuple(_as_typed(name, plain[0].column) for name in names)
    return Widened((run[0] if len(run) == 1 else And(tuple(run)), *others), typed, plain[0].column, reason)


def other_spellings(leaf: AnyLeaf) -> Or | None:
    """The other names of what a phrase in quotes is the whole name of; the phrase itself is never widened."""
    if not isinstance(leaf, TextLeaf) or leaf.field or leaf.distance is not None or leaf.typed[0] not in QUOTES:
        return None
    found = other_names(leaf.typed.strip(QUOTES))
    return Or(tuple(_as_typed(name, leaf.column) for name in found[0])) if found is not None else None


def is_plain(leaf: TextLeaf) -> bool:
    """Whether a condition is words as they come: without field, quotes, wildcards or operators of its own."""
    plain = leaf.distance is None and all(map(_is_as_it_comes, leaf.terms))
    return plain and not leaf.field and leaf.typed[0] not in f"={QUOTES}"


def _is_as_it_comes(term: Term) -> bool:
    return term.match in (Match.STEM, Match.EXACT) or (term.match is Match.ACRONYM and term.form not in ACRONYMS)


def _as_typed(name: str, column: int) -> TextLeaf:
    """A name as a condition: just this form, each word in capitals only if small letters would mean a usual word."""
    terms = tuple(
        Term(word.form, Match.ACRONYM if word.capitals and needs_capitals(word.form.upper()) else Match.EXACT)
        for word in words(name)
    )
    return TextLeaf(name, column, terms)
