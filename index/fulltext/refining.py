"""Adding a condition to a query as text, so that what is typed stays the whole truth. Imports nothing heavy."""

from __future__ import annotations

from index.query.fields import FIELD_OF_FACET


def condition(kind: str, value: str, *, exclude: bool = False) -> str:
    """The condition that demands or excludes a facet's value: ``source:="AFP"``, ``-date:2017-09``."""
    field = FIELD_OF_FACET[kind]
    quoted = value if field == "date" else '="{}"'.format(value.replace('"', " "))
    return f"{'-' if exclude else ''}{field}:{quoted}"


def refined(query: str, added: str) -> str:
    """The query with a condition added; brackets keep an OR in it together."""
    query = query.strip()
    if not query:
        return added
    return f"({query}) {added}" if " OR " in query else f"{query} {added}"
