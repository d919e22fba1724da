"""The keys that put documents right, the list of all corrections, and showing everything as corrected."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from index.answers.listing import NO_CORRECTIONS
from index.corrections.documents import Correction, DocumentField, correct_document
from index.corrections.listing import all_corrections
from index.corrections.stories import STORIES, join_stories
from index.errors import DatelineError, DocumentMissingError
from index.notebook.store import Notebook
from tui.main.panes import Panes
from tui.main.reading import Reading
from tui.main.searching import Searching
from tui.screens.ask import AskDialog
from tui.screens.corrections import CorrectionsScreen
from tui.updating import update_library
from tui.widgets.tasks import launch

if TYPE_CHECKING:
    from index.service.client import Client

Correct = Callable[[Notebook], None]
"""Keeps a correction. Raises DatelineError."""

CORRECTED = "Corrected in the whole library, and kept with your notes; u takes it back, O lists all."


class Corrections:
    """What the analyst knows better, and everything shown as corrected."""

    def __init__(
        self,
        panes: Panes,
        client: Client,
        notebook: Notebook,
        searching: Searching,
        reading: Reading,
        changed: Callable[[], None],
    ) -> None:
        """``changed`` is called when the notebook holds something else."""
        self._panes = panes
        self._client = client
        self._notebook = notebook
        self._searching = searching
        self._reading = reading
        self._changed = changed
        self._corrections: list[Correction] | None = None  # as they were seen last

    def begin(self) -> None:
        """Looks at what is corrected already."""
        try:
            self._corrections = all_corrections(self._notebook)
        except DatelineError as error:
            self._panes.say(str(error))

    # Documents

    def action_title(self) -> None:
        """Asks for the title of the open document, or of that at the list's cursor."""
        launch(self._panes.screen, "correct", self._ask_about_document, DocumentField.TITLE)

    def action_source(self) -> None:
        """Asks for the source of the open document, or of that at the list's cursor."""
        launch(self._panes.screen, "correct", self._ask_about_document, DocumentField.SOURCE)

    def action_language(self) -> None:
        """Asks for the language of the open document, or of that at the list's cursor."""
        launch(self._panes.screen, "correct", self._ask_about_document, DocumentField.LANGUAGE)

    async def _ask_about_document(self, field: DocumentField) -> None:
        view = await self._reading.meant()
        if view is None:
            return
        told = {
            DocumentField.TITLE: view.title,
            DocumentField.SOURCE: view.source,
            DocumentField.LANGUAGE: view.language,
        }[field]

        def answered(typed: str | None) -> None:
            if typed and typed != told:
                self.correct(lambda notebook: correct_document(notebook, view.subject, field, typed))

        await self._panes.open(AskDialog(f"The {field.value} of “{view.title}” is", told), answered)

    def action_join_stories(self) -> None:
        """Says that the stories of the document's file are one."""
        launch(self._panes.screen, "correct", self._join_stories)

    async def _join_stories(self) -> None:
        view = await self._reading.meant()
        if view is None:
            return
        try:
            plan = await self._client.join_plan(view.id)
        except DatelineError as error:
            self._panes.say(str(error))
        else:
            self.correct(lambda notebook: join_stories(notebook, plan))

    # All of them

    async def action_all(self) -> None:
        """Lists the corrections, to take any of them back."""
        await self._panes.open(CorrectionsScreen(self._client, self._notebook, self._changed))

    def correct(self, correct: Correct) -> None:
        """Keeps a correction and shows everything as corrected; in a shared library it says why it does not."""
        if self._searching.library is not None and self._searching.library.is_shared:
            self._panes.say(NO_CORRECTIONS)
            return
        try:
            correct(self._notebook)
        except DatelineError as error:
            self._panes.say(str(error))
            return
        self._panes.reader.action_cancel_selection()
        self._changed()
        self._panes.say(CORRECTED)

    # Showing it

    def notebook_changed(self) -> None:
        """Shows everything anew if other corrections are in the notebook now."""
        try:
            found = all_corrections(self._notebook)
        except DatelineError as error:
            self._panes.say(str(error))
            return
        before, self._corrections = self._corrections, found
        if before is not None and found != before:
            launch(self._panes.screen, "document", self._show_anew, _joins(found) != _joins(before))

    async def _show_anew(self, other_stories: bool) -> None:
        """Searches again and opens the same document again, with ``other_stories`` after its file was read again."""
        view, caret = self._reading.view, self._panes.reader.caret
        if other_stories:
            await self._read_files_again()
        try:
            await self._searching.run_now()
            if view is not None:
                await self._reading.open_now(view.id, caret, self._row_of(view.id))
        except DocumentMissingError:  # it is a part of another story now
            self._reading.result_changed()
        except DatelineError as error:
            self._panes.say(str(error))

    async def _read_files_again(self) -> None:
        """Brings the library up to date; says why if that cannot be done now, as while another session does it."""
        if self._searching.library is None:
            return
        self._panes.status.run("reading files again…")
        try:
            await update_library(Path(self._searching.library.folder), self._notebook.path)
            self._searching.library = await self._client.open()
        except DatelineError as error:
            self._panes.say(str(error))
        self._panes.status.run("")

    def _row_of(self, document: str) -> int | None:
        """Returns the document's row in the list, None if it is not seen to be of the result any more."""
        at = self._reading.index
        row = self._panes.documents.row(at) if at is not None and at < self._panes.documents.total else None
        if row is not None and row.id == document:
            return at
        answer = self._searching.answer
        rows = answer.rows if answer is not None else ()
        return next((number for number, row in enumerate(rows) if row.id == document), None)


def _joins(corrections: list[Correction]) -> list[Correction]:
    return [correction for correction in corrections if correction.kind == STORIES]
