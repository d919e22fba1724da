"""Two accounts side by side."""

from __future__ import annotations

from collections.abc import Callable
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
from tui.screens.compare_notes import ComparisonNotes, Passage
from tui.screens.sized import TooSmall
from tui.text.side_by_side import Cell, counts, labels
from tui.widgets.comparison import ComparisonList
from tui.widgets.rowlist import RowList
from tui.widgets.status import KeyLine, StatusLine, TextLine
from tui.widgets.tasks import launch

if TYPE_CHECKING:
    from index.service.client import Client

FORMATS: dict[str, Callable[[Comparison, Account, Account], str]] = {".md": to_markdown, ".html": to_html}
"""The forms in which a comparison is kept, by how the name of the file ends."""


class CompareScreen(ComparisonNotes):
    """Two documents side by side, then tables of names, numbers and who says what. Its result is what to read."""

    BINDINGS = bindings(Context.COMPARISON)

    def __init__(self, client: Client, notebook: Notebook, a: str, b: str) -> None:
        super().__init__(notebook)
        self._client = client
        self._ids = (a, b)

    def compose(self) -> ComposeResult:
        """Makes the list."""
        yield TextLine(" Comparison", id="counts", classes="title")
        with Container(id="sides"):
            yield TextLine(id="first")
            yield TextLine(id="second")
        yield ComparisonList(id="comparison")
        yield StatusLine(id="status")
        yield KeyLine("comparison", classes="keys")
        yield TooSmall()

    def on_mount(self) -> None:
        """Compares."""
        self.set_focus(self.query_one(ComparisonList))
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
        self.query_one(ComparisonList).show(answer)
        self.show_noted()
        self._tell_place()

    @on(RowList.CursorMoved, "#comparison")
    def _tell_place(self) -> None:
        number, total = self.query_one(ComparisonList).difference
        self.query_one(StatusLine).locate(f"difference {number}/{total}" if number else f"{total} differences")

    # The keys

    def action_next_difference(self) -> None:
        """Goes to the next difference."""
        if not self.query_one(ComparisonList).next_difference(1):
            self.say("This is the last difference.")

    def action_previous_difference(self) -> None:
        """Goes to the previous difference."""
        if not self.query_one(ComparisonList).next_difference(-1):
            self.say("This is the first difference.")

    def action_next_part(self) -> None:
        """Goes to the next part."""
        if not self.query_one(ComparisonList).next_part(1):
            self.say("This is the last part.")

    def action_previous_part(self) -> None:
        """Goes to the previous part."""
        if not self.query_one(ComparisonList).next_part(-1):
            self.say("This is the first part.")

    def action_fold(self) -> None:
        """Folds the part at the cursor away, or shows it again."""
        self.query_one(ComparisonList).toggle_part()

    def action_order(self) -> None:
        """Puts the passages that differ most first, or all in the text's order."""
        shown = self.query_one(ComparisonList)
        shown.toggle_order()
        self.say("Strongest differences first." if shown.strongest_first else "In the order of the text.")

    def action_open_first(self) -> None:
        """Opens the passage in the first document, or in the only one that has it."""
        block = self.query_one(ComparisonList).current
        if block is not None and not self._open(0, block.a):
            self._open(1, block.b)

    def action_open_second(self) -> None:
        """Opens the passage in the second document."""
        block = self.query_one(ComparisonList).current
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
