"""A text cut into rows of a given width in cells, by and by, so that a long text never blocks a key."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Sequence

from tui.text.cells import (
    JOINING,
    LONGEST_GRAPHEME,
    NOT_PLAIN,
    WIDE_CLASS,
    WIDTHS,
    grapheme_end,
    width_of,
)
from tui.text.folds import Fold
from tui.text.kinsoku import FIRST_OF_WIDE_ROW, LAST_OF_WIDE_ROW, breaks_at_space, breaks_between, cuts_between
from tui.text.row_order import RowOrder, row_order

_ROWS_BETWEEN_LOOKS = 128  # rows made before the caller is asked whether to go on: about 0.2 ms
_CHARACTERS_PER_CELL = LONGEST_GRAPHEME  # a row of marks without width ends somewhere
_PROSE = 100  # a line of more characters is a paragraph of its own (see index.text.paragraphs)
_BLANK_SO_FAR = re.compile(r"[^\S\n]*+\Z")
_BLANK_LINES = re.compile(r"(?:[^\S\n]*+\n)++")


class Wrapping:
    """The rows of a text, filled greedily: as many words as fit, a word that is too long cut between graphemes.

    Row ``i`` shows ``text[starts[i]:ends[i]]``. The character between two rows, a newline or the space at which
    the row was broken, belongs to the row before it and is not shown. Between two characters of which one is wide
    (Chinese, Japanese) a row may be broken too, as far as kinsoku allows. A newline at the text's very end makes no row
    of its own.

    Paragraphs are one empty row apart: blank lines that follow each other make one row, and where a long line, which
    is a paragraph, has none after it, an empty row of no character is made. Folded lines make one row, which shows
    the fold's label; such rows have ``starts[i] == ends[i]`` too.
    """

    def __init__(self, text: str, width: int, complete: bool = True, folds: Sequence[Fold] = ()) -> None:
        """Nothing is wrapped yet. ``width`` is in cells (at least 1); with ``complete`` False, text may follow."""
        self._folds = {fold.start: fold for fold in folds}
        self.text = text
        self.width = max(1, width)
        self.starts = array("I")
        self.ends = array("I")
        self._complete = complete
        self._ascii = text.isascii()
        self._position = 0  # where the next row starts
        self._line_start = -1  # of the line that holds it, or the one before it; the end if that was no prose
        self._line_end = -1  # a newline, or as far as the text is sure
        self._blank = False  # the last row is that of blank lines
        self._line_closed = True  # False while more text may belong to that line
        wide_but_one = f"{WIDE_CLASS}{{{max(1, self.width // 2) - 1}}}"
        self._wide_row = re.compile(f"{wide_but_one}{LAST_OF_WIDE_ROW}{WIDE_CLASS}(?={FIRST_OF_WIDE_ROW}{WIDE_CLASS})")
        self.finished = False
        self.ordered = False
        """Whether rows are laid out here by the bidirectional algorithm, and not by the terminal or not at all."""

    def __len__(self) -> int:
        """The number of rows made so far."""
        return len(self.starts)

    @property
    def reached(self) -> int:
        """The offset up to which rows are made; the text's length plus 1 once all are."""
        return len(self.text) + 1 if self.finished else self._position

    def extend(self, text: str, complete: bool) -> None:
        """Take a longer text that begins with the present one; rows made so far stay as they are."""
        self._ascii = self._ascii and text.isascii()
        self.text = text
        self._complete = complete
        if not self._line_closed:
            self._close_line(self._line_end)

    def wrap(self, rows: int) -> None:
        """Make up to ``rows`` more rows; fewer where the text, or what there is of it, ends."""
        goal = len(self.starts) + rows
        while not self.finished and len(self.starts) < goal:
            if self._line_end < self._position:
                if not self._complete and _BLANK_SO_FAR.match(self.text, self._position):
                    return
                if self._stand_in():
                    continue
                if not self._find_line():
                    return
            before = self._position
            if self._ascii:
                self._wrap_plain(goal)
            else:
                self._wrap_mixed(goal)
            if self._position == before:
                return  # the rest of the line has not come yet

    def wrap_until(self, enough: Callable[[], bool]) -> None:
        """Make rows until none is left to make or ``enough`` says so; it is asked every 128 rows."""
        made = -1
        while not self.finished and len(self.starts) > made and not enough():
            made = len(self.starts)
            self.wrap(_ROWS_BETWEEN_LOOKS)

    def row_of(self, offset: int) -> int:
        """The row that an offset belongs to; the last one made for any offset beyond (0 if there is none)."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def next_start(self, row: int) -> int:
        """Where the row after ``row`` starts, the text's length after the last one."""
        return self.starts[row + 1] if row + 1 < len(self.starts) else min(self._position, len(self.text))

    def cell_of(self, offset: int) -> int:
        """The cell, from 0, at which the character at ``offset`` stands in its row."""
        row = self.row_of(offset)
        start, end = self.starts[row], self.ends[row]
        order = self.order(row)
        return order.cell_of(offset) if order is not None else width_of(self.text[start : min(offset, end)])

    def order(self, row: int) -> RowOrder | None:
        """The order in which a row's characters are shown; None if it is that of the text."""
        return row_order(self.text, self.starts[row], self.ends[row], self.width) if self.ordered else None

    def fold_of(self, row: int) -> Fold | None:
        """The fold that a row stands for."""
        return self._folds.get(self.starts[row])

    def is_gap(self, row: int) -> bool:
        """Whether a row holds no character, so that nothing can stand on it."""
        return self.next_start(row) == self.starts[row] < len(self.text)

    def offset_at(self, row: int, cell: int) -> int:
        """The start of the grapheme at a cell of a row. Beyond the row's end: the character between it and the next
        row where there is one, else the row's last grapheme."""
        start, end = self.starts[row], self.ends[row]
        order = self.order(row)
        if order is not None:
            found = order.offset_at(cell)
            return found if found is not None else (order.last if self.next_start(row) == end else end)
        offset, used = start, 0
        while offset < end:
            following = grapheme_end(self.text, offset, end)
            used += width_of(self.text[offset:following])
            if used > cell:
                return offset
            if following >= end and self.next_start(row) == end:
                return offset
            offset = following
        return offset

    def _stand_in(self) -> bool:
        """Make the row of what is no line at the position: a fold, blank lines, the space that prose lacks."""
        position, before = self._position, self._line_end - self._line_start
        fold = self._folds.get(position)
        if fold is not None:
            self._row(position, fold.end)
            self._blank = False
        elif blank := _BLANK_LINES.match(self.text, position):
            if self._blank:
                self._position = blank.end()  # they came later than those that have the row
            else:
                self._row(position, blank.end())
            self._blank = True
        elif before > _PROSE and position < len(self.text):
            self._row(position, position)
        else:
            return False
        self._line_start = self._line_end
        return True

    def _find_line(self) -> bool:
        """Set the bounds of the line at the position; False if there is none (yet)."""
        length = len(self.text)
        if self._position >= length and not (self._complete and not self.starts):
            self.finished = self._complete
            return False
        self._line_start = self._position
        self._blank = False
        self._close_line(self._position)
        return True

    def _close_line(self, start: int) -> None:
        """Find the present line's end, from ``start`` on. The last grapheme of an unfinished text may still grow."""
        newline = self.text.find("\n", start)
        self._line_closed = newline >= 0 or self._complete
        if newline >= 0:
            self._line_end = newline
        else:
            self._line_end = len(self.text) if self._complete else max(start, len(self.text) - LONGEST_GRAPHEME)

    def _row(self, end: int, following: int) -> None:
        self.starts.append(self._position)
        self.ends.append(end)
        self._position = following

    def _wrap_plain(self, goal: int) -> None:
        """Rows of the present line, each character one cell: the quick way for ASCII."""
        find_space, width, line_end = self.text.rfind, self.width, self._line_end
        add_start, add_end = self.starts.append, self.ends.append
        position, left = self._position, goal - len(self.starts)
        while line_end - position > width and left > 0:
            space = find_space(" ", position, position + width + 1)
            add_start(position)
            if space <= position:
                position += width
                add_end(position)
            else:
                add_end(space)
                position = space + 1
            left -= 1
        self._position = position
        if left > 0:
            self._last_row()

    def _wrap_mixed(self, goal: int) -> None:
        """Rows of the present line, each by the quickest way that is right for its characters."""
        text, width, line_end = self.text, self.width, self._line_end
        while len(self.starts) < goal:
            position = self._position
            # One character more than may be needed: a mark after the space that ends the row belongs to it.
            if NOT_PLAIN.search(text, position, min(position + width + 2, line_end)):
                if not self._wrap_measured():
                    return
            elif line_end - position > width + (not self._line_closed):
                space = text.rfind(" ", position, position + width + 1)
                if space > position:
                    self._row(space, space + 1)
                elif cuts_between(text[position + width - 1], text[position + width]):
                    self._row(position + width, position + width)
                elif not self._wrap_measured():
                    return
            else:
                self._last_row()
                return

    def _last_row(self) -> None:
        """The line's last row, which fits, unless the line may go on."""
        if self._line_closed:
            self._row(self._line_end, self._line_end + 1)

    def _wrap_measured(self) -> bool:
        """One row, measured grapheme by grapheme; False if it was the line's last."""
        start, limit = self._position, self._line_end
        wide = self._wide_row.match(self.text, start, limit) if self.width > 1 else None
        if wide:
            self._row(wide.end(), wide.end())
            return True
        end, following = self._measure(start, limit)
        if end == limit:
            self._last_row()
            return False
        self._row(end, following)
        return True

    def _measure(self, start: int, limit: int) -> tuple[int, int]:
        """Where the row at ``start`` ends and the next one starts; both are ``limit`` if the line ends first."""
        text, width = self.text, self.width
        longest = start + width * _CHARACTERS_PER_CELL
        used = 0
        offset = break_end = break_start = cut = start
        before, after_wide = "", False
        while offset < limit:
            character = text[offset]
            following, cells = offset + 1, WIDTHS[character]
            if following < limit and (WIDTHS[text[following]] == 0 or character in JOINING):
                following = grapheme_end(text, offset, limit)
                cells = width_of(text[offset:following])
            if following == limit and not self._line_closed:
                return limit, limit  # the grapheme may go on: a space with a mark after it ends no row
            if offset > start:
                space = character == " " and following == offset + 1
                if space and breaks_at_space(before, text[following : following + 1]):
                    break_end, break_start = offset, following
                elif not space and (cells > 1 or after_wide) and breaks_between(before, character):
                    break_end = break_start = offset
                if not space and cuts_between(before, character):
                    cut = offset
                if used + cells > width or following > longest:
                    if break_end > start:
                        return break_end, break_start
                    return (cut, cut) if cut > start else (offset, offset)
            before, after_wide = character, cells > 1
            used += cells
            offset = following
        return limit, limit
