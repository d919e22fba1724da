"""A choice as text in the query, so that the query line is always the whole truth."""

from __future__ import annotations

from index.fulltext.refining import condition, refined


def with_filter(query: str, kind: str, value: str, *, demand: bool) -> str:
    """Returns the query with a value demanded or excluded; what it said of that value before is replaced."""
    wanted, opposite = condition(kind, value, exclude=not demand), condition(kind, value, exclude=demand)
    return refined(_without(_without(query, opposite), wanted), wanted)


def toggled_filter(query: str, kind: str, value: str, *, demand: bool) -> str:
    """Returns the query with a value demanded or excluded, or without that where it says just this already."""
    rest = _without(query, condition(kind, value, exclude=not demand))
    return rest if rest != query.strip() else with_filter(query, kind, value, demand=demand)


def _without(query: str, said: str) -> str:
    return f" {query.strip()} ".replace(f" {said} ", " ").strip()
