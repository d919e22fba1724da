"""The names of places that are on no map, since no list has them or they could be anywhere."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from tui.bound_keys import bindings
from tui.keys import Context
from tui.screens.sized import HORIZONTAL, VERTICAL, TooSmall
from tui.widgets.documents import one_line
from tui.widgets.rowlist import Piece, RowList
from tui.widgets.status import KeyLine, TextLine

_MOST_ROWS = 15


class NameList(RowList):
    """A line for each name, with the number of documents that have it."""

    def __init__(self, names: Sequence[tuple[str, int]]) -> None:
        super().__init__()
        self.names = names
        self._digits = max((len(str(count)) for _, count in names), default=1)

    def row_count(self) -> int:
        """Returns the number of names."""
        return len(self.names)

    def row_lines(self, index: int, width: int) -> list[list[Piece]]:  # noqa: ARG002
        """Returns how many documents have a name, and the name."""
        name, count = self.names[index]
        return [[(f"{self.pointer(index)} ", ""), (f"{count:>{self._digits}}  ", "muted"), (one_line(name), "")]]


class NamesDialog(ModalScreen[str]):
    """Lists names. Its result is one of them, or None if they were left."""

    BINDINGS = bindings(Context.NAMES)
    HORIZONTAL_BREAKPOINTS = HORIZONTAL
    VERTICAL_BREAKPOINTS = VERTICAL

    def __init__(self, names: Sequence[tuple[str, int]]) -> None:
        """``names`` come with the number of documents of each; there is one at least."""
        super().__init__()
        self._names = names

    def compose(self) -> ComposeResult:
        """Makes the list."""
        with Vertical(id="dialog"):
            yield TextLine(" Names that no list has, or that could be anywhere", classes="title")
            yield NameList(self._names)
            yield KeyLine("names", classes="keys")
        yield TooSmall()

    def on_mount(self) -> None:
        """Starts at the most frequent name."""
        names = self.query_one(NameList)
        names.styles.height = min(len(self._names), _MOST_ROWS)
        names.rows_changed()
        self.set_focus(names)

    def action_choose(self) -> None:
        """Takes the name at the cursor."""
        names = self.query_one(NameList)
        self.dismiss(names.names[names.cursor][0])

    def action_back(self) -> None:
        """Leaves them."""
        self.dismiss(None)
