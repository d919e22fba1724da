"""Tar and 7z archives."""

from __future__ import annotations

import io
import lzma
import tarfile
import tempfile
import zlib
from collections import deque
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any, Self, cast

from index.errors import NEEDS_PASSWORD, UnreadableError
from index.sources.entries import Fault, Member
from index.sources.formats.zip_archives import is_hidden
from index.sources.source import Source
from index.sources.spooling import Spool

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_STUMBLES = (lzma.LZMAError, zlib.error, ArithmeticError, EOFError, LookupError, OSError, TypeError, ValueError)
_IN_MEMORY = 2**23  # bytes of unpacked members; more lie in a temporary file


def read_tar(source: Source) -> Iterator[Member | Fault]:
    """Yield the files in a tar archive, in one pass; links, devices and hidden files are left out."""
    with source.open() as stream:
        try:
            archive = tarfile.open(fileobj=stream, mode="r|", tarinfo=_Header)  # noqa: SIM115 - closed below
        except tarfile.TarError:
            raise UnreadableError("a damaged tar archive") from None
        with archive:
            while (info := _next(archive)) is not None:
                name = info.name.lstrip("/")
                content = archive.extractfile(info) if info.isreg() and not is_hidden(name) else None
                if content is None:
                    continue
                spool = Spool(content)
                try:
                    yield Member(name, spool.open)
                finally:
                    spool.close()


class _Header(tarfile.TarInfo):
    """A header of a member. The library takes a damaged one for the end of the archive."""

    @classmethod
    def fromtarfile(cls, tarfile_: tarfile.TarFile) -> Self:
        try:
            return super().fromtarfile(tarfile_)
        except tarfile.EOFHeaderError:  # type: ignore[attr-defined] # the end, as it should be
            raise
        except tarfile.HeaderError:
            raise UnreadableError("the tar archive is damaged or cut short; what comes behind is not read") from None


def _next(archive: tarfile.TarFile) -> tarfile.TarInfo | None:
    try:
        return archive.next()
    except tarfile.TarError as error:
        raise UnreadableError(f"the tar archive is damaged from here on: {error}") from None


def read_7z(source: Source) -> Iterator[Member | Fault]:
    """Yield the files in a 7z archive."""
    import py7zr
    import py7zr.exceptions

    with source.seekable() as stream, tempfile.SpooledTemporaryFile(_IN_MEMORY) as kept:
        damage = ""
        for password in (None, *source.budget.passwords):
            stream.seek(0)
            writers = _Writers(kept, source)
            try:
                with py7zr.SevenZipFile(stream, password=password) as archive:
                    if password is None and archive.needs_password():
                        raise py7zr.exceptions.PasswordRequired("no password")
                    archive.extractall(factory=writers)
                break
            except py7zr.exceptions.PasswordRequired:
                continue
            except (py7zr.exceptions.ArchiveError, *_STUMBLES) as error:
                if password is None:
                    damage = f"the 7z archive is damaged: {type(error).__name__}"
                    break
        else:
            raise UnreadableError(NEEDS_PASSWORD)
        yield from writers.members()
        if damage:
            raise UnreadableError(damage)


class _Writers:
    """Gives 7z a place to write each member to; all lie one behind another in one temporary file."""

    def __init__(self, kept: IO[bytes], source: Source) -> None:
        self._kept = kept
        self._source = source
        self._written: list[_Writer] = []

    def create(self, filename: str) -> Any:
        """Begin a member."""
        writer = _Writer(filename, self._kept, self._source)
        self._written.append(writer)
        return writer

    def members(self) -> Iterator[Member]:
        for writer in self._written:
            if not is_hidden(writer.name):
                yield Member(writer.name, writer.open, packed=False)


class _Writer:
    """What 7z writes of one member."""

    def __init__(self, name: str, kept: IO[bytes], source: Source) -> None:
        self.name = name.replace("\\", "/").lstrip("/")
        self._kept = kept
        self._source = source
        self._pieces: list[tuple[int, int]] = []  # where they lie, and how long they are

    def write(self, piece: bytes | bytearray) -> int:
        """Keep the next bytes. Raises LimitError."""
        self._source.budget.count_bytes(len(piece))
        start = self._kept.seek(0, io.SEEK_END)
        if self._pieces and sum(self._pieces[-1]) == start:
            self._pieces[-1] = (self._pieces[-1][0], self._pieces[-1][1] + len(piece))
        else:
            self._pieces.append((start, len(piece)))
        return self._kept.write(piece)

    def read(self, size: int | None = None) -> bytes:  # noqa: ARG002 - 7z asks for it, and reads nothing
        """Nothing: the members are read when all are written."""
        return b""

    def seek(self, offset: int, whence: int = 0) -> int:  # noqa: ARG002 - 7z goes back to the start at the end
        """Stay: members are written from their start to their end."""
        return offset

    def flush(self) -> None:
        """Nothing waits."""

    def size(self) -> int:
        """How many bytes were written."""
        return sum(length for _, length in self._pieces)

    def close(self) -> None:
        """The member is whole."""

    def open(self) -> IO[bytes]:
        """The bytes that were written, from the start."""
        return cast("IO[bytes]", _Pieces(self._kept, self._pieces))


class _Pieces(io.RawIOBase):
    """Pieces of a file, one after another."""

    def __init__(self, kept: IO[bytes], pieces: list[tuple[int, int]]) -> None:
        self._kept = kept
        self._left = deque(pieces)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        if not self._left:
            return 0
        start, length = self._left.popleft()
        self._kept.seek(start)
        piece = self._kept.read(min(length, len(view)))
        if len(piece) < length:
            self._left.appendleft((start + len(piece), length - len(piece)))
        view[: len(piece)] = piece
        return len(piece)
