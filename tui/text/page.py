"""A document laid out for a pane: its heading, its text in rows, and the window of rows that is in sight.

Rows of the page are counted from the heading's first one; the text's own rows stand below the heading. The heading
is no part of the text: it has no offsets.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tui.text.folds import Fold
from tui.text.wrapping import Wrapping


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a text: its title, and a line that says where it comes from."""

    title: str = ""
    about: str = ""


class Page:
    """The rows of a heading and a text, some of them in sight. Rows are made as they are needed.

    The window moves by half its height at a time, because every scrolled row repaints the pane.
    """

    def __init__(
        self,
        heading: Heading,
        text: str,
        width: int,
        height: int,
        complete: bool = True,
        folds: Sequence[Fold] = (),
    ) -> None:
        """A page at its top. ``width`` (of the text) and ``height`` are in cells. A folded header joins the heading."""
        self.title = _wrapped(heading.title, width)
        self.about = _wrapped(heading.about, width)
        joined = bool(folds) and folds[0].start == 0
        self.above = len(self.title) + len(self.about) + (not joined)
        self.rows = Wrapping(text, width, complete, folds)
        self.top = 0
        self.height = height

    def lay_out_rows(self, ordered: bool) -> None:
        """Say whether right-to-left rows are laid out here (``Wrapping.ordered``)."""
        for rows in (self.title, self.about, self.rows):
            rows.ordered = ordered

    @property
    def made(self) -> int:
        """The number of rows made so far, the heading's among them."""
        return self.above + len(self.rows)

    @property
    def bottom_offset(self) -> int:
        """The offset at which the row below the window starts, or up to which rows are made."""
        below = self.top + self.height - self.above
        return self.rows.starts[below] if 0 <= below < len(self.rows) else self.rows.reached

    def row_of(self, offset: int) -> int:
        """The row of the page that shows an offset of the text."""
        return self.above + self.rows.row_of(offset)

    def make_until(self, offset: int, enough: Callable[[], bool]) -> bool:
        """Make rows up to an offset unless ``enough`` says stop. Returns whether the offset has its row."""
        self.rows.wrap_until(lambda: self.rows.reached > offset or enough())
        return self.rows.reached > offset

    def holds(self, row: int) -> bool:
        """Whether a row is in sight."""
        return self.top <= row < self.top + self.height

    def reveal(self, row: int) -> bool:
        """Bring a row to the window's middle unless it is in sight. Returns whether the window moved."""
        return not self.holds(row) and self.move_to(row - self.height // 2)

    def scroll(self, rows: int) -> bool:
        """Move the window down (up if negative). Returns whether it moved."""
        return self.move_to(self.top + rows)

    def move_to(self, top: int) -> bool:
        """Make ``top`` the window's first row, as far as there are rows to fill it. Returns whether it moved."""
        before = self.top
        missing = max(0, top) + self.height - self.made
        if missing > 0:
            self.rows.wrap(missing)
        self.top = max(0, min(top, self.made - self.height))
        return self.top != before


def _wrapped(text: str, width: int) -> Wrapping:
    wrapping = Wrapping(text, width)
    wrapping.wrap_until(lambda: False)
    return wrapping
