"""What a kill left between two commits is settled, and what is damaged or does not fit is built anew."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from index.catalogue.schema import DAMAGED
from index.catalogue.staged import Reading
from index.catalogue.writing import CatalogueWriter, read_roots
from index.engine import Engine
from index.errors import LibraryDamagedError, LibraryError

DOCUMENTS_AT_ONCE = 2000

SET_ASIDE = "catalogue.sqlite.damaged"
"""What a damaged catalogue is called, once another one is built in its place."""


def open_catalogue(folder: Path, to_fill: Sequence[str]) -> tuple[CatalogueWriter, str]:
    """The catalogue of a library to be written, a new one in place of a damaged one; and a sentence that says so.

    A new one has the roots of the damaged one, as far as they can still be read. Whoever calls it holds the lock.
    Raises LibraryDamagedError if none can, and none are given ``to_fill`` it from; and the other LibraryErrors.
    """
    path, mark = folder / "catalogue.sqlite", folder / DAMAGED
    try:
        if not mark.exists():
            return CatalogueWriter(path), ""
    except LibraryDamagedError:
        if not mark.exists():
            raise
    roots = _roots_of_damaged(path)
    if not roots and not to_fill:
        raise LibraryDamagedError(
            f"The catalogue of the library in {folder} is damaged and names no folders that are there; say which files "
            "it is to be built of: dateline index FOLDER"
        )
    try:
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        if path.exists():
            path.replace(folder / SET_ASIDE)
        mark.unlink(missing_ok=True)
    except OSError as error:
        raise LibraryError(f"The library in {folder} cannot be written: {error.strerror}.") from error
    catalogue = CatalogueWriter(path)
    for root, reading in roots.items():
        catalogue.add_root(root, reading)
    return catalogue, f"The catalogue was damaged and is built anew from the files; the old one is {SET_ASIDE}."


def _roots_of_damaged(path: Path) -> dict[str, Reading]:
    """The roots of a damaged catalogue that can be read and are there."""
    place = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    found: dict[str, Reading] = {}
    unreadable = contextlib.suppress(sqlite3.Error, UnicodeDecodeError, ValueError, TypeError, AttributeError)
    with unreadable, contextlib.closing(sqlite3.connect(place, uri=True)) as file:
        for root, reading in read_roots(file):
            if Path(root).exists():
                found[root] = reading
    return found


def repair(catalogue: CatalogueWriter, engine: Engine) -> str:
    """Settle what a kill left between two commits, and build the index again if it does not fit the catalogue.

    Returns a sentence that says what was done, "" if nothing was. Each document is in the index once afterwards.
    """
    pending, leaving = catalogue.unsettled()
    try:
        indexed = engine.keys()
    except LibraryDamagedError:
        indexed = None
    if indexed is not None and (pending or leaving):
        # Only saves time: taken the wrong way round, the index does not fit the catalogue below and is built anew.
        index_is_ahead = pending[0] in indexed if pending else leaving[0] not in indexed
        if index_is_ahead:
            catalogue.settle()
        else:
            catalogue.withdraw()
    elif pending or leaving:
        catalogue.withdraw()
    current = catalogue.current_keys()
    if indexed == set(current):
        return ""
    fresh = indexed is None and not current
    engine.create()
    for start in range(0, len(current), DOCUMENTS_AT_ONCE):
        engine.commit(catalogue.entries(current[start : start + DOCUMENTS_AT_ONCE]), ())
    return "" if fresh else "The index did not fit the catalogue and was built again from it."
