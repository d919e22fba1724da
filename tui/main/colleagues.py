"""What colleagues write in a folder that is shared, seen here within two seconds; and what is written here, shared."""

from __future__ import annotations

import asyncio
import contextlib
import zlib
from collections.abc import Callable

from index.answers.document import DocumentView
from index.errors import DatelineError
from index.home.patience import PATIENCE, silence
from index.notebook.annotation import COLOURS, Annotation
from index.notebook.shared_notes import SharedNotes
from index.notebook.store import Notebook
from tui.main.panes import Panes
from tui.screens.notebook import NotebookScreen
from tui.widgets.tasks import launch

LOOK = 1.0
"""Seconds between two looks at the folder."""


class Colleagues:
    """The notes of colleagues beside the analyst's own. Files are read and written in a thread that may hang."""

    def __init__(self, panes: Panes, notebook: Notebook, changed: Callable[[], None]) -> None:
        """``changed`` is called when colleagues say something else."""
        self._panes = panes
        self.shared = SharedNotes(notebook.path)
        self._changed = changed
        self._is_looking = False
        self._told = ""  # why the folder could not be looked at the last time

    def look(self) -> None:
        """Shows what colleagues have changed, and shares what is new here."""
        if not self._is_looking:
            self._is_looking = True
            launch(self._panes.screen, "colleagues", self._look)

    async def _look(self) -> None:
        told = self.shared.problems
        try:
            changed = await self._looked()
        except DatelineError as error:
            self._tell(str(error))
            return
        finally:
            self._is_looking = False
        self._told = ""
        for problem in self.shared.problems:
            if problem not in told:
                self._panes.say(problem)
        if changed:
            self._changed()
            above = self._panes.screen.app.screen
            if isinstance(above, NotebookScreen):
                above.reload()

    async def _looked(self) -> bool:
        """Looks, however long it takes; says so if it takes long. Raises DatelineError."""
        going = asyncio.wrap_future(self.shared.begin_look(publish_own=True))
        await asyncio.wait([going], timeout=PATIENCE)
        folder = self.shared.folder
        if not going.done() and folder is not None:
            self._tell(silence(folder.path))
        return await going

    def _tell(self, sentence: str) -> None:
        """Says why the folder cannot be looked at; once, as long as it stays so."""
        if sentence != self._told:
            self._told = sentence
            self._panes.say(sentence)

    def finish(self) -> None:
        """Shares what was written last, before the session ends. A folder that does not answer is not waited for."""
        with contextlib.suppress(DatelineError):  # what is not shared now is shared by the next session
            self.shared.look_now()
            self.shared.look_now(publish_own=True)  # the first may have begun before the last note

    def about(self, view: DocumentView) -> list[Annotation]:
        """Returns the notes on passages of a document: those on its text, whatever its id is where they were made."""
        return self.shared.about((view.document or view.id,), view.text_hash, view.url)


def colour_of(author: str) -> int:
    """Returns the colour of a colleague's passages: the same in every session."""
    return 1 + zlib.crc32(author.encode("utf-8", "replace")) % (len(COLOURS) - 1)
