"""What can still be read of a damaged notebook, page by page, whatever has become of the rest.

A notebook's tables are b-trees without row ids, so that each of their pages holds whole rows. The format of pages,
cells and records is that of https://www.sqlite.org/fileformat2.html; a row counts only if its checksum holds.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from index.errors import NotebookDamagedError
from index.notebook.annotation import Annotation, Mark
from index.notebook.importing import Present
from index.notebook.rows import FIRST_COLUMNS, Row, Value, row_annotation, row_revision, tables_of

_HEADER = 100
_PAGE_SIZE = 4096
"""SQLite's own choice, where the header does not say it any more."""

_INTERIOR, _LEAF = 0x02, 0x0A
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_UNREADABLE = (IndexError, ValueError, struct.error, OverflowError)


@dataclass(slots=True)
class Rescued:
    """The rows that could be read, by table, and what is known to be lost."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    lost: list[tuple[str, str]] = field(default_factory=list)  # id and document of each note that could not be read

    @property
    def annotations(self) -> list[Annotation]:
        """The notes, by document and place."""
        found = [row_annotation(row) for row in self.rows.get("annotations", ())]
        return sorted(found, key=lambda one: (one.document, one.anchor.start if one.anchor else -1, one.created))

    @property
    def further(self) -> Present:
        """The other revisions of these notes, and the marks."""
        revisions = [row_revision(row) for row in self.rows.get("revisions", ())]
        return Present((), revisions, [Mark(*map(str, row)) for row in self.rows.get("marks", ())])


def rescue(path: Path) -> Rescued:
    """Read what can be read of the notebook's file, which is not written to. Raises OSError."""
    pages = _Pages(path.read_bytes())
    records = [record for number in pages.in_use() for record in pages.records(number)]
    rescued = Rescued()
    keys: dict[str, str] = {}
    for record in records:
        for table, row in tables_of(record):
            rescued.rows.setdefault(table, []).append(row)
        if len(record) == 2 and all(isinstance(value, str) for value in record):  # of the index by document
            document, key = map(str, record)
            keys[key] = document
    if "annotations" not in rescued.rows:
        rescued.rows["annotations"] = list(_of_first_versions(records))
    there = {row[0] for row in rescued.rows["annotations"]}
    rescued.lost = sorted((key, document) for key, document in keys.items() if key not in there)
    return rescued


def _of_first_versions(records: list[Row]) -> Iterator[Row]:
    """The annotations that were written before rows had checksums."""
    for record in records:
        if len(record) == len(FIRST_COLUMNS):
            try:
                row_annotation(record)
            except NotebookDamagedError:
                continue
            yield record


class _Pages:
    """The pages of an SQLite file. Numbers count from 1."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        size = int.from_bytes(data[16:18], "big") if data.startswith(b"SQLite format 3\0") else 0
        self._size = 65536 if size == 1 else size if size >= 512 and not size & (size - 1) else _PAGE_SIZE
        self._usable = self._size - (data[20] if size and len(data) > 20 else 0)

    def in_use(self) -> list[int]:
        """The numbers of all pages that are not free: a free one may hold what was deleted long ago."""
        free = set(self._free())
        return [number for number in range(1, -(-len(self._data) // self._size) + 1) if number not in free]

    def records(self, number: int) -> Iterator[Row]:
        """The records in the cells of a page of an index or a table without row ids; of other pages none."""
        page = self._page(number)
        start = _HEADER if number == 1 else 0
        if len(page) < start + 12 or page[start] not in (_INTERIOR, _LEAF):
            return
        interior = page[start] == _INTERIOR
        first = start + (12 if interior else 8)
        for cell in range(min(struct.unpack_from(">H", page, start + 3)[0], self._size // 4)):
            try:
                (at,) = struct.unpack_from(">H", page, first + 2 * cell)
                yield _record(self._payload(page, at + 4 if interior else at))
            except _UNREADABLE:
                continue

    def _page(self, number: int) -> bytes:
        return self._data[(number - 1) * self._size : number * self._size]

    def _free(self) -> Iterator[int]:
        (trunk,) = struct.unpack_from(">I", self._data, 32) if len(self._data) >= _HEADER else (0,)
        seen: set[int] = set()
        while trunk and trunk not in seen and len(page := self._page(trunk)) == self._size:
            seen.add(trunk)
            yield trunk
            following, count = struct.unpack_from(">II", page)
            yield from struct.unpack_from(f">{min(count, self._usable // 4 - 2)}I", page, 8)
            trunk = following

    def _payload(self, page: bytes, at: int) -> bytes:
        """The payload of the cell at this offset, with what of it stands on further pages."""
        length, at = _varint(page, at)
        if length > len(self._data):
            raise ValueError("longer than the file")
        most = (self._usable - 12) * 64 // 255 - 23
        least = (self._usable - 12) * 32 // 255 - 23
        here = length
        if length > most:
            here = least + (length - least) % (self._usable - 4)
            here = here if here <= most else least
        parts = [page[at : at + here]]
        missing = length - here
        if missing:
            (further,) = struct.unpack_from(">I", page, at + here)
        while missing > 0:
            page = self._page(further)
            parts.append(page[4 : min(self._usable, 4 + missing)])
            missing -= self._usable - 4
            (further,) = struct.unpack_from(">I", page)
        return b"".join(parts)


def _record(payload: bytes) -> Row:
    """The values of a record. Raises one of ``_UNREADABLE`` if there is none."""
    size, at = _varint(payload, 0)
    kinds = []
    while at < size:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values: list[Value] = []
    at = size
    for kind in kinds:
        value, at = _value(payload, at, kind)
        values.append(value)
    if at != len(payload):
        raise ValueError("cut short")
    return tuple(values)


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    """The value of that serial type, and where the next one begins."""
    if kind == 0:
        return None, at
    if kind in (8, 9):
        return kind - 8, at
    if kind in _INTEGER_BYTES:
        end = at + _INTEGER_BYTES[kind]
        return int.from_bytes(payload[at:end], "big", signed=True), end
    if kind < 13 or kind % 2 == 0:
        raise ValueError("a notebook has only texts and whole numbers")
    end = at + (kind - 13) // 2
    return payload[at:end].decode("utf-8"), end


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """The number of variable length at this offset, and where it ends."""
    value = 0
    for count in range(8):
        byte = data[at + count]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + count + 1
    return value << 8 | data[at + 8], at + 9
