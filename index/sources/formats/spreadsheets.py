"""Spreadsheets by calamine: a sheet is a document, or each of its rows where a header row has a column for the text."""

from __future__ import annotations

import contextlib
import datetime
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePath
from typing import IO, TYPE_CHECKING, TypeVar

from index.errors import NEEDS_PASSWORD, UnreadableError
from index.sources.entries import Entry, Fault, Text
from index.sources.fields import FieldNames
from index.sources.formats.flowing import Flow
from index.sources.formats.packages import OLE_START
from index.sources.source import Source
from index.text.neutralise import neutralise_line

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_MOST_ROWS_BEFORE = 20  # above the header
_LOOKED_AT = 50  # rows in which the length of texts is judged
_LEAST_TEXT = 40  # characters of the longest, in a column whose name may mean something else
_SHOWN = 100  # characters of an error of calamine's
_EMPTY_CELLS = re.compile(r" \|(?:  \|)+ ")  # one stands for all that lie side by side

Row = list[str]
_Answer = TypeVar("_Answer")


def read_spreadsheet(source: Source) -> Iterator[Entry | Text | Fault]:
    """Yield what the sheets hold, in their order, hidden ones too. Raises UnreadableError."""
    import python_calamine

    with source.seekable() as stream:
        _count_parts(stream, source)
        with _open(stream) as book:
            kinds = (python_calamine.SheetTypeEnum.WorkSheet, python_calamine.SheetTypeEnum.MacroSheet)
            names = [one.name for one in book.sheets_metadata if one.typ in kinds]
            found = False
            for name in names:
                source.budget.begin_part()
                try:
                    sheet = _asked(partial(book.get_sheet_by_name, name))
                except UnreadableError as error:
                    found = True
                    yield Fault(None, str(error), neutralise_line(name)[:_SHOWN])
                    continue
                for one in _read_sheet(sheet, name, source, is_alone=len(names) == 1):
                    found = True
                    yield one
            if not found:
                raise UnreadableError("a spreadsheet without any words or numbers")


def _count_parts(stream: IO[bytes], source: Source) -> None:
    """Count what a package will unpack to; what is no package is not unpacked."""
    try:
        with zipfile.ZipFile(stream) as archive:
            for part in archive.infolist():
                source.budget.count_bytes(part.file_size)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError):
        pass  # calamine says what is wrong with it
    stream.seek(0)


def _open(stream: IO[bytes]) -> CalamineWorkbook:
    import python_calamine

    with contextlib.suppress(_DamageError):  # it does not say why
        return _asked(partial(python_calamine.CalamineWorkbook.from_filelike, stream))
    with tempfile.NamedTemporaryFile(suffix=_suffix(stream)) as copy:
        stream.seek(0)
        shutil.copyfileobj(stream, copy)
        copy.flush()
        return _asked(partial(python_calamine.CalamineWorkbook.from_path, copy.name))


class _DamageError(UnreadableError):
    """What calamine cannot read."""


def _asked(ask: Callable[[], _Answer]) -> _Answer:
    """Return what calamine answers. Raises UnreadableError."""
    import python_calamine

    try:
        return ask()
    except python_calamine.PasswordError:
        raise UnreadableError(NEEDS_PASSWORD) from None
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise _DamageError(_damaged(error)) from None
    except BaseException as error:  # a mistake of calamine's own is told to Python as no ordinary exception
        if type(error).__name__ != "PanicException":
            raise
        raise _DamageError(_damaged(error)) from None


def _suffix(stream: IO[bytes]) -> str:
    """That of the names of files like this one: calamine says what is wrong only with a file that has one."""
    stream.seek(0)
    head = stream.read(2**16)
    if head.startswith(OLE_START):
        return ".xls" if "Workbook".encode("utf-16-le") in head else ".xlsx"
    return ".ods" if b"opendocument" in head else ".xlsb" if b"xl/workbook.bin" in head else ".xlsx"


def _damaged(error: BaseException) -> str:
    said = neutralise_line(" ".join(str(error).split()))[:_SHOWN]
    return f"a damaged spreadsheet: {said}" if said else "a damaged spreadsheet"


def _read_sheet(sheet: CalamineSheet, name: str, source: Source, *, is_alone: bool) -> Iterator[Entry | Text]:
    first = sheet.start[0] + 1 if sheet.start is not None else 1
    head = [[_written(cell) for cell in row] for _, row in zip(range(_LOOKED_AT), sheet.iter_rows(), strict=False)]
    header = _header_of(head, source.names)
    if header is None:
        yield from _as_text(sheet, name, source, is_alone=is_alone)
        return
    columns = head[header]
    for number, row in enumerate(sheet.iter_rows()):
        if number <= header or row.count("") == len(row):
            continue
        cells = [_written(cell) for cell in row[: len(columns)]]
        if any(cells):
            yield Entry(first + number, {column: cell for column, cell in zip(columns, cells, strict=False) if column})


def _header_of(head: list[Row], names: FieldNames) -> int | None:
    """The number of the row that names the columns, None if no column holds texts."""
    for number, row in enumerate(head[:_MOST_ROWS_BEFORE]):
        columns = [column for column in row if column]
        known = names.recognised(columns)
        if "text" not in known or len(columns) < 2:
            continue
        rows = [dict(zip(row, below, strict=False)) for below in head[number + 1 :]]
        texts = [names.extract(values).get("text", "") for values in rows]
        if any(names.is_story(values) for values in rows):
            return number
        if len(known) > 1 and any(len(text) >= _LEAST_TEXT for text in texts):
            return number
    return None


def _as_text(sheet: CalamineSheet, name: str, source: Source, *, is_alone: bool) -> Iterator[Text]:
    """Yield a sheet as one text, a row a line; nothing if it is empty."""
    flow = Flow()
    for row in sheet.iter_rows():
        if row.count("") < len(row):
            line = " | ".join(_written(cell) for cell in row).strip(" |")
            flow.add(_EMPTY_CELLS.sub(" |  | ", line), tight=True)
    if flow.is_empty:
        return
    stem = PurePath(source.name).stem
    title = stem if is_alone else f"{stem}: {name}"
    yield Text({"text": flow.text(), "title": title, "id": "" if is_alone else name})


def _written(cell: object) -> str:
    """A cell as it would be read, without the look that its sheet gives it."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return format(cell, ".15g")
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(" ") if cell.time() != datetime.time() else cell.date().isoformat()
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    return str(cell).strip()
