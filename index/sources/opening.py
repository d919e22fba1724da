"""Opening a file for reading: unpacked on the way if it is compressed, and never to more than a cap."""

from __future__ import annotations

import gzip
import io
import lzma
import os
import stat
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import UnreadableError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAX_UNPACKED_BYTES = 256 * 2**20
MAX_UNPACKED_RATIO = 50
"""A compressed file is unpacked to so many bytes, or so many times its own size if that is more.

JSON lines of news unpack to three to ten times their size, and what is made to fill a disk to a thousand times.
"""

MAX_RECORD_BYTES = 64 * 2**20
"""The most that one record, or one file that is one text, may hold."""

_XZ_MEMORY = 128 * 2**20  # xz -9 needs 65 MiB to unpack; a hostile header can ask for 4 GiB
_GZIP_MAGIC = b"\x1f\x8b\x08"
_XZ_MAGIC = b"\xfd7zXZ\x00"
_BUFFER = 2**18


def open_unpacked(path: Path) -> io.BufferedReader:
    """Open a file to read its bytes, unpacked if they are gzip or xz by their first bytes.

    Raises UnreadableError if it cannot be opened or is no regular file. So does every later read, if the file is
    damaged, cut short, or unpacks to more than MAX_UNPACKED_BYTES and MAX_UNPACKED_RATIO allow.
    """
    raw = _open_regular(path)
    try:
        magic = raw.peek(len(_XZ_MAGIC))
    except OSError as error:
        raw.close()
        raise UnreadableError(f"cannot be read: {_reason(error)}") from None
    size = os.fstat(raw.fileno()).st_size
    cap = max(MAX_UNPACKED_BYTES, MAX_UNPACKED_RATIO * size)
    unpacked: io.BufferedIOBase = raw
    if magic.startswith(_GZIP_MAGIC):
        unpacked = gzip.GzipFile(fileobj=raw, mode="rb")
    elif magic.startswith(_XZ_MAGIC):
        unpacked = io.BufferedReader(_XzReader(raw), _BUFFER)
    return io.BufferedReader(_Capped(unpacked, raw, cap), _BUFFER)


def mebibytes(count: int) -> str:
    """Return a number of bytes in words, for a sentence."""
    return f"{count // 2**20} MiB"


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _open_regular(path: Path) -> io.BufferedReader:
    try:
        # Without O_NONBLOCK, opening a pipe that took a file's place would wait for ever.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        raise UnreadableError("the file has vanished") from None
    except OSError as error:
        raise UnreadableError(f"cannot be opened: {_reason(error)}") from None
    except ValueError:
        raise UnreadableError("cannot be opened: its name holds a null character") from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise UnreadableError("not a regular file")
    return io.BufferedReader(io.FileIO(descriptor), _BUFFER)


class _XzReader(io.RawIOBase):
    """Unpacks xz, several streams in a row too, within a bound of memory (which lzma.LZMAFile cannot set)."""

    def __init__(self, packed: io.BufferedReader) -> None:
        self._packed = packed
        self._input = b""  # read from the file, not yet given to the decompressor
        self._decompressor = lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)
        self._finished = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        while not self._finished:
            if self._decompressor.needs_input and not self._input:
                self._input = self._packed.read(_BUFFER)
                if not self._input:
                    raise EOFError
            packed, self._input = self._input, b""
            data = self._decompressor.decompress(packed, len(view))
            if self._decompressor.eof:
                self._begin_next_stream()
            if data:
                view[: len(data)] = data
                return len(data)
        return 0

    def _begin_next_stream(self) -> None:
        """Skip the padding between streams, and notice the end of the last."""
        rest = self._decompressor.unused_data.lstrip(b"\x00")
        while not rest:
            more = self._packed.read(_BUFFER)
            if not more:
                self._finished = True
                return
            rest = more.lstrip(b"\x00")
        self._input = rest
        self._decompressor = lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)


class _Capped(io.RawIOBase):
    """Counts what is read and turns all that can go wrong below into UnreadableError."""

    def __init__(self, source: io.BufferedIOBase, file: io.BufferedReader, cap: int) -> None:
        self._source = source
        self._file = file
        self._cap = cap
        self._count = 0
        self._failure: UnreadableError | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        filled = 0
        # Filled to the brim, so that a peek sees as much as it asks for. What was read before a failure is
        # delivered first, so that the records before a cut are kept.
        while filled < len(view) and self._failure is None:
            try:
                count = self._read_some(view[filled:])
            except UnreadableError as error:
                self._failure = error
                break
            if not count:
                break
            filled += count
        if not filled and self._failure is not None:
            raise self._failure
        return filled

    def _read_some(self, view: memoryview) -> int:
        try:
            count = self._source.readinto1(view)
        except EOFError:
            raise UnreadableError("the file is cut short: its compressed data has no end") from None
        except (gzip.BadGzipFile, lzma.LZMAError, zlib.error):
            raise UnreadableError("the file's compressed data is damaged, or asks for too much memory") from None
        except OSError as error:
            raise UnreadableError(f"cannot be read: {_reason(error)}") from None
        self._count += count
        if self._count > self._cap:
            raise UnreadableError(f"the file unpacks to more than {mebibytes(self._cap)}")
        return count

    def close(self) -> None:
        if not self.closed:
            self._source.close()
            self._file.close()
        super().close()
