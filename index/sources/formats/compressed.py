"""Single files that were compressed: gzip, xz, bzip2, Zstandard."""

from __future__ import annotations

import bz2
import contextlib
import gzip
import importlib
import io
import lzma
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import IO, TYPE_CHECKING, cast

from index.sources.entries import Member
from index.sources.source import Source

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_XZ_MEMORY = 128 * 2**20  # xz -9 needs 65 MiB to unpack; a hostile header can ask for 4 GiB
_BUFFER = 2**18
_INNER_SUFFIXES = {".tgz": ".tar", ".txz": ".tar", ".tbz2": ".tar", ".tbz": ".tar", ".tzst": ".tar"}
_PACKING = frozenset((".gz", ".xz", ".bz2", ".zst"))


def read_gzip(source: Source) -> Iterator[Member]:
    """Yield what a gzip file holds."""
    yield _inner(source, lambda packed: gzip.GzipFile(fileobj=packed, mode="rb"))


def read_xz(source: Source) -> Iterator[Member]:
    """Yield what an xz file holds."""
    yield _inner(source, _XzReader)


def read_bzip2(source: Source) -> Iterator[Member]:
    """Yield what a bzip2 file holds."""
    yield _inner(source, bz2.BZ2File)


def read_zstandard(source: Source) -> Iterator[Member]:
    """Yield what a Zstandard file holds. Raises ImportError where nothing is installed that unpacks it."""
    for name in ("compression.zstd", "backports.zstd"):
        with contextlib.suppress(ImportError):
            module = importlib.import_module(name)
            yield _inner(source, module.ZstdFile, module.ZstdError)
            return
    raise ImportError("nothing unpacks Zstandard")


Unpack = Callable[[io.BufferedReader], io.BufferedIOBase | io.RawIOBase]


def _inner(source: Source, unpack: Unpack, damage: type[Exception] = zlib.error) -> Member:
    """The one file within. It has no name of its own: its documents keep the ids that they have had since 0.1.0."""
    name = PurePath(source.name)
    suffix = name.suffix.lower()
    inner = name.stem if suffix in _PACKING else name.stem + _INNER_SUFFIXES.get(suffix, name.suffix)
    return Member("", lambda: _opened(source, unpack, damage), file_name=inner, charset=source.charset)


def _opened(source: Source, unpack: Unpack, damage: type[Exception]) -> IO[bytes]:
    packed = source.open()
    try:
        return cast("IO[bytes]", _Unpacked(unpack(packed), packed, damage))
    except BaseException:
        packed.close()
        raise


class _Unpacked(io.RawIOBase):
    """What a decompressor gives; closing it closes what it reads from, too."""

    def __init__(
        self, unpacked: io.BufferedIOBase | io.RawIOBase, packed: io.BufferedReader, damage: type[Exception]
    ) -> None:
        self._read: Callable[[int], bytes] = getattr(unpacked, "read1", unpacked.read)
        self._streams = (unpacked, packed)
        self._damage = damage

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        try:
            piece = self._read(len(view))
        except self._damage as error:
            raise zlib.error(str(error)) from None
        view[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        for stream in self._streams:
            stream.close()
        super().close()


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
