"""The keys that compare: from a document to the other accounts of what it reports."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.main.panes import Panes
from tui.main.reading import Reading
from tui.screens.compare import Passage
from tui.screens.matrix import MatrixScreen
from tui.screens.related import RelatedScreen
from tui.widgets.tasks import launch

if TYPE_CHECKING:
    from index.notebook.store import Notebook
    from index.service.client import Client


class Accounts:
    """What the analyst does with other accounts."""

    def __init__(
        self, panes: Panes, client: Client, notebook: Notebook, reading: Reading, changed: Callable[[], None]
    ) -> None:
        """``changed`` is called when the notebook may hold something else."""
        self._panes = panes
        self._client = client
        self._notebook = notebook
        self._reading = reading
        self._changed = changed

    def action_related(self) -> None:
        """Lists other accounts of what the open document, or that at the list's cursor, reports."""
        launch(self._panes.screen, "related", self._show_accounts, RelatedScreen)

    def action_matrix(self) -> None:
        """Shows all accounts of what the open document, or that at the list's cursor, reports."""
        launch(self._panes.screen, "related", self._show_accounts, MatrixScreen)

    async def _show_accounts(self, screen: type[RelatedScreen] | type[MatrixScreen]) -> None:
        view = await self._reading.meant()
        if view is not None:
            await self._panes.open(screen(self._client, self._notebook, view.id, view.title), self._chosen_passage)

    def _chosen_passage(self, passage: Passage | None) -> None:
        self._changed()  # notes may have been written in a comparison
        if passage is not None:
            self._reading.open_id(passage.document, passage.offset)
            self._panes.go_to_reader()
