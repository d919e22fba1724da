"""Searches to come back to: the history of what was typed, and searches saved under a name. Standard library only.

Both are small private JSON files that are replaced whole, so that a kill leaves the old or the new one. They keep
queries as they were typed: 'last week' in a saved search means the week before the day on which it is run.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import ConfigurationError, PathError, UnsafeFolderError
from index.home.folders import Home, check_owned, make_private_folder
from index.home.lock import writer_lock

MOST_REMEMBERED = 500


class History:
    """What was typed as a query, oldest first, each once."""

    def __init__(self, home: Home) -> None:
        self._file = home.state / "history.json"

    def queries(self) -> list[str]:
        """The remembered queries, oldest first."""
        found = _read(self._file)
        return [query for query in found if isinstance(query, str)] if isinstance(found, list) else []

    def remember(self, query: str) -> None:
        """Put a query last. Raises PathError if it cannot be written."""
        query = query.strip()
        if query:
            others = [other for other in self.queries() if other != query]
            _replace(self._file, [*others, query][-MOST_REMEMBERED:])


class SavedSearches:
    """Queries by name."""

    def __init__(self, home: Home) -> None:
        self._file = home.data / "searches.json"

    def all(self) -> dict[str, str]:
        """The saved searches by name, in the order of their names."""
        found = _read(self._file)
        return {str(name): str(query) for name, query in sorted(found.items())} if isinstance(found, dict) else {}

    def query(self, name: str) -> str:
        """The query saved under a name. Raises ConfigurationError if there is none."""
        saved, name = self.all(), name.strip()
        if name not in saved:
            known = f"; there is {', '.join(saved)}" if saved else "; none is saved yet"
            raise ConfigurationError(f"There is no saved search '{name}'{known}.")
        return saved[name]

    def save(self, name: str, query: str) -> None:
        """Save a query under a name, in place of another of that name.

        Raises ConfigurationError for a name of nothing but spaces, and PathError or LibraryError if it cannot be
        written.
        """
        if not name.strip():
            raise ConfigurationError("A saved search needs a name; give it one.")
        with self._alone():
            _replace(self._file, self.all() | {name.strip(): query.strip()})

    def delete(self, name: str) -> None:
        """Forget a saved search. Raises ConfigurationError if there is none of that name."""
        with self._alone():
            self.query(name)
            _replace(self._file, {other: query for other, query in self.all().items() if other != name.strip()})

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Wait until no other process saves: what was read before would be written over it."""
        make_private_folder(self._file.parent)
        with writer_lock(self._file.parent, wait=True):
            yield


def _read(file: Path) -> object:
    try:
        check_owned(file)
        found: object = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError, UnsafeFolderError):
        return None  # there is none yet, or it was cut or is not ours: nothing that cannot be typed again
    return found


def _replace(file: Path, value: object) -> None:
    make_private_folder(file.parent)
    try:
        import tempfile  # 10 ms, and it is for writing only

        descriptor, new = tempfile.mkstemp(dir=file.parent, prefix=file.name)
        with os.fdopen(descriptor, "w", encoding="utf-8") as written:
            json.dump(value, written)
            written.flush()
            os.fsync(written.fileno())
        Path(new).replace(file)
    except OSError as error:
        raise PathError(f"{file} cannot be written: {error.strerror}.") from error
