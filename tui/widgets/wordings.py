"""Wordings of a note in columns, two beside each other, further pairs below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from index.notebook.annotation import COLOUR_NAMES, Annotation
from tui.safety import foreign
from tui.text.wrapping import Wrapping
from tui.widgets.rowlist import Piece, RowList, fitted

_GAP = " │ "


class WordingColumns(RowList):
    """The wordings, each with its number, who wrote it and when, its words, tags and colour."""

    def __init__(self, wordings: Sequence[Annotation]) -> None:
        super().__init__(id="wordings")
        self._wordings = wordings
        self._rows: list[list[Piece]] = []

    def on_resize(self) -> None:
        """Lays the columns out for the new width."""
        self._rows = list(_rows(self._wordings, max(20, self.scrollable_content_region.width)))
        self.rows_changed()
        super().on_resize()

    def row_count(self) -> int:
        """Returns the number of lines."""
        return len(self._rows)

    def row_lines(self, index: int, width: int) -> list[list[Piece]]:  # noqa: ARG002
        """Returns a line of both columns."""
        return [self._rows[index]]


def _rows(wordings: Sequence[Annotation], width: int) -> Iterator[list[Piece]]:
    """The lines of all pairs, with an empty one between two pairs."""
    column = (width - len(_GAP)) // 2
    for first in range(0, len(wordings), 2):
        pair = [
            _column(number, wordings[number - 1], column)
            for number in range(first + 1, min(first + 2, len(wordings)) + 1)
        ]
        if first:
            yield [("", "")]
        left, right = pair if len(pair) == 2 else (pair[0], [])
        for one, other in zip_longest(left, right, fillvalue=("", "")):
            yield [(fitted(foreign(one[0]), column), one[1]), (_GAP, "muted"), other]


def _column(number: int, wording: Annotation, width: int) -> list[Piece]:
    written = " · ".join(part for part in (wording.author, wording.modified[:16].replace("T", " ")) if part)
    parts = [(f"{number}  {written}", "heading"), (wording.note or "(no words)", "")]
    if wording.tags:
        parts.append((" ".join(f"#{tag}" for tag in wording.tags), "sign"))
    if wording.colour:
        parts.append((f"{wording.colour} {COLOUR_NAMES[wording.colour]}", "sign"))
    return [(line, style) for text, style in parts for line in _wrapped(text, width)]


def _wrapped(text: str, width: int) -> list[str]:
    wrapping = Wrapping(text, width)
    wrapping.wrap_until(lambda: False)
    return [text[start:end] for start, end in zip(wrapping.starts, wrapping.ends, strict=True)]
