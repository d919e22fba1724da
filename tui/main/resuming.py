"""Between the main screen and the session's state: what is written down, and how it is taken up again."""

from __future__ import annotations

from dataclasses import replace

from index.errors import DatelineError
from tui.main.arrivals import Arrivals
from tui.main.hit_notes import HitNotes
from tui.main.notes import Notes
from tui.main.panes import Panes
from tui.main.reading import Reading
from tui.main.searching import Searching
from tui.screens.note import NoteDialog
from tui.session import Draft, SessionState


class Resuming:
    """Where the analyst is, and the way back there."""

    def __init__(
        self,
        panes: Panes,
        searching: Searching,
        reading: Reading,
        notes: Notes,
        hit_notes: HitNotes,
        arrivals: Arrivals,
    ) -> None:
        self._panes = panes
        self._searching = searching
        self._reading = reading
        self._notes = notes
        self._hit_notes = hit_notes
        self._arrivals = arrivals

    @property
    def state(self) -> SessionState:
        """Where the analyst is."""
        panes, view = self._panes, self._reading.view
        above = panes.screen.app.screen
        return SessionState(
            query=panes.line.value.strip(),
            order=self._searching.order,
            row=panes.documents.cursor,
            document=view.id if view else "",
            caret=panes.reader.caret,
            pane=panes.focused,
            reading=panes.wanted.reader_alone,
            entities_folded=panes.wanted.entities_folded,
            documents_width=panes.wanted.documents_width,
            entities_width=panes.wanted.entities_width,
            theme=panes.screen.app.theme,
            newest=self._arrivals.newest,
            draft=above.draft if isinstance(above, NoteDialog) and above.is_mounted else None,
        )

    async def resume(self, state: SessionState) -> None:
        """Takes up a session once its query was answered: document, caret, pane, and a note that was not saved."""
        panes, draft = self._panes, state.draft
        panes.wanted = replace(
            panes.wanted,
            entities_folded=state.entities_folded,
            documents_width=state.documents_width,
            entities_width=state.entities_width,
        )
        document, caret = state.document, state.caret
        if draft is not None and draft.document:  # a late answer may have opened another under the dialog
            document, caret = draft.document, draft.start
        if not document:
            self._reading.result_changed()
            return
        opened = await self._open(document, caret, state.row)
        if draft is not None:
            await self._take_up(draft)
        if not opened:
            return
        panes.wanted = replace(panes.wanted, reader_alone=state.reading)
        panes.lay_out()
        if state.pane == "reader":
            panes.go_to("reader")

    async def _open(self, document: str, caret: int, number: int) -> bool:
        """Opens the document, at its row if that still shows it; False, and says why, if it is not there any more."""
        try:
            row = await self._panes.documents.fetched_row(number)
            in_result = row is not None and row.id == document
            await self._reading.open_now(document, caret, number if in_result else None)
        except DatelineError as error:
            self._panes.say(str(error))
            self._reading.result_changed()
            return False
        return True

    async def _take_up(self, draft: Draft) -> None:
        """Opens the dialog again that was cut off."""
        try:
            if await (self._hit_notes if draft.hits else self._notes).take_up(draft):
                self._panes.say("This note was not saved when the last session ended.")
        except DatelineError as error:
            self._panes.say(str(error))
