"""Stories within a JSON object that is none itself, as the answers of news services and archives are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from index.sources.entries import Entry
from index.sources.fields import FieldNames

# Numbers stay as they are written: nothing is counted with them, and a number of a million digits does no harm.
DECODER = json.JSONDecoder(strict=False, parse_int=str, parse_float=str, parse_constant=str)
"""Decodes JSON whose strings may hold raw control characters, numbers as strings."""

_DEEPEST = 5  # objects and lists within each other: "data", "children", an item's "data"
_BETWEEN = re.compile(r"[\s,:]*+")


def is_record(value: Mapping[str, object], names: FieldNames) -> bool:
    """Whether an object stands for itself among others: it is a story, has a title, or holds no objects."""
    return names.is_story(value) or "title" in names.extract(value) or not _holds_objects(value)


def stories_within(
    holder: Mapping[str, object], text: str, start: int, line: int, names: FieldNames
) -> Iterator[Entry]:
    """Yield the stories within the object at ``text[start:]``, which is valid JSON and begins on ``line``.

    They are its members, items of lists, or what stands within these, as in ``{"response": {"docs": [...]}}``. A
    member's name is its story's id, if it has none. Without any it yields the first item of the first list, since that
    has the names of fields by which a reader can be told what is missing; else the object itself.
    """
    found = False
    at, item = start, None
    for name, value, position in _candidates(text, start, names, _DEEPEST):
        line += text.count("\n", at, position)
        at = position
        if _is_story(value, names, is_item=name is None):
            found = True
            own_id = {"id": name} if name is not None and "id" not in names.extract(value) else {}
            yield Entry(line, own_id | value)
        elif item is None and name is None:
            item = Entry(line, value)
    if not found:
        yield item or Entry(line, holder)


def _is_story(value: Mapping[str, object], names: FieldNames, *, is_item: bool) -> bool:
    """Whether a member is a story; an item of a list with a title or a date may have only a summary."""
    if names.is_story(value):
        return True
    told = names.extract(value).keys() if is_item else frozenset[str]()
    return "text" in told and ("title" in told or "date" in told)


def _candidates(
    text: str, start: int, names: FieldNames, depth: int
) -> Iterator[tuple[str | None, dict[str, object], int]]:
    """Yield the objects within the one at ``start`` with their names, None for items of lists, and where they stand.

    What is no story is looked into, unless it has a title: then it is a story without its text.
    """
    for name, value, position in _members(text, start):
        items = _items(text, position) if isinstance(value, list) else ((value, position),)
        for item, item_position in items:
            if not isinstance(item, dict):
                continue
            own_name = None if isinstance(value, list) else name
            is_story = _is_story(item, names, is_item=own_name is None)
            if is_story or depth == 0 or "title" in names.extract(item) or not _holds_objects(item):
                yield own_name, item, item_position
            else:
                yield from _candidates(text, item_position, names, depth - 1)


def _holds_objects(value: Mapping[str, object], depth: int = _DEEPEST) -> bool:
    """Whether a member is a list with objects in it, or an object that has such a member."""
    return depth > 0 and any(
        any(isinstance(item, dict) for item in member)
        if isinstance(member, list)
        else isinstance(member, dict) and _holds_objects(member, depth - 1)
        for member in value.values()
    )


def _members(text: str, start: int) -> Iterator[tuple[str, object, int]]:
    """Yield the names and values of a valid JSON object, and where each value stands in ``text``."""
    position = end_of(_BETWEEN, text, start + 1)
    while text[position] != "}":
        name, position = DECODER.raw_decode(text, position)
        position = end_of(_BETWEEN, text, position)
        value, end = DECODER.raw_decode(text, position)
        yield name, value, position
        position = end_of(_BETWEEN, text, end)


def _items(text: str, start: int) -> Iterator[tuple[object, int]]:
    """Yield the values of a valid JSON array, and where each stands in ``text``."""
    position = end_of(_BETWEEN, text, start + 1)
    while text[position] != "]":
        value, end = DECODER.raw_decode(text, position)
        yield value, position
        position = end_of(_BETWEEN, text, end)


def end_of(pattern: re.Pattern[str], text: str, start: int) -> int:
    """Where a match at ``start`` ends; ``start`` itself without one."""
    match = pattern.match(text, start)
    return match.end() if match else start
