"""The lines of a PDF page with their places, as pdfium tells them: points of 1/72 inch, y upwards."""

from __future__ import annotations

import ctypes
import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

LINE_END_HYPHEN = "\ufffe"
"""What stands in a line's text, as its last character, for a hyphen at its end."""

WIDE_GAP = 0.8
"""Widths of a gap between the cells of a line, in sizes of its type. Words are a quarter to a half apart."""

_LINES = re.compile(r"[^\r\n\ufffe]+\ufffe?|\ufffe")
_WORD = re.compile(r"\S+")
_SAME_HEIGHT = 0.1  # sizes of type
_BESIDE = 1.0  # points by which a letter may stand out of the rectangle of its words
_UNREADABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\uf8ff\ufffd\U000f0000-\U0010ffff]")
"""Controls and code points for private use: what stands for a glyph where its font names no letter."""


class Cell(NamedTuple):
    """A part of a line that stands apart from the others."""

    text: str
    left: float
    right: float


class Line(NamedTuple):
    """A line of a page: what it says, where it begins and ends, where its letters stand, and the size of its type.

    LINE_END_HYPHEN is the last character of a line that ends within a word. Places are those on a page that is turned
    so that the line is level. ``turn`` is by how many quarters of a circle it had to be.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    turn: int = 0
    cells: tuple[Cell, ...] = ()  # from left to right; none in a line without wide gaps

    @classmethod
    def of_cells(cls, cells: Sequence[Cell], base: float, size: float, turn: int) -> Line:
        """The line that cells make up."""
        text = "  ".join(cell.text for cell in cells)
        if LINE_END_HYPHEN in text:
            text = text[:-1].replace(LINE_END_HYPHEN, "-") + text[-1]
        return cls(text, cells[0].left, cells[-1].right, base, size, turn, tuple(cells) if len(cells) > 1 else ())

    @property
    def parts(self) -> tuple[Cell, ...]:
        """Its cells; the whole line as one, if it has no wide gaps."""
        return self.cells or (Cell(self.text, self.left, self.right),)


class PageLines(NamedTuple):
    """The lines of a page in pdfium's order. ``is_blank`` tells that nothing at all is drawn on it."""

    lines: tuple[Line, ...] = ()
    foot: float = 0.0
    head: float = math.inf
    is_blank: bool = False


def lines_of(page: pypdfium2.PdfPage) -> PageLines:
    """Return the lines of a page."""
    text_page = page.get_textpage()
    try:
        lines = tuple(_whole_rows(_TextLines(text_page).read()))
    finally:
        text_page.close()
    _, foot, _, head = page.get_bbox()
    return PageLines(lines, foot, head, is_blank=not lines and pdfium.FPDFPage_CountObjects(page) <= 0)


def readable_share(text: str) -> float:
    """Return how much of a text is made of characters that mean something, from 0 to 1."""
    return 1 - len(_UNREADABLE.findall(text)) / len(text) if text else 1.0


class _TextLines:
    """Reads the lines of one page with few calls a line: each call costs as much as pdfium takes for a few letters."""

    def __init__(self, text_page: pypdfium2.PdfTextPage) -> None:
        self._page = text_page.raw
        self._turn = 0
        self._numbers = [ctypes.c_double() for _ in range(4)]
        self._pointers = [ctypes.byref(number) for number in self._numbers]
        self._matrix = pdfium.FS_MATRIX()
        self._count = pdfium.FPDFText_CountChars(self._page)

    def read(self) -> Iterator[Line]:
        text = self._text()
        exact = len(text) == self._count
        for found in _LINES.finditer(text):
            words = found[0].strip()
            if not words:
                continue
            start = found.start() + len(found[0]) - len(found[0].lstrip())
            at = start if exact else pdfium.FPDFText_GetCharIndexFromTextIndex(self._page, start)
            if at >= 0:
                yield self._line(words, at)

    def _text(self) -> str:
        if self._count <= 0:
            return ""
        room = 2 * self._count + 2
        units = (ctypes.c_ushort * room)()
        written = pdfium.FPDFText_GetText(self._page, 0, self._count, units)
        return bytes(memoryview(units)[: max(0, min(written, room) - 1)]).decode("utf-16-le", "replace")

    def _line(self, words: str, at: int) -> Line:
        matrix = self._matrix
        pdfium.FPDFText_GetMatrix(self._page, at, matrix)
        self._turn = turn = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4 if matrix.b else 0
        size = pdfium.FPDFText_GetFontSize(self._page, at) * math.hypot(matrix.c, matrix.d)
        base = self._upright(matrix.e, matrix.f)[1]
        extents = _joined(self._rectangles(at, len(words)), WIDE_GAP * size)
        if len(extents) > 1:
            return Line.of_cells(self._cells(words, at, extents), base, size, turn)
        left, right = extents[0] if extents else (matrix.e, matrix.e)
        return Line(words, left, right, base, size, turn)

    def _cells(self, words: str, at: int, extents: Sequence[tuple[float, float]]) -> list[Cell]:
        """Cut a line where wide gaps are, from left to right."""
        starts = [left - _BESIDE for left, _ in extents]
        texts: list[list[str]] = [[] for _ in extents]
        for word in _WORD.finditer(words):
            number = bisect_right(starts, self._left_of(at + word.start())) - 1
            texts[max(number, 0)].append(word[0])
        return [Cell(" ".join(text), *extent) for text, extent in zip(texts, extents, strict=True) if text]

    def _rectangles(self, at: int, count: int) -> list[tuple[float, float]]:
        """Left and right of what was drawn in one piece of so many letters."""
        found = []
        left, top, right, bottom = self._numbers
        for number in range(pdfium.FPDFText_CountRects(self._page, at, count)):
            pdfium.FPDFText_GetRect(self._page, number, *self._pointers)
            if self._turn:
                sides = self._upright(left.value, top.value)[0], self._upright(right.value, bottom.value)[0]
                found.append((min(sides), max(sides)))
            else:
                found.append((left.value, right.value))
        return found

    def _left_of(self, at: int) -> float:
        pdfium.FPDFText_GetCharBox(self._page, at, *self._pointers)
        left, right, bottom, top = (one.value for one in self._numbers)
        return min(self._upright(left, bottom)[0], self._upright(right, top)[0])

    def _upright(self, x: float, y: float) -> tuple[float, float]:
        """Where a point lies if the page is turned so that the line is level; its zero may be another."""
        match self._turn:
            case 1:
                return y, -x
            case 2:
                return -x, -y
            case 3:
                return -y, x
            case _:
                return x, y


def _whole_rows(lines: Iterable[Line]) -> Iterator[Line]:
    """Put lines together that stand beside each other: pdfium ends one before a single letter that stands far off."""
    row: Line | None = None
    for line in lines:
        if row is not None and _is_beside(row, line):
            row = Line.of_cells([*row.parts, *line.parts], row.base, row.size, row.turn)
            continue
        if row is not None:
            yield row
        row = line
    if row is not None:
        yield row


def _is_beside(line: Line, following: Line) -> bool:
    return (
        line.turn == following.turn
        and abs(line.base - following.base) < _SAME_HEIGHT * line.size
        and following.left - line.right >= WIDE_GAP * line.size
    )


def _joined(extents: list[tuple[float, float]], gap: float) -> list[tuple[float, float]]:
    """Extents from left to right, those joined that are nearer than ``gap``."""
    if len(extents) < 2:
        return extents
    extents.sort()
    joined = [extents[0]]
    for left, right in extents[1:]:
        before = joined[-1]
        if left - before[1] < gap:
            joined[-1] = (before[0], max(before[1], right))
        else:
            joined.append((left, right))
    return joined
