"""Tables that are looked up in their files, mapped into memory: nothing is read that is not asked for.

A file has a line for each key, ``key<TAB>value``, in the order of the lines' UTF-8, which is that of the keys. The
processes of one host share it.
"""

from __future__ import annotations

import mmap
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path

from index.entities.remembering import Remembered

_CONTROL = re.compile(r"[\x00-\x1f]")

_FEW = 100
"""Keys after which a table is worth landmarks: a search from the shell asks for fewer."""

_BLOCK = 4096
"""Bytes between two landmarks."""

SHIPPED = Path(__file__).parent / "data" / "tables"


class MappedTable:
    """A file of sorted lines, open for looking up. The last answers are remembered."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._found = Remembered(self._look_up)
        self._asked = 0

    def get(self, key: str) -> str | None:
        """The value of a key, None if the table does not have it."""
        return self._found[key]

    def __contains__(self, key: str) -> bool:
        return self._found[key] is not None

    def keys(self) -> Iterator[str]:
        """All keys, in order."""
        return (line.partition("\t")[0] for line in self._lines())

    def values(self) -> Iterator[str]:
        """All values, in the order of the keys."""
        return (line.partition("\t")[2] for line in self._lines())

    def _lines(self) -> list[str]:
        return self._map[:].decode().removesuffix("\n").split("\n")

    def _look_up(self, key: str) -> str | None:
        wanted = key.encode("utf-8", "surrogatepass") + b"\t"
        self._asked += 1
        start = self._halved(wanted) if self._asked <= _FEW else self._in_block(wanted)
        return None if start is None else self._map[start + len(wanted) : self._map.find(b"\n", start)].decode()

    def _in_block(self, wanted: bytes) -> int | None:
        """Where the line begins that begins so, None if there is none: by the last landmark that is not behind it."""
        starts, keys = self._landmarks
        block = bisect_right(keys, wanted) - 1
        if block < 0:
            return None
        if keys[block] == wanted:
            return starts[block]
        end = starts[block + 1] if block + 1 < len(starts) else len(self._map)
        found = self._map.find(b"\n" + wanted, starts[block], end)
        return found + 1 if found >= 0 else None

    @cached_property
    def _landmarks(self) -> tuple[list[int], list[bytes]]:
        """Where some lines begin, one in each block, and their keys with what ends them."""
        ends = (self._map.find(b"\n", at) + 1 for at in range(_BLOCK, len(self._map), _BLOCK))
        starts = sorted({0, *ends} - {len(self._map)})
        return starts, [self._map[start : self._map.find(b"\t", start) + 1] for start in starts]

    def _halved(self, wanted: bytes) -> int | None:
        """The same: halves the file until one line is left; where it is cut, the line's beginning is looked for."""
        low, high = 0, len(self._map)
        while low < high:
            middle = (low + high) // 2
            start = self._map.rfind(b"\n", low, middle) + 1 or low
            found = self._map[start : start + len(wanted)]
            if found == wanted:
                return start
            if found < wanted:
                low = self._map.find(b"\n", middle) + 1
            else:
                high = start
        return None


@cache
def shipped_table(name: str) -> MappedTable:
    """One of the tables that Dateline comes with."""
    return MappedTable(SHIPPED / f"{name}.txt")


def row_key(row: int) -> str:
    """The key under which a table of numbered rows has one of them."""
    return f"{row:05}"


def write_table(path: Path, values: Mapping[str, str]) -> None:
    """Write the file of a table. Raises ValueError for a key with control characters, and for a value of two lines."""
    if any(_CONTROL.search(key) or "\n" in value for key, value in values.items()):
        raise ValueError(f"a line of {path.name} would be no line, or out of order")
    path.write_bytes(b"".join(sorted(f"{key}\t{value}\n".encode() for key, value in values.items())))
