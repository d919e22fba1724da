"""Which library is meant: the one that was named, the one of these paths, or the last one used."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import index
from index.catalogue.schema import connect
from index.errors import LibraryError, LibraryMissingError, PathError
from index.home.folders import Home, absolute, check_owned, library_folder, make_private_folder

SAMPLES = "samples"
"""The name of the library of the two seeds."""


def seeds_folder() -> Path:
    """The folder of the stories that Dateline opens when it is given nothing else."""
    return Path(index.__file__).parent.parent / "seeds"


def last_library(home: Home) -> Path | None:
    """The library that was used last, if it is still there. Raises UnsafeFolderError if others may have named it."""
    note = home.state / "last-library"
    check_owned(note)
    try:
        folder = Path(os.fsdecode(note.read_bytes()))
    except OSError:
        return None
    return folder if (folder / "catalogue.sqlite").exists() else None


def remember_library(home: Home, folder: Path) -> None:
    """Make this the library that is opened when none is named. A disk that is full or read-only is no hindrance."""
    make_private_folder(home.state)
    note = home.state / "last-library"
    check_owned(note)
    with contextlib.suppress(OSError):
        note.touch(mode=0o600)
        note.write_bytes(os.fsencode(folder))


def library_to_read(home: Home, named: str | None) -> Path:
    """The library that is named, else the last one used. Raises LibraryMissingError."""
    folder = library_folder(home, named) if named else last_library(home)
    if folder is None:
        raise LibraryMissingError("There is no library yet; make one with: dateline index FOLDER")
    if not (folder / "catalogue.sqlite").exists():
        raise LibraryMissingError(f"There is no library in {folder}; make it with: dateline index --library … FOLDER")
    return folder


def library_to_extend(home: Home, named: str | None, paths: Sequence[Path]) -> Path:
    """The library that is brought up to date: the named one, else the one of these paths, else the last one used."""
    if named:
        return library_folder(home, named)
    if paths:
        return library_of(home, paths)
    last = last_library(home)
    if last is None:
        raise PathError("There is nothing to index yet; name a file or folder: dateline index FOLDER")
    return last


def library_of(home: Home, paths: Sequence[Path]) -> Path:
    """The library whose roots hold all these paths; if there is none, a new one named after the first path.

    Of several the one that has just these roots is meant, then the one used last. The samples never hold paths of
    one's own.
    """
    wanted = [str(absolute(path)) for path in paths]
    if wanted == [str(seeds_folder())]:
        return library_folder(home, SAMPLES)
    last = last_library(home)
    named = {folder for folder in home.libraries.glob("*") if (folder / "catalogue.sqlite").exists()}
    roots = {folder: _roots(folder) for folder in named | ({last} if last else set())}
    holders = [
        folder
        for folder, held in roots.items()
        if folder.name != SAMPLES and held is not None and all(_is_held(path, held) for path in wanted)
    ]
    if holders:
        return min(holders, key=lambda folder: (set(roots[folder] or ()) != set(wanted), folder != last, folder))
    stem = re.sub(r"[^\w-]+", "-", Path(wanted[0]).name).strip("-")[:40] or "library"
    taken = {folder.name for folder in named if roots[folder] != []} | {SAMPLES}
    names = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(taken) + 2))
    return library_folder(home, next(name for name in names if name not in taken))


def _roots(folder: Path) -> list[str] | None:
    """The paths that a library reads, none yet where its first run was killed early; None for a damaged one."""
    try:
        connection = connect(folder / "catalogue.sqlite", write=False)
        try:
            return [os.fsdecode(path) for (path,) in connection.execute("SELECT path FROM roots")]
        finally:
            connection.close()
    except (LibraryError, sqlite3.DatabaseError):
        return None  # it is told of when it is opened by its name


def _is_held(path: str, roots: Sequence[str]) -> bool:
    return any(path == root or path.startswith(root.rstrip("/") + "/") for root in roots)
