"""Where the commands find the notes and their library."""

from __future__ import annotations

import contextlib
from pathlib import Path

from index.errors import DatelineError, LibraryMissingError, NotebookError
from index.home.folders import find_home, library_folder
from index.library.choosing import last_library
from index.notebook.annotation import Annotation
from index.notebook.importing import NOTHING, Present
from index.notebook.shared_notes import share_now
from index.notebook.store import Notebook
from tui.cli.common import warn


def places_of(library: str | None, notebook: Path | None) -> tuple[Path, Path | None]:
    """The notebook's file, and the folder of its library if one is known; neither need be there any more."""
    home = find_home()
    folder = library_folder(home, library) if library else last_library(home)
    if notebook is not None:
        return notebook, folder
    if folder is None:
        raise LibraryMissingError("There is no library yet; name a notebook with --notebook, or a library.")
    return home.notebook(folder), folder


def annotations_in(file: Path, *, named: bool) -> list[Annotation]:
    """The notes in a notebook; none if there is no notebook yet. One that was ``named`` has to be there."""
    if not file.exists() and not named:
        return []
    with contextlib.closing(opened_notebook(file)) as opened:
        return opened.annotations()


def present_in(file: Path, *, named: bool) -> Present:
    """What is in a notebook; nothing if there is no notebook yet. One that was ``named`` has to be there."""
    if not file.exists() and not named:
        return NOTHING
    with contextlib.closing(opened_notebook(file)) as opened:
        return opened.present()


def opened_notebook(file: Path) -> Notebook:
    """The notebook, which is not made if it is not there."""
    if not file.exists():
        raise NotebookError(f"There is no notebook {file}; a note is made with a on the screen.")
    return Notebook.open(file)


def share_again(file: Path) -> None:
    """Share what a command has changed in a notebook, if it is shared; what cannot be now is warned of."""
    try:
        share_now(file, warn)
    except DatelineError as error:
        warn(f"{error} It will be shared as soon as that is mended.")
