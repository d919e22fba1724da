"""The libraries that there are: another one is opened, renamed or forgotten here."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

from textual import on
from textual.app import ComposeResult

from index.errors import DatelineError
from index.home.folders import find_home
from index.library.libraries import LibraryFacts, all_libraries, forget_library, rename_library
from tui.bound_keys import bindings
from tui.keys import Context
from tui.screens.ask import AskDialog
from tui.screens.filter import FilterLine
from tui.screens.sized import SizedScreen, TooSmall
from tui.session import newest_seen
from tui.widgets.filtered_list import FilteredList
from tui.widgets.rowlist import Piece
from tui.widgets.status import KeyLine, StatusLine, TextLine
from tui.widgets.tasks import launch

_YES = "yes"


@dataclass(frozen=True, slots=True)
class ToOpen:
    """The library that is to be opened, once it has another name if one is given."""

    folder: Path
    name: str = ""


class LibraryList(FilteredList[LibraryFacts]):
    """A library a row: its name and what is in it, and what it was made of."""

    def __init__(self) -> None:
        super().__init__(id="libraries")
        self.lines_per_row = 2

    def words_of(self, row: LibraryFacts) -> str:
        """Returns its name and roots."""
        return " ".join((row.name, *row.roots))

    def show(self, libraries: list[LibraryFacts], at: Path) -> None:
        """Shows these, the cursor on the one in the folder ``at``."""
        self.take(libraries)
        self.set_reactive(LibraryList.cursor, next((i for i, one in enumerate(self._rows) if one.folder == at), 0))
        self.rows_changed()
        self._scroll_to_cursor()

    def row_lines(self, index: int, width: int) -> list[list[Piece]]:  # noqa: ARG002
        """Returns the lines of a library."""
        one = self._rows[index]
        size = f"{one.documents:,} {'document' if one.documents == 1 else 'documents'}"
        new = f" · {one.new:,} new" if one.new else ""
        notes = f" · {one.notes:,} {'note' if one.notes == 1 else 'notes'}" if one.notes else ""
        told: list[Piece] = [(size, ""), (new, "sign"), (notes, "")] if not one.error else [(one.error, "sign")]
        head: list[Piece] = [(f"{self.pointer(index)} {'*' if one.last else ' '} ", ""), (f"{one.name}  ", "strong")]
        where = " · ".join(one.roots) or "no files were read yet"
        return [[*head, *told], [(f"    {where}", "muted")]]


class LibrariesScreen(SizedScreen[ToOpen]):
    """Lists the libraries. Its result is the one to open, or None."""

    BINDINGS = bindings(Context.LIBRARIES)

    def __init__(self, current: Path) -> None:
        """``current`` is the folder of the library that is open."""
        super().__init__()
        self._home = find_home()
        self._current = current

    def compose(self) -> ComposeResult:
        """Makes the list."""
        yield TextLine(" Libraries", classes="title")
        yield LibraryList()
        yield StatusLine(id="status")
        yield KeyLine("libraries", classes="keys")
        yield TooSmall()

    def on_mount(self) -> None:
        """Lists them."""
        self.set_focus(self._list)
        launch(self, "libraries", self._load, self._current)

    @property
    def _list(self) -> LibraryList:
        return self.query_one(LibraryList)

    def _say(self, sentence: str) -> None:
        self.query_one(StatusLine).say(sentence)

    async def _load(self, at: Path) -> None:
        try:
            found = await asyncio.to_thread(all_libraries, self._home, self._newest)
        except DatelineError as error:
            self._say(str(error))
            return
        self._list.show(found, at)
        self._tell()

    def _newest(self, notebook: Path) -> int:
        return newest_seen(self._home.sessions(notebook))

    @on(FilteredList.Narrowed)
    def _tell(self) -> None:
        shown, typed = self._list.row_count(), self._list.filter
        told = "1 library" if shown == 1 else f"{shown:,} libraries"
        self.query_one(StatusLine).stand(f"{told} · {typed}" if typed else f"{told} · * was used last")

    # The keys

    def action_open(self) -> None:
        """Opens the library at the cursor."""
        chosen = self._list.found
        if chosen is not None and chosen.error:
            self._say(chosen.error)
        elif chosen is not None:
            self.dismiss(None if chosen.folder == self._current else ToOpen(chosen.folder))

    async def action_rename(self) -> None:
        """Asks what the library at the cursor is to be called."""
        chosen = self._list.found
        if chosen is None:
            return

        def answered(name: str | None) -> None:
            if name and name != chosen.name:
                self._rename(chosen, name)

        await self.app.push_screen(AskDialog(f"The name of the library “{chosen.name}” is", chosen.name), answered)

    def _rename(self, chosen: LibraryFacts, name: str) -> None:
        if chosen.folder == self._current:  # it has to be closed for it
            self.dismiss(ToOpen(chosen.folder, name))
            return
        try:
            folder = rename_library(self._home, chosen.folder, name)
        except DatelineError as error:
            self._say(str(error))
        else:
            self._say(f"“{chosen.name}” is “{folder.name}” now.")
            launch(self, "libraries", self._load, folder)

    async def action_forget(self) -> None:
        """Deletes the library at the cursor, not its notes, once that was confirmed."""
        chosen = self._list.found
        if chosen is None:
            return
        if chosen.folder == self._current:
            self._say("This library is open; open another one first.")
            return

        def answered(typed: str | None) -> None:
            if typed is not None and typed.casefold() == _YES:
                self._forget(chosen)
            elif typed is not None:
                self._say("Nothing was deleted.")

        question = f"Delete the library “{chosen.name}”, not its {chosen.notes:,} notes? Type {_YES}"
        await self.app.push_screen(AskDialog(question), answered)

    def _forget(self, chosen: LibraryFacts) -> None:
        try:
            forget_library(self._home, chosen.folder)
        except DatelineError as error:
            self._say(str(error))
        else:
            self._say(f"“{chosen.name}” is forgotten; its notes are kept for a library of that name.")
            launch(self, "libraries", self._load, self._current)

    async def action_filter(self) -> None:
        """Filters the list by what is typed."""
        await self.app.push_screen(FilterLine(self._list, self._list.filter, self._list.narrow))

    def action_back(self) -> None:
        """Ends the filter, or closes the list."""
        if not self._list.end_filter():
            self.dismiss(None)
