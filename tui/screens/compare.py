"""Two accounts side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Container

from index.compare.comparison import Account, Comparison, ComparisonAnswer, Side
from index.compare.exporting import to_html, to_markdown
from index.errors import DatelineError, PathError
from index.home.folders import absolute
from index.notebook.store import Notebook
from tui.bound_keys import bindings
from tui.keys import Context
from tui.screens.ask import AskDialog
from tui.screens.compare_notes import ComparisonNotes
from tui.screens.sized import SizedScreen, TooSmall
from tui.text.side_by_side import Cell, counts, labels
from tui.widgets.comparison import ComparisonList
from tui.widgets.rowlist import RowList
from tui.widgets.status import KeyLine, StatusLine, TextLine
from tui.widgets.tasks import launch

if TYPE_CHECKING:
    from index.service.client import Client

FORMATS: dict[str, Callable[[Comparison, Account, Account], str]] = {".md": to_markdown, ".html": to_html}
"""The forms in which a comparison is kept, by how the name of the file ends."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What the analyst goes on to read: a document, at an offset or (-1) its first hit."""

    document: str
    offset: int = -1


class CompareScreen(SizedScreen[Passage]):
    """Two documents side by side, then tables of names, numbers and who says what. Its result is what to read."""

    BINDINGS = bindings(Context.COMPARISON)

    def __init__(self, client: Client, notebook: Notebook, a: str, b: str) -> None:
        super().__init__()
        self._client = client
        self._ids = (a, b)
        self._answer: ComparisonAnswer | None = None
        self._list = ComparisonList(id="comparison")
        self._notes = ComparisonNotes(self.app, notebook, self._list, self.say)

    def say(self, sentence: str) -> None:
        """Shows one sentence in the status line."""
        self.query_one(StatusLine).say(sentence)

    def compose(self) -> ComposeResult:
        """Makes the list."""
        yield TextLine(" Comparison", id="counts", classes="title")
        with Container(id="sides"):
            yield TextLine(id="first")
            yield TextLine(id="second")
        yield self._list
        yield StatusLine(id="status")
        yield KeyLine("comparison", classes="keys")
        yield TooSmall()

    def on_mount(self) -> None:
        """Compares."""
        self.set_focus(self._list)
        launch(self, "compare", self._load)

    async def _load(self) -> None:
        status = self.query_one(StatusLine)
        status.run("comparing…")
        try:
            self._answer = await self._client.compare(*self._ids)
        except DatelineError as error:
            status.say(str(error))
        else:
            self._show(self._answer)
        status.run("")

    def _show(self, answer: ComparisonAnswer) -> None:
        comparison = answer.comparison
        self.query_one("#counts", TextLine).show(f" {counts(comparison)}")
        sides = zip(("#first", "#second"), labels(comparison), (comparison.a, comparison.b), strict=True)
        for where, label, side in sides:
            self.query_one(where, TextLine).show(f"  {label}: {side.title}")
        self._list.show(answer)
        self._notes.begin(answer)
        self._tell_place()

    @on(RowList.CursorMoved, "#comparison")
    def _tell_place(self) -> None:
        number, total = self._list.difference
        self.query_one(StatusLine).locate(f"difference {number}/{total}" if number else f"{total} differences")

    # The keys

    def action_next_difference(self) -> None:
        """Goes to the next difference."""
        if not self._list.next_difference(1):
            self.say("This is the last difference.")

    def action_previous_difference(self) -> None:
        """Goes to the previous difference."""
        if not self._list.next_difference(-1):
            self.say("This is the first difference.")

    def action_next_part(self) -> None:
        """Goes to the next part."""
        if not self._list.next_part(1):
            self.say("This is the last part.")

    def action_previous_part(self) -> None:
        """Goes to the previous part."""
        if not self._list.next_part(-1):
            self.say("This is the first part.")

    def action_fold(self) -> None:
        """Folds the part at the cursor away, or shows it again."""
        self._list.toggle_part()

    def action_order(self) -> None:
        """Puts the passages that differ most first, or all in the text's order."""
        shown = self._list
        shown.toggle_order()
        self.say("Strongest differences first." if shown.strongest_first else "In the order of the text.")

    def action_open_first(self) -> None:
        """Opens the passage in the first document, or in the only one that has it."""
        block = self._list.current
        if block is not None and not self._open(0, block.a):
            self._open(1, block.b)

    def action_open_second(self) -> None:
        """Opens the passage in the second document."""
        block = self._list.current
        if block is not None and not self._open(1, block.b):
            self.say("The second document does not have this.")

    def _open(self, side: int, cell: Cell | None) -> bool:
        if cell is None:
            return False
        self.dismiss(Passage(self._ids[side], cell.offset))
        return True

    async def action_export(self) -> None:
        """Asks for a file and writes the comparison to it."""
        if self._answer is not None:
            question = f"Export to a file that ends in {', '.join(FORMATS)}"
            await self.app.push_screen(AskDialog(question, "comparison.md"), self._export)

    def _export(self, name: str | None) -> None:
        if not name or self._answer is None:
            return
        try:
            target = absolute(name)
        except PathError as error:
            self.say(str(error))
            return
        form = FORMATS.get(target.suffix.lower())
        if form is None:
            self.say(f"The name has to end in one of {', '.join(FORMATS)}.")
            return
        try:
            with target.open("x", encoding="utf-8") as file:
                file.write(exported(self._answer, form))
        except FileExistsError:
            self.say(f"{target} is there already; name another file.")
        except OSError as error:
            self.say(f"{target} cannot be written: {error.strerror}.")
        else:
            self.say(f"The comparison was written to {target}")

    async def action_annotate(self) -> None:
        """Asks for a note on both passages of a pair, or on the only one."""
        await self._notes.annotate(0, 1)

    async def action_annotate_first(self) -> None:
        """Asks for a note on the first document's passage."""
        await self._notes.annotate(0)

    async def action_annotate_second(self) -> None:
        """Asks for a note on the second document's passage."""
        await self._notes.annotate(1)

    def action_undo(self) -> None:
        """Takes back the session's last change of the notebook."""
        self._notes.undo()

    def action_redo(self) -> None:
        """Makes the change again that was taken back last."""
        self._notes.redo()

    def action_back(self) -> None:
        """Closes the comparison."""
        self.dismiss(None)


def exported(answer: ComparisonAnswer, form: Callable[[Comparison, Account, Account], str]) -> str:
    """Returns a comparison in one of the ``FORMATS``."""
    comparison = answer.comparison
    return form(comparison, _account(comparison.a, answer.a_text), _account(comparison.b, answer.b_text))


def _account(side: Side, text: str) -> Account:
    """As much of an account as an export needs: what it says, and where."""
    return Account(side.id, side.title, side.source, text, (), ())
