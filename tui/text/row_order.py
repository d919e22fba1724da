"""The order in which a row's characters are shown, where Dateline lays out right-to-left text by itself.

A map between the text, in the order in which it is read, and the cells of the row. Offsets stay those of the text: what
is selected, marked or searched never knows of it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from tui.text.bidi import RIGHT_TO_LEFT, base_level, levels, row_levels, visual_order
from tui.text.cells import displayed, grapheme_end, width_of
from tui.text.letter_forms import joined, mirrored

_LONGEST = 4096  # characters of a paragraph that are resolved together; of a longer one, so many at a time
_OVERLAP = 512  # beyond them, so that the row at their end is among them


@dataclass(frozen=True, slots=True)
class Place:
    """A grapheme of a row: its characters, the cells before it, and how it is shown."""

    start: int
    end: int
    cell: int
    shown: str


class RowOrder:
    """The graphemes of a row from left to right. Offsets are those of the text, cells count from the text's left."""

    def __init__(self, text: str, start: int, found: bytes, base: int, width: int) -> None:
        """``text`` is the row, which begins at the offset ``start``, ``found`` its levels by ``bidi.levels``.

        ``width`` is that of the space for rows. Those of a paragraph from right to left stand at its right, a cell
        farther than others end: the cell before them is for the caret on what follows them.
        """
        spans = _graphemes(text)
        own = row_levels(text, found, base)
        forms = joined(text)
        self.from_right = base == 1
        """Whether the paragraph runs from right to left."""
        order = [spans[index] for index in visual_order([own[first] for first, _ in spans])]
        shown = [displayed(mirrored(forms[a:b]) if own[a] % 2 else forms[a:b]) for a, b in order]
        widths = [width_of(text[a:b]) for a, b in order]
        self.indent = max(0, width - sum(widths)) + 1 if self.from_right else 0
        """The cells before the first grapheme."""
        cells = accumulate(widths, initial=self.indent)
        self.places = tuple(
            Place(start + a, start + b, cell, one) for (a, b), cell, one in zip(order, cells, shown, strict=False)
        )
        self._start, self._end = start, start + len(text)
        self._width = sum(widths)
        self.last = start + spans[-1][0]
        """The offset of the row's last grapheme."""
        self._by_offset = {place.start: place for place in self.places}

    def cell_of(self, offset: int) -> int:
        """The cell at which the grapheme at an offset stands; of the row's end, the cell after its last one."""
        place = self._by_offset.get(offset)
        if place is not None:
            return place.cell
        inside = [place for place in self.places if place.start <= offset < place.end]
        if inside:
            return inside[0].cell
        return self.indent - 1 if self.from_right else self.indent + self._width

    def offset_at(self, cell: int) -> int | None:
        """The start of the grapheme at a cell, or of the row's first one before it; None beyond the row's end."""
        if not self.indent <= cell < self.indent + self._width:
            before = (cell >= self.indent + self._width) == self.from_right
            return self._start if before else None
        seen = [place for place in self.places if place.shown]
        return seen[bisect_right([place.cell for place in seen], cell) - 1].start


def row_order(text: str, start: int, end: int, width: int, begins: str = "") -> RowOrder | None:
    """The order of the row ``text[start:end]``; None for one that is read as it stands, from the left.

    ``begins`` tells the direction of the paragraph where the row's own does not begin with its line in ``text``.
    """
    if start == end or (text.isascii() and begins.isascii()):
        return None
    first = text.rfind("\n", 0, start) + 1
    chunk = first + (start - first) // _LONGEST * _LONGEST
    newline = text.find("\n", start, chunk + _LONGEST + _OVERLAP)
    paragraph = text[chunk : newline if newline >= 0 else max(end, chunk + _LONGEST + _OVERLAP)]
    base = base_level(begins[:_LONGEST] or text[first : first + _LONGEST])
    if not base and not RIGHT_TO_LEFT.search(text, start, end):
        return None
    return _ordered(paragraph, start - chunk, end - chunk, start, base, width)


@lru_cache(128)
def _ordered(paragraph: str, first: int, last: int, start: int, base: int, width: int) -> RowOrder:
    return RowOrder(paragraph[first:last], start, levels(paragraph, base)[first:last], base, width)


def _graphemes(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        end = grapheme_end(text, at)
        spans.append((at, end))
        at = end
    return spans
