"""Where the caret goes, and what is selected between it and an anchor.

The caret stands on a grapheme, at its first character. It may stand on a newline, and never after the last grapheme
of a text; in an empty text it is 0. All functions take and return offsets, and stay where they are at an end.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from index.model import Span
from index.text.paragraphs import last_ink, next_paragraph, paragraph_at
from index.text.sentences import next_sentence, previous_sentence
from tui.text.cells import grapheme_end, grapheme_start
from tui.text.wrapping import Wrapping


def placed(text: str, offset: int) -> int:
    """The nearest place for a caret: the grapheme that holds ``offset``, the last one for any offset beyond."""
    return grapheme_start(text, max(0, min(offset, len(text) - 1))) if text else 0


def character_right(text: str, offset: int) -> int:
    """The next grapheme."""
    return placed(text, grapheme_end(text, offset)) if offset < len(text) else offset


def character_left(text: str, offset: int) -> int:
    """The grapheme before."""
    return placed(text, offset - 1)


def word_right(text: str, offset: int) -> int:
    """The start of the next word; the last grapheme if there is none."""
    length = len(text)
    while offset < length and _in_word(text[offset]):
        offset += 1
    while offset < length and not _in_word(text[offset]):
        offset += 1
    return placed(text, offset)


def word_end(text: str, offset: int) -> int:
    """The last character of this word, or of the next one if the caret is there already."""
    length = len(text)
    end = offset + 1
    while end < length and not _in_word(text[end]):
        end += 1
    while end < length and _in_word(text[end]):
        end += 1
    return placed(text, end - 1)


def word_left(text: str, offset: int) -> int:
    """The start of this word, or of the one before if the caret is there already."""
    while offset > 0 and not _in_word(text[offset - 1]):
        offset -= 1
    while offset > 0 and _in_word(text[offset - 1]):
        offset -= 1
    return placed(text, offset)


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_" or unicodedata.category(character).startswith("M")


def sentence_right(text: str, offset: int) -> int:
    """The start of the next sentence; the last grapheme if there is none."""
    return placed(text, next_sentence(text, offset))


def sentence_end(text: str, offset: int) -> int:
    """The last character of this sentence, or of the next one if the caret is there already."""
    return _unit_end(text, offset, next_sentence)


def paragraph_end(text: str, offset: int) -> int:
    """The last character of this paragraph, or of the next one if the caret is there already."""
    return _unit_end(text, offset, next_paragraph)


def _unit_end(text: str, offset: int, following: Callable[[str, int], int]) -> int:
    start = following(text, offset)
    end = placed(text, last_ink(text, start))
    return end if end > offset else max(offset, placed(text, last_ink(text, following(text, start))))


def sentence_left(text: str, offset: int) -> int:
    """The start of this sentence, or of the one before if the caret is there already."""
    return placed(text, previous_sentence(text, offset))


def row_moved(wrapping: Wrapping, offset: int, rows: int, goal: int) -> int:
    """The place ``rows`` rows down (up if negative) at the cell ``goal``, in so far as rows are made and so wide."""
    row = max(0, min(wrapping.row_of(offset) + rows, len(wrapping) - 1))
    if rows < 0 and row and wrapping.is_gap(row):
        row -= 1
    target = wrapping.offset_at(row, goal)
    start, end = wrapping.starts[row], wrapping.ends[row]
    return grapheme_start(wrapping.text, end - 1) if target == end > start else target


class Unit(StrEnum):
    """What a selection grows by."""

    CHARACTER = "character"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Selection:
    """A selection from where it was begun to the caret, both ends included, in either order."""

    anchor: int
    caret: int
    unit: Unit = Unit.CHARACTER

    def span(self, text: str) -> Span:
        """What is selected: whole graphemes or whole paragraphs."""
        first, last = sorted((self.anchor, self.caret))
        if self.unit is Unit.PARAGRAPH:
            return Span(paragraph_at(text, first).start, paragraph_at(text, last).end)
        return Span(first, grapheme_end(text, last) if last < len(text) else last)

    @property
    def grows_by_units(self) -> bool:
        """Whether a step onwards takes in the unit at the caret, and not the first character of the next as well."""
        return self.unit is Unit.CHARACTER and self.caret >= self.anchor

    def to(self, caret: int) -> Selection:
        """The selection with its caret moved."""
        return replace(self, caret=caret)

    def swapped(self) -> Selection:
        """The same selection with the caret at its other end."""
        return replace(self, anchor=self.caret, caret=self.anchor)


def selection_of(text: str, span: Span) -> Selection:
    """The selection that holds just these characters, its caret on the last."""
    return Selection(placed(text, span.start), placed(text, max(span.start, span.end - 1)))
