"""A file, or a file within one, as the reader of its format gets it."""

from __future__ import annotations

import contextlib
import gzip
import io
import lzma
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING

from index.errors import UnreadableError
from index.sources.fields import FieldNames
from index.sources.limits import MAX_RECORD_BYTES, Budget, mebibytes
from index.sources.opening import open_regular

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BUFFER = 2**18
_IN_MEMORY = 2**23
"""Bytes of a member that are held in memory where its reader goes to and fro in it; more lie in a temporary file."""

HEAD = 2**16
"""Bytes by which a format is judged."""


@dataclass(slots=True)
class Source:
    """Bytes that can be read from their start as often as needed, with what is known of them.

    ``member`` is the path within the file, "" for the file itself. ``parents`` are the members whose texts this one
    is attached to, the outermost first.
    """

    name: str  # as its format is judged by
    opener: Callable[[], IO[bytes]]
    budget: Budget
    names: FieldNames
    member: str = ""
    parents: tuple[str, ...] = ()
    depth: int = 0  # containers around it
    media_type: str = ""
    charset: str = ""
    encoding: str = ""  # that somebody named for what is not in Unicode and says nothing of it
    values: Mapping[str, str] = field(default_factory=dict)  # what its container knows of it, by our names
    dates: tuple[tuple[str, str], ...] = ()
    packed: bool = False
    _counted: int = 0  # bytes of it that the budget knows of
    _short: bytes | None = None  # all of it, where that is short and was read already

    @classmethod
    def of_file(cls, path: Path, budget: Budget, names: FieldNames, encoding: str = "") -> Source:
        """The file at a path. Raises UnreadableError if it cannot be opened or is no regular file."""
        with open_regular(path) as file:
            budget.size = file.seek(0, io.SEEK_END)
        return cls(path.name, lambda: open_regular(path), budget, names, encoding=encoding)

    def open(self) -> io.BufferedReader:
        """Open its bytes for one reading.

        Raises UnreadableError, and so does every later read, if they are damaged, cut short or too many.
        """
        with _told():
            return self._reading(self.opener())

    def seekable(self) -> IO[bytes]:
        """Open its bytes for a reader that goes to and fro in them. Raises UnreadableError."""
        with _told():
            stream = self.opener()
        if not self.packed and stream.seekable():
            return stream
        copy: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - its reader closes it
        with self._reading(stream) as packed:
            while piece := packed.read(_BUFFER):
                copy.write(piece)
        copy.seek(0)
        return copy

    def head(self) -> bytes:
        """Return the first bytes. Raises UnreadableError."""
        with self.open() as stream:
            start = stream.peek()[:HEAD]  # a read of its own would raise what comes behind it
            if len(start) < HEAD:
                with contextlib.suppress(UnreadableError):
                    self._short = stream.read()
            return start

    def whole(self) -> bytes:
        """Return all bytes of what is one text. Raises UnreadableError if they are too many, or blank."""
        content = self._short
        if content is None:
            with self.open() as stream:
                content = stream.read(MAX_RECORD_BYTES + 1)
        if len(content) > MAX_RECORD_BYTES:
            raise UnreadableError(f"more than {mebibytes(MAX_RECORD_BYTES)} in one text")
        if not content.strip():
            raise UnreadableError("empty")
        return content

    def unpacking(self, stream: IO[bytes]) -> io.BufferedReader:
        """Read a part of it that is unpacked on the way: its bytes are counted, and it fails as ``open`` does."""
        counted = 0

        def count(position: int) -> None:
            nonlocal counted
            self.budget.count_bytes(position - counted)
            counted = position

        return io.BufferedReader(_Guarded(stream, count), _BUFFER)

    def _reading(self, stream: IO[bytes]) -> io.BufferedReader:
        return io.BufferedReader(_Guarded(stream, self._count if self.packed else lambda _: None), _BUFFER)

    def _count(self, position: int) -> None:
        """Count what lies before ``position`` and was not counted by an earlier reading."""
        if position > self._counted:
            more, self._counted = position - self._counted, position
            self.budget.count_bytes(more)


class _Guarded(io.RawIOBase):
    """Counts what is read and turns all that can go wrong below into UnreadableError."""

    def __init__(self, source: IO[bytes], count: Callable[[int], None]) -> None:
        self._source = source
        self._read: Callable[[int], bytes] = getattr(source, "read1", source.read)  # keeps what came before a damage
        self._count = count
        self._position = 0
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
        with _told():
            piece = self._read(len(view))
        view[: len(piece)] = piece
        self._position += len(piece)
        self._count(self._position)
        return len(piece)

    def close(self) -> None:
        self._source.close()
        super().close()


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Turn what the unpacking or the disk raises into UnreadableError."""
    try:
        yield
    except EOFError:
        raise UnreadableError("the file is cut short: its compressed data has no end") from None
    except (gzip.BadGzipFile, lzma.LZMAError, zlib.error):
        raise UnreadableError("the file's compressed data is damaged, or asks for too much memory") from None
    except (NotImplementedError, RuntimeError) as error:  # of zipfile
        raise UnreadableError(f"packed in a way that cannot be unpacked: {str(error).lower()}") from None
    except (tarfile.TarError, zipfile.BadZipFile):
        raise UnreadableError("the archive is damaged here") from None
    except OSError as error:
        raise UnreadableError(f"cannot be read: {(error.strerror or str(error)).lower()}") from None
