"""The keys that choose several rows of a list, and the documents that the next key acts on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from index.errors import DatelineError
from index.notebook.annotation import Subject
from tui.main.panes import Panes
from tui.main.reading import Reading
from tui.main.searching import Searching

if TYPE_CHECKING:
    from index.service.client import Client

_AT_ONCE = 500
"""Documents that are asked for at once."""

_ACTS = {"documents": "# m r F | act on them all", "entities": "M x act on them all"}


class Choosing:
    """Several rows chosen in the list of documents or of entities, so that one key acts on them all."""

    def __init__(self, panes: Panes, client: Client, searching: Searching, reading: Reading) -> None:
        self._panes = panes
        self._client = client
        self._searching = searching
        self._reading = reading

    @property
    def _list(self) -> str:
        return "entities" if self._panes.focused == "entities" else "documents"

    def action_toggle(self) -> None:
        """Chooses the row at the cursor, or no longer, and goes to the next."""
        chosen = self._panes.entities if self._list == "entities" else self._panes.documents
        if chosen.toggle_chosen():
            chosen.move(1)
            self._tell()
        else:
            self._panes.say("There is nothing here to choose.")

    def action_all(self) -> None:
        """Chooses all rows, or none."""
        chosen = self._panes.entities if self._list == "entities" else self._panes.documents
        if chosen.toggle_all_chosen():
            self._tell()
        else:
            self._panes.say("There is nothing here to choose.")

    def action_none(self) -> None:
        """Chooses nothing any more, or ends a find in the document."""
        if not self.clear() and self._reading.finding:
            self._reading.end_find()

    def clear(self) -> bool:
        """Ends a filter, or chooses nothing any more, in the list with the focus; returns whether there was any."""
        chosen = self._panes.entities if self._list == "entities" else self._panes.documents
        if self._panes.focused == "entities" and self._panes.entities.filter:
            self._panes.entities.narrow("")
        elif self._panes.focused == "reader" or not chosen.chosen:
            return False
        else:
            chosen.choose_none()
            self._tell()
        return True

    def _tell(self) -> None:
        name = self._list
        count = len(self._panes.entities.chosen if name == "entities" else self._panes.documents.chosen)
        noun = {"entities": ("entity", "entities"), "documents": ("document", "documents")}[name][count != 1]
        self._panes.status.stand(self._searching.standing())
        self._panes.say(f"{count:,} {noun} chosen: {_ACTS[name]}; esc ends it." if count else "Nothing is chosen.")

    async def subjects(self) -> Sequence[Subject]:
        """Returns the chosen documents where the focus is in the list, else the one there, else the open one.

        Says so if there is none, or why they cannot be had.
        """
        documents, view = self._panes.documents, self._reading.view
        found: Sequence[Subject] = (view.subject,) if view is not None else ()
        row = documents.row(documents.cursor) if documents.total and not documents.chosen else None
        is_open = row is not None and view is not None and row.id == view.id  # then nobody need be asked
        if self._panes.focused == "documents" and documents.total and not is_open:
            try:
                found = await self._all_of(sorted(documents.chosen.keys) or [documents.cursor])
            except DatelineError as error:
                self._panes.say(str(error))
                return ()
        if not found:
            self._panes.say_no_document()
        return found

    async def result(self) -> Sequence[Subject]:
        """Returns all documents of the result. Raises DatelineError."""
        return await self._all_of(range(self._panes.documents.total))

    async def _all_of(self, places: Sequence[int]) -> Sequence[Subject]:
        """Returns the documents of these rows, ascending, asking for what stands together at once."""
        answer, found = self._searching.answer, list[Subject]()
        if answer is None:
            return ()
        for start, count in _runs(places):
            if len(places) > _AT_ONCE:
                self._panes.status.run(f"{len(found):,} of {len(places):,}…")
            found += (await self._client.subjects(answer.ticket, start, count)).subjects
        self._panes.status.run("")
        return found


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """Returns the runs of ascending numbers that follow each other, as start and length, none longer than at once."""
    runs = []
    for _, group in groupby(enumerate(places), lambda pair: pair[1] - pair[0]):
        members = [place for _, place in group]
        runs += [(members[at], len(members[at : at + _AT_ONCE])) for at in range(0, len(members), _AT_ONCE)]
    return runs
