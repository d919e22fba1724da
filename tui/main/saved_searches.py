"""What saved searches find that was not seen yet: told at the start and in the palette, seen once it is listed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import DatelineError
from index.home.folders import find_home
from index.home.searches import SavedSearches
from index.home.seen import SeenDocuments
from tui.main.panes import Panes
from tui.widgets.tasks import launch

if TYPE_CHECKING:
    from index.service.client import Client
    from tui.main.searching import Searching


class Alerts:
    """The saved searches with what is new of each."""

    def __init__(self, panes: Panes, client: Client, searching: Searching) -> None:
        self._panes = panes
        self._client = client
        self._searching = searching
        self._unseen: dict[str, Mapping[str, str]] = {}  # hashes of texts by id, by the name of the search

    def count(self, search: str) -> int:
        """How many documents a saved search finds that were not seen."""
        return len(self._unseen.get(search, ()))

    async def look(self) -> None:
        """Asks what is new, and says so."""
        try:
            self._unseen = dict((await self._client.unseen(SavedSearches(find_home()).all())).documents)
        except DatelineError as error:
            self._panes.say(str(error))
            return
        told = [f"{search}: {len(documents):,}" for search, documents in self._unseen.items() if documents]
        if told:
            self._panes.say(f"New in saved searches: {', '.join(told)}")

    def search_for(self, search: str, query: str) -> None:
        """Lists what a saved search finds; what is new of it is seen then."""
        self._searching.search_for(query)
        self._mark(search, self._unseen.pop(search, {}))

    def saved(self, search: str, query: str) -> None:
        """A search was saved: what it finds is on the screen, and so seen."""
        launch(self._panes.screen, "saved", self._remember, search, query)

    async def _remember(self, search: str, query: str) -> None:
        try:
            found = await self._client.unseen({search: query})
        except DatelineError as error:
            self._panes.say(str(error))
        else:
            self._mark(search, found.documents.get(search, {}))

    def _mark(self, search: str, documents: Mapping[str, str]) -> None:
        library = self._searching.library
        if library is None or not documents:
            return
        try:
            SeenDocuments(find_home(), Path(library.folder)).mark((search,), documents)
        except DatelineError as error:
            self._panes.say(str(error))
