"""Which search engine a library has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from index.engine import Engine
from index.errors import LibraryError
from index.fulltext.engine import FullText

UNNAMED = ""
"""What the catalogue of a library says whose engine is the one that comes with Dateline."""

ENGINES: dict[str, Callable[[Path], Engine]] = {UNNAMED: lambda folder: FullText(folder / "index")}
"""What gives the engine of the library in a folder, by the engine's name."""


def open_engine(folder: Path, name: str) -> Engine:
    """The engine of the library in a folder, by the name in its catalogue. Raises LibraryError for an unknown one."""
    if name not in ENGINES:
        raise LibraryError(
            f"The library in {folder} is searched with '{name}', which this Dateline does not know; update Dateline."
        )
    return ENGINES[name](folder)
