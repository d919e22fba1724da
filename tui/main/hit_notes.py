"""The key that annotates every sentence with a hit at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.answers.document import PassagesAnswer
from index.errors import DatelineError
from index.notebook.anchors import Anchor
from index.notebook.annotation import Subject
from index.notebook.recovery import Unsaved
from index.notebook.store import Notebook
from tui.main.notes import Notes
from tui.main.panes import Panes
from tui.main.searching import Searching
from tui.saving import Saver
from tui.screens.note import Ended, NoteDialog
from tui.screens.note_dialogs import known_tags
from tui.session import Draft
from tui.widgets.tasks import launch

if TYPE_CHECKING:
    from index.service.client import Client


class HitNotes:
    """One note on every sentence with a hit of the query."""

    def __init__(self, panes: Panes, client: Client, notebook: Notebook, searching: Searching, notes: Notes) -> None:
        self._panes = panes
        self._client = client
        self._notebook = notebook
        self._searching = searching
        self._notes = notes

    def action_annotate(self) -> None:
        """Asks for a note on every sentence with a hit, saying how many there are."""
        answer = self._searching.answer
        if answer is None or not answer.query:
            self._panes.say("There is no query; / makes one, and A annotates all its hits.")
        else:
            launch(self._panes.screen, "annotate", self._annotate, answer.ticket)

    async def take_up(self, draft: Draft) -> bool:
        """Opens the dialog again in which a session was cut off, on the sentences that have no note yet.

        Returns False, with the reason on the screen, if it cannot be opened.
        """
        answer = self._searching.answer
        return answer is not None and await self._annotate(answer.ticket, draft)

    async def _annotate(self, ticket: int, typed: Draft | None = None) -> bool:
        try:
            answer = await self._client.passages(ticket)
            noted = {(one.document, one.anchor) for one in self._notebook.annotations()}
        except DatelineError as error:
            self._panes.say(str(error))
            return False
        count = len(answer.passages)
        fresh = [
            (one.subject, one.anchor) for one in answer.passages if (one.subject.document, one.anchor) not in noted
        ]
        if not answer.complete:
            self._panes.say(f"More than {count:,} sentences have hits; narrow the query down to annotate them all.")
        elif not fresh:
            self._panes.say("Every sentence with a hit has a note already." if count else "No text has a hit.")
        else:
            await self._ask(answer, fresh, typed)
            return True
        return False

    async def _ask(self, answer: PassagesAnswer, fresh: Sequence[tuple[Subject, Anchor]], typed: Draft | None) -> None:
        (subject, anchor), *besides = fresh
        saver = Saver(
            self._notebook,
            Unsaved(subject, anchor, "", besides=tuple(besides)),
            lambda note, tags, colour: self._notebook.add_all(fresh, note, tags, colour),
        )
        count = _counted(len(fresh), "sentence with a hit", "sentences with hits")
        where = _counted(answer.documents, "document", "documents")
        known = len(answer.passages) - len(fresh)
        others = f"; {known} more have a note already" if known else ""
        title = f"Note on {count} in {where}{others}"

        def closed(ended: Ended | None) -> None:
            self._notes.closed(ended)
            if ended is Ended.SAVED:
                self._panes.say(f"{_counted(len(fresh), 'note', 'notes')} saved; u takes them back at once.")

        dialog = NoteDialog("", saver, Draft(hits=True), known_tags(self._notebook), title, typed)
        await self._panes.open(dialog, closed)


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
