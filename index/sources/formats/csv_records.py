"""CSV and TSV with a header line, one story a row."""

from __future__ import annotations

import csv
import io
import itertools
from collections import deque
from collections.abc import Iterator

from index.errors import UnreadableError
from index.sources.entries import Entry, Fault
from index.sources.fields import FieldNames
from index.sources.limits import MAX_RECORD_BYTES, mebibytes
from index.sources.lines import read_lines

_DELIMITERS = ",;\t|"


def read_csv(text: io.TextIOBase, names: FieldNames) -> Iterator[Entry | Fault]:
    """Yield the rows below the header.

    A row whose quotation marks do not pair loses its first line alone: the reading goes on with the next line.
    Raises UnreadableError if no column holds the text.
    """
    csv.field_size_limit(2 * MAX_RECORD_BYTES)  # the module's own limit is 128 KiB; ours is counted in _Lines
    lines = _Lines(read_lines(text))
    first = lines.look_ahead()
    rows = _read_rows(lines, _choose_delimiter(first, names))
    header = next((row for _, row in rows if isinstance(row, list)), None)
    if header is None:
        return
    header = [name.strip() for name in header]
    if "text" not in names.recognised(header):
        example = next((row for _, row in rows if isinstance(row, list)), [])
        values = itertools.zip_longest(header, example[: len(header)], fillvalue="")
        raise UnreadableError(names.reason_without_text(dict(values)))
    for line, row in rows:
        if isinstance(row, Fault):
            yield row
        elif len(row) < len(header) or any(row[len(header) :]):
            yield Fault(line, f"a row of {len(row)} fields where the header has {len(header)}")
        else:
            yield Entry(line, dict(zip(header, row, strict=False)))


def _choose_delimiter(first_line: str, names: FieldNames) -> str:
    """Return the delimiter that gives the header most names that are known, and most names at all."""

    def quality(delimiter: str) -> tuple[int, int]:
        columns = next(csv.reader([first_line], delimiter=delimiter), [])
        return len(names.recognised([column.strip() for column in columns])), len(columns)

    return max(_DELIMITERS, key=quality)


class _Lines:
    """The lines that ``csv.reader`` asks for; those of the row that is being cut can be given back."""

    def __init__(self, lines: Iterator[tuple[int, str | None]]) -> None:
        self._lines = lines
        self._waiting: deque[tuple[int, str | None]] = deque()
        self._size = 0  # characters in ``row``
        self.row: list[tuple[int, str | None]] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        number, line = self._waiting.popleft() if self._waiting else next(self._lines)
        self.row.append((number, line))
        self._size += len(line or "")
        if line is None or self._size > MAX_RECORD_BYTES:
            raise csv.Error(f"a record of more than {mebibytes(MAX_RECORD_BYTES)}")
        return line

    def begin_row(self) -> None:
        self.row.clear()
        self._size = 0

    def give_back(self, count: int) -> None:
        """Give back the last ``count`` lines of the row."""
        if count:
            self._waiting.extendleft(reversed(self.row[-count:]))

    def look_ahead(self) -> str:
        """Return the first line without taking it, "" if there is none or it is too long."""
        first = next(self._lines, None)
        if first is None:
            return ""
        self._waiting.append(first)
        return first[1] or ""


def _read_rows(lines: _Lines, delimiter: str) -> Iterator[tuple[int, list[str] | Fault]]:
    """Yield each row that is not blank with the line on which it starts, or what is wrong with it."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.begin_row()
        try:
            row: list[str] | Fault = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            row = _read_broken_row(lines, delimiter, error)
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
        if row:
            yield lines.row[0][0], row


def _read_broken_row(lines: _Lines, delimiter: str, error: csv.Error) -> list[str] | Fault:
    """Read a row of one line with stray quotation marks as it stands; of a longer row give all but a line back."""
    number, line = lines.row[0]
    if line is not None and len(lines.row) == 1:
        return next(csv.reader([line], delimiter=delimiter))
    lines.give_back(len(lines.row) - 1)
    return Fault(number, f"broken CSV: {error}")
