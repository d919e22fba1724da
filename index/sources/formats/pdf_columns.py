"""The order in which the lines of a PDF page are read.

pdfium gives lines in the order in which they were drawn, which is the order of reading but where a program draws row by
row across columns. Such rows are told by gutters: gaps at the same place in many lines one below the other, with
running text on either side. Without them nothing is put in another order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.sources.formats.pdf_lines import LINE_END_HYPHEN, Cell, Line

_FEWEST_LINES = 6  # that a gutter must part
_MOST_COLUMNS = 8
_SLACK = 1.0  # points by which a line may reach into a gutter
_FEWEST_WORDS = 2.0  # a cell of running text, on average: narrow columns of newspapers have three or four
_LEAST_LETTERS = 0.75  # of the words of running text those that begin with a letter
_LEAST_FULL = 0.6  # of a column's width that its lines fill on average
_LEAST_GOING_ON = 0.3  # of lines those whose sentence goes on below

_WORD = re.compile(r"\S+")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_ENDS = (".", "!", "?", ":", ";", "؟", "۔", "”", '"')


def reading_order(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines in blocks that are read one after another; a block is a column, or what lies around columns."""
    gutters = _gutters(lines)
    if not gutters:
        return [list(lines)]
    parted = [_runs(lines, gutter) for gutter in gutters]
    bounds = sorted({0, len(lines), *(bound for runs in parted for run in runs for bound in run)})
    blocks: list[list[Line]] = [[]]
    for start, end in pairwise(bounds):
        active = [
            gutter
            for gutter, runs in zip(gutters, parted, strict=True)
            if any(first <= start and end <= last for first, last in runs)
        ]
        columns = _columns(lines[start:end], active) if active else []
        if columns:
            blocks += [*columns, []]
        else:
            blocks[-1] += lines[start:end]
    return [block for block in blocks if block]


def _gutters(lines: Sequence[Line]) -> list[float]:
    """Where gaps recur, from left to right: the place within each that most of them share."""
    gaps = [
        (before.right, after.left)
        for line in lines
        if len(line.cells) <= _MOST_COLUMNS
        for before, after in pairwise(line.cells)
        if after.left > before.right
    ]
    found: list[float] = []
    while len(gaps) >= _FEWEST_LINES and len(found) < _MOST_COLUMNS:
        place, count = _most_shared(gaps)
        if count < _FEWEST_LINES:
            break
        found.append(place)
        gaps = [gap for gap in gaps if not gap[0] <= place <= gap[1]]
    return sorted(found)


def _most_shared(gaps: list[tuple[float, float]]) -> tuple[float, int]:
    """The middle of where most gaps overlap, and how many do."""
    edges = sorted([(left, 0) for left, _ in gaps] + [(right, 1) for _, right in gaps])
    best, place, count = 0, 0.0, 0
    for number, (edge, is_end) in enumerate(edges):
        count += -1 if is_end else 1
        if count > best:
            best, place = count, (edge + edges[number + 1][0]) / 2
    return place, best


def _runs(lines: Sequence[Line], gutter: float) -> list[tuple[int, int]]:
    """Where lines follow each other downwards that all leave a gutter free, and enough of them stand on both sides."""
    runs: list[tuple[int, int]] = []
    start = 0
    for number in range(len(lines) + 1):
        goes_on = (
            number < len(lines)
            and not _crosses(lines[number], gutter)
            and (number == start or _is_below(lines[number - 1], lines[number]))
        )
        if goes_on:
            continue
        if sum(_is_parted(line, gutter) for line in lines[start:number]) >= _FEWEST_LINES:
            runs.append((start, number))
        start = number if number < len(lines) and not _crosses(lines[number], gutter) else number + 1
    return runs


def _is_below(line: Line, following: Line) -> bool:
    return line.turn == following.turn and following.base < line.base + line.size / 2


def _crosses(line: Line, gutter: float) -> bool:
    if not line.left < gutter - _SLACK < gutter + _SLACK < line.right:
        return False
    return not line.cells or any(cell.left < gutter - _SLACK and cell.right > gutter + _SLACK for cell in line.cells)


def _is_parted(line: Line, gutter: float) -> bool:
    return line.left < gutter < line.right and not _crosses(line, gutter)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a run of lines."""

    lines: list[Line]

    @property
    def width(self) -> float:
        return max(line.right for line in self.lines) - min(line.left for line in self.lines)

    def is_running_text(self) -> bool:
        """Whether it reads as text that goes on from line to line, and not as the cells of a table."""
        texts = [line.text for line in self.lines]
        words = [word[0] for text in texts for word in _WORD.finditer(text)]
        letters = sum(word.lstrip("\"'“‘«([")[:1].isalpha() for word in words)
        going_on = sum(_goes_on(one, below) for one, below in pairwise(texts))
        filled = sum(line.right - line.left for line in self.lines) / (len(self.lines) * max(self.width, 1.0))
        return (
            len(words) >= _FEWEST_WORDS * len(texts)
            and letters >= _LEAST_LETTERS * len(words)
            and filled >= _LEAST_FULL
            and going_on >= _LEAST_GOING_ON * (len(texts) - 1)
        )


def _goes_on(text: str, below: str) -> bool:
    """Whether a sentence seems to go on in the line below: so it does before a letter that is no capital."""
    return text.endswith(LINE_END_HYPHEN) or (not text.endswith(_ENDS) and not below[:1].isupper())


def _columns(lines: Sequence[Line], gutters: list[float]) -> list[list[Line]]:
    """The columns of a run of lines, in the order in which they are read; none if they are no running text."""
    columns: list[list[Line]] = [[] for _ in range(len(gutters) + 1)]
    for line in lines:
        parts: list[list[Cell]] = [[] for _ in columns]
        for cell in line.parts:
            middle = (cell.left + cell.right) / 2
            parts[sum(middle > gutter for gutter in gutters)].append(cell)
        for column, part in zip(columns, parts, strict=True):
            if part:
                column.append(Line.of_cells(part, line.base, line.size, line.turn))
    filled = [column for column in columns if column]
    if sum(_Column(column).is_running_text() for column in filled if len(column) >= _FEWEST_LINES) < 2:
        return []
    sample = "".join(line.text for line in lines)
    return filled[::-1] if 2 * len(_RIGHT_TO_LEFT.findall(sample)) > len(sample) else filled
