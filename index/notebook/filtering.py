"""Which notes are shown, and in which order."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence, Set
from types import MappingProxyType
from typing import Any

from index.errors import ConfigurationError
from index.notebook.annotation import COLOUR_NAMES, COLOURS, Annotation, threaded
from index.notebook.moved_documents import Followed
from index.text.collation import collation_key

Test = Callable[[Annotation], bool]

BY_DOCUMENT = "document"
FIELDS = ("tag", "colour", "source", "date", "by", "is")

_COLOURS = {str(number): number for number in COLOURS} | {name: number for number, name in enumerate(COLOUR_NAMES)}

_PART = re.compile(r'(?:(\w+):)?(?:"([^"]*)"?|(\S+))')

ORDERS: Mapping[str, Callable[[Annotation], Any]] = MappingProxyType(
    {
        BY_DOCUMENT: lambda one: (collation_key(one.title), one.document, one.anchor.start if one.anchor else -1),
        "newest": lambda one: tuple(-ord(sign) for sign in one.modified),
        "oldest": lambda one: one.modified,
        "source": lambda one: (not one.source, collation_key(one.source), collation_key(one.title)),
        "date": lambda one: (not one.date, one.date),
        "colour": lambda one: (not one.colour, one.colour),
    }
)
"""The orders by name: what notes are sorted by. What is missing comes last."""


def select(
    annotations: Sequence[Annotation],
    typed: str,
    order: str,
    followed: Followed,
    hidden: Set[str] = frozenset(),
) -> list[Annotation]:
    """The annotations that fulfil all conditions that were typed, in one of the ``ORDERS``.

    A plain word stands in note, quote, tags or title, in any case; ``tag:x`` is a tag, ``source:x`` a part of the
    source, ``by:x`` of the author's name, ``date:2017-09`` the beginning of the document's date, ``colour:2`` or
    ``colour:green`` a colour, and ``is:orphan`` and ``is:approximate`` are what they say. ``is:hidden`` are the notes
    with the ``hidden`` ids, which are not shown else. Values with spaces stand in quotation marks. By document, an
    answer stands after the note that it answers.
    Raises ConfigurationError.
    """
    tests = _tests(typed, followed, hidden)
    if "is:hidden" not in typed.casefold().split():
        tests.append(lambda one: one.id not in hidden)
    found = [one for one in annotations if all(test(one) for test in tests)]
    ordered = sorted(found, key=ORDERS[order])
    return [one for _, one in threaded(ordered)] if order == BY_DOCUMENT else ordered


def _tests(typed: str, followed: Followed, hidden: Set[str]) -> list[Test]:
    tests = []
    for field, quoted, word in _PART.findall(typed):
        value = (quoted or word).casefold()
        if field in FIELDS:
            tests.append(_test(field, value, followed, hidden))
        else:
            words = f"{field}:{quoted or word}" if field else value
            tests.append(_says(words.casefold()))
    return tests


def _test(field: str, value: str, followed: Followed, hidden: Set[str]) -> Test:
    if field == "tag":
        return lambda one: any(tag.casefold() == value for tag in one.tags)
    if field == "source":
        return lambda one: value in one.source.casefold()
    if field == "by":
        return lambda one: value in one.author.casefold()
    if field == "date":
        return lambda one: bool(value) and one.date.startswith(value)
    if field == "colour" and value in _COLOURS:
        return lambda one: one.colour == _COLOURS[value]
    if field == "is" and value == "orphan":
        return followed.is_orphan
    if field == "is" and value == "approximate":
        return followed.is_approximate
    if field == "is" and value == "hidden":
        return lambda one: one.id in hidden
    allowed = (
        f"a digit from 0 to 6, or {', '.join(COLOUR_NAMES)}" if field == "colour" else "orphan, approximate or hidden"
    )
    raise ConfigurationError(f"'{field}:{value}' is not understood; after {field}: comes {allowed}.")


def _says(words: str) -> Test:
    def says(one: Annotation) -> bool:
        quote = one.anchor.exact if one.anchor else ""
        return any(words in text.casefold() for text in (one.note, quote, one.title, *one.tags))

    return says
