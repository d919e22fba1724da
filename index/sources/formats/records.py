"""Files of records, each with fields of its own: JSON lines, JSON, CSV."""

from __future__ import annotations

from collections.abc import Iterator

from index.sources.entries import Entry, Fault
from index.sources.formats.csv_records import read_csv
from index.sources.formats.json_lines import read_json_lines
from index.sources.formats.json_values import read_json_values
from index.sources.lines import open_text
from index.sources.source import Source


def read_json_lines_file(source: Source) -> Iterator[Entry | Fault]:
    """Yield the record of each line."""
    with open_text(source.open(), source.encoding) as text:
        yield from read_json_lines(text, source.names)


def read_json_file(source: Source) -> Iterator[Entry | Fault]:
    """Yield the records of an array, an object that holds some, or of values one after another."""
    with open_text(source.open(), source.encoding) as text:
        yield from read_json_values(text, source.names)


def read_csv_file(source: Source) -> Iterator[Entry | Fault]:
    """Yield the rows below the header."""
    with open_text(source.open(), source.encoding) as text:
        yield from read_csv(text, source.names)
