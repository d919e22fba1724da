"""The help: every key and every field of a query, from their tables."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from textual.app import ComposeResult

from index.query.fields import FIELDS, Takes
from tui import bound_keys
from tui.bound_keys import bindings
from tui.keys import Context
from tui.screens.sized import SizedScreen, TooSmall
from tui.widgets.rowlist import Piece, RowList, fitted
from tui.widgets.status import KeyLine, TextLine

_KEY_COLUMN = 16


class HelpList(RowList):
    """The table of keys, a heading for each place, then the fields; help is cut into lines of the window's width."""

    def __init__(self) -> None:
        super().__init__(id="help")
        self._rows: list[tuple[str, str]] = []  # keys and what they do; a heading does nothing, a second line has none

    def on_resize(self) -> None:
        """Cuts the lines anew."""
        self._rows = list(_rows(max(20, self.size.width - _KEY_COLUMN - 3)))
        self.set_reactive(HelpList.cursor, self.validate_cursor(self.cursor))
        self.rows_changed()

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
        """Returns whether it is the first line of a key."""
        return all(self._rows[index])


def _rows(width: int) -> Iterator[tuple[str, str]]:
    for number, context in enumerate(Context):
        if number:
            yield "", ""
        yield context.value, ""
        for action in bound_keys.of(context):
            yield from _wrapped(" ".join(map(bound_keys.shown, action.keys)), action.help, width)
    yield "", ""
    yield "Fields of a query", ""
    for field in FIELDS:
        shown = " ".join(f"{field.name}:{flag}" for flag in field.flags) if field.takes is Takes.FLAG else ""
        yield from _wrapped(f"{field.name}:", f"{field.help}: {shown}" if shown else field.help, width)


def _wrapped(first: str, text: str, width: int) -> Iterator[tuple[str, str]]:
    line, *others = textwrap.wrap(text, width, break_on_hyphens=False)
    yield first, line
    yield from (("", other) for other in others)


class HelpScreen(SizedScreen[None]):
    """All keys; ``esc`` goes back."""

    BINDINGS = bindings(Context.HELP)

    def compose(self) -> ComposeResult:
        """Makes the list."""
        yield TextLine("Keys", classes="title")
        yield HelpList()
        yield KeyLine(bound_keys.footer("help"), classes="keys")
        yield TooSmall()

    def on_mount(self) -> None:
        """Starts at the first key."""
        self.set_focus(self.query_one(HelpList))
        self.query_one(HelpList).set_reactive(HelpList.cursor, 1)

    def action_back(self) -> None:
        """Closes the help."""
        self.dismiss()
