"""A file of named arrays that is mapped, not read, and whose every page is checked before it is believed.

    header       8 bytes  MAGIC, 4 bytes VERSION, 4 bytes 0
    arrays       one after the other, each beginning at a multiple of 8 bytes
    checksums    4 bytes for each PAGE bytes of all that comes before, the last page may be shorter (CRC-32)
    directory    JSON: {name: [offset, number of items, NumPy's name of their type]}
    footer       8 bytes offset of the checksums, 8 bytes offset and 8 bytes length of the directory,
                 4 bytes CRC-32 of checksums and directory, 8 bytes MAGIC

All numbers are little-endian. A file that is cut, or whose checksums or directory are damaged, is refused when it is
opened; a damaged page of an array is refused when it is first read.
"""

from __future__ import annotations

import json
import mmap
import struct
import sys
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import IO

import numpy as np
import numpy.typing as npt

from index.arrays.ranges import Array
from index.fulltext.damage import report_damage
from index.home.folders import check_plain

MAGIC = b"DTLARRAY"
VERSION = 1
PAGE = 16_384
"""Small enough that a rare word costs little to check, large enough that the checksums stay small."""

_HEADER = struct.Struct("<8sII")
_FOOTER = struct.Struct("<QQQI8s")


class ArrayFileWriter:
    """Writes arrays to a file that was opened for writing. Nothing is valid before ``close``."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._at = 0
        self._checksums: list[int] = []
        self._page = 0  # the checksum of the page that is being filled
        self._directory: dict[str, tuple[int, int, str]] = {}
        self._append(_HEADER.pack(MAGIC, VERSION, 0))

    def write(self, name: str, array: Array) -> None:
        """Write an array under a new name."""
        self.write_pieces(name, (array,), array.dtype)

    def write_pieces(self, name: str, pieces: Iterable[Array], dtype: npt.DTypeLike) -> None:
        """Write an array that comes in pieces, as items of this type."""
        stored = np.dtype(dtype).newbyteorder("<")
        offset, count = self._at, 0
        for piece in pieces:
            count += len(piece)
            self._append(np.ascontiguousarray(piece, stored).data.cast("B"))
        self._append(bytes(-self._at % 8))
        self._directory[name] = (offset, count, stored.str)

    def _append(self, content: bytes | memoryview) -> None:
        self._file.write(content)
        start = 0
        while start < len(content):
            taken = min(len(content) - start, PAGE - self._at % PAGE)
            self._page = zlib.crc32(content[start : start + taken], self._page)
            self._at += taken
            start += taken
            if self._at % PAGE == 0:
                self._end_page()

    def _end_page(self) -> None:
        self._checksums.append(self._page)
        self._page = 0

    def close(self) -> None:
        """Write what closes the file, which makes it valid, and close it."""
        if self._at % PAGE:
            self._end_page()
        checksums = np.array(self._checksums, "<u4").tobytes()
        directory = json.dumps(self._directory).encode()
        crc = zlib.crc32(directory, zlib.crc32(checksums))
        footer = _FOOTER.pack(self._at, self._at + len(checksums), len(directory), crc, MAGIC)
        self._file.write(checksums + directory + footer)
        self._file.close()


class ArrayFile:
    """A file of arrays, mapped for reading. The arrays are views of the mapping and keep it alive."""

    def __init__(self, path: Path) -> None:
        """Map the file.

        Raises LibraryDamagedError if it is cut, of another version or damaged at its end, and OSError if it is not
        there, which happens when a writer has just deleted it: then what was committed since must be opened.
        """
        self._path = path
        check_plain(path)
        with path.open("rb") as file:
            try:
                self.mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            except ValueError as error:
                raise self._damaged("empty") from error
        self._read_footer()
        self._unchecked = bytearray(b"\1" * len(self._checksums))

    def _read_footer(self) -> None:
        if len(self.mapped) < _HEADER.size + _FOOTER.size:
            raise self._damaged("cut short")
        self._size, directory, length, crc, magic = _FOOTER.unpack(self.mapped[-_FOOTER.size :])
        if magic != MAGIC or directory + length + _FOOTER.size != len(self.mapped) or self._size > directory:
            raise self._damaged("cut short or changed at its end")
        if zlib.crc32(self.mapped[self._size : directory + length]) != crc:
            raise self._damaged("its list of arrays is changed")
        if _HEADER.unpack_from(self.mapped) != (MAGIC, VERSION, 0):
            raise self._damaged("of another version")
        self._checksums = np.frombuffer(self.mapped, "<u4", (directory - self._size) // 4, self._size).tolist()
        self._directory: dict[str, tuple[int, int, str]] = json.loads(self.mapped[directory : directory + length])

    def __contains__(self, name: str) -> bool:
        return name in self._directory

    def names(self) -> list[str]:
        """The names of the arrays."""
        return list(self._directory)

    def place(self, name: str) -> tuple[int, int]:
        """Where an array starts and ends in ``mapped``, in bytes, after all of it has been checked."""
        offset, count, dtype = self._directory[name]
        end = offset + count * np.dtype(dtype).itemsize
        self._check(offset, end)
        return offset, end

    def array(self, name: str) -> Array:
        """A whole array, all of it checked."""
        self.place(name)
        return self.unchecked(name)

    def unchecked(self, name: str) -> Array:
        """A whole array of which nothing may be read that was not given to ``check`` before."""
        offset, count, dtype = self._directory[name]
        view = np.frombuffer(self.mapped, dtype, count, offset)
        return view if sys.byteorder == "little" else view.astype(view.dtype.newbyteorder("="))

    def check(self, name: str, start: int, stop: int) -> None:
        """Check the pages that hold these items of an array. Raises LibraryDamagedError."""
        offset, _, dtype = self._directory[name]
        size = np.dtype(dtype).itemsize
        self._check(offset + start * size, offset + stop * size)

    def check_all(self) -> None:
        """Check every page. Raises LibraryDamagedError."""
        self._check(0, self._size)

    def _check(self, start: int, end: int) -> None:
        page, last = start // PAGE, -(-end // PAGE)
        while (page := self._unchecked.find(1, page, last)) >= 0:
            content = memoryview(self.mapped)[page * PAGE : min((page + 1) * PAGE, self._size)]
            if zlib.crc32(content) != self._checksums[page]:
                raise self._damaged("a page of it is changed")
            self._unchecked[page] = 0

    def _damaged(self, how: str) -> Exception:
        return report_damage(self._path.parent, f"{self._path.name}: {how}")
