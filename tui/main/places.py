"""The key that opens the map, and what is taken from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.corrections.places import settle_place
from index.model import EntityType
from tui.main.corrections import Corrections
from tui.main.panes import Panes
from tui.main.queries import Queries
from tui.main.reading import Reading
from tui.main.searching import Searching
from tui.screens.timeline import Chosen

if TYPE_CHECKING:
    from index.service.client import Client
    from tui.screens.settle import Settled


class Places:
    """What the analyst does with places."""

    def __init__(
        self,
        panes: Panes,
        client: Client,
        searching: Searching,
        reading: Reading,
        queries: Queries,
        corrections: Corrections,
    ) -> None:
        self._panes = panes
        self._client = client
        self._searching = searching
        self._reading = reading
        self._queries = queries
        self._corrections = corrections

    async def action_map(self) -> None:
        """Opens the map of the result, at the place that the entity pane's cursor is on if the focus is there."""
        from tui.screens.map import MapScreen  # with the first map: the screen starts without its geometry

        answer, view = self._searching.answer, self._reading.view
        if answer is not None:
            entity = self._panes.entities.current if self._panes.focused == "entities" else None
            name = entity.name if entity is not None and entity.type == EntityType.PLACE else ""
            document = view.id if view is not None else ""
            screen = MapScreen(self._client, answer.ticket, answer.query, self._settle, document, name)
            await self._panes.open(screen, self._chosen)

    def _chosen(self, chosen: Chosen | None) -> None:
        if chosen is not None:
            self._queries.add_condition(chosen.condition)

    def _settle(self, settled: Settled) -> None:
        view = self._reading.view
        subject = view.subject if settled.here and view is not None else None
        self._corrections.correct(lambda notebook: settle_place(notebook, settled.name, settled.place, subject))
