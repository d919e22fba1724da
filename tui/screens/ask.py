"""A line to type one answer in."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Input

from index.errors import DatelineError
from index.home.folders import find_home
from index.home.unfinished import UnfinishedAnswers
from tui.bound_keys import bindings
from tui.keys import Context
from tui.screens.sized import HORIZONTAL, VERTICAL, TooSmall
from tui.widgets.fields import LineField, taken_in
from tui.widgets.status import ExplainLine, KeyLine


class AskDialog(ModalScreen[str]):
    """Asks for one line. Its result is what was typed, or None if it was left.

    What was typed and left stands there again when the same question is asked.
    """

    BINDINGS = bindings(Context.ASK)
    HORIZONTAL_BREAKPOINTS = HORIZONTAL
    VERTICAL_BREAKPOINTS = VERTICAL

    def __init__(self, question: str, answer: str = "", known: Sequence[str] = ()) -> None:
        """``answer`` stands there at first; what is typed is completed to the first of those ``known``."""
        super().__init__()
        self._known = known
        self._question = question
        self._answer = answer
        self._unfinished = UnfinishedAnswers(find_home())
        self._typed = self._unfinished.to(question)

    def compose(self) -> ComposeResult:
        """Makes the line."""
        with Vertical(id="dialog"):
            title = f"Draft: {self._question}" if self._typed else self._question
            yield ExplainLine(title, id="question", classes="title")
            known = SuggestFromList(self._known, case_sensitive=False) if self._known else None
            shown = self._typed or self._answer
            yield LineField(shown, id="answer", compact=True, select_on_focus=False, suggester=known)
            yield KeyLine("ask", classes="keys")
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
        self._leave(line.value.strip())

    async def action_complete(self) -> None:
        """Takes what is shown behind the letters."""
        line = self.query_one(Input)
        await taken_in(line)
        line.action_end()
        line.action_cursor_right()

    async def action_cancel(self) -> None:
        """Leaves; what was typed is kept first."""
        line = self.query_one(Input)
        await taken_in(line)
        if line.value.strip() in ("", self._answer):
            self._leave(None)
            return
        try:
            self._unfinished.keep(self._question, line.value)
        except DatelineError as error:
            self.query_one("#question", ExplainLine).refuse(f"{error} ctrl+g throws away what was typed.")
        else:
            self.dismiss(None)

    def action_discard(self) -> None:
        """Leaves and throws away what was typed."""
        self._leave(None)

    def _leave(self, answer: str | None) -> None:
        """Ends with an answer or without one; nothing that was typed is kept."""
        with contextlib.suppress(DatelineError):  # what is not forgotten now stands there again, and does no harm
            self._unfinished.discard(self._question)
        self.dismiss(answer)
