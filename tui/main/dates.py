"""The keys that deal with dates and times: the timeline, a document's own date, the times that a text names."""

from __future__ import annotations

from functools import partial

from index.answers import DocumentView
from index.corrections.documents import DocumentField, correct_document, withdraw_correction
from index.errors import DatelineError, QueryError
from index.query.editing import refined
from tui.main.notes import Marking, subject_of
from tui.main.sidebar import SidebarActions
from tui.screens.date import DateScreen
from tui.screens.timeline import Chosen, TimelineScreen
from tui.widgets.tasks import launch


class DatingActions(SidebarActions, Marking):
    """What the main screen does with dates and times."""

    # The timeline

    async def action_timeline(self) -> None:
        """Opens the timeline of the result, at the date of the open document."""
        answer = self.searching.answer
        if answer is not None:
            near = self.reading.view.date if self.reading.view is not None else ""
            timeline = TimelineScreen(self.client, answer.ticket, answer.query, near)
            await self.app.push_screen(timeline, self._chosen_time)

    def _chosen_time(self, chosen: Chosen | None) -> None:
        if chosen is not None and chosen.condition:
            try:
                self._narrowed(refined(self.line.value, chosen.condition))
            except QueryError as error:
                self.say(str(error))
        elif chosen is not None:
            self.reading.open_id(chosen.document, chosen.offset)
            self.to_reader()

    # The times of the text

    def action_toggle_times(self) -> None:
        """Marks the times that the text names, or does not."""
        self.reader.mark_times(not self.reader.times_marked)
        self.say("The times of the text are marked." if self.reader.times_marked else "The times are not marked.")

    # The document's own date

    def action_date(self) -> None:
        """Shows the evidence for the date of the open document, or of that at the list's cursor."""
        launch(self, "date", self._show_date)

    async def _show_date(self) -> None:
        try:
            view = await self._meant_document()
            if view is None:
                return
            evidence = await self.client.evidence(view.id)
        except DatelineError as error:
            self.say(str(error))
        else:
            screen = DateScreen(view.title, evidence, partial(self._say_date, view))
            await self.app.push_screen(screen, self._date_said)

    async def _meant_document(self) -> DocumentView | None:
        """Returns the document at the list's cursor if the focus is there, else the open one. Raises DatelineError."""
        view = self.reading.view
        row = await self.documents.fetched_row(self.documents.cursor) if self.focused_pane == "documents" else None
        return view if row is None or (view and view.id == row.id) else await self.client.document(row.id)

    def _say_date(self, view: DocumentView, value: str | None) -> None:
        if value is None:
            withdraw_correction(self.notebook, subject_of(view), DocumentField.DATE)
        else:
            correct_document(self.notebook, subject_of(view), DocumentField.DATE, value)

    def _date_said(self, changed: bool | None) -> None:
        if changed:
            self._notebook_changed()
            self.say("The date is kept with your notes; u takes it back.")
