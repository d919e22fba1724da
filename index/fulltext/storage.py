"""Where the index's files lie: written so that a commit survives a power cut, and opened once.

Whoosh's own storage leaves its files to the system's cache, and its table of contents without a checksum.
"""

from __future__ import annotations

import io
import os
import zlib
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.util.filelock import FileLock

from index.fulltext.damage import report_damage
from index.fulltext.segment import SegmentArrays
from index.home.folders import check_owned

_CONTENTS = ".toc"
_CRC_SIZE = 4


class DurableStorage(FileStorage):  # type: ignore[misc]
    """A folder of index files. Its open segments are kept, so that a new snapshot opens only what is new."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.path = folder
        self._segments: dict[str, SegmentArrays] = {}

    def segment(self, name: str, size: int) -> SegmentArrays:
        """The arrays of the segment of this name, which holds ``size`` documents. Raises LibraryDamagedError."""
        if name not in self._segments:
            self._segments[name] = SegmentArrays(self.path / name, size)
        return self._segments[name]

    def keep_only(self, names: set[str]) -> None:
        """Let go of all segments but these."""
        self._segments = {name: arrays for name, arrays in self._segments.items() if name in names}

    def create_file(self, name: str, **_options: Any) -> StructFile:
        """A new file, which is on the disk when it has been closed."""
        descriptor = os.open(self.path / name, os.O_CREAT | os.O_TRUNC | os.O_RDWR | os.O_CLOEXEC, 0o600)
        return StructFile(os.fdopen(descriptor, "wb"), name=name, onclose=_to_disk)

    def open_file(self, name: str, **options: Any) -> StructFile:
        """A file for reading; of a table of contents, which is a pickle, only what its checksum vouches for.

        Raises UnsafeFolderError for a file that others may have written.
        """
        check_owned(self.path / name)
        if not name.endswith(_CONTENTS):
            return super().open_file(name, **options)
        content = (self.path / name).read_bytes()
        body, crc = content[:-_CRC_SIZE], content[-_CRC_SIZE:]
        if zlib.crc32(body).to_bytes(_CRC_SIZE, "little") != crc:
            raise report_damage(self.path, f"{name}: its checksum is wrong")
        return StructFile(io.BytesIO(body), name=name)

    def lock(self, name: str) -> FileLock:
        """A lock that only its owner may take; Whoosh would make its file with the mode 0777 less the umask."""
        descriptor = os.open(self.path / name, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        try:
            os.fchmod(descriptor, 0o600)
        finally:
            os.close(descriptor)
        return FileLock(str(self.path / name))

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Give a file its final name. A table of contents gets its checksum first, and is a commit when this ends."""
        if newname.endswith(_CONTENTS):
            with (self.path / oldname).open("r+b") as file:
                crc = zlib.crc32(file.read())
                file.write(crc.to_bytes(_CRC_SIZE, "little"))
                file.flush()
                os.fsync(file.fileno())
            self._sync_folder()  # the segments' names are on the disk before the table that lists them
        super().rename_file(oldname, newname, safe=safe)
        self._sync_folder()

    def _sync_folder(self) -> None:
        descriptor = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _to_disk(file: StructFile) -> None:
    file.flush()
    os.fsync(file.fileno())
