"""What can be done in the notebook with the notes of colleagues: answer them, take them over, hide them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from index.errors import NotebookError
from index.notebook.anchors import Anchor
from index.notebook.annotation import Annotation, Subject
from index.notebook.moved_documents import Placement
from index.notebook.shared_notes import SharedNotes
from index.notebook.store import Notebook

FindPlacement = Callable[[Subject, Anchor | None], Awaitable[Placement]]
"""Finds where a passage stands in the library. Raises DatelineError."""


class Theirs:
    """The notes of colleagues, and where their words stand in one's own library."""

    def __init__(self, shared: SharedNotes, placement: FindPlacement, notebook: Notebook) -> None:
        self._shared = shared
        self._placement = placement
        self._notebook = notebook

    @property
    def notes(self) -> list[Annotation]:
        """The notes that colleagues share, hidden ones among them."""
        return self._shared.notes

    @property
    def hidden(self) -> frozenset[str]:
        """The ids of the hidden ones."""
        return self._shared.hidden

    def has(self, note: Annotation) -> bool:
        """Whether a note is a colleague's."""
        return self._shared.note(note.id) is not None

    def wording(self, note: Annotation) -> Annotation | None:
        """What a colleague has made of one's own note, if that says something else."""
        return self._shared.wordings.get(note.id)

    async def place(self, note: Annotation) -> tuple[Subject, Anchor | None]:
        """Returns where a note belongs in the library. Raises NotebookError if its words are not there."""
        found = await self._placement(note.subject, note.anchor)
        if found.subject is None:
            raise NotebookError("Your library does not have the words that this note is on.")
        return found.subject, found.anchor

    async def take_over(self, note: Annotation) -> str:
        """Takes a colleague's note into one's own notebook, on the words where they stand in the library.

        Of one's own note it takes a colleague's wording. Returns what is to be said of it. Raises DatelineError.
        """
        wording = self.wording(note)
        if wording is not None:
            self._shared.take_over(self._notebook, wording)
            if note.id in self._notebook.contested():
                return f"Both wordings are kept; c settles them, u takes back that of {wording.author}."
            return f"The words of {wording.author} are taken over; u takes them back."
        if not self.has(note):
            return "That is a note of your own."
        found = await self._placement(note.subject, note.anchor)
        taken = self._shared.take_over(self._notebook, note)
        if found.subject is not None:
            self._notebook.follow(taken, found.subject, found.anchor)
        return f"Taken over from {note.author}; u takes it back."

    def hide(self, note: Annotation) -> bool:
        """Hides a note, or shows it again; returns whether it is hidden now. Raises NotebookError."""
        try:
            return self._shared.hide(note.id)
        except OSError as error:
            raise NotebookError(f"That cannot be kept: {error.strerror}.") from error
