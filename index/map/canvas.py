"""Lines in dots of braille characters (U+2800 to U+28FF), clipped at the edges."""

from __future__ import annotations

from collections.abc import Iterator

from index.map.projection import DOTS_ACROSS, DOTS_DOWN

_BITS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))  # of a dot by its column and row in the cell

Segment = tuple[float, float, float, float]
"""From x, y to x, y."""


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

    def dot(self, x: int, y: int) -> None:
        """Set a dot; one outside is passed over."""
        if 0 <= x < self.columns * DOTS_ACROSS and 0 <= y < self.rows * DOTS_DOWN:
            self._cells[y // DOTS_DOWN][x // DOTS_ACROSS] |= _BITS[x % DOTS_ACROSS][y % DOTS_DOWN]

    def line(self, segment: Segment, every: int = 1) -> None:
        """Set the dots of a segment's part within the canvas, all or each second or third one."""
        x, y, to_x, to_y = segment
        if every == 1 and abs(to_x - x) <= 1 and abs(to_y - y) <= 1:
            self.dot(int(x), int(y))
            self.dot(int(to_x), int(to_y))
            return
        clipped = clip(segment, self.columns * DOTS_ACROSS - 1, self.rows * DOTS_DOWN - 1)
        if clipped is None:
            return
        x, y, to_x, to_y = clipped
        steps = max(1, round(max(abs(to_x - x), abs(to_y - y))))
        across, down = (to_x - x) / steps, (to_y - y) / steps
        cells = self._cells
        for step in range(steps + 1):
            column, row = int(x + across * step + 0.5), int(y + down * step + 0.5)
            if every == 1 or (column + row) % every == 0:
                cells[row >> 2][column >> 1] |= _BITS[column & 1][row & 3]

    def lines(self) -> Iterator[str]:
        """The rows of characters; a cell without dots is a blank."""
        for row in self._cells:
            yield "".join(chr(0x2800 + dots) if dots else " " for dots in row)
