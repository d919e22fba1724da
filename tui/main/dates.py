"""The keys that deal with dates and times: the timeline, a document's own date, the times that a text names."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from index.answers.document import DocumentView
from index.answers.listing import NO_CORRECTIONS
from index.corrections.documents import DocumentField, correct_document, withdraw_correction
from index.errors import ConfigurationError, DatelineError
from tui.main.panes import Panes
from tui.main.queries import Queries
from tui.main.reading import Reading
from tui.main.searching import Searching
from tui.screens.date import DateScreen
from tui.screens.timeline import Chosen, TimelineScreen
from tui.widgets.tasks import launch

if TYPE_CHECKING:
    from index.notebook.store import Notebook
    from index.service.client import Client


class Dates:
    """What the analyst does with dates and times."""

    def __init__(
        self,
        panes: Panes,
        client: Client,
        notebook: Notebook,
        searching: Searching,
        reading: Reading,
        queries: Queries,
        changed: Callable[[], None],
    ) -> None:
        """``changed`` is called when the notebook holds something else."""
        self._panes = panes
        self._client = client
        self._notebook = notebook
        self._searching = searching
        self._reading = reading
        self._queries = queries
        self._changed = changed

    # The timeline

    async def action_timeline(self) -> None:
        """Opens the timeline of the result, at the date of the open document."""
        answer = self._searching.answer
        if answer is not None:
            near = self._reading.view.date if self._reading.view is not None else ""
            timeline = TimelineScreen(self._client, answer.ticket, answer.query, near)
            await self._panes.open(timeline, self._chosen_time)

    def _chosen_time(self, chosen: Chosen | None) -> None:
        if chosen is not None and chosen.condition:
            self._queries.add_condition(chosen.condition)
        elif chosen is not None:
            self._reading.open_id(chosen.document, chosen.offset)
            self._panes.go_to_reader()

    # The times of the text

    def action_toggle_times(self) -> None:
        """Marks the times that the text names, or does not."""
        self._panes.reader.mark_times(not self._panes.reader.times_marked)
        self._panes.say(
            "The times of the text are marked." if self._panes.reader.times_marked else "The times are not marked."
        )

    # The document's own date

    def action_evidence(self) -> None:
        """Shows the evidence for the date of the open document, or of that at the list's cursor."""
        launch(self._panes.screen, "date", self._show_date)

    async def _show_date(self) -> None:
        view = await self._reading.meant()
        if view is None:
            return
        try:
            evidence = await self._client.evidence(view.id)
        except DatelineError as error:
            self._panes.say(str(error))
        else:
            screen = DateScreen(view.title, evidence, partial(self._say_date, view))
            await self._panes.open(screen, self._date_said)

    def _say_date(self, view: DocumentView, value: str | None) -> None:
        library = self._searching.library
        if library is not None and library.is_shared:
            raise ConfigurationError(NO_CORRECTIONS)
        if value is None:
            withdraw_correction(self._notebook, view.subject, DocumentField.DATE)
        else:
            correct_document(self._notebook, view.subject, DocumentField.DATE, value)

    def _date_said(self, changed: bool | None) -> None:
        if changed:
            self._changed()
            self._panes.say("The date is kept with your notes; u takes it back.")
