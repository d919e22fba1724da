"""Bytes that come once, kept so that they can be read again."""

from __future__ import annotations

import io
import tempfile
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_IN_MEMORY = 2**20
"""Bytes of one stream that are held in memory; more lie in a temporary file, which has no name."""


class Spool:
    """A stream that is read on demand, and once; what was read of it can be read again."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._kept = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - close() closes it
        self._size = 0

    def read_at(self, position: int, most: int) -> bytes:
        """Return bytes from a place that was read, or is next to be."""
        if position < self._size:
            self._kept.seek(position)
            return self._kept.read(min(most, self._size - position))
        piece = self._stream.read(most)
        self._kept.seek(self._size)
        self._kept.write(piece)
        self._size += len(piece)
        return piece

    def open(self) -> IO[bytes]:
        """Return the bytes from the start. Closing what is returned keeps them."""
        return _View(self)  # type: ignore[return-value]

    def close(self) -> None:
        """Let go of what was kept."""
        self._kept.close()


class _View(io.RawIOBase):
    """One reading of a spool."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool
        self._position = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        piece = self._spool.read_at(self._position, len(view))
        view[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)
