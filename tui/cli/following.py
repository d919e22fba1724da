"""Notes and their library, as several commands need them: where the notes belong now, and bringing them there."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from index.building.joins import Joins
from index.errors import DatelineError
from index.following import examine, follow_documents
from index.library import Library
from index.notebook.following import Followed
from index.notebook.store import Notebook
from index.notebook.story_joins import story_joins
from tui.cli.common import warn


def examine_notes(folder: Path | None, file: Path) -> Followed | None:
    """Where the notes of a notebook belong now; nothing is written. None if that cannot be told, which is warned of."""
    return _asked(folder, file, lambda library, notebook: examine(library, notebook).followed)


def follow_notes(folder: Path | None, file: Path) -> Followed | None:
    """Bring a notebook's anchors up to date with its library; returns what became of them.

    None if that could not be done, which is warned of and is no error: the next opening does it.
    """
    return _asked(folder, file, follow_documents)


def joins_of(file: Path) -> Joins:
    """The files that the analyst has joined, by this notebook; none if there is none. Raises NotebookError."""
    if not file.exists():
        return Joins()
    with contextlib.closing(Notebook.open(file)) as notebook:
        return Joins.of(story_joins(notebook))


def _asked(folder: Path | None, file: Path, ask: Callable[[Library, Notebook], Followed]) -> Followed | None:
    if folder is None or not file.exists():
        return None
    try:
        with contextlib.closing(Library(folder)) as library, contextlib.closing(Notebook.open(file)) as notebook:
            return ask(library, notebook)
    except DatelineError as error:
        warn(f"Where the notes belong now could not be found out: {error}")
        return None
