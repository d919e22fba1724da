"""All accounts of an event against each other and against the names in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult

from index.compare.comparison import MatrixAnswer
from index.errors import DatelineError
from index.notebook.store import Notebook
from tui.bound_keys import bindings
from tui.keys import Context
from tui.screens.compare import CompareScreen, Passage
from tui.screens.sized import SizedScreen, TooSmall
from tui.widgets.matrix import LETTERS, MatrixList
from tui.widgets.rowlist import RowList
from tui.widgets.status import KeyLine, StatusLine, TextLine
from tui.widgets.tasks import launch

if TYPE_CHECKING:
    from index.service.client import Client


class MatrixScreen(SizedScreen[Passage]):
    """The accounts of a document's event; two of them are compared by ``enter``. Its result is what to read."""

    BINDINGS = bindings(Context.MATRIX)

    def __init__(self, client: Client, notebook: Notebook, document: str, title: str) -> None:
        super().__init__()
        self._client = client
        self._notebook = notebook
        self._document = document
        self._title = title

    def compose(self) -> ComposeResult:
        """Makes the table."""
        yield TextLine(f" Accounts of the event of “{self._title}”", classes="title")
        yield TextLine(id="columns")
        yield MatrixList(id="matrix")
        yield StatusLine(id="status")
        yield KeyLine("matrix", classes="keys")
        yield TooSmall()

    def on_mount(self) -> None:
        """Asks for the matrix."""
        self.set_focus(self._list)
        launch(self, "matrix", self._load)

    @property
    def _list(self) -> MatrixList:
        return self.query_one(MatrixList)

    def _say(self, sentence: str) -> None:
        self.query_one(StatusLine).say(sentence)

    async def _load(self) -> None:
        status = self.query_one(StatusLine)
        status.run("looking…")
        try:
            answer = await self._client.matrix(self._document)
        except DatelineError as error:
            status.say(str(error))
        else:
            self._list.show(answer.matrix)
            self.query_one("#columns", TextLine).show(self._list.columns)
            status.stand(_standing(answer))
            self._tell_place()
        status.run("")

    @on(RowList.CursorMoved, "#matrix")
    def _tell_place(self) -> None:
        matrix = self._list
        row = matrix.current
        if row is None:
            return
        if row.figure is not None:
            told = f"{LETTERS[row.figure.account]} says so"
        elif row.name is not None:
            count = row.name.counts[matrix.column]
            told = f"{LETTERS[matrix.column]} names it {count:,} {'time' if count == 1 else 'times'}"
        else:
            told = f"{LETTERS[row.account]} against {LETTERS[matrix.column]}"
        self.query_one(StatusLine).locate(told)

    # The keys

    async def action_compare(self) -> None:
        """Compares the accounts of row and column; in a name's row opens the column's document at the name."""
        matrix = self._list
        row = matrix.current
        if row is None:
            return
        if row.figure is not None:
            self.dismiss(Passage(matrix.accounts[row.figure.account].id, row.figure.figure.start))
        elif row.name is not None:
            self._read_name(row.name.firsts[matrix.column])
        elif row.account == matrix.column:
            self._say("Row and column are the same account; h and l choose the one to compare it with.")
        else:
            first, second = matrix.accounts[row.account], matrix.accounts[matrix.column]
            screen = CompareScreen(self._client, self._notebook, first.id, second.id)
            await self.app.push_screen(screen, self._compared)

    def _read_name(self, offset: int) -> None:
        if offset < 0:
            self._say("This account does not have the name.")
        else:
            self.dismiss(Passage(self._list.accounts[self._list.column].id, offset))

    def _compared(self, wanted: Passage | None) -> None:
        if wanted is not None:
            self.dismiss(wanted)

    def action_open(self) -> None:
        """Opens the document of the column."""
        matrix = self._list
        if matrix.accounts:
            self.dismiss(Passage(matrix.accounts[matrix.column].id))

    def action_back(self) -> None:
        """Closes the matrix."""
        self.dismiss(None)


def _standing(answer: MatrixAnswer) -> str:
    count = len(answer.matrix.accounts)
    if count == 1 and not answer.copies:
        return "No other document seems to report this event."
    return " · ".join(
        filter(
            None,
            (
                f"{count:,} {'account' if count == 1 else 'accounts'}",
                f"{answer.copies:,} with the same text folded away" if answer.copies else "",
                f"{answer.left_out:,} less sure left out" if answer.left_out else "",
            ),
        )
    )
