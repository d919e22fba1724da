"""Which of several places of one name is meant, in the open document or in the whole library."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from index.answers.entity import MapPlace
from tui.bound_keys import bindings
from tui.keys import Context
from tui.screens.sized import HORIZONTAL, VERTICAL, TooSmall
from tui.widgets.rowlist import Piece, RowList
from tui.widgets.status import KeyLine, TextLine

_MOST_ROWS = 8


@dataclass(frozen=True, slots=True)
class Settled:
    """What the analyst says: which place a name stands for, and whether only in the open document."""

    name: str
    place: str  # as corrections write it
    here: bool


class ChoiceList(RowList):
    """A line for each place and each scope."""

    def __init__(self, choices: list[Settled]) -> None:
        super().__init__()
        self.choices = choices

    def row_count(self) -> int:
        """Returns the number of choices."""
        return len(self.choices)

    def row_lines(self, index: int, width: int) -> list[list[Piece]]:  # noqa: ARG002
        """Returns a choice."""
        choice = self.choices[index]
        scope = "in this document" if choice.here else "in the whole library"
        return [[(f"{self.pointer(index)} ", ""), (f"{choice.place}  ", ""), (scope, "muted")]]


class SettleDialog(ModalScreen[Settled]):
    """Lists what a place could be. Its result is the choice, or None if it was left."""

    BINDINGS = bindings(Context.SETTLE)
    HORIZONTAL_BREAKPOINTS = HORIZONTAL
    VERTICAL_BREAKPOINTS = VERTICAL

    def __init__(self, place: MapPlace, *, document: bool) -> None:
        """``document`` says whether the open document names the place."""
        super().__init__()
        self._place = place
        scopes = (True, False) if document else (False,)
        written = (place.written, *place.choices)
        self._choices = [Settled(place.name, one, here) for here in scopes for one in written]

    def compose(self) -> ComposeResult:
        """Makes the list."""
        with Vertical(id="dialog"):
            yield TextLine(f" Which {self._place.name} is meant?", classes="title")
            yield ChoiceList(self._choices)
            yield KeyLine("settle", classes="keys")
        yield TooSmall()

    def on_mount(self) -> None:
        """Starts at the first choice."""
        choices = self.query_one(ChoiceList)
        choices.styles.height = min(len(self._choices), _MOST_ROWS)
        choices.rows_changed()
        self.set_focus(choices)

    def action_choose(self) -> None:
        """Takes the choice at the cursor."""
        choices = self.query_one(ChoiceList)
        self.dismiss(choices.choices[choices.cursor])

    def action_back(self) -> None:
        """Leaves it."""
        self.dismiss(None)
