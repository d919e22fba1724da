"""At the start of a session: texts that could not be saved, and the notes of files that have changed since."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from index.errors import DatelineError
from index.notebook.moved_documents import Followed
from index.notebook.recovery import save_kept
from index.notebook.store import Notebook
from index.service.following import follow_documents
from tui.main.panes import Panes
from tui.saving import unsaved_folder

if TYPE_CHECKING:
    from index.service.client import Client


class SinceLast:
    """What is made good once the library is open. The worker finds the places; the notebook is written here."""

    def __init__(self, panes: Panes, client: Client, notebook: Notebook, changed: Callable[[], None]) -> None:
        """``changed`` is called when the notebook holds something else."""
        self._panes = panes
        self._client = client
        self._notebook = notebook
        self._changed = changed
        self.followed = Followed()
        """What became of the notes of changed files."""

    def save_kept(self) -> None:
        """Saves what an earlier session could not save, and says so."""
        try:
            count, problems = save_kept(unsaved_folder(self._notebook), self._notebook)
        except DatelineError as error:
            self._panes.say(str(error))
            return
        if problems:
            self._panes.say(f"A text that was kept cannot be read back: {problems[0].path}: {problems[0].reason}")
        elif count:
            self._panes.say("What could not be saved last time is in the notebook now.")

    async def follow_documents(self) -> None:
        """Brings the notebook's anchors and marks up to date with the library, one after the other."""
        try:
            self.followed = await follow_documents(self._client, self._notebook)
        except DatelineError as error:
            self._panes.say(str(error))
            return
        if self.followed.found or self.followed.marks:
            self._changed()
        if self.followed.found:
            self._panes.say(self.followed.summary)
