"""The Whoosh index of a library: making, opening, writing and checking it.

It holds nothing that the catalogue does not hold too, so that it can be built again whenever it is damaged or of
another version. It is pickled in part: callers have checked that nobody else could write the folder.
"""

from __future__ import annotations

import pickle
import shutil
import struct
from collections.abc import Iterable
from pathlib import Path

from whoosh.index import FileIndex, LockError, create_in, open_dir
from whoosh.index import IndexError as WhooshIndexError
from whoosh.writing import SegmentWriter

from index.catalogue.writing import IndexEntry
from index.errors import LibraryDamagedError, LibraryError
from index.files import check_owned
from index.fulltext.postings import Snapshot
from index.fulltext.schema import KEY, TEXT_FIELD, TITLE, make_schema

VERSION = "1"
"""Of the schema and of the words in it; an index of another version is built again."""

MEMORY_LIMIT_MB = 256
MOST_SEGMENTS = 12
"""With more segments than this a commit merges the small ones, so that queries stay quick."""

DAMAGE = (
    WhooshIndexError,
    EOFError,
    pickle.UnpicklingError,
    struct.error,
    TypeError,
    ValueError,
    KeyError,
    AttributeError,
    ModuleNotFoundError,
    OSError,
)
"""What Whoosh raises when its files are cut, changed or missing."""


class FullText:
    """The full-text index in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._index: FileIndex | None = None

    def exists(self) -> bool:
        """Whether there is an index of this version."""
        version = self.folder / "version"
        return version.exists() and version.read_text() == VERSION and any(self.folder.glob("*.toc"))

    def create(self) -> None:
        """Make an empty index, in place of any that is there."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(mode=0o700)
        create_in(str(self.folder), make_schema())
        (self.folder / "version").write_text(VERSION)
        self._index = None

    def snapshot(self) -> Snapshot:
        """The index as it was committed last. Raises LibraryDamagedError if it cannot be read."""
        check_owned(self.folder)
        if not self.exists():
            raise self.damaged("it is missing or of another version")
        try:
            return Snapshot(open_dir(str(self.folder)))
        except DAMAGE as error:
            raise self.damaged(type(error).__name__) from error

    def commit(self, added: Iterable[IndexEntry], removed: Iterable[int]) -> None:
        """Add these documents and remove those keys, in one commit that happens whole or not at all."""
        try:
            if self._index is None:
                self._index = open_dir(str(self.folder))
            writer: SegmentWriter = self._index.writer(limitmb=MEMORY_LIMIT_MB)
        except LockError as error:
            raise LibraryError("Another process is writing to the index; try again when it has finished.") from error
        except DAMAGE as error:
            raise self.damaged(type(error).__name__) from error
        try:
            self._remove(writer, removed)
            for entry in added:
                writer.add_document(**{KEY: entry.key, TITLE: entry.title, TEXT_FIELD: entry.text})
            writer.commit(merge=len(writer.segments) > MOST_SEGMENTS)
        except BaseException:
            writer.cancel()
            raise

    def _remove(self, writer: SegmentWriter, keys: Iterable[int]) -> None:
        wanted = list(keys)
        if not wanted or self._index is None:
            return
        for key in wanted:
            writer.delete_by_term(KEY, key)

    def keys(self) -> set[int]:
        """The keys of all documents in the index."""
        snapshot = self.snapshot()
        try:
            return set(snapshot.keys[snapshot.live].tolist())
        except DAMAGE as error:
            raise self.damaged(type(error).__name__) from error
        finally:
            snapshot.close()

    def damaged(self, how: str) -> LibraryDamagedError:
        """The error for an index that cannot be used."""
        return LibraryDamagedError(
            f"The index in {self.folder} is damaged ({how}); build it again with: dateline index. Your notes are safe."
        )
