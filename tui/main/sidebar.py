"""The entity pane's numbers and its keys: counting over the result, the other state and order, filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.timer import Timer

from index.answers import SearchAnswer
from index.errors import DatelineError, QueryError, WorkerError
from index.query.editing import toggled_filter
from tui.main.queries import QueryActions
from tui.main.reading import LIST_REST, Reading
from tui.main.searching import Searching
from tui.widgets.entities import EntityList, EntityPane
from tui.widgets.status import StatusLine
from tui.widgets.tasks import launch

if TYPE_CHECKING:
    from index.service.client import Client

_GROUP = "entities"


class Counting:
    """What the entity pane has counted over the result. Belongs to the main screen.

    It is counted when the pane is shown and the analyst rests, and given up when another result is asked for.
    """

    def __init__(self, screen: Screen[None], client: Client, searching: Searching, reading: Reading) -> None:
        self._screen = screen
        self._client = client
        self._searching = searching
        self._reading = reading
        self._timer: Timer | None = None
        self._counted: SearchAnswer | None = None  # the result over which the open document's entities are counted
        self._listed: SearchAnswer | None = None  # the result whose entities are listed

    def document_opened(self) -> None:
        """The pane lists another document's entities, which are not counted."""
        self._counted = None
        self.count()

    def count(self) -> None:
        """Counts, after a rest, what the pane shows and has not counted; what was being counted is given up."""
        self.stop()
        if (self._document_wanted or self._result_wanted) and self._screen.query_one(EntityPane).display:
            self._timer = self._screen.set_timer(LIST_REST, lambda: launch(self._screen, _GROUP, self._count))

    def stop(self) -> None:
        """Gives up what is being counted: it will be counted over another result."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._screen.workers.cancel_group(self._screen, _GROUP)

    @property
    def _document_wanted(self) -> bool:
        """Whether the open document's entities are to be counted over the result. A new worker may reuse tickets."""
        return self._reading.view is not None and self._counted is not self._searching.answer

    @property
    def _result_wanted(self) -> bool:
        """Whether the result's entities are to be listed."""
        return self._entities.of_result and self._listed is not self._searching.answer

    async def _count(self) -> None:
        answer, view = self._searching.answer, self._reading.view
        if answer is None:
            return
        try:
            if view is not None and self._document_wanted:
                self._entities.count(await self._client.entities(answer.ticket, view.id))
                self._counted = answer
            if self._result_wanted:
                self._entities.take_result(await self._client.entities(answer.ticket))
                self._listed = answer
        except WorkerError:
            return  # a new worker does not know the result: it is searched for again, and then counted
        except DatelineError as error:
            self._screen.query_one(StatusLine).say(str(error))

    @property
    def _entities(self) -> EntityList:
        return self._screen.query_one(EntityList)


class SidebarActions(QueryActions):
    """What the main screen does with the entity pane."""

    counting: Counting

    def lay_out(self) -> None:
        """What is shown from now on is counted."""
        super().lay_out()
        self.counting.count()

    def action_toggle_result(self) -> None:
        """Lists the entities of the whole result, or the document's again."""
        if self.entity_pane.display:
            self.entities.show_result(not self.entities.of_result)
        else:
            self.entities.show_result(True)
            self.pane("entities")
        self.counting.count()

    def action_sort_entities(self) -> None:
        """Sorts the entities by the other number."""
        self.entities.next_order()
        self.say(f"Sorted by {self.entities.order.value}.")

    def action_demand_entity(self) -> None:
        """Demands the entity at the cursor in the query, or no longer."""
        self._filter_entity(demand=True)

    def action_exclude_entity(self) -> None:
        """Excludes the entity at the cursor in the query, or no longer."""
        self._filter_entity(demand=False)

    def _filter_entity(self, *, demand: bool) -> None:
        row = self.entities.current
        if row is None:
            return
        try:
            query = toggled_filter(self.line.value, row.type, row.name, demand=demand)
        except QueryError as error:
            self.say(str(error))
        else:
            self._narrowed(query)
