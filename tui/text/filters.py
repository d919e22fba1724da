"""A choice as text in the query, so that the query line is always the whole truth."""

from __future__ import annotations

FIELDS = {
    "source": "source",
    "year": "date",
    "month": "date",
    "day": "date",
    "person": "person",
    "organization": "org",
    "place": "place",
    "affiliation": "affiliation",
    "tag": "tag",
}
"""The field of the query language for each kind of value that can be chosen."""


def filter_term(kind: str, value: str) -> str:
    """Returns the term that demands a value of a kind, such as ``source:"al jazeera"``. Raises KeyError."""
    plain = " ".join(value.replace('"', " ").split())
    bare = plain.replace("-", "").isalnum() and plain.isascii()
    return f"{FIELDS[kind]}:{plain}" if bare else f'{FIELDS[kind]}:"{plain}"'


def with_filter(query: str, kind: str, value: str, *, demand: bool) -> str:
    """Returns the query with a value demanded or excluded; what it said of that value before is replaced.

    A query of alternatives is put in parentheses, as AND binds tighter than OR.
    """
    term = filter_term(kind, value)
    wanted = term if demand else f"-{term}"
    rest = _without(_without(query.strip(), f"-{term}"), term)
    if _has_open_or(rest):
        rest = f"({rest})"
    return f"{rest} {wanted}".strip()


def _without(query: str, term: str) -> str:
    """Returns the query without a term that stands alone, between spaces."""
    padded = f" {query} ".replace(f" {term} ", " ")
    return padded.strip()


def _has_open_or(query: str) -> bool:
    """Returns whether an OR stands outside quotes and parentheses."""
    depth, quoted = 0, False
    for index, character in enumerate(query):
        if character == '"':
            quoted = not quoted
        elif not quoted:
            depth += (character == "(") - (character == ")")
            if depth == 0 and query.startswith(" OR ", index):
                return True
    return False
