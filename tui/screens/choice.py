"""Which of several notes on one place is meant."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from index.notebook.annotation import Annotation
from index.notebook.moved_documents import Followed
from tui.bound_keys import bindings
from tui.keys import Context
from tui.screens.sized import HORIZONTAL, VERTICAL, TooSmall
from tui.widgets.notes import NoteList
from tui.widgets.status import KeyLine, TextLine

_MOST_ROWS = 4  # of the notes that are shown at once


class NoteChoice(ModalScreen[Annotation]):
    """Lists notes to choose one from. Its result is that note, or None if they were left."""

    BINDINGS = bindings(Context.CHOICE)
    HORIZONTAL_BREAKPOINTS = HORIZONTAL
    VERTICAL_BREAKPOINTS = VERTICAL

    def __init__(self, question: str, notes: Sequence[Annotation], followed: Followed) -> None:
        """``followed`` says which notes' words were changed."""
        super().__init__()
        self._question = question
        self._notes = notes
        self._followed = followed

    def compose(self) -> ComposeResult:
        """Makes the list."""
        with Vertical(id="dialog"):
            yield TextLine(f" {self._question}", classes="title")
            yield NoteList(self._followed)
            yield KeyLine("choice", classes="keys")
        yield TooSmall()

    def on_mount(self) -> None:
        """Starts at the first note."""
        notes = self.query_one(NoteList)
        notes.styles.height = notes.lines_per_row * min(len(self._notes), _MOST_ROWS)
        notes.show(self._notes)
        self.set_focus(notes)

    def action_choose(self) -> None:
        """Takes the note at the cursor."""
        self.dismiss(self.query_one(NoteList).current)

    def action_back(self) -> None:
        """Leaves them."""
        self.dismiss(None)
