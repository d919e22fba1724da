"""From the list to the reader: opening documents, going on from hit to hit, fetching long texts in pieces."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.timer import Timer

from index.answers.document import DocumentView
from index.errors import DatelineError
from index.notebook.anchors import Anchor
from index.notebook.annotation import Subject
from index.notebook.export.options import DocumentFacts
from index.text.pages import find_page, place_among, told
from tui.main.panes import Panes
from tui.text.layers import notes_told
from tui.text.times import moment, time_note
from tui.widgets.tasks import launch

if TYPE_CHECKING:
    from index.service.client import Client
    from tui.main.searching import Searching

Work = Callable[[], Awaitable[None]]

LIST_REST = 0.15
"""Seconds that the list's cursor rests before the reader follows."""

TEXT_PIECE = 262_144
"""Characters of a long text that are asked for at once."""

FIRST_HIT = -1
LAST_HIT = -2
END = -3
"""Where to open a document, if not at an offset."""


_DATE_SIGNS = {"!": "! dates in conflict, D tells", "~": "~ about then, D tells", "?": "? nothing says when"}
"""What is said of the sign behind a row's date."""


class Reading:
    """The open document."""

    def __init__(
        self,
        panes: Panes,
        client: Client,
        searching: Searching,
        opened: Callable[[DocumentView], Awaitable[None]],
    ) -> None:
        self._panes = panes
        self._client = client
        self._searching = searching
        self._opened = opened
        self._timer: Timer | None = None
        self._wanted: int | None = None  # the row that is open or being opened
        self._followed: int | None = None  # the row that the list's cursor was followed to last
        self._found = False  # whether a find in the document is on
        self.view: DocumentView | None = None
        self.text = ""  # as much of the view's text as has come
        self.index: int | None = None  # its row in the list; None if it is not of the result

    # Following the list

    def result_changed(self) -> None:
        """Follows the list again: its rows are others now."""
        self._wanted = self.index = None
        self.tell_place()
        if self._panes.documents.total:
            self.follow(self._panes.documents.cursor)
        else:
            self._stop_timer()
            self.close()

    def result_came_again(self) -> None:
        """Goes on with the same rows: what is open stays open, what was being opened is asked for anew."""
        if self.index != self._panes.documents.cursor:
            self._wanted = None
            self.follow(self._panes.documents.cursor)

    def follow(self, index: int) -> None:
        """Opens the document of this row once the cursor has rested on it."""
        self._stop_timer()
        self._followed = index
        if index != self._wanted:
            self._timer = self._panes.screen.set_timer(LIST_REST, lambda: self.open_row(index))

    def catch_up(self) -> bool:
        """Opens at once what the list's cursor has not rested on yet; returns whether it stood on the open document."""
        if self._panes.documents.total and self._panes.documents.cursor != self._followed:
            self.follow(self._panes.documents.cursor)
        if self._timer is None:
            return True
        self.open_row(self._panes.documents.cursor)
        return False

    def open_row(self, index: int, at: int = FIRST_HIT) -> None:
        """Opens the document of a row, at an offset, its first or last hit, or its end."""
        self._stop_timer()
        if index == self._wanted and at == FIRST_HIT:
            return
        self._wanted = self._followed = index
        self._start(partial(self._open_row, index, at))

    def open_id(self, document: str, at: int = FIRST_HIT) -> None:
        """Opens a document that need not be in the result."""
        self._stop_timer()
        self._wanted = None
        self._start(partial(self._open, document, at, None))

    async def open_now(self, document: str, at: int, index: int | None) -> None:
        """Opens a document, of a row of the list if ``index`` is one. Raises DatelineError."""
        self._stop_timer()
        self._wanted = index
        self._followed = self._panes.documents.cursor if index is None else index
        if index is not None:
            self._panes.documents.cursor = index
        await self._open(document, at, index)

    def close(self) -> None:
        """Shows no document."""
        self.view, self.text, self.index = None, "", None
        self._panes.reader.clear()
        self._panes.entities.show(())
        self.tell_place()

    def _start(self, opening: Work) -> None:
        launch(self._panes.screen, "document", self._told, opening)

    async def _told(self, work: Work) -> None:
        try:
            await work()
        except DatelineError as error:
            self._wanted = None
            self._panes.say(str(error))

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    async def _open_row(self, index: int, at: int) -> None:
        row = await self._panes.documents.fetched_row(index)
        if row is not None:
            self._panes.documents.cursor = index
            await self._open(row.id, at, index)

    async def _open(self, document: str, at: int, index: int | None) -> None:
        answer = self._searching.answer
        view = await self._client.document(document, answer.ticket if answer else None)
        self.view, self.text, self.index = view, view.text, index
        self._found = False
        self._show(view, at)
        self._panes.entities.show(view.mentions)
        await self._opened(view)
        self.tell_place()

    def _show(self, view: DocumentView, at: int) -> None:
        reader = self._panes.reader
        if at >= 0:
            reader.show(view, (), at)
            return
        reader.show(view, (), None)
        if at == END:
            reader.go_to(max(0, view.length - 1))
        elif reader.hit_count:
            reader.go_to_hit(0 if at == FIRST_HIT else reader.hit_count - 1)

    # Long texts

    def more_text(self, start: int) -> None:
        """Fetches the next piece of the text for the reader."""
        if self.view is not None and start == len(self.text):
            work = partial(self._next_piece, self.view)
            launch(self._panes.screen, "text", self._told, work)

    @property
    def complete(self) -> bool:
        """Whether all of the open document's text has come."""
        return self.view is not None and len(self.text) >= self.view.length

    async def whole_text(self) -> str:
        """Returns the open document's whole text, fetching what has not come. Raises DatelineError."""
        view = self.view
        while view is not None and view is self.view and len(self.text) < view.length:
            await self._next_piece(view)
        return self.text

    async def text_of(self, document: str, view: DocumentView | None = None) -> str:
        """Returns the whole text of any document, of which there may be a view already. Raises DatelineError."""
        view = view or await self._client.document(document)
        text = view.text
        while len(text) < view.length:
            text += (await self._client.text(document, len(text), TEXT_PIECE)).text
        return text

    async def _next_piece(self, view: DocumentView) -> None:
        start = len(self.text)
        answer = await self._client.text(view.id, start, TEXT_PIECE)
        if view is self.view and start == len(self.text):
            self.text += answer.text
            self._panes.reader.append_text(start, answer.text)

    # What a key means

    async def meant(self) -> DocumentView | None:
        """Returns the document at the list's cursor if the focus is there, else the open one.

        Returns None if there is none, or once it was said why it cannot be had.
        """
        documents, view = self._panes.documents, self.view
        try:
            row = await documents.fetched_row(documents.cursor) if self._panes.focused == "documents" else None
            if row is None and view is None:
                self._panes.say_no_document()
            return view if row is None or (view and view.id == row.id) else await self._client.document(row.id)
        except DatelineError as error:
            self._panes.say(str(error))
            return None

    async def facts(self, documents: Sequence[str]) -> dict[str, DocumentFacts]:
        """Returns what the library says of these documents, by id. Raises DatelineError."""
        return (await self._client.facts(documents)).facts

    async def passage(self) -> tuple[Subject, Anchor] | None:
        """Returns the reader's selection, or the sentence at its caret; None if there are no words.

        Raises DatelineError.
        """
        view, span = self.view, self._panes.reader.passage()
        if view is None or span.start >= span.end:
            return None
        return view.subject, Anchor.of(await self.whole_text(), span.start, span.end)

    # Find in the open document

    @property
    def finding(self) -> bool:
        """Whether the hits are those of a find in the document."""
        return self._found

    def find(self, query: str) -> None:
        """Takes the hits of a query of its own in the open document, until ``end_find``."""
        if self.view is not None:
            launch(self._panes.screen, "find", self._told, partial(self._find, self.view, query))

    async def _find(self, view: DocumentView, query: str) -> None:
        answer = await self._client.search(query, "", 0)
        found = await self._client.document(view.id, answer.ticket)
        if view is not self.view:
            return
        if not found.hits:
            self._panes.say(f"'{query}' does not stand in this document.")
            return
        self._found = True
        caret = self._panes.reader.caret
        self._panes.reader.set_hits(found.hits)
        self._panes.reader.go_to(next((start for start, _ in found.hits if start >= caret), found.hits[0][0]))
        self.tell_place()

    def end_find(self) -> None:
        """Takes the hits of the result's query again."""
        self._found = False
        if self.view is not None:
            self._panes.reader.set_hits(self.view.hits)
            self.tell_place()

    # Hits, through all documents of the result

    def next_hit(self, *, single: bool = False) -> None:
        """Goes to the next passage with hits, or to each ``single`` hit, on into the next document of the list."""
        reader = self._panes.reader
        if self.view is None:
            self._panes.say_no_document()
        elif reader.next_hit() if single else reader.next_passage():
            self.tell_place()
        elif self._found:
            self._panes.say("This is the last one in the document; esc ends the find.")
        elif self.index is not None and self.index + 1 < self._panes.documents.total:
            self.open_row(self.index + 1)
        else:
            self._panes.say("This is the last hit of the last document.")

    def previous_hit(self) -> None:
        """Goes to the previous passage with hits, back into the previous document of the list."""
        if self.view is None:
            self._panes.say_no_document()
        elif self._panes.reader.previous_passage():
            self.tell_place()
        elif self._found:
            self._panes.say("This is the first one in the document; esc ends the find.")
        elif self.index:
            self.open_row(self.index - 1, LAST_HIT)
        else:
            self._panes.say("This is the first hit of the first document.")

    def past_end(self, direction: int) -> None:
        """Goes on to the file's next story, or back to its previous one."""
        if self.view is None:
            return
        sibling = self.view.next_story if direction > 0 else self.view.previous_story
        if not sibling:
            return
        beside = self.index + direction if self.index is not None else -1
        row = self._panes.documents.row(beside) if 0 <= beside < self._panes.documents.total else None
        at = 0 if direction > 0 else END
        if row is not None and row.id == sibling:
            self.open_row(beside, at)
        else:
            self.open_id(sibling, at)

    def page(self, asked: str) -> int | None:
        """Returns the place among the open document's pages of the one that "page 12" or "12" asks for."""
        return find_page(self.view.pages, asked) if self.view is not None else None

    def page_name(self, page: int) -> str:
        """Returns what a page is called, by its place among the open document's pages."""
        return told(self.view.pages, page) if self.view is not None else ""

    def go_to_page(self, page: int) -> None:
        """Goes to the reader, to the beginning of a page, by its place among the document's pages."""
        if self.view is not None:
            self._panes.go_to_reader()
            self._panes.reader.go_to(self.view.pages[page].start)
            self.tell_place()

    def tell_place(self) -> None:
        """Says in the status line which hit and which document this is, and what a time at the caret means."""
        self._panes.status.show_address(self._panes.reader.address if self.view is not None else "")
        if self.view is None:
            self._panes.status.locate("")
            return
        time = self._panes.reader.time_at(self._panes.reader.caret)
        parts = [time_note(self.text, time)] if time is not None else []
        count, number = self._panes.reader.hit_count, self._panes.reader.hit_number
        if count:
            name = "found" if self._found else "hit"
            parts.append(f"{name} {number + 1}/{count}" if number is not None else f"{count:,} hits")
            passage, passages = self._panes.reader.passage_number
            if number is not None and 0 < passages < count:
                parts[-1] += f" in passage {passage + 1}/{passages}"
        if page := place_among(self.view.pages, self._panes.reader.caret):
            parts.append(page)
        if self.view.stories > 1:
            parts.append(f"story {self.view.story} of {self.view.stories}")
        if self.view.versions > 1:
            parts.append(_version_note(self.view))
        if self.index is not None:
            parts.append(f"document {self.index + 1}/{self._panes.documents.total}")
        self._panes.status.locate(" · ".join(parts), " · ".join(self._signs_told()))

    def _signs_told(self) -> Iterator[str]:
        """Yields what the signs mean that stand where the cursor is: those of a row's date, or beside the text."""
        if self._panes.focused == "documents" and self.index is not None:
            row = self._panes.documents.row(self.index)
            yield from (_DATE_SIGNS[row.date_sign],) if row is not None and row.date_sign in _DATE_SIGNS else ()
        elif self._panes.focused == "reader":
            yield from notes_told(self._panes.reader.annotations_at(self._panes.reader.caret))


def _version_note(view: DocumentView) -> str:
    """Which version this is, or how often the document was changed."""
    if view.version < view.versions:
        return f"version {view.version} of {view.versions}, {moment(view.received)}"
    return f"changed {view.versions - 1}×, last {moment(view.received)}"
