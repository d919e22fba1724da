"""The key that compares: from a document to the other accounts of what it reports."""

from __future__ import annotations

from index.errors import DatelineError
from tui.screens.compare import Passage, RelatedScreen
from tui.screens.dating import DatingActions
from tui.widgets.tasks import launch


class ComparingActions(DatingActions):
    """What the main screen does with other accounts."""

    def action_related(self) -> None:
        """Lists other accounts of what the open document, or that at the list's cursor, reports."""
        launch(self, "related", self._list_related)

    async def _list_related(self) -> None:
        try:
            view = await self._meant_document()
        except DatelineError as error:
            self.say(str(error))
            return
        if view is not None:
            await self.app.push_screen(RelatedScreen(self.client, view.id, view.title), self._chosen_passage)

    def _chosen_passage(self, passage: Passage | None) -> None:
        if passage is not None:
            self.reading.open_id(passage.document, passage.offset)
            self.to_reader()
