"""A choice as text in the query, so that the query line is always the whole truth."""

from __future__ import annotations

from index.fulltext.refining import condition, refined


def with_filter(query: str, kind: str, value: str, *, demand: bool) -> str:
    """Returns the query with a value demanded or excluded; what it said of that value before is replaced."""
    rest = query.strip()
    for before in (condition(kind, value, exclude=True), condition(kind, value)):
        rest = f" {rest} ".replace(f" {before} ", " ").strip()
    return refined(rest, condition(kind, value, exclude=not demand))
