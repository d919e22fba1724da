"""JSON lines: one JSON object a line, one object a story."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator

from index.sources.entries import Entry, Fault
from index.sources.fields import FieldNames
from index.sources.formats.json_stories import DECODER, is_record, stories_within
from index.sources.limits import MAX_RECORD_BYTES, mebibytes
from index.sources.lines import read_lines

_TRAILING_COMMA = re.compile(r",\s*+(\}?)\s*+\Z")

TOO_DEEP = "broken JSON: nested too deeply"
NO_OBJECT = "not a JSON object with named fields"


def read_json_lines(text: io.TextIOBase, names: FieldNames) -> Iterator[Entry | Fault]:
    """Yield the record of each line that is not blank; of an object that is no story but holds some, each of these."""
    for number, line in read_lines(text):
        if line is None:
            yield Fault(number, f"a line of more than {mebibytes(MAX_RECORD_BYTES)}")
        elif not line.isspace():
            read = _read_line(number, line)
            if isinstance(read, Entry) and not read.warning and not is_record(read.values, names):
                yield from stories_within(read.values, line, line.index("{"), number, names)
            else:
                yield read


def _read_line(number: int, line: str) -> Entry | Fault:
    warning = ""
    try:
        try:
            value = DECODER.decode(line)
        except json.JSONDecodeError:
            mended = _TRAILING_COMMA.sub(r"\1", line)
            if mended == line:
                raise
            value = DECODER.decode(mended)
            warning = "a comma stands at the end of the line where none belongs"
    except json.JSONDecodeError as error:
        return Fault(number, f"broken JSON: {describe(error)} at column {error.pos + 1}")
    except RecursionError:
        return Fault(number, TOO_DEEP)
    return Entry(number, value, warning) if isinstance(value, dict) else Fault(number, NO_OBJECT)


def describe(error: json.JSONDecodeError) -> str:
    """Return what is wrong with some JSON, in the decoder's own words, which quote nothing of it."""
    return error.msg.lower().removesuffix(" starting at")
