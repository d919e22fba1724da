"""The list of documents that may tell of the same event, below the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from index.errors import DatelineError
from index.notebook.store import Notebook
from tui.bound_keys import bindings
from tui.keys import Context
from tui.screens.compare import CompareScreen, Passage
from tui.screens.matrix import MatrixScreen
from tui.screens.sized import HORIZONTAL, VERTICAL, TooSmall
from tui.widgets.comparison import RelatedList
from tui.widgets.status import KeyLine, StatusLine, TextLine
from tui.widgets.tasks import launch

if TYPE_CHECKING:
    from index.service.client import Client


class RelatedScreen(ModalScreen[Passage]):
    """Lists, below the reader, the documents that may tell of the same event. Its result is what to read, or None."""

    BINDINGS = bindings(Context.RELATED)
    HORIZONTAL_BREAKPOINTS = HORIZONTAL
    VERTICAL_BREAKPOINTS = VERTICAL

    def __init__(self, client: Client, notebook: Notebook, document: str, title: str) -> None:
        super().__init__()
        self._client = client
        self._notebook = notebook
        self._document = document
        self._title = title

    def compose(self) -> ComposeResult:
        """Makes the list."""
        with Vertical(id="related-dialog"):
            yield TextLine(f" Other accounts of “{self._title}”", classes="title")
            yield RelatedList(id="related")
            yield StatusLine(id="status")
            yield KeyLine("related", classes="keys")
        yield TooSmall()

    def on_mount(self) -> None:
        """Asks for the related documents."""
        self.set_focus(self.query_one(RelatedList))
        launch(self, "related", self._load)

    async def _load(self) -> None:
        status = self.query_one(StatusLine)
        status.run("looking…")
        try:
            answer = await self._client.related(self._document)
        except DatelineError as error:
            status.say(str(error))
        else:
            self.query_one(RelatedList).show(answer.rows)
            self._tell()
        status.run("")

    def _tell(self) -> None:
        related = self.query_one(RelatedList)
        count, folded = related.row_count(), related.folded
        stands = f"{count:,} other {'account' if count == 1 else 'accounts'}" if count else ""
        if not count and not folded:
            stands = "No other document seems to report this event."
        copies = f"{folded:,} with the same text folded away; x shows them" if folded else ""
        self.query_one(StatusLine).stand(" · ".join(filter(None, (stands, copies))))

    async def action_compare(self) -> None:
        """Opens the comparison with the document at the cursor."""
        row = self.query_one(RelatedList).current
        if row is not None:
            screen = CompareScreen(self._client, self._notebook, self._document, row.id)
            await self.app.push_screen(screen, self._chosen)

    async def action_matrix(self) -> None:
        """Opens the matrix of the document's event."""
        screen = MatrixScreen(self._client, self._notebook, self._document, self._title)
        await self.app.push_screen(screen, self._chosen)

    def _chosen(self, wanted: Passage | None) -> None:
        if wanted is not None:
            self.dismiss(wanted)

    def action_open(self) -> None:
        """Opens the document at the cursor."""
        row = self.query_one(RelatedList).current
        if row is not None:
            self.dismiss(Passage(row.id))

    def action_toggle_copies(self) -> None:
        """Shows the copies of the same text, or folds them away."""
        self.query_one(RelatedList).toggle_copies()
        self._tell()

    def action_back(self) -> None:
        """Closes the list."""
        self.dismiss(None)
