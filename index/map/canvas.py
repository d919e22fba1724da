"""Lines in dots of braille characters (U+2800 to U+28FF), clipped at the edges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.map.projection import DOTS_ACROSS, DOTS_DOWN

_BITS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))  # of a dot by its column and row in the cell

Segment = tuple[float, float, float, float]
"""From x, y to x, y."""

Dot = tuple[int, int]
"""The column and the row of a dot."""


def clip(segment: Segment, width: float, height: float) -> Segment | None:
    """The part of a segment within 0 ≤ x ≤ ``width`` and 0 ≤ y ≤ ``height``, None for none (Liang and Barsky 1984)."""
    x, y, to_x, to_y = segment
    across, down = to_x - x, to_y - y
    enter, leave = 0.0, 1.0
    for step, room in ((-across, x), (across, width - x), (-down, y), (down, height - y)):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            enter = max(enter, room / step)
        else:
            leave = min(leave, room / step)
    if enter > leave:
        return None
    return x + enter * across, y + enter * down, x + leave * across, y + leave * down


class Canvas:
    """So many columns and rows of cells, on which dots are set."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns = columns
        self.rows = rows
        self._cells = [bytearray(columns) for _ in range(rows)]

    def path(self, points: Sequence[Dot], every: int = 1) -> None:
        """Set the dots of a line through points, as far as it lies within the canvas: all, or each second or third."""
        cells, width, height = self._cells, self.columns * DOTS_ACROSS, self.rows * DOTS_DOWN
        x, y = points[0]
        within = 0 <= x < width and 0 <= y < height
        if within and len(points) > 1 and (every == 1 or not (x + y) % every):
            cells[y >> 2][x >> 1] |= _BITS[x & 1][y & 3]
        for to_x, to_y in points[1:]:
            to_within = 0 <= to_x < width and 0 <= to_y < height
            if within and to_within:
                across, down = to_x - x, to_y - y
                steps = max(across, -across, down, -down)
                if steps > 1:
                    for step in range(1, steps):
                        column, row = x + across * step // steps, y + down * step // steps
                        if every == 1 or not (column + row) % every:
                            cells[row >> 2][column >> 1] |= _BITS[column & 1][row & 3]
                if every == 1 or not (to_x + to_y) % every:
                    cells[to_y >> 2][to_x >> 1] |= _BITS[to_x & 1][to_y & 3]
            elif not (max(x, to_x) < 0 or min(x, to_x) >= width or max(y, to_y) < 0 or min(y, to_y) >= height):
                clipped = clip((x, y, to_x, to_y), width - 1, height - 1)
                if clipped is not None:
                    start, end = (int(clipped[0]), int(clipped[1])), (int(clipped[2]), int(clipped[3]))
                    self.path((start, end), every)
            x, y, within = to_x, to_y, to_within

    def lines(self) -> Iterator[str]:
        """The rows of characters; a cell without dots is a blank."""
        for row in self._cells:
            yield "".join(chr(0x2800 + dots) if dots else " " for dots in row)
