"""A line below a list, in which what is typed filters the list at once."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.bound_keys import bindings
from tui.keys import Context
from tui.screens.sized import HORIZONTAL, VERTICAL, TooSmall
from tui.widgets.fields import LineField, taken_in
from tui.widgets.rowlist import RowList
from tui.widgets.status import KeyLine, TextLine


class FilterLine(ModalScreen[None]):
    """Filters the list of the screen below with each letter. ``esc`` ends the filter, ``enter`` goes on in the list."""

    BINDINGS = bindings(Context.FILTER)
    HORIZONTAL_BREAKPOINTS = HORIZONTAL
    VERTICAL_BREAKPOINTS = VERTICAL

    def __init__(self, filtered: RowList, typed: str, show: Callable[[str], None]) -> None:
        """``typed`` is the filter that holds; ``show`` shows in the list what another one leaves."""
        super().__init__()
        self._filtered = filtered
        self._typed = typed
        self._show = show

    def compose(self) -> ComposeResult:
        """Makes the line."""
        with Vertical(id="dialog"):
            with Horizontal(classes="field"):
                yield TextLine(" filter", classes="label")
                yield LineField(self._typed, id="answer", compact=True, select_on_focus=False)
            yield KeyLine("filter", classes="keys")
        yield TooSmall()

    def on_mount(self) -> None:
        """Starts at the end of the line."""
        line = self.query_one(Input)
        line.cursor_blink = False
        self.set_focus(line)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        if event.value != self._typed:
            self._typed = event.value
            self._show(event.value)

    async def action_take(self) -> None:
        """Goes on in the list."""
        await self._shown()
        self.dismiss()

    async def action_up(self) -> None:
        """Moves the list's cursor up."""
        await self._shown()
        self._filtered.move(-1)

    async def action_down(self) -> None:
        """Moves the list's cursor down."""
        await self._shown()
        self._filtered.move(1)

    async def _shown(self) -> None:
        """Returns once the list shows what all letters before the key leave."""
        await taken_in(self.query_one(Input))
        await taken_in(self)

    async def action_cancel(self) -> None:
        """Shows all rows again."""
        await self._shown()
        self._typed = ""
        self._show("")
        self.dismiss()
