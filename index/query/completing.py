"""What can be completed in a query that is being typed: the field or the value that ends at the cursor."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.query.fields import BY_NAME, FIELDS, Field, Takes
from index.query.tree import QUOTES, quotable

_BEFORE_WORD = re.compile(r"[\s(]")
_FIELD = re.compile(r"([A-Za-z]+):(=?)([^:]*)", re.DOTALL)
_WORD = re.compile(r"\w+")
_DATE_WORDS = ("today", "yesterday", "this week", "last week", "this month", "last month", "this year", "last year")
_BARE = re.compile(r"[\w.-]+")
OPERATORS = ("OR", "NOT", "AND")
LEAST_LETTERS = 2
"""Letters of a word from which on words of the index are offered; of a field one is enough."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What ends at the cursor: a word, or with ``field`` the beginning of its value; ``start`` is where it begins."""

    start: int
    begun: str  # as far as it was typed, without quotes
    field: Field | None = None
    exact: bool = False  # after a ``=``


def unfinished_at(typed: str, cursor: int) -> Unfinished | None:
    """What ends at the cursor in a query, None where nothing begun ends there."""
    before = typed[:cursor]
    if typed[cursor : cursor + 1].strip(") "):
        return None  # in the middle of a word
    start = _start_of_part(before)
    part = before[start:]
    sign = len(part) - len(part.lstrip("-="))
    found = _FIELD.fullmatch(part[sign:])
    if found is not None and (field := BY_NAME.get(found[1].lower())) is not None:
        return Unfinished(start + sign + found.start(3), found[3].strip(QUOTES), field, bool(found[2]))
    word = part[sign:]
    return Unfinished(start + sign, word) if _WORD.fullmatch(word) else None


def _start_of_part(before: str) -> int:
    """Where the condition begins that the text ends in: after the last space or bracket that no quotes hold."""
    start, quoted = 0, False
    for at, sign in enumerate(before):
        if sign in QUOTES:
            quoted = not quoted
        elif not quoted and _BEFORE_WORD.match(sign):
            start = at + 1
    return start


def operators_beginning(begun: str, before: str) -> list[str]:
    """The operators that begin so, in capitals as they are written; ``before`` is the query up to there.

    Those that join two conditions need one before them.
    """
    begins_part = not before.strip() or before.rstrip().endswith(("(", *(f" {one}" for one in OPERATORS)))
    fitting = ("NOT",) if begins_part else OPERATORS
    return [one for one in fitting if begun and one.startswith(begun) and one != begun]


def fields_beginning(begun: str) -> list[str]:
    """The fields, with their colons, that begin so, in the order in which they are told."""
    return [f"{field.name}:" for field in FIELDS if field.name.startswith(begun.lower())] if begun else []


def fixed_values(field: Field, begun: str) -> list[str]:
    """The values that a field has in every library and that begin so: its few words, and days in words."""
    known = field.flags + (_DATE_WORDS if field.takes is Takes.DATE else ())
    return [one for one in known if one.startswith(begun.casefold())]


def begins(value: str, begun: str) -> bool:
    """Whether a value, or one of its words, begins so, in any case."""
    told, asked = value.casefold(), begun.casefold()
    return told.startswith(asked) or any(told[one.start() :].startswith(asked) for one in _WORD.finditer(told))


def written(value: str) -> str:
    """A value as it stands behind a field's colon: in quotes where it has to."""
    return value if _BARE.fullmatch(value) else f'"{quotable(value)}"'
