"""The entity pane's numbers and its keys: counting over the result, the other state and order, filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.timer import Timer

from index.answers.listing import SearchAnswer
from index.errors import DatelineError, QueryError, WorkerError
from index.query.editing import toggled_filter
from tui.main.panes import Panes
from tui.main.queries import Queries
from tui.main.reading import LIST_REST, Reading
from tui.main.searching import Searching
from tui.screens.filter import FilterLine
from tui.widgets.tasks import launch

if TYPE_CHECKING:
    from index.service.client import Client

_GROUP = "entities"


class Counting:
    """What the entity pane has counted over the result.

    It is counted when the pane is shown and the analyst rests, and given up when another result is asked for.
    """

    def __init__(self, panes: Panes, client: Client, searching: Searching, reading: Reading) -> None:
        self._panes = panes
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
        if (self._document_wanted or self._result_wanted) and self._panes.entity_pane.display:
            self._timer = self._panes.screen.set_timer(
                LIST_REST, lambda: launch(self._panes.screen, _GROUP, self._count)
            )

    def stop(self) -> None:
        """Gives up what is being counted: it will be counted over another result."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._panes.screen.workers.cancel_group(self._panes.screen, _GROUP)

    @property
    def _document_wanted(self) -> bool:
        """Whether the open document's entities are to be counted over the result. A new worker may reuse tickets."""
        return self._reading.view is not None and self._counted is not self._searching.answer

    @property
    def _result_wanted(self) -> bool:
        """Whether the result's entities are to be listed."""
        return self._panes.entities.of_result and self._listed is not self._searching.answer

    async def _count(self) -> None:
        answer, view = self._searching.answer, self._reading.view
        if answer is None:
            return
        try:
            if view is not None and self._document_wanted:
                self._panes.entities.count(await self._client.entities(answer.ticket, view.id))
                self._counted = answer
            if self._result_wanted:
                self._panes.entities.take_result(await self._client.entities(answer.ticket))
                self._listed = answer
        except WorkerError:
            return  # a new worker does not know the result: it is searched for again, and then counted
        except DatelineError as error:
            self._panes.say(str(error))


class Sidebar:
    """What the analyst does with the entity pane."""

    def __init__(self, panes: Panes, counting: Counting, queries: Queries) -> None:
        self._panes = panes
        self._counting = counting
        self._queries = queries

    def action_toggle_result(self) -> None:
        """Lists the entities of the whole result, or the document's again."""
        if self._panes.entity_pane.display:
            self._panes.entities.show_result(not self._panes.entities.of_result)
        else:
            self._panes.entities.show_result(True)
            self._panes.go_to("entities")
        self._counting.count()

    def action_sort(self) -> None:
        """Sorts the entities by the other number."""
        self._panes.entities.next_order()
        self._panes.say(f"Sorted by {self._panes.entities.order.value}.")

    async def action_filter(self) -> None:
        """Filters the entities by what is typed."""
        entities = self._panes.entities
        await self._panes.open(FilterLine(entities, entities.filter, entities.narrow))

    def action_demand(self) -> None:
        """Demands the entity at the cursor in the query, or no longer."""
        self._filter(demand=True)

    def action_exclude(self) -> None:
        """Excludes the entity at the cursor in the query, or no longer."""
        self._filter(demand=False)

    def _filter(self, *, demand: bool) -> None:
        row = self._panes.entities.current
        if row is None:
            self._panes.say_no_entity()
            return
        try:
            query = toggled_filter(self._panes.line.value, row.type, row.name, demand=demand)
        except QueryError as error:
            self._panes.say(str(error))
        else:
            self._queries.narrow(query)
