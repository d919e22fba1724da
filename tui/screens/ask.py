"""A line to type one answer in."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Input

from tui import bound_keys
from tui.bound_keys import bindings
from tui.keys import Context
from tui.screens.sized import HORIZONTAL, VERTICAL, TooSmall
from tui.widgets.fields import LineField, taken_in
from tui.widgets.status import ExplainLine, KeyLine


class AskDialog(ModalScreen[str]):
    """Asks for one line. Its result is what was typed, or None if it was left."""

    BINDINGS = bindings(Context.ASK)
    HORIZONTAL_BREAKPOINTS = HORIZONTAL
    VERTICAL_BREAKPOINTS = VERTICAL

    def __init__(self, question: str, answer: str = "", known: Sequence[str] = ()) -> None:
        """``answer`` stands there at first; what is typed is completed to the first of those ``known``."""
        super().__init__()
        self._known = known
        self._question = question
        self._answer = answer

    def compose(self) -> ComposeResult:
        """Makes the line."""
        with Vertical(id="dialog"):
            yield ExplainLine(self._question, id="question", classes="title")
            known = SuggestFromList(self._known, case_sensitive=False) if self._known else None
            yield LineField(self._answer, id="answer", compact=True, select_on_focus=False, suggester=known)
            yield KeyLine(bound_keys.footer("ask"), classes="keys")
        yield TooSmall()

    def on_mount(self) -> None:
        """Starts at the end of the line."""
        line = self.query_one(Input)
        line.cursor_blink = False
        self.set_focus(line)

    async def action_answer(self) -> None:
        """Takes the answer."""
        line = self.query_one(Input)
        await taken_in(line)
        self.dismiss(line.value.strip())

    async def action_complete(self) -> None:
        """Takes what is shown behind the letters."""
        line = self.query_one(Input)
        await taken_in(line)
        line.action_end()
        line.action_cursor_right()

    def action_cancel(self) -> None:
        """Leaves."""
        self.dismiss(None)
