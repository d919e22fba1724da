"""All that the analyst has put right, the latest first, to take any of it back."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from index.corrections.documents import Correction
from index.corrections.listing import all_corrections, describe, withdraw
from index.corrections.stories import STORIES, withdraw_join
from index.errors import DatelineError
from index.notebook.store import Notebook
from tui.bound_keys import bindings
from tui.keys import Context
from tui.safety import foreign
from tui.screens import steps
from tui.screens.filter import FilterLine
from tui.screens.sized import SizedScreen, TooSmall
from tui.widgets.filtered_list import FilteredList
from tui.widgets.rowlist import Piece
from tui.widgets.status import KeyLine, StatusLine, TextLine
from tui.widgets.tasks import launch

if TYPE_CHECKING:
    from index.service.client import Client

_DAY = len("2017-09-21")


class CorrectionList(FilteredList[Correction]):
    """Corrections: what each says, and below it when it was said and where."""

    def __init__(self) -> None:
        super().__init__(id="corrections")
        self.lines_per_row = 3

    def words_of(self, row: Correction) -> str:
        """Returns what it says and where."""
        return f"{_sentence(row)} {row.path}"

    def show(self, corrections: Sequence[Correction]) -> None:
        """Shows these; the cursor stays where it is."""
        self.take(corrections)
        self.set_reactive(CorrectionList.cursor, self.validate_cursor(self.cursor) if self._rows else 0)
        self.rows_changed()
        self._scroll_to_cursor()

    @property
    def current(self) -> Correction | None:
        """The correction at the cursor."""
        return self.found

    def row_lines(self, index: int, width: int) -> list[list[Piece]]:
        """Returns the lines of a correction."""
        correction = self._rows[index]
        where = f" · {correction.path}" if correction.path else ""
        first, second = in_two_lines(foreign(_sentence(correction)), width - 3)
        return [
            [(f"{self.pointer(index)} ", ""), (first, "strong")],
            [(f"  {second}", "strong")],
            [(f"  {correction.made[:_DAY]}{where}", "muted")],
        ]


def in_two_lines(sentence: str, width: int) -> tuple[str, str]:
    """Returns a sentence in two lines of so many characters; what is too long loses its middle, not its end."""
    first, *others = textwrap.wrap(sentence, width) or [""]
    second = " ".join(others)
    return (first, second) if len(second) <= width else (first, f"…{sentence[-(width - 1) :]}")


class CorrectionsScreen(SizedScreen[None]):
    """The list of corrections. ``changed`` is called after each change of the notebook."""

    BINDINGS = bindings(Context.CORRECTIONS)

    def __init__(self, client: Client, notebook: Notebook, changed: Callable[[], None]) -> None:
        super().__init__()
        self._client = client
        self._notebook = notebook
        self._changed = changed

    def compose(self) -> ComposeResult:
        """Makes the list."""
        yield TextLine(" Corrections", classes="title")
        yield CorrectionList()
        yield StatusLine(id="status")
        yield KeyLine("corrections", classes="keys")
        yield TooSmall()

    def on_mount(self) -> None:
        """Lists them."""
        self.set_focus(self._list)
        self._reload()

    @property
    def _list(self) -> CorrectionList:
        return self.query_one(CorrectionList)

    @property
    def _status(self) -> StatusLine:
        return self.query_one(StatusLine)

    def _reload(self) -> None:
        try:
            found = all_corrections(self._notebook)[::-1]
        except DatelineError as error:
            self._status.say(str(error))
            return
        self._list.show(found)
        noun = "correction" if len(found) == 1 else "corrections"
        self._status.stand(f"{len(found):,} {noun}" if found else "Nothing was corrected.")

    async def action_filter(self) -> None:
        """Filters the corrections by what is typed."""
        await self.app.push_screen(FilterLine(self._list, self._list.filter, self._list.narrow))

    def action_withdraw(self) -> None:
        """Takes the correction at the cursor back."""
        correction = self._list.current
        if correction is not None:
            launch(self, "withdraw", self._withdraw, correction)

    async def _withdraw(self, correction: Correction) -> None:
        try:
            if correction.kind == STORIES:
                withdraw_join(self._notebook, await self._client.split_plan(correction.subject))
            else:
                withdraw(self._notebook, correction)
        except DatelineError as error:
            self._status.say(str(error))
        else:
            self._status.say(f"Taken back: {_sentence(correction)}.")
        self._reload()
        self._changed()

    def action_undo(self) -> None:
        """Takes back the session's last change of the notebook."""
        self._status.say(steps.undo(self._notebook))
        self._reload()
        self._changed()

    def action_redo(self) -> None:
        """Makes the change again that was taken back last."""
        self._status.say(steps.redo(self._notebook))
        self._reload()
        self._changed()

    def action_back(self) -> None:
        """Ends the filter, or closes the list."""
        if not self._list.end_filter():
            self.dismiss(None)


def _sentence(correction: Correction) -> str:
    try:
        return describe(correction)
    except DatelineError as error:  # a passage that cannot be read: it can still be taken back
        return str(error)
