"""The keys that make and change the query."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from index.errors import DatelineError, QueryError
from index.home.folders import find_home
from index.home.searches import History, SavedSearches
from index.query.editing import refined, with_spellings
from tui.main.panes import Panes
from tui.main.searching import Searching
from tui.screens.ask import AskDialog
from tui.screens.facets import FacetsScreen
from tui.terminal.outside import edited_outside
from tui.widgets.fields import taken_in

if TYPE_CHECKING:
    from index.service.client import Client


class Queries:
    """What the analyst does with the query: running it, its history, its order, filters, saved searches."""

    def __init__(self, panes: Panes, client: Client, searching: Searching, saved: Callable[[str, str], None]) -> None:
        """``saved`` is called with the name and the query of a search that was saved."""
        self._panes = panes
        self._client = client
        self._searching = searching
        self._saved = saved
        self._history = History(find_home())

    def begin(self) -> None:
        """Takes up the history of queries."""
        self._panes.line.remember(self._history.queries())

    def action_edit(self) -> None:
        """Goes to the query line."""
        self._panes.focus(self._panes.line)

    async def action_run(self) -> None:
        """Runs the query, also one that ran before: the library may have grown since; and goes to its documents."""
        await taken_in(self._panes.line)
        self._searching.run()
        self._remember()
        self._panes.go_to("documents")

    def _remember(self) -> None:
        try:
            self._history.remember(self._panes.line.value)
        except DatelineError as error:
            self._panes.say(str(error))
        self._panes.line.remember(self._history.queries())

    async def action_older(self) -> None:
        """Goes back in the history of queries."""
        await taken_in(self._panes.line)
        self._panes.line.older()

    async def action_newer(self) -> None:
        """Goes on in the history of queries."""
        await taken_in(self._panes.line)
        self._panes.line.newer()

    async def action_leave(self) -> None:
        """Leaves the query line; what was typed stays, and its result is what the next keys act on."""
        await taken_in(self._panes.line)
        self._searching.run_if_typed()
        self._panes.go_to("documents")

    async def action_editor(self) -> None:
        """Lets the query be written over several lines in the editor of VISUAL or EDITOR; they are joined to one."""
        line = self._panes.line
        await taken_in(line)
        try:
            text = edited_outside(self._panes.screen.app, line.value)
        except DatelineError as error:
            self._panes.say(str(error))
            return
        joined = " ".join(filter(None, map(str.strip, text.splitlines())))
        if joined != line.value:
            self._searching.search_for(joined)

    def action_sort(self) -> None:
        """Sorts the list by the next order."""
        self._searching.next_order()

    def action_toggle_compact(self) -> None:
        """Shows a document of the list in one line, or in several again."""
        self._panes.documents.toggle_compact()

    def action_group_by_event(self) -> None:
        """Groups the list by event, or no longer."""
        self._searching.group_by_event()

    def action_toggle_copies(self) -> None:
        """Shows the copies of the same text in a list by event, or folds them away."""
        self._searching.toggle_copies()

    def action_toggle_other_names(self) -> None:
        """Finds only the names that were typed, or the other names of what they name too, also of one in quotes."""
        answer = self._searching.answer
        if answer is None or not answer.query:
            self._panes.say("There is no query; W is for one with a name that has others, such as daesh.")
            return
        quoted = [term for term in answer.explain.terms if term.spellings]
        query = answer.query
        for term in quoted:
            query = with_spellings(query, term.typed, term.spellings)
        if quoted:
            self._searching.search_for(query)
            self._remember()
        else:
            self._searching.toggle_other_names()

    async def action_facets(self) -> None:
        """Opens the facets of the result."""
        answer = self._searching.answer
        if answer is not None:
            search = partial(self._client.search, other_names=self._searching.other_names)
            facets = FacetsScreen(answer.query, answer.ticket, search, self._client.facets)
            await self._panes.open(facets, self.narrow)

    def run_example(self, query: str) -> None:
        """Runs a query of the help and goes to its documents."""
        self._searching.search_for(query)
        self._remember()
        self._panes.go_to("documents")

    def narrow(self, query: str | None) -> None:
        """Runs the query as a filter has changed it; None changes nothing."""
        if query is not None and query != self._panes.line.value:
            self._searching.search_for(query, narrowed=True)
            self._remember()

    def add_condition(self, condition: str) -> None:
        """Runs the query with one more condition; says why if that cannot be."""
        try:
            self.narrow(refined(self._panes.line.value, condition))
        except QueryError as error:
            self._panes.say(str(error))

    async def action_save_search(self) -> None:
        """Asks for a name and saves the query under it."""
        await self._panes.open(AskDialog("Save this search as"), self._save_search)

    def _save_search(self, name: str | None) -> None:
        query = self._panes.line.value
        if not name or not query.strip():
            return
        try:
            SavedSearches(find_home()).save(name, query)
        except DatelineError as error:
            self._panes.say(str(error))
        else:
            self._saved(name.strip(), query.strip())
            self._panes.say(f"Saved as '{name}'; the palette and dateline search --saved run it.")
