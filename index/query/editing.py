"""Editing a query as text, so that what is typed stays the whole truth: by the places of its parts, never by cutting.

A filter is a condition that the whole query demands, or excludes: a part of its outermost AND, in brackets or not.
One that stands under OR or NOT is part of what is asked for, and stays.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import groupby

from index.model import Span
from index.query.fields import BY_NAME, FIELD_OF_FACET, Takes
from index.query.tree import And, AnyLeaf, Node, Not, Or, Query, quotable


def condition(kind: str, value: str, *, exclude: bool = False) -> str:
    """The condition that demands or excludes a facet's value: ``source:="AFP"``, ``-date:2017-09``, ``in:"Syria"``."""
    field = FIELD_OF_FACET[kind]
    takes = BY_NAME[field].takes
    exact = "=" if takes is Takes.WORDS else ""
    quoted = value if takes is Takes.DATE else f'{exact}"{quotable(value)}"'
    return f"{'-' if exclude else ''}{field}:{quoted}"


def refined(query: str, added: str) -> str:
    """The query with a condition added; brackets keep an OR in it together. Raises QueryError."""
    query = query.strip()
    parsed = _parse(query)
    if parsed.root is None:
        return added
    return f"({query}) {added}" if _is_bare_or(parsed) else f"{query} {added}"


def with_filter(query: str, kind: str, value: str, *, demand: bool) -> str:
    """The query with a value demanded or excluded, once, whatever it said of that value before. Raises QueryError."""
    demanded, excluded = condition(kind, value), condition(kind, value, exclude=True)
    return refined(_without(query, demanded, excluded), demanded if demand else excluded)


def toggled_filter(query: str, kind: str, value: str, *, demand: bool) -> str:
    """The query with a value demanded or excluded, or without that if it says so already. Raises QueryError."""
    rest = _without(query, condition(kind, value, exclude=not demand))
    return rest if rest != query.strip() else with_filter(query, kind, value, demand=demand)


def with_spellings(query: str, typed: str, spellings: Collection[str]) -> str:
    """The query with a name in quotes, as it was ``typed``, replaced by any of its spellings, in brackets."""
    any_of = " OR ".join([typed, *(f'"{quotable(one)}"' for one in spellings)])
    return query.replace(typed, f"({any_of})", 1)


def _parse(query: str) -> Query:
    """The query that was typed. Raises QueryError."""
    from index.query import grammar  # with the first filter: the screen starts without the grammar

    return grammar.parse(query)


def _is_bare_or(query: Query) -> bool:
    """Whether a query is alternatives that no brackets hold together."""
    return isinstance(query.root, Or) and "(" not in query.typed[: query.root.spans[0].start]


def _without(query: str, *conditions: str) -> str:
    """The query without these conditions where they are parts of its outermost AND."""
    query = query.strip()
    unwanted = {_meaning(_parse(one).root) for one in conditions}
    cuts = _cuts(_parse(query).root, unwanted)
    if cuts is None:
        return ""
    for cut in reversed(cuts):
        before, after = query[: cut.start], query[cut.end :]
        query = before + after if not after or after[0].isspace() or after[0] == ")" else f"{before} {after}"
    return query.strip()


def _cuts(node: Node | None, unwanted: Collection[Node | None]) -> list[Span] | None:
    """What is to be cut out so that the conditions are gone, in order; None if it is all of the node."""
    if not isinstance(node, And):
        return None if _meaning(node) in unwanted else []
    inner = [_cuts(child, unwanted) for child in node.children]
    cuts: list[Span] = []
    for goes, run in groupby(range(len(inner)), key=lambda at: inner[at] is None):
        places = list(run)
        if not goes:
            cuts += [cut for at in places for cut in inner[at] or ()]
        elif len(places) == len(inner):
            return None
        else:
            cuts.append(_run(node.spans, places[0], places[-1]))
    return cuts


def _run(spans: tuple[Span, ...], first: int, last: int) -> Span:
    """The characters of neighbouring parts with the AND that joins them to another part, of which there is one."""
    if first:
        return Span(spans[first - 1].end, spans[last].end)
    return Span(spans[first].start, spans[last + 1].start)


def _meaning(node: Node | None) -> Node | None:
    """A condition or its NOT without how and where it was typed, so that two of them can be compared."""
    if isinstance(node, Not):
        return Not(_meaning(node.child) or node.child)
    return replace(node, typed="", column=0) if isinstance(node, AnyLeaf) else node
