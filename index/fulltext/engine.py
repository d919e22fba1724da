"""The Whoosh index of a library: making, opening, writing and checking it.

It holds nothing that the catalogue does not hold too, so that it can be built again whenever it is damaged or of
another version. It is pickled in part: callers have checked that nobody else could write the folder. What writes it
is imported by what writes.
"""

from __future__ import annotations

import errno
import pickle
import shutil
import struct
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from whoosh.index import FileIndex, LockError
from whoosh.index import IndexError as WhooshIndexError

from index.errors import LibraryDamagedError, LibraryError
from index.fulltext.damage import MARK, report_damage
from index.fulltext.postings import Snapshot
from index.fulltext.schema import KEY, TEXT_FIELD, TITLE, make_schema
from index.fulltext.searcher import ArraySearcher
from index.fulltext.storage import DurableStorage
from index.home.folders import check_owned

VERSION = b"5"
"""Of the schema, the words and the files; an index of another version is built again."""

OPENING_ATTEMPTS = 3

if TYPE_CHECKING:
    from index.catalogue.staged import IndexEntry
    from index.fulltext.inverting import Terms
    from index.fulltext.writer import ArrayWriter

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

DISK_REFUSES = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EFBIG)
"""What is no damage: the disk is full, over its quota, read-only, or fails."""


class FullText:
    """The full-text index in a folder of its own. It is used by one thread."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._storage = DurableStorage(folder)

    @cached_property
    def _terms(self) -> Terms:
        """The words that writers of this index have met."""
        from index.fulltext.inverting import Terms

        return Terms()

    def exists(self) -> bool:
        """Whether there is an index of this version in which no damage was found."""
        version = self.folder / "version"
        check_owned(version)
        if not version.exists() or (self.folder / MARK).exists():
            return False
        return version.read_bytes() == VERSION and any(self.folder.glob("*.toc"))

    def create(self) -> None:
        """Make an empty index, in place of any that is there. Raises LibraryError if it cannot be written."""
        shutil.rmtree(self.folder, ignore_errors=True)
        with self._disk():
            self.folder.mkdir(mode=0o700)
            self._storage = DurableStorage(self.folder)
            FileIndex.create(self._storage, make_schema())
            (self.folder / "version").touch(mode=0o600)
            (self.folder / "version").write_bytes(VERSION)

    def snapshot(self) -> Snapshot:
        """The index as it was committed last. Raises LibraryDamagedError if it cannot be read."""
        check_owned(self.folder)
        if not self.exists():
            raise self.damaged("it is missing, of another version, or was found damaged")
        for _ in range(OPENING_ATTEMPTS):
            try:
                return Snapshot(FileIndex(self._storage))
            except FileNotFoundError as error:  # a writer has committed and deleted what was about to be opened
                missing = error
                time.sleep(0.02)
            except DAMAGE as error:
                raise self.damaged(type(error).__name__) from error
        raise self.damaged(f"{Path(missing.filename).name} is missing")

    def searcher(self) -> ArraySearcher:
        """A searcher of what was committed last. Raises LibraryDamagedError if it cannot be read."""
        return ArraySearcher(self.snapshot())

    def commit(self, added: Iterable[IndexEntry], removed: Iterable[int]) -> None:
        """Add these documents and remove those keys, in one commit that happens whole or not at all."""
        from index.fulltext.merge_policy import merge_full_levels

        with self._disk(), self._writer() as writer:
            writer.delete_where(KEY, removed)
            for entry in added:
                writer.add_document(**{KEY: entry.key, TITLE: entry.title, TEXT_FIELD: entry.text})
            writer.commit(mergetype=merge_full_levels)

    def tidy(self) -> None:
        """Merge the segments if that makes queries quicker. It takes about 3 seconds for 100,000 documents."""
        from index.fulltext.merge_policy import is_tidy, merge_to_tidy

        with self._disk(), self._writer() as writer:
            if is_tidy(writer.segments):
                writer.cancel()
            else:
                writer.commit(mergetype=merge_to_tidy)

    @contextmanager
    def _disk(self) -> Iterator[None]:
        """Raises LibraryError for what the disk refuses while the index is written."""
        try:
            yield
        except OSError as error:
            raise LibraryError(f"The index in {self.folder} cannot be written: {error.strerror}.") from error

    @contextmanager
    def _writer(self) -> Iterator[ArrayWriter]:
        """A writer, which takes everything back if anything is raised before its commit.

        Raises LibraryError if another process is writing, and LibraryDamagedError.
        """
        from index.fulltext.writer import ArrayWriter

        try:
            writer = ArrayWriter(FileIndex(self._storage), self._terms)
        except LockError as error:
            raise LibraryError("Another process is writing to the index; try again when it has finished.") from error
        except DAMAGE as error:
            if isinstance(error, OSError) and error.errno in DISK_REFUSES:
                raise
            raise self.damaged(type(error).__name__) from error
        try:
            yield writer
        except BaseException:
            if not writer.is_closed:
                writer.cancel()
            raise

    def keys(self) -> set[int]:
        """The keys of all documents in the index."""
        snapshot = self.snapshot()
        return set(snapshot.keys[snapshot.live].tolist())

    def damaged(self, how: str) -> LibraryDamagedError:
        """The error for an index that cannot be used."""
        return report_damage(self.folder, how)
