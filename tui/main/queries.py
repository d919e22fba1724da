"""The keys that make and change the query."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from index.errors import DatelineError
from index.home.folders import find_home
from index.home.searches import History, SavedSearches
from tui.main.panes import PaneScreen
from tui.main.searching import Searching
from tui.screens.ask import AskDialog
from tui.screens.facets import FacetsScreen
from tui.widgets.fields import taken_in

if TYPE_CHECKING:
    from index.service.client import Client


class QueryActions(PaneScreen):
    """What the main screen does with the query: running it, its history, filters, saved searches."""

    client: Client
    history: History
    searching: Searching

    def action_query(self) -> None:
        """Goes to the query line."""
        self.set_focus(self.line, scroll_visible=False)

    async def action_run_query(self) -> None:
        """Runs the query, also one that ran before: the library may have grown since; and goes to its documents."""
        await taken_in(self.line)
        self.searching.run()
        self._remember()
        self.pane("documents")

    def _remember(self) -> None:
        try:
            self.history.remember(self.line.value)
        except DatelineError as error:
            self.say(str(error))
        self.line.remember(self.history.queries())

    async def action_older_query(self) -> None:
        """Goes back in the history of queries."""
        await taken_in(self.line)
        self.line.older()

    async def action_newer_query(self) -> None:
        """Goes on in the history of queries."""
        await taken_in(self.line)
        self.line.newer()

    async def action_leave_query(self) -> None:
        """Leaves the query line; what was typed stays, and its result is what the next keys act on."""
        await taken_in(self.line)
        self.searching.run_if_typed()
        self.pane("documents")

    def action_sort(self) -> None:
        """Sorts the list by the next order."""
        self.searching.next_order()

    def action_group_by_event(self) -> None:
        """Groups the list by event, or no longer."""
        self.searching.group_by_event()

    def action_toggle_copies(self) -> None:
        """Shows the copies of the same text in a list by event, or folds them away."""
        self.searching.toggle_copies()

    def action_toggle_other_names(self) -> None:
        """Finds only the names that were typed, or the other names of what they name too."""
        if self.searching.answer is None or not self.searching.answer.query:
            self.say("There is no query; W is for one with a name that has others, such as daesh.")
        else:
            self.searching.toggle_other_names()

    async def action_facets(self) -> None:
        """Opens the facets of the result."""
        answer = self.searching.answer
        if answer is not None:
            search = partial(self.client.search, other_names=self.searching.other_names)
            facets = FacetsScreen(answer.query, answer.ticket, search, self.client.facets)
            await self.app.push_screen(facets, self._narrowed)

    def _narrowed(self, query: str | None) -> None:
        if query is not None and query != self.line.value:
            self.searching.search_for(query, narrowed=True)
            self._remember()

    async def action_save_search(self) -> None:
        """Asks for a name and saves the query under it."""
        await self.app.push_screen(AskDialog("Save this search as"), self._save_search)

    def _save_search(self, name: str | None) -> None:
        query = self.line.value
        if not name or not query.strip():
            return
        try:
            SavedSearches(find_home()).save(name, query)
        except DatelineError as error:
            self.say(str(error))
        else:
            self.say(f"Saved as '{name}'; the palette and dateline search --saved run it.")
