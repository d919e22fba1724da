"""A paragraph and beside it what a program makes of it in another language."""

from __future__ import annotations

from itertools import zip_longest

from textual.app import ComposeResult

from index.errors import DatelineError
from index.home.translating import translated
from tui.bound_keys import bindings
from tui.keys import Context
from tui.screens.sized import SizedScreen, TooSmall
from tui.text.cells import width_of
from tui.text.wrapping import Wrapping
from tui.widgets.rowlist import Piece, RowList
from tui.widgets.status import KeyLine, StatusLine, TextLine
from tui.widgets.tasks import launch

_GAP = 3  # cells between the two


class BesideRows(RowList):
    """Two texts side by side, wrapped to half the width each."""

    def __init__(self, original: str) -> None:
        super().__init__(id="beside")
        self._original = original
        self._answer = "…"
        self._rows: tuple[int, list[tuple[str, str]]] = (0, [])

    def show(self, answer: str) -> None:
        """Shows what stands beside the original."""
        self._answer = answer
        self._rows = (0, [])
        self.rows_changed()

    def row_count(self) -> int:
        """Returns the number of rows of the longer text."""
        return len(self._wrapped(self.size.width))

    def row_lines(self, index: int, width: int) -> list[list[Piece]]:
        """Returns a row of each."""
        rows = self._wrapped(width)
        original, answer = rows[index] if index < len(rows) else ("", "")
        room = " " * (_half(width) + _GAP - width_of(original))
        return [[(f"{self.pointer(index)} ", ""), (original + room, "muted"), (answer, "")]]

    def _wrapped(self, width: int) -> list[tuple[str, str]]:
        if self._rows[0] != width or not self._rows[1]:
            original, answer = (_rows_of(text, _half(width)) for text in (self._original, self._answer))
            self._rows = (width, list(zip_longest(original, answer, fillvalue="")))
        return self._rows[1]


def _half(width: int) -> int:
    return max(1, (width - 2 - _GAP) // 2)


def _rows_of(text: str, width: int) -> list[str]:
    wrapping = Wrapping(text, width)
    wrapping.wrap_until(lambda: False)
    return [text[start:end] for start, end in zip(wrapping.starts, wrapping.ends, strict=True)]


class TranslationScreen(SizedScreen[None]):
    """A paragraph of a document with a machine's words for it, which are kept nowhere."""

    BINDINGS = bindings(Context.TRANSLATION)

    def __init__(self, paragraph: str, command: tuple[str, ...]) -> None:
        super().__init__()
        self._paragraph = paragraph
        self._command = command

    def compose(self) -> ComposeResult:
        """Makes the two columns."""
        yield TextLine(f" Translated by a machine ({self._command[0]}): not the document's words", classes="title")
        yield BesideRows(self._paragraph)
        yield StatusLine(id="status")
        yield KeyLine("translation", classes="keys")
        yield TooSmall()

    def on_mount(self) -> None:
        """Asks the program."""
        rows = self.query_one(BesideRows)
        self.set_focus(rows)
        rows.rows_changed()
        launch(self, "translate", self._ask)

    async def _ask(self) -> None:
        try:
            answer = await translated(self._command, self._paragraph)
        except DatelineError as error:
            self.query_one(StatusLine).say(str(error))
            answer = ""
        self.query_one(BesideRows).show(answer)

    def action_back(self) -> None:
        """Closes it; the program is ended if it is still at work."""
        self.dismiss(None)
