"""What a session has open, and how another library takes its place."""

from __future__ import annotations

import contextlib
from pathlib import Path

from index.errors import DatelineError
from index.home.folders import find_home
from index.home.lock import session_open
from index.home.log import log_file, open_log
from index.library.choosing import address_in, library_to_read, remember_library
from index.notebook.store import Notebook
from index.service.client import Client


class OpenLibrary:
    """The search process of a library, its notebook, and the folder in which its sessions are kept."""

    def __init__(self, client: Client, notebook: Notebook, sessions: Path) -> None:
        self.client = client
        self.notebook = notebook
        self.sessions = sessions
        self._held = contextlib.ExitStack()

    def hold(self) -> None:
        """Says, until it is closed, that the library is open: nobody is to rename or forget it."""
        self._held.enter_context(session_open(self.sessions))

    async def leave(self) -> None:
        """Ends the search process, and says no longer that the library is open."""
        await self.client.close()
        self._held.close()

    async def close(self) -> None:
        """Leaves the library and closes its notebook."""
        await self.leave()
        self.notebook.close()


def open_library(folder: Path) -> OpenLibrary:
    """Opens a library that can be read, and lets it be the one used last. Raises DatelineError."""
    from index.catalogue.reading import CatalogueReader  # the screen starts without

    home = find_home()
    if address_in(folder) is None:
        CatalogueReader(library_to_read(home, f"{folder}/") / "catalogue.sqlite").close()
    file = home.notebook(folder)
    notebook = Notebook.open(file)
    try:
        notebook.back_up_daily()
        remember_library(home, folder)
    except DatelineError:
        notebook.close()
        raise
    opened = OpenLibrary(Client.spawn(folder, file), notebook, home.sessions(file))  # last: no search process is left
    with contextlib.suppress(DatelineError, OSError):  # the log of before goes on
        open_log(log_file(home, file))
    return opened


def open_other(folder: Path, name: str, before: Path) -> tuple[OpenLibrary, str]:
    """Opens a library in place of the one of ``before``, which is closed; it gets another name first if one is given.

    If that cannot be, the one of before is opened again, and the sentence says why; it is "" otherwise. Raises
    DatelineError if that cannot be opened either.
    """
    from index.library.libraries import rename_library

    try:
        return open_library(rename_library(find_home(), folder, name) if name else folder), ""
    except DatelineError as error:
        return open_library(before), str(error)
