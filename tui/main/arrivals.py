"""What came into the library while the screen is open: told, and taken up when the analyst wants it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from index.answers.listing import ArrivedAnswer
from index.errors import DatelineError
from tui.main.panes import Panes
from tui.widgets.tasks import launch

if TYPE_CHECKING:
    from index.service.client import Client
    from tui.main.searching import Searching

LOOK = 1.0
"""Seconds between two looks at whether the library was written to. A look asks only when its files were changed."""

_FILES = ("catalogue.sqlite", "catalogue.sqlite-wal")


class Arrivals:
    """Looks at whether other runs have brought the library up to date. The list never moves by itself."""

    def __init__(self, panes: Panes, client: Client, searching: Searching) -> None:
        self._panes = panes
        self._client = client
        self._searching = searching
        self._seen: tuple[tuple[int, int], ...] = ()  # time and size of the library's files at the last look
        self._last = -1
        self._waiting = ArrivedAnswer(0, 0, (), -1)
        self._fresh: set[str] = set()  # documents that were taken up and not opened yet

    @property
    def newest(self) -> int:
        """The key of the newest document that was taken up, 0 if it is not known."""
        return max(0, self._last)

    async def begin(self) -> None:
        """Remembers what there is now. Raises DatelineError."""
        self._seen = self._look_at_files()
        self._last = (await self._client.arrived(-1)).last

    def look(self) -> None:
        """Asks what has come if the library's files were changed since the last look."""
        if self._last < 0:
            return
        seen = self._look_at_files()
        if seen != self._seen:
            self._seen = seen
            launch(self._panes.screen, "arrivals", self._ask)

    def document_opened(self, document: str) -> None:
        """A document that is opened is new no longer."""
        if document in self._fresh:
            self._fresh.discard(document)
            self._panes.documents.mark_new(frozenset(self._fresh))

    async def action_take(self) -> None:
        """Takes up what has come: the list is made anew, and what is new in it marked until it is opened."""
        if not await self._ask():
            return
        if not self._waiting.new and not self._waiting.changed:
            self._panes.say("Nothing has come into the library since.")
            return
        self._fresh.update(self._waiting.ids)
        self._panes.documents.mark_new(frozenset(self._fresh))
        self._take(ArrivedAnswer(0, 0, (), self._waiting.last))
        self._last = self._waiting.last
        self._searching.run()

    def _look_at_files(self) -> tuple[tuple[int, int], ...]:
        if self._searching.library is None:
            return ()
        found = []
        for name in _FILES:
            try:
                status = (Path(self._searching.library.folder) / name).stat()
            except OSError:
                continue
            found.append((status.st_mtime_ns, status.st_size))
        return tuple(found)

    async def _ask(self) -> bool:
        """Asks what has come; returns False, and says why, if that cannot be known."""
        try:
            self._take(await self._client.arrived(self._last))
        except DatelineError as error:
            self._panes.say(str(error))
            return False
        return True

    def _take(self, answer: ArrivedAnswer) -> None:
        self._waiting = answer
        counts = ((answer.new, "new"), (answer.changed, "changed"))
        told = ", ".join(f"{count:,} {what}" for count, what in counts if count)
        self._searching.arrived = f"{told} (U)" if told else ""
        self._panes.status.stand(self._searching.standing())
