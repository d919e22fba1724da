"""The keys that go from a document to what it is attached to, what is attached to it, and its thread."""

from __future__ import annotations

from tui.main.panes import Panes
from tui.main.reading import Reading
from tui.main.searching import Searching
from tui.widgets.copied import Copied


class Relations:
    """Goes from document to document. A list of several is a query, which can be seen and changed."""

    def __init__(self, panes: Panes, searching: Searching, reading: Reading) -> None:
        self._panes = panes
        self._searching = searching
        self._reading = reading

    async def action_parent(self) -> None:
        """Opens the document that this one is attached to."""
        view = await self._reading.meant()
        if view is None:
            return
        if not view.origin.parent:
            self._panes.say("This document is attached to no other.")
            return
        self._reading.open_id(view.origin.parent)
        self._panes.go_to_reader()

    async def action_thread(self) -> None:
        """Lists the mails of the document's thread, the oldest first."""
        view = await self._reading.meant()
        if view is None:
            return
        if len(view.origin.thread) > 1:
            self._list(f"thread:{view.id}")
        else:
            self._panes.say("No other mail of its thread is here." if view.origin.thread else "This is no mail.")

    async def action_attachments(self) -> None:
        """Lists what is attached to the document."""
        view = await self._reading.meant()
        if view is None:
            return
        if view.origin.attached:
            self._list(f"parent:{view.id}")
        elif view.origin.attachments:
            self._panes.say(f"It carries {', '.join(view.origin.attachments)}, which were not read.")
        else:
            self._panes.say("Nothing is attached to this document.")

    async def action_copy_place(self) -> None:
        """Shows and copies the document's web address, or the path of its file and its path within that."""
        view = await self._reading.meant()
        if view is not None:
            place = "/".join(filter(None, (view.path, view.origin.member)))
            self._panes.screen.post_message(Copied(view.url or place, shown=True))

    def _list(self, query: str) -> None:
        self._searching.order = "oldest"
        self._searching.search_for(query)
        self._panes.go_to("documents")
