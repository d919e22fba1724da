"""The key that lists the libraries, to go on in another one."""

from __future__ import annotations

from pathlib import Path

from textual.message import Message

from tui.main.panes import Panes
from tui.main.searching import Searching
from tui.screens.libraries import LibrariesScreen, ToOpen


class LibraryChosen(Message):
    """Another library is to be opened in place of this one."""

    def __init__(self, chosen: ToOpen, before: Path) -> None:
        """``before`` is the folder of the library that is open."""
        super().__init__()
        self.chosen = chosen
        self.before = before


class Libraries:
    """The way to another library."""

    def __init__(self, panes: Panes, searching: Searching) -> None:
        self._panes = panes
        self._searching = searching

    async def action_choose(self) -> None:
        """Lists the libraries."""
        library = self._searching.library
        if library is None:
            return
        folder = Path(library.folder)

        def chosen(to_open: ToOpen | None) -> None:
            if to_open is not None:
                self._panes.screen.post_message(LibraryChosen(to_open, folder))

        await self._panes.open(LibrariesScreen(folder), chosen)
