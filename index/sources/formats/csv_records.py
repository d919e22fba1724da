"""CSV and TSV with a header line, one story a row."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from index.errors import UnreadableError
from index.sources.entries import Entry, Fault
from index.sources.fields import FieldNames
from index.sources.formats.csv_presets import WITHOUT_HEADER, is_gdelt_row, preset_of
from index.sources.limits import MAX_RECORD_BYTES, mebibytes
from index.sources.lines import read_lines
from index.text.neutralise import neutralise_line

_DELIMITERS = ",;\t|^~"
_SEP_LINE = re.compile(r"\ufeff?\"?sep=(.)\"?\s*\Z", re.IGNORECASE)
_APOSTROPHES = re.compile(r"'[^']*'(?:\s?[,;\t|^~]\s?'[^']*')+")  # a header whose names stand in apostrophes
_MOST_LINES_BEFORE = 20  # above the header
_LEAST_COLUMNS = 3  # of a row that may lack its last one: of two, one is too little to know a row by
_SHOWN_NAME = 60  # characters of a column's name that a warning quotes


@dataclass(frozen=True, slots=True)
class _Form:
    """How the rows of a file are cut, and how many lines stand before its header."""

    delimiter: str
    lines_before: int
    space_behind: bool  # blanks behind the delimiter belong to no field
    quote: str = '"'

    def reader(self, lines: Iterable[str], *, strict: bool = True, escape: str | None = None) -> Iterator[list[str]]:
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            quotechar=self.quote,
            skipinitialspace=self.space_behind,
            strict=strict,
            escapechar=escape,
        )


def read_csv(text: io.TextIOBase, names: FieldNames) -> Iterator[Entry | Fault]:
    """Yield the rows below the header.

    The header is the first line with a column for the text; what stands above it (``sep=;``, a heading) is passed
    over. A row that lacks its last field alone is read with a warning. A row whose quotation marks do not pair loses
    its first line alone: the reading goes on with the next line. Tables of ACLED's and GDELT's are known by their
    columns. Raises UnreadableError if no column holds the text.
    """
    csv.field_size_limit(2 * MAX_RECORD_BYTES)  # the module's own limit is 128 KiB; ours is counted in _Lines
    lines = _Lines(read_lines(text))
    form = _judge_form(lines.look_ahead(_MOST_LINES_BEFORE), names)
    lines.skip(form.lines_before)
    rows = _read_rows(lines, form)
    start, header = next(((line, row) for line, row in rows if isinstance(row, list)), (0, None))
    if header is None:
        return
    if is_gdelt_row(header):
        rows = itertools.chain([(start, header)], rows)
        header = WITHOUT_HEADER[len(header)]
    header = [name.strip() for name in header]
    while header and not header[-1]:
        header.pop()
    preset = preset_of(header)
    if preset is None and "text" not in names.recognised(header):
        example = next((row for _, row in rows if isinstance(row, list)), [])
        values = itertools.zip_longest(header, example[: len(header)], fillvalue="")
        raise UnreadableError(names.reason_without_text(dict(values)))
    for line, row in rows:
        if isinstance(row, Fault):
            yield row
        elif len(row) < len(header) - 1 or any(row[len(header) :]):
            yield Fault(line, f"a row of {len(row)} fields where the header has {len(header)}")
        else:
            entry = _entry(line, header, row, names)
            if preset is not None and isinstance(entry, Entry):
                told = {name: value if isinstance(value, str) else "" for name, value in entry.values.items()}
                entry = replace(entry, values=told | preset(told))
            yield entry


def _entry(line: int, header: list[str], row: list[str], names: FieldNames) -> Entry | Fault:
    values = dict(zip(header, row, strict=False))
    if len(row) >= len(header):
        return Entry(line, values)
    if len(header) < _LEAST_COLUMNS or "text" not in names.extract(values):
        return Fault(line, f"a row of {len(row)} fields where the header has {len(header)}")
    return Entry(line, values, f"the row ends before its last field, {neutralise_line(header[-1])[:_SHOWN_NAME]}")


def _judge_form(first_lines: list[str], names: FieldNames) -> _Form:
    """Find the header among the first lines, and the delimiter that gives it most names that are known."""
    named = _SEP_LINE.match(first_lines[0]) if first_lines else None
    delimiters = named[1] if named is not None else _DELIMITERS
    start = 1 if named is not None else 0
    best = _best_delimiter(first_lines[start] if len(first_lines) > start else "", delimiters, names)
    for number, line in enumerate(first_lines[start:], start):
        delimiter = _best_delimiter(line, delimiters, names)
        columns = _columns(line, delimiter)
        quote = "'" if _APOSTROPHES.fullmatch(line.strip()) and "text" not in names.recognised(columns) else '"'
        if quote == "'":
            columns = [column.strip("'") for column in columns]
        if "text" in names.recognised(columns) and (len(columns) > 1 or number == start):
            return _Form(delimiter, number, f"{delimiter} " in line and delimiter != "\t", quote)
    return _Form(best, start, space_behind=False)


def _best_delimiter(line: str, delimiters: str, names: FieldNames) -> str:
    def quality(delimiter: str) -> tuple[int, int]:
        columns = _columns(line, delimiter)
        return len(names.recognised(columns)), len(columns)

    return max(delimiters, key=quality)


def _columns(line: str, delimiter: str) -> list[str]:
    try:
        row = next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:
        return []
    return [column.strip() for column in row]


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

    def look_ahead(self, count: int) -> list[str]:
        """Return the first lines without taking them; one that is too long is ""."""
        first = list(itertools.islice(self._lines, count))
        self._waiting.extend(first)
        return [line or "" for _, line in first]

    def skip(self, count: int) -> None:
        """Take the first lines away; ``look_ahead`` has seen them."""
        for _ in range(count):
            self._waiting.popleft()


def _read_rows(lines: _Lines, form: _Form) -> Iterator[tuple[int, list[str] | Fault]]:
    """Yield each row that is not blank with the line on which it starts, or what is wrong with it."""
    reader = form.reader(lines)
    while True:
        lines.begin_row()
        try:
            row: list[str] | Fault = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            row = _read_broken_row(lines, form, error)
            reader = form.reader(lines)
        if isinstance(row, Fault) or any(cell and not cell.isspace() for cell in row):
            yield lines.row[0][0], row


def _read_broken_row(lines: _Lines, form: _Form, error: csv.Error) -> list[str] | Fault:
    """Read a row whose quotation marks are escaped by backslashes, one of one line with stray ones as it stands; of a
    longer row give all but a line back."""
    number, line = lines.row[0]
    taken = len(lines.row)
    if line is not None and any('\\"' in (part or "") for _, part in lines.row):
        lines.give_back(taken)
        lines.begin_row()
        try:
            return next(form.reader(lines, escape="\\"))
        except (csv.Error, StopIteration):
            lines.give_back(max(0, len(lines.row) - taken))
            del lines.row[taken:]
    if line is not None and len(lines.row) == 1:
        return next(form.reader([line], strict=False))
    lines.give_back(len(lines.row) - 1)
    return Fault(number, f"broken CSV: {error}")
