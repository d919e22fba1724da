"""The help: every key, from the table."""

from __future__ import annotations

from textual.app import ComposeResult

from tui import keys
from tui.keys import Context, bindings
from tui.screens.sized import SizedScreen, TooSmall
from tui.widgets.rowlist import Piece, RowList, fitted
from tui.widgets.status import KeyLine, TextLine

_KEY_COLUMN = 16


class HelpList(RowList):
    """The table of keys, a heading for each place."""

    def __init__(self) -> None:
        super().__init__(id="help")
        self._rows: list[tuple[str, str]] = []
        for context in Context:
            if self._rows:
                self._rows.append(("", ""))
            self._rows.append((context.value, ""))
            for action in keys.of(context):
                self._rows.append((" ".join(map(keys.shown, action.keys)), action.help))

    def row_count(self) -> int:
        """Returns the number of lines."""
        return len(self._rows)

    def row_lines(self, index: int, width: int) -> list[list[Piece]]:  # noqa: ARG002
        """Returns a heading, or keys and what they do."""
        first, text = self._rows[index]
        if not text:
            return [[(first, "heading")]]
        return [[("  " + fitted(first, _KEY_COLUMN), "strong"), (text, "")]]

    def selectable(self, index: int) -> bool:
        """Returns whether it is a key's line."""
        return bool(self._rows[index][1])


class HelpScreen(SizedScreen[None]):
    """All keys; ``esc`` goes back."""

    BINDINGS = bindings(Context.HELP)

    def compose(self) -> ComposeResult:
        """Makes the list."""
        yield TextLine("Keys", classes="title")
        yield HelpList()
        yield KeyLine(keys.footer("help"), classes="keys")
        yield TooSmall()

    def on_mount(self) -> None:
        """Starts at the first key."""
        self.set_focus(self.query_one(HelpList))
        self.query_one(HelpList).rows_changed()
        self.query_one(HelpList).cursor = 1

    def action_back(self) -> None:
        """Closes the help."""
        self.dismiss()
