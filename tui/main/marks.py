"""The keys that star, mark read, copy a quote and annotate all hits; and what other sessions write, seen here."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on

from index.answers import PassagesAnswer
from index.errors import DatelineError
from index.notebook.anchors import Anchor
from index.notebook.annotation import Subject
from index.notebook.recovery import Unsaved
from tui.main.notes import Copied, Marking, subject_of
from tui.main.searching import Searching
from tui.saving import Saver
from tui.screens.note import Ended, NoteDialog
from tui.screens.notebook import NotebookScreen, known_tags
from tui.session import Draft
from tui.widgets.reader import Reader
from tui.widgets.tasks import launch

if TYPE_CHECKING:
    from index.service.client import Client

LOOK = 0.4
"""Seconds between two looks at whether another session has written to the notebook."""

_RECENT = 2.0
"""A file that was written so many seconds ago may be written again without another time of change."""


class NoteActions(Marking):
    """What the main screen does with documents and notes as a whole."""

    client: Client
    searching: Searching

    def __init__(self) -> None:
        super().__init__()
        self._file_seen = (0, 0)  # time of change and size of the notebook, when it was looked at last
        self._left_unread = ""  # the document that is not to be marked read by itself

    # The notebook beside this session

    def on_mount(self) -> None:
        """Begins to look at what other sessions write."""
        self.set_interval(LOOK, self._look)

    def _look(self) -> None:
        """Shows what another session has changed. The file's time is asked first, as SQLite may have to wait."""
        try:
            status = self.notebook.path.stat()
        except OSError:
            return  # it is told when something is to be saved
        seen = (status.st_mtime_ns, status.st_size)
        if seen == self._file_seen and time.time() - status.st_mtime > _RECENT:
            return
        self._file_seen = seen
        try:
            changed = self.notebook.changed_since_last_look()
        except DatelineError as error:
            self.say(str(error))
            return
        if changed:
            self._notebook_changed()
            if isinstance(self.app.screen, NotebookScreen):
                self.app.screen.reload()

    # Stars and read marks

    def _meant(self) -> Subject | None:
        """Returns the document at the list's cursor if the focus is there, else the open one."""
        if self.focused_pane == "documents":
            row = self.documents.row(self.documents.cursor) if self.documents.total else None
            return Subject(row.id, row.title, row.source, row.date, text_hash=row.text_hash) if row else None
        view = self.reading.view
        return subject_of(view) if view is not None else None

    def action_star(self) -> None:
        """Gives the document a star, or takes it off."""
        subject = self._meant()
        if subject is None:
            return
        try:
            starred = subject.document in self.notebook.starred()
            if starred:
                self.notebook.unstar(subject)
            else:
                self.notebook.star(subject)
        except DatelineError as error:
            self.say(str(error))
        else:
            self.say("The star is off." if starred else "Starred; is:starred finds it.")
        self.show_annotated()

    def action_toggle_read(self) -> None:
        """Marks the document read, or unread."""
        subject = self._meant()
        if subject is None:
            return
        try:
            read = subject.document in self.notebook.read()
            if read:
                self.notebook.mark_unread(subject)
                self._left_unread = subject.document
            else:
                self.notebook.mark_read(subject)
        except DatelineError as error:
            self.say(str(error))
        else:
            self.say("Unread." if read else "Read; is:unread finds what is not.")
        self.show_annotated()

    @on(Reader.CaretMoved)
    def _read_on(self) -> None:
        self.read_by_itself()

    def on_descendant_focus(self) -> None:
        """A short document is read to its end as soon as the reader has the focus."""
        self.read_by_itself()

    def read_by_itself(self) -> None:
        """Marks the open document read once its end was seen in the reader, unless it was marked unread just now."""
        view = self.reading.view
        if view is None or not (self.reader.has_focus and self.reader.end_in_sight) or view.id == self._left_unread:
            return
        self._left_unread = ""
        try:
            if view.id not in self.notebook.read():
                self.notebook.mark_read(subject_of(view), automatic=True)
                self.show_annotated()
        except DatelineError as error:
            self.say(str(error))

    # Copying

    def action_copy_quote(self) -> None:
        """Hands the reader's passage alone to the app to be copied."""
        if self.reading.view is not None:
            launch(self, "copy", self._copy_quote)

    async def _copy_quote(self) -> None:
        span = self.reader.passage()
        try:
            text = await self.reading.whole_text()
        except DatelineError as error:
            self.say(str(error))
        else:
            self.post_message(Copied(text[span.start : span.end]))

    # All hits at once

    def action_annotate_hits(self) -> None:
        """Asks for a note on every sentence with a hit, saying how many there are."""
        answer = self.searching.answer
        if answer is None or not answer.query:
            self.say("There is no query; / makes one, and A annotates all its hits.")
        else:
            launch(self, "annotate", self._annotate_hits, answer.ticket)

    async def take_up(self, draft: Draft) -> bool:
        """As for one passage; one on all hits is opened on those that have no note yet."""
        answer = self.searching.answer
        if not draft.hits or answer is None:
            return await super().take_up(draft)
        return await self._annotate_hits(answer.ticket, draft)

    async def _annotate_hits(self, ticket: int, typed: Draft | None = None) -> bool:
        """Opens the dialog; False, with the reason on the screen, if it cannot be."""
        try:
            answer = await self.client.passages(ticket)
            noted = {(one.document, one.anchor) for one in self.notebook.annotations()}
        except DatelineError as error:
            self.say(str(error))
            return False
        fresh = [
            (one.subject, one.anchor) for one in answer.passages if (one.subject.document, one.anchor) not in noted
        ]
        if not answer.complete:
            self.say(
                f"More than {len(answer.passages):,} sentences have hits; narrow the query down to annotate them all."
            )
        elif not fresh:
            self.say("Every sentence with a hit has a note already." if answer.passages else "No text has a hit.")
        else:
            await self._ask_for_note(answer, fresh, typed)
            return True
        return False

    async def _ask_for_note(
        self, answer: PassagesAnswer, fresh: Sequence[tuple[Subject, Anchor]], typed: Draft | None
    ) -> None:
        (subject, anchor), *besides = fresh
        saver = Saver(
            self.notebook,
            Unsaved(subject, anchor, "", besides=tuple(besides)),
            lambda note, tags, colour: self.notebook.add_all(fresh, note, tags, colour),
        )
        count = _counted(len(fresh), "sentence with a hit", "sentences with hits")
        where = _counted(answer.documents, "document", "documents")
        known = len(answer.passages) - len(fresh)
        others = f"; {known} more have a note already" if known else ""
        title = f"Note on {count} in {where}{others}"
        dialog = NoteDialog("", saver, Draft(hits=True), known_tags(self.notebook), title, typed)

        def closed(ended: Ended | None) -> None:
            self._dialog_closed(ended)
            if ended is Ended.SAVED:
                self.say(f"{_counted(len(fresh), 'note', 'notes')} saved; u takes them back at once.")

        await self.app.push_screen(dialog, closed)


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
