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
from index.home.folders import (
    SHARED_LIST,
    Home,
    absolute,
    check_owned,
    library_folder,
    make_private_folder,
    write_whole,
)

SAMPLES = "samples"
"""The name of the library of the two seeds."""

ADDRESS = "address"
"""The file in a folder that stands for a shared library."""


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
    return folder if any((folder / name).exists() for name in ("catalogue.sqlite", ADDRESS)) else None


def remember_library(home: Home, folder: Path) -> None:
    """Make this the library that is opened when none is named. A disk that is full or read-only is no hindrance."""
    make_private_folder(home.state)
    note = home.state / "last-library"
    check_owned(note)
    with contextlib.suppress(OSError):
        note.touch(mode=0o600)
        note.write_bytes(os.fsencode(folder))


def shared_folder(home: Home, named: str) -> Path | None:
    """The folder that stands for a shared library on this machine, None if what is named is none.

    ``named`` is its address or its name in ``libraries.toml``. The folder holds no documents but its address, so that
    notes, session and what was seen have a place. Raises ConfigurationError, UnsafeFolderError, PathError.
    """
    from index.cluster.places import shared_place  # only those who name one pay for reading the list

    place = shared_place(named)
    if place is None:
        return None
    folder = home.data / "shared" / re.sub(r"[^\w.-]", "_", f"{place.host}_{place.port}_{place.name}")
    make_private_folder(folder)
    write_whole(folder / ADDRESS, place.address.encode())
    return folder


def address_in(folder: Path) -> str | None:
    """The address of the shared library that a folder stands for, None if it is a library itself."""
    check_owned(folder / ADDRESS)
    try:
        return (folder / ADDRESS).read_text()
    except (OSError, ValueError):
        return None


def library_to_read(home: Home, named: str | None) -> Path:
    """The local library that is named, else the last one used.

    Raises LibraryMissingError, and ConfigurationError for a shared one.
    """
    folder = library_folder(home, named) if named else last_library(home)
    if folder is None:
        raise LibraryMissingError("There is no library yet; make one with: dateline index FOLDER")
    _check_local(home, named, folder)
    if not (folder / "catalogue.sqlite").exists():
        raise LibraryMissingError(f"There is no library in {folder}; make it with: dateline index --library … FOLDER")
    return folder


def library_to_extend(home: Home, named: str | None, paths: Sequence[Path]) -> Path:
    """The library that is brought up to date: the named one, else the one of these paths, else the last one used."""
    if named:
        folder = library_folder(home, named)
        _check_local(home, named, folder)
        return folder
    if paths:
        return library_of(home, paths)
    last = last_library(home)
    if last is not None:
        _check_local(home, None, last)
    if last is None:
        raise PathError("There is nothing to index yet; name a file or folder: dateline index FOLDER")
    return last


def _check_local(home: Home, named: str | None, folder: Path) -> None:
    """Raises ConfigurationError for a shared library, named by its row or the one that was used last."""
    address = address_in(folder)
    if address is None and named and not folder.exists() and (home.config / SHARED_LIST).exists():
        from index.cluster.places import shared_place

        place = shared_place(named)
        address = place.address if place else None
    if address is not None:
        library_folder(home, address)  # which says what to do instead


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
