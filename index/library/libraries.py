"""The libraries that there are: told, renamed, forgotten. Notes are never forgotten with a library."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from index.catalogue.reading import CatalogueReader
from index.errors import ConfigurationError, LibraryError, NotebookError, PathError
from index.home.folders import Home, library_folder, write_whole
from index.home.lock import no_session, writer_lock
from index.home.seen import SeenDocuments
from index.library.choosing import address_in, last_library, remember_library

_JOURNAL = "renaming"


@dataclass(frozen=True, slots=True)
class LibraryFacts:
    """What is told of a library."""

    folder: Path
    last: bool  # it was used last
    roots: tuple[str, ...] = ()
    documents: int = 0
    new: int = 0  # documents that have come since it was open last
    notes: int = 0
    error: str = ""  # why it cannot be read

    @property
    def name(self) -> str:
        """Its name."""
        return self.folder.name


def all_libraries(home: Home, newest: Callable[[Path], int]) -> list[LibraryFacts]:
    """The libraries of a home, and the one used last wherever it lies, by name.

    ``newest`` gives the key of the newest document that was there when a notebook's last session ended, 0 if that is
    not known. One that cannot be read is told with the reason.
    """
    last = last_library(home)
    folders = {folder for folder in home.libraries.glob("*") if (folder / "catalogue.sqlite").exists()}
    used = {last} if last is not None and address_in(last) is None else set()  # no shared one
    return [_about(home, one, one == last, newest) for one in sorted(folders | used)]


def _about(home: Home, folder: Path, last: bool, newest: Callable[[Path], int]) -> LibraryFacts:
    file = home.notebook(folder)
    try:
        with contextlib.closing(CatalogueReader(folder / "catalogue.sqlite")) as catalogue:
            seen = newest(file)
            new = len(catalogue.arrived(seen)[0]) if seen else 0
            roots, documents = tuple(catalogue.roots()), catalogue.counts()["documents"]
        notes = 0
        if file.exists():
            from index.notebook.store import Notebook  # not where a library is only opened

            with contextlib.closing(Notebook.open(file)) as notebook:
                notes = len(notebook.annotations())
    except (LibraryError, NotebookError) as error:
        return LibraryFacts(folder, last, error=str(error))
    return LibraryFacts(folder, last, roots, documents, new, notes)


def forget_library(home: Home, folder: Path) -> None:
    """Delete a library of the home, which can be built again. Its notebook stays, for a library of the same name.

    Raises LibraryLockedError while it is open or being written, ConfigurationError for one that lies elsewhere, and
    LibraryError if it cannot be deleted.
    """
    if folder.parent != home.libraries:
        raise ConfigurationError(f"The library lies in {folder}, so it is yours to delete; its notes lie elsewhere.")
    with writer_lock(folder), no_session(home.sessions(home.notebook(folder))):
        try:
            shutil.rmtree(folder)
        except OSError as error:
            raise LibraryError(f"{folder} cannot be deleted: {error.strerror}.") from error


def rename_library(home: Home, folder: Path, name: str) -> Path:
    """Give a library of the home another name, with its notebook and all that is kept of its sessions.

    A kill in between leaves it to ``finish_renaming``. Returns its new folder. Raises ConfigurationError for a name
    that cannot be one or is taken, LibraryLockedError while another session has it open or it is being written, and
    PathError if something cannot be moved.
    """
    new = library_folder(home, name)
    if folder.parent != home.libraries or new.parent != home.libraries:
        raise ConfigurationError(f"Only libraries in {home.libraries} have a name of their own.")
    if new.exists() or home.notebook(new).exists():
        raise ConfigurationError(f"There is a library, or the notebook of one, called '{name}' already.")
    with writer_lock(folder), no_session(home.sessions(home.notebook(folder))):
        try:
            write_whole(home.state / _JOURNAL, f"{folder.name}\n{name}".encode())
        except OSError as error:
            raise PathError(f"{home.state / _JOURNAL} cannot be written: {error.strerror}.") from error
        finish_renaming(home)
    return new


def finish_renaming(home: Home) -> None:
    """Move what a library that is being renamed has not moved yet. Raises PathError if something cannot be moved."""
    journal = home.state / _JOURNAL
    try:
        old, _, new = journal.read_text(encoding="utf-8").partition("\n")
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError) as error:
        raise PathError(f"{journal} cannot be read, so a library is renamed in part: {error}.") from error
    before, after = library_folder(home, old), library_folder(home, new)
    was_last = last_library(home) == before
    try:
        for source, target in _moves(home, old, new):
            if source.exists() and not target.exists():
                target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                source.rename(target)
        if was_last or last_library(home) is None:
            remember_library(home, after)
        SeenDocuments(home, before).rename(after)
        journal.unlink()
    except OSError as error:
        raise PathError(f"'{old}' is renamed in part: {error.filename}: {error.strerror}. Try it again.") from error


def _moves(home: Home, old: str, new: str) -> list[tuple[Path, Path]]:
    """What belongs to a library of the home, and where that goes."""
    notebook, wanted = home.notebook(home.libraries / old), home.notebook(home.libraries / new)
    beside = notebook.parent.glob(f"{old}.sqlite*")  # the daily copies too; a name has no sign that means more here
    kept = ((place / notebook.stem, place / wanted.stem) for place in home.kept_by_notebook)
    return [
        *((file, wanted.with_name(new + file.name.removeprefix(old))) for file in sorted(beside)),
        *kept,
        (home.libraries / old, home.libraries / new),
    ]
