"""Paragraphs of a text, found from near an offset: in a text of 5 MB that costs no more than in a page.

A paragraph is a line that is not blank, as wire services write them. Lines that look wrapped by hand are joined. Two
lines look so if the first has 50 to 100 characters, the second is not indented and not longer than 100, its first
word would not have fitted on the first (as far as these and the lines around show how wide lines are), and it
starts with a small letter or is long itself, or the line before the first is long too.

Standard library only: the screen imports this module.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from index.model import Span

_SHORTEST = 50  # characters of a line that was wrapped
_LONGEST = 100
_BLOCK = 8192  # characters
_ENDLESS = 64  # lines; so many joined in a row are cut where a block ends, so that no search goes far

_INK = re.compile(r"\S")
_CHUNK = 4096


def paragraph_at(text: str, offset: int) -> Span:
    """Return the paragraph that holds ``offset``, without the space around it.

    Between paragraphs it is the next one, behind the last the last one; in a blank text an empty span.
    """
    return unit_at(text, offset, _paragraph_with)


def next_paragraph(text: str, offset: int) -> int:
    """Return where the first paragraph starts that begins behind ``offset``, or the text's length."""
    return next_unit(text, offset, _paragraph_with)


def previous_paragraph(text: str, offset: int) -> int:
    """Return where the last paragraph starts that begins before ``offset``, or 0."""
    return previous_unit(text, offset, _paragraph_with)


def is_paragraph_break(text: str, newline: int) -> bool:
    """Whether a paragraph ends at the newline ``text[newline]``."""
    if not _joins(text, newline):
        return True
    line_start = _line_start(text, newline)
    if line_start // _BLOCK == newline // _BLOCK:
        return False
    for _ in range(_ENDLESS):
        if line_start == 0 or not _joins(text, line_start - 1):
            return False
        line_start = _line_start(text, line_start - 1)
    return True


def unit_at(text: str, offset: int, find: Callable[[str, int], Span]) -> Span:
    """Return the paragraph or sentence at ``offset`` or, on space that ends one, the next, or else the last.

    ``find`` returns the unit that holds the character at an index, which is no space.
    """
    ink = _INK.search(text, max(0, offset))
    index = ink.start() if ink else last_ink(text, len(text))
    return find(text, index) if index >= 0 else Span(0, 0)


def next_unit(text: str, offset: int, find: Callable[[str, int], Span]) -> int:
    """Return where the first unit starts that begins behind ``offset``, or the text's length."""
    here = unit_at(text, offset, find)
    if here.start > offset:
        return here.start
    ink = _INK.search(text, max(here.end, offset))
    return ink.start() if ink else len(text)


def previous_unit(text: str, offset: int, find: Callable[[str, int], Span]) -> int:
    """Return where the last unit starts that begins before ``offset``, or 0."""
    index = last_ink(text, min(offset, len(text)))
    return find(text, index).start if index >= 0 else 0


def last_ink(text: str, end: int) -> int:
    """Return the index of the last character before ``end`` that is no space, or -1."""
    while end > 0:
        start = max(0, end - _CHUNK)
        inked = text[start:end].rstrip()
        if inked:
            return start + len(inked) - 1
        end = start
    return -1


def _paragraph_with(text: str, index: int) -> Span:
    start = text.rfind("\n", 0, index) + 1
    while start > 0 and not is_paragraph_break(text, start - 1):
        start = _line_start(text, start - 1)
    end = text.find("\n", index)
    while end >= 0 and not is_paragraph_break(text, end):
        end = text.find("\n", end + 1)
    ink = _INK.search(text, start)
    return Span(ink.start() if ink else start, last_ink(text, end if end >= 0 else len(text)) + 1)


def _line_start(text: str, newline: int) -> int:
    """Return where the line starts that ends at ``newline``."""
    return text.rfind("\n", 0, newline) + 1


def _joins(text: str, newline: int) -> bool:
    """Whether the lines before and after a newline look like one paragraph wrapped by hand."""
    before = text.rfind("\n", max(0, newline - _LONGEST - 1), newline)
    if before < 0 and newline > _LONGEST:
        return False
    length = newline - before - 1
    follows = newline + 1
    if length < _SHORTEST or text[follows : follows + 1].strip() == "":
        return False
    following_line, _, rest = text[follows : follows + 2 * (_LONGEST + 1)].partition("\n")
    if len(following_line) > _LONGEST:
        return False
    earlier = text.rfind("\n", max(0, before - _LONGEST - 1), before) if before > 0 else before
    earlier_length = before - earlier - 1 if earlier >= 0 or 0 <= before <= _LONGEST else 0
    later_length = len(rest.partition("\n")[0][: _LONGEST + 1])
    first_word = len(following_line.partition(" ")[0])
    if length + 1 + first_word <= max(earlier_length, len(following_line), later_length):
        return False
    return following_line[0].islower() or len(following_line) >= _SHORTEST or earlier_length >= _SHORTEST
