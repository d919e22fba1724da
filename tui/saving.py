"""Saving what a note dialog holds; what cannot be saved is kept in a file of its own until it can."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from index.errors import DatelineError, NotebookError
from index.home.folders import find_home
from index.notebook.recovery import Unsaved, discard, keep
from index.notebook.store import Notebook

Write = Callable[[str, Sequence[str], int], object]
"""Puts note, tags and colour into the notebook. Raises DatelineError."""


def unsaved_folder(notebook: Notebook) -> Path:
    """Returns the folder in which texts are kept that could not be saved in a notebook."""
    return find_home().state / "unsaved" / notebook.path.stem


class Saver:
    """Saves note, tags and colour of one passage."""

    def __init__(self, folder: Path, about: Unsaved, write: Write) -> None:
        """``about`` says what the note is about; it is kept with what was typed."""
        self._folder = folder
        self._about = about
        self._write = write
        self._file: Path | None = None

    def __call__(self, note: str, tags: Sequence[str], colour: int) -> None:
        """Save them. Raises NotebookError that says why not, and in which file they are kept."""
        try:
            self._write(note, tags, colour)
        except DatelineError as error:
            raise NotebookError(f"{error} {self._kept(note, tags, colour)}") from error
        if self._file is not None:
            discard(self._file)

    def _kept(self, note: str, tags: Sequence[str], colour: int) -> str:
        unsaved = replace(self._about, note=note, tags=tuple(tags), colour=colour)
        try:
            self._file = keep(self._folder, unsaved, self._file)
        except DatelineError as error:
            return str(error)
        return f"The text is kept in {self._file}."
