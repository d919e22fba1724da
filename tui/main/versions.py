"""The versions of the open document: stepping through them, listing them, and what was edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.answers.document import EditView, VersionsAnswer
from index.errors import DatelineError
from tui.main.panes import Panes
from tui.main.reading import Reading
from tui.screens.versions import VersionPlace, VersionsScreen

if TYPE_CHECKING:
    from index.service.client import Client


class Versions:
    """What the document in the reader was before, and what became of it."""

    def __init__(self, panes: Panes, client: Client, reading: Reading) -> None:
        self._panes = panes
        self._client = client
        self._reading = reading

    async def action_older(self) -> None:
        """Opens the version before this one."""
        await self._step(-1, "This is the oldest version that was kept.")

    async def action_newer(self) -> None:
        """Opens the version after this one."""
        await self._step(1, "This is the last version.")

    async def action_list(self) -> None:
        """Lists the versions."""
        await self._show(edits=False)

    async def action_difference(self) -> None:
        """Shows what was edited to make this version of the one before it."""
        await self._show(edits=True)

    async def _answer(self) -> tuple[VersionsAnswer, int] | None:
        """The versions and which of them is open; None, once it was said why, if there is only one."""
        view = self._reading.view
        if view is None:
            return None
        if view.versions < 2:
            self._panes.say("No older version of this document was kept.")
            return None
        try:
            answer = await self._client.versions(view.id)
        except DatelineError as error:
            self._panes.say(str(error))
            return None
        at = next((place for place, one in enumerate(answer.versions) if one.id == view.id), -1)
        return (answer, at) if at >= 0 else None

    async def _step(self, step: int, at_end: str) -> None:
        found = await self._answer()
        if found is None:
            return
        answer, at = found
        if not 0 <= at + step < len(answer.versions):
            self._panes.say(at_end)
            return
        edits = answer.versions[max(at, at + step)].edits
        caret = _carried(self._panes.reader.caret, edits, step)
        self._reading.open_id(answer.versions[at + step].id, caret)

    async def _show(self, *, edits: bool) -> None:
        found = await self._answer()
        if found is not None:
            answer, at = found
            await self._panes.open(VersionsScreen(answer, at, edits=edits), self._chosen)

    def _chosen(self, place: VersionPlace | None) -> None:
        if place is not None:
            self._reading.open_id(place.version, place.offset)
            self._panes.go_to_reader()


def _carried(caret: int, edits: tuple[EditView, ...], step: int) -> int:
    """Where a place of one version is in the next or, with ``step`` -1, in the one before."""
    moved = 0
    for edit in edits:
        here, there = (edit.before, edit.after) if step > 0 else (edit.after, edit.before)
        if not edit.in_title and here[1] <= caret:
            moved += (there[1] - there[0]) - (here[1] - here[0])
    return max(0, caret + moved)
