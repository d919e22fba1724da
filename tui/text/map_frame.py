"""One frame of the map as text: lines in braille, signs of places by their documents, labels that cover nothing.

Pure: names come in safe and as wide as they say. It is told apart without colours: what is chosen stands in brackets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from index.map.canvas import Canvas
from index.map.labels import Box, Label, place_labels
from index.map.outlines import draw_world
from index.map.projection import View, scale_bar

LINES, PLACE, CHOSEN, HERE = "muted", "place", "cursor", "sign"
"""Names of styles: of the lines, of places, of the chosen one, and of those that the open document names."""

Piece = tuple[str, str]

_SIGNS = ((0.5, "●"), (0.12, "○"), (0.0, "•"))
"""Of places by their share of the most documents that one has; a single document is a point."""

_SINGLE, _AREA, _HERE = "·", "□", "◆"
_CELLS_A_LABEL = 180
"""A label for so many cells of the window: more would be neither read nor cheap to move, each is two colours more."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the map."""

    name: str
    latitude: float
    longitude: float
    documents: int
    is_point: bool
    here: bool = False  # the open document names it
    unsure: bool = False


def frame(view: View, marks: Sequence[Mark], chosen: int | None) -> list[list[Piece]]:
    """The rows of a window on the map. ``marks`` are by importance; ``chosen`` is one of them."""
    canvas = Canvas(view.columns, view.rows)
    draw_world(canvas, view)
    cells = [list(line) for line in canvas.lines()]
    styles = [[LINES] * view.columns for _ in range(view.rows)]
    seen = [(number, cell) for number, mark in enumerate(marks) if (cell := view.cell(mark.latitude, mark.longitude))]
    most = max((mark.documents for mark in marks if mark.is_point), default=1)
    for number, (column, row) in sorted(seen, key=lambda one: (one[0] == chosen, -one[0])):
        mark = marks[number]
        cells[row][column] = sign_of(mark, most)
        styles[row][column] = LINES
    _write_labels(cells, styles, view, marks, seen, chosen)
    return [_pieces(row, style) for row, style in zip(cells, styles, strict=True)]


def sign_of(mark: Mark, most: int) -> str:
    """The sign of a place: a diamond if the open document names it, a square if it is no point, else a circle."""
    if mark.here:
        return _HERE
    if not mark.is_point:
        return _AREA
    if mark.documents == 1:
        return _SINGLE
    return next(sign for share, sign in _SIGNS if mark.documents >= share * most)


def ruler(view: View, most: int) -> str:
    """The scale bar with its length, in about ``most`` cells."""
    kilometres, cells = scale_bar(view, most)
    return f"├{'─' * max(0, cells - 2)}┤ {kilometres:,} km"


def position(view: View) -> str:
    """Where the window's middle is, in degrees."""
    latitude, longitude = view.middle
    north, east = "N" if latitude >= 0 else "S", "E" if longitude >= 0 else "W"
    return f"{abs(latitude):.2f}°{north} {abs(longitude):.2f}°{east}"


def _write_labels(
    cells: list[list[str]],
    styles: list[list[str]],
    view: View,
    marks: Sequence[Mark],
    seen: list[tuple[int, tuple[int, int]]],
    chosen: int | None,
) -> None:
    """Write the names beside the signs: the chosen one's, then those of points. Places in one cell share the first."""
    ordered = sorted(seen, key=lambda one: (one[0] != chosen, not marks[one[0]].is_point, one[0]))
    by_cell: dict[tuple[int, int], int] = {}
    for number, cell in ordered:
        by_cell.setdefault(cell, number)
    named = [(number, cell) for cell, number in by_cell.items()]
    named = named[: max(3, view.columns * view.rows // _CELLS_A_LABEL)]
    texts = [_label(marks[number], chosen=number == chosen) for number, _ in named]
    labels = [Label(*cell, cell_len(text)) for (_, cell), text in zip(named, texts, strict=True)]
    signs = [Box(*cell, 1) for _, cell in seen]
    first = int(chosen is not None and bool(named) and named[0][0] == chosen)  # it is written whatever it covers
    placed = place_labels(labels[:first], [], view.columns, view.rows)
    signs += [box for box in placed if box is not None]
    placed += place_labels(labels[first:], signs, view.columns, view.rows)
    colours = [CHOSEN if number == chosen else HERE if marks[number].here else PLACE for number, _ in named]
    for (_, (column, row)), style in zip(named, colours, strict=True):
        styles[row][column] = style
    for text, style, box in zip(texts, colours, placed, strict=True):
        if box is not None:
            column = box.column
            for sign in text:
                width = cell_len(sign)
                cells[box.row][column : column + width] = [sign, *[""] * (width - 1)]
                styles[box.row][column : column + width] = [style] * width
                column += width


def _label(mark: Mark, *, chosen: bool) -> str:
    text = f"{mark.name}{'?' if mark.unsure else ''} {mark.documents}"
    return f"[{text}]" if chosen else text


def _pieces(row: list[str], styles: list[str]) -> list[Piece]:
    """A row as runs of one style; blanks have that of what stands before them, if it cannot be seen on them."""
    runs: list[tuple[list[str], str]] = []
    for sign, style in zip(row, styles, strict=True):
        if runs and (style == runs[-1][1] or (sign == " " and runs[-1][1] != CHOSEN)):
            runs[-1][0].append(sign)
        else:
            runs.append(([sign], style))
    return [("".join(signs), style) for signs, style in runs]
