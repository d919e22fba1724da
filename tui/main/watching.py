"""What other sessions write into the notebook, seen here."""

from __future__ import annotations

import time
from collections.abc import Callable

from index.errors import DatelineError
from index.notebook.store import Notebook
from tui.main.panes import Panes
from tui.screens.notebook import NotebookScreen

LOOK = 0.4
"""Seconds between two looks at whether another session has written to the notebook."""

_RECENT = 2.0
"""A file that was written so many seconds ago may be written again without another time of change."""


class Watching:
    """Looks at whether another session has changed the notebook."""

    def __init__(self, panes: Panes, notebook: Notebook, changed: Callable[[], None]) -> None:
        """``changed`` is called when the notebook holds something else."""
        self._panes = panes
        self._notebook = notebook
        self._changed = changed
        self._seen = (0, 0)  # time of change and size of the notebook's file, when it was looked at last

    def look(self) -> None:
        """Shows what another session has changed. The file's time is asked first, as SQLite may have to wait."""
        try:
            status = self._notebook.path.stat()
        except OSError:
            return  # it is told when something is to be saved
        seen = (status.st_mtime_ns, status.st_size)
        if seen == self._seen and time.time() - status.st_mtime > _RECENT:
            return
        self._seen = seen
        try:
            changed = self._notebook.changed_since_last_look()
        except DatelineError as error:
            self._panes.say(str(error))
            return
        if changed:
            self._changed()
            above = self._panes.screen.app.screen
            if isinstance(above, NotebookScreen):
                above.reload()
