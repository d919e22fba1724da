"""The keys that compare: from a document to the other accounts of what it reports."""

from __future__ import annotations

from index.errors import DatelineError
from tui.main.dates import DatingActions
from tui.screens.compare_notes import Passage
from tui.screens.matrix import MatrixScreen
from tui.screens.related import RelatedScreen
from tui.widgets.tasks import launch


class ComparingActions(DatingActions):
    """What the main screen does with other accounts."""

    def action_related(self) -> None:
        """Lists other accounts of what the open document, or that at the list's cursor, reports."""
        launch(self, "related", self._show_accounts, RelatedScreen)

    def action_matrix(self) -> None:
        """Shows all accounts of what the open document, or that at the list's cursor, reports."""
        launch(self, "related", self._show_accounts, MatrixScreen)

    async def _show_accounts(self, screen: type[RelatedScreen] | type[MatrixScreen]) -> None:
        try:
            view = await self._meant_document()
        except DatelineError as error:
            self.say(str(error))
            return
        if view is not None:
            await self.app.push_screen(screen(self.client, self.notebook, view.id, view.title), self._chosen_passage)

    def _chosen_passage(self, passage: Passage | None) -> None:
        self._notebook_changed()  # notes may have been written in a comparison
        if passage is not None:
            self.reading.open_id(passage.document, passage.offset)
            self.to_reader()
