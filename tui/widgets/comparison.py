"""The lists of a comparison: documents that may be compared, and two accounts line by line."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar

from rich.style import Style

from index.answers.listing import ReasonView, RelatedRow
from index.compare.comparison import ComparisonAnswer
from index.model import SpanPair
from tui.text.side_by_side import Block, Line, blocks, labels, lines, noted
from tui.widgets.documents import one_line
from tui.widgets.rowlist import Piece, RowList

TWO_COLUMNS = 100
"""Cells from which on the accounts stand side by side."""

_HEADS = {"quote": "a shared quote of ", "copy": "the same text, ", "alike": "mostly the same text; ", "time": ""}


class RelatedList(RowList):
    """Related documents with the reasons; copies of the same text are folded away until they are asked for."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._all: Sequence[RelatedRow] = ()
        self._rows: Sequence[RelatedRow] = ()
        self._unfolded = False
        self.lines_per_row = 2

    def show(self, rows: Sequence[RelatedRow]) -> None:
        """Shows these, best first."""
        self._all = rows
        self._fold()

    def toggle_copies(self) -> None:
        """Shows the copies, or folds them away; the cursor stays on the same document if that is still there."""
        self._unfolded = not self._unfolded
        self._fold()

    def _fold(self) -> None:
        before = self.current
        self._rows = [row for row in self._all if self._unfolded or not (row.duplicate or row.copy_of)]
        same = (at for at, row in enumerate(self._rows) if before and row.id == before.id)
        self.set_reactive(RelatedList.cursor, next(same, 0))
        self.rows_changed()
        self._scroll_to_cursor()

    @property
    def folded(self) -> int:
        """How many copies are not shown."""
        return len(self._all) - len(self._rows)

    @property
    def current(self) -> RelatedRow | None:
        """The document at the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    def row_count(self) -> int:
        """Returns the number of documents shown."""
        return len(self._rows)

    def row_lines(self, index: int, width: int) -> list[list[Piece]]:  # noqa: ARG002
        """Returns how sure it is, date, source and title, and below the reasons."""
        row = self._rows[index]
        count = sum(other.copy_of == row.id for other in self._all)
        copies = f"{count} {'copy' if count == 1 else 'copies'}" if count else ""
        about = " · ".join(filter(None, ((row.date or "no date") + row.date_sign, row.source, copies)))
        reasons = [_in_words(reason) for reason in row.reasons]
        return [
            [
                (f"{self.pointer(index)} ", ""),
                (f"{row.score:4.0%}  ", "strong"),
                (one_line(about) + "  ", "muted"),
                ("= copy  " if row.duplicate or row.copy_of else "", "sign"),
                (one_line(row.title), ""),
            ],
            [(" " * 8, ""), (one_line("; ".join(reasons)), "muted")],
        ]


def _in_words(reason: ReasonView) -> str:
    between = "; " if reason.kind == "alike" else ", "
    return f"{_HEADS.get(reason.kind, f'{reason.kind}: ')}{between.join(reason.values)}"


class ComparisonList(RowList):
    """Two accounts line by line; the cursor stands on a line and moves over empty ones."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row--differs", "row--only", "row--quoted", "row--reworded"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._blocks: Sequence[Block] = ()
        self._labels = ("", "")
        self._lines: Sequence[Line] = ()
        self._firsts: Sequence[int] = ()  # the first line of each block
        self._noted: Collection[int] = frozenset()  # blocks with a note
        self._notes: tuple[Sequence[SpanPair], Sequence[SpanPair]] = ((), ())
        self._answer: ComparisonAnswer | None = None
        self._strongest_first = False
        self._folded: set[str] = set()

    def show(self, answer: ComparisonAnswer) -> None:
        """Shows a comparison from its start."""
        self._answer = answer
        self._blocks = blocks(answer)
        self._labels = labels(answer.comparison)
        self._lay_out()
        self.set_reactive(ComparisonList.cursor, min(self._firsts[1:2], default=0))
        self.refresh()

    @property
    def strongest_first(self) -> bool:
        """Whether shared passages come by how much they differ."""
        return self._strongest_first

    def toggle_order(self) -> None:
        """Puts the shared passages that differ most first, or all in the text's order again."""
        self._strongest_first = not self._strongest_first
        self._show_again()

    def toggle_part(self) -> None:
        """Folds the part at the cursor away below its heading, or shows it again."""
        headings = [block.heading for block in self._blocks[: self._block + 1] if block.heading]
        if headings:
            self._folded ^= {headings[-1]}
            self._show_again(headings[-1])

    def _show_again(self, heading: str = "") -> None:
        """Lays the parts out anew; the cursor stands at a heading, or at the first one."""
        if self._answer is None:
            return
        self._blocks = blocks(self._answer, strongest_first=self._strongest_first, folded=self._folded)
        self._noted = noted(self._blocks, *self._notes)
        self._lay_out()
        found = (number for number, block in enumerate(self._blocks) if block.heading == heading)
        self.set_reactive(ComparisonList.cursor, self._firsts[next(found, 0)] if self._firsts else 0)
        self._scroll_to_cursor()
        self.refresh()

    def mark(self, a_notes: Sequence[SpanPair], b_notes: Sequence[SpanPair]) -> None:
        """Says which passages of the two documents have notes."""
        self._notes = (a_notes, b_notes)
        self._noted = noted(self._blocks, a_notes, b_notes)
        self.refresh()

    def _lay_out(self) -> None:
        width = self.size.width
        self._lines = lines(self._blocks, self._labels, max(1, width - 2), beside=width >= TWO_COLUMNS)
        firsts: dict[int, int] = {}
        for number, line in enumerate(self._lines):
            firsts.setdefault(line.block, number)
        self._firsts = list(firsts.values())
        self.rows_changed()

    def on_resize(self) -> None:
        """Lays the lines out anew; the cursor stays with its block."""
        block = self._block
        self._lay_out()
        if self._lines:
            self.set_reactive(ComparisonList.cursor, self._firsts[block])
        self._scroll_to_cursor()

    # Where the cursor is

    @property
    def _block(self) -> int:
        return self._lines[self.cursor].block if self.cursor < len(self._lines) else 0

    @property
    def current(self) -> Block | None:
        """The block at the cursor."""
        return self._blocks[self._block] if self._blocks else None

    @property
    def difference(self) -> tuple[int, int]:
        """The number of the difference at or before the cursor, 0 before the first, and how many there are."""
        differing = [number for number, block in enumerate(self._blocks) if block.differs]
        return sum(number <= self._block for number in differing), len(differing)

    def next_difference(self, step: int) -> bool:
        """Goes to the next difference, or for a ``step`` of -1 to the previous one; False if there is none."""
        return self._go_where(step, [block.differs for block in self._blocks])

    def next_part(self, step: int) -> bool:
        """Goes to the next heading, or the previous one; False if there is none."""
        return self._go_where(step, [bool(block.heading) for block in self._blocks])

    def _go_where(self, step: int, wanted: Sequence[bool]) -> bool:
        numbers = range(self._block + 1, len(wanted)) if step > 0 else range(self._block - 1, -1, -1)
        found = next((number for number in numbers if wanted[number]), None)
        if found is None:
            return False
        self.cursor = self._firsts[found]
        end = self._firsts[found + 1] if found + 1 < len(self._firsts) else len(self._lines)
        if end > self.scroll_offset.y + self.window_rows or self._blocks[found].heading:
            self.scroll_to(y=self._firsts[found], animate=False)
        return True

    # Rows

    def row_count(self) -> int:
        """Returns the number of lines."""
        return len(self._lines)

    def selectable(self, index: int) -> bool:
        """Returns whether anything stands on the line."""
        return bool(self._lines[index].pieces)

    def row_lines(self, index: int, width: int) -> list[list[Piece]]:  # noqa: ARG002
        """Returns the line; the first one of what has a note bears its sign."""
        line = self._lines[index]
        sign = "✎" if line.block in self._noted and self._firsts[line.block] == index else " "
        return [[(self.pointer(index), ""), (sign, "sign"), *line.pieces]]

    def _style(self, name: str, base: Style, at_cursor: bool) -> Style:
        return super()._style("hit" if at_cursor and name == "differs" else name, base, at_cursor)
