"""What becomes of the words in a note dialog: saved, kept as a draft, or kept until they can be saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from index.errors import DatelineError, NotebookError
from index.home.folders import find_home
from index.notebook.drafts import Drafts
from index.notebook.recovery import Unsaved, discard, keep
from index.notebook.store import Notebook

Write = Callable[[str, Sequence[str], int], object]
"""Puts note, tags and colour into the notebook. Raises DatelineError."""


def unsaved_folder(notebook: Notebook) -> Path:
    """Returns the folder in which texts are kept that could not be saved in a notebook."""
    return find_home().state / "unsaved" / notebook.path.stem


def drafts_of(notebook: Notebook) -> Drafts:
    """Returns the drafts of a notebook's notes."""
    return Drafts(find_home().state / "drafts" / notebook.path.stem)


class Saver:
    """Saves note, tags and colour of what a dialog is about, or keeps them as a draft."""

    def __init__(self, notebook: Notebook, about: Unsaved, write: Write) -> None:
        """``about`` says what the note is about; it is kept with what was typed."""
        self._folder = unsaved_folder(notebook)
        self._drafts = drafts_of(notebook)
        self._about = about
        self._write = write
        self._file: Path | None = None

    def save(self, note: str, tags: Sequence[str], colour: int) -> None:
        """Saves them. Raises NotebookError that says why not, and in which file they are kept."""
        try:
            self._write(note, tags, colour)
        except DatelineError as error:
            raise NotebookError(f"{error} {self._kept(note, tags, colour)}") from error
        self.discard()

    def draft(self) -> Unsaved | None:
        """Returns what was kept as a draft on the same. Raises DatelineError."""
        return self._drafts.of(self._about)

    def keep(self, note: str, tags: Sequence[str], colour: int) -> None:
        """Keeps them as a draft, which is on disk when this returns. Raises DatelineError."""
        self._drafts.keep(self._filled(note, tags, colour))

    def discard(self) -> None:
        """Throws away whatever was kept. Raises DatelineError."""
        if self._file is not None:
            discard(self._file)
        self._drafts.discard(self._about)

    def _kept(self, note: str, tags: Sequence[str], colour: int) -> str:
        try:
            self._file = keep(self._folder, self._filled(note, tags, colour), self._file)
        except DatelineError as error:
            return str(error)
        return f"The text is kept in {self._file}."

    def _filled(self, note: str, tags: Sequence[str], colour: int) -> Unsaved:
        return replace(self._about, note=note, tags=tuple(tags), colour=colour)
