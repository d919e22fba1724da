"""The matrix of an event: its accounts against each other and against names, with a cursor on one cell."""

from __future__ import annotations

from dataclasses import dataclass

from index.compare.comparison import AccountFigure, Matrix, NameCount, Side
from tui.bound_keys import bindings
from tui.keys import Context
from tui.widgets.documents import one_line
from tui.widgets.rowlist import Piece, RowList

_CELL = 4
LETTERS = "ABCDEFGHIJKL"
"""What the accounts are called, in rows and columns."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A heading, a figure, an account (its number) or a name."""

    heading: str = ""
    account: int = -1
    name: NameCount | None = None
    figure: AccountFigure | None = None


class MatrixList(RowList):
    """A row for each account and each name, a column for each account; the cell of the cursor is in brackets."""

    BINDINGS = bindings(Context.MATRIX)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._matrix = Matrix((), (), ())
        self._rows: list[MatrixRow] = []
        self.column = 0

    def show(self, matrix: Matrix) -> None:
        """Shows a matrix; the cursor stands at the first two accounts, or at the first figure if they are far below."""
        self._matrix = matrix
        self._rows = [MatrixRow("Figures: what each account counts, in order of time")] if matrix.figures else []
        self._rows += [MatrixRow(figure=figure) for figure in matrix.figures]
        self._rows += [MatrixRow("Accounts, and how many quoted sentences each two share")]
        self._rows += [MatrixRow(account=number) for number in range(len(matrix.accounts))]
        if matrix.names:
            self._rows += [MatrixRow("Names, and how often each account has them")]
            self._rows += [MatrixRow(name=name) for name in matrix.names]
        self.column = min(1, max(0, len(matrix.accounts) - 1))
        accounts = (at for at, row in enumerate(self._rows) if row.account >= 0)
        first = next(accounts, len(self._rows))
        self.set_reactive(MatrixList.cursor, min(first if first < self.window_rows else 1, len(self._rows) - 1))
        self.rows_changed()

    @property
    def accounts(self) -> tuple[Side, ...]:
        """The accounts in their order."""
        return self._matrix.accounts

    @property
    def current(self) -> MatrixRow | None:
        """The row at the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    @property
    def columns(self) -> str:
        """The letters above the columns."""
        return "   " + "".join(f"{letter:^{_CELL}}" for letter in LETTERS[: len(self.accounts)])

    def action_column_left(self) -> None:
        """Moves the cursor a column to the left."""
        self._move_column(-1)

    def action_column_right(self) -> None:
        """Moves the cursor a column to the right."""
        self._move_column(1)

    def _move_column(self, step: int) -> None:
        """Moves it past the account that the row is of."""
        row = self.current
        column = self.column + step
        if row is not None and row.account == column:
            column += step
        if 0 <= column < len(self.accounts):
            self.column = column
            self.refresh_row(self.cursor)
            self.post_message(self.CursorMoved(self, self.cursor))

    def watch_cursor(self, old: int, new: int) -> None:
        """The column steps aside where row and column would be the same account."""
        if new < len(self._rows) and self._rows[new].account == self.column:
            beside = (self.column - 1, self.column + 1) if old < new else (self.column + 1, self.column - 1)
            self.column = next((at for at in beside if 0 <= at < len(self.accounts)), self.column)
        super().watch_cursor(old, new)

    # Rows

    def row_count(self) -> int:
        """Returns the number of rows, headings included."""
        return len(self._rows)

    def selectable(self, index: int) -> bool:
        """Returns whether it is an account or a name."""
        return not self._rows[index].heading

    def row_lines(self, index: int, width: int) -> list[list[Piece]]:  # noqa: ARG002
        """Returns a heading, or a row's cells and what they are of."""
        row = self._rows[index]
        if row.heading:
            return [[(f" {row.heading}", "heading")]]
        if row.figure is not None:
            return [self._figure_pieces(index, row.figure)]
        letter = LETTERS[row.account] if row.name is None else " "
        pieces: list[Piece] = [(f"{self.pointer(index)}{letter} ", "")]
        for column in range(len(self.accounts)):
            shown, style = self._cell(row, column)
            at_cursor = index == self.cursor and column == self.column
            pieces.append((f"[{shown}]".center(_CELL) if at_cursor else shown.center(_CELL), style))
        if row.name is not None:
            return [[*pieces, (f" {one_line(row.name.name)}", row.name.type)]]
        side = self.accounts[row.account]
        about = " ".join(filter(None, (side.date or "no date", one_line(side.source))))
        return [[*pieces, (f" {about}  ", "muted"), (one_line(side.title), "")]]

    def _figure_pieces(self, index: int, one: AccountFigure) -> list[Piece]:
        figure, date = one.figure, self.accounts[one.account].date or "no date"
        number = f"{'of them ' if figure.part else ''}{figure.text} {figure.whom}".rstrip()
        about = [figure.where, figure.speaker, figure.remark]
        return [
            (f"{self.pointer(index)}{LETTERS[one.account]} ", ""),
            (f"{date:<10}  ", "muted"),
            (f"{figure.kind:<10} ", "strong"),
            (one_line(number) + "  ", ""),
            (one_line(" · ".join(filter(None, about))), "muted"),
        ]

    def _cell(self, row: MatrixRow, column: int) -> Piece:
        if row.account == column:
            return "—", "muted"
        count = row.name.counts[column] if row.name else self._matrix.shared_quotes[row.account][column]
        return (str(min(count, 99)), "hit" if row.name is None else "") if count else ("·", "muted")
