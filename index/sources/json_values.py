"""JSON that is no JSON lines: an array of stories, an object that holds stories, or values one after another.

Arrays are streamed, value by value. A broken value is skipped, and the reading goes on behind it.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator

from index.errors import UnreadableError
from index.sources.entries import Entry, Fault
from index.sources.fields import FieldNames
from index.sources.json_lines import DECODER, NO_OBJECT, TOO_DEEP
from index.sources.opening import MAX_RECORD_BYTES, mebibytes
from index.text.decoding import repair

_CHUNK = 2**20  # characters
_NEAR_END = 16  # an error so close to the end of what was read may only mean that more must be read
_SPACE = re.compile(r"\s*+")
_BETWEEN = re.compile(r"[\s,:]*+")
_SPACE_OR_COMMA = re.compile(r"[\s,]*+")
# In a broken value a string ends at its line's end at the latest.
_TOKEN = re.compile(r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"?+|[\[{]++|[\]}]++|,|\n')


def read_json_values(text: io.TextIOBase, names: FieldNames) -> Iterator[Entry | Fault]:
    """Yield the stories of a JSON file.

    An object without a text of its own whose members are stories, or lists of stories, stands for these; a member's
    name is its story's id, if it has none.
    """
    values = _Values(text)
    in_array = values.enter_array()
    while values.advance(in_array):
        start, line = values.position, values.line
        try:
            value = values.take()
        except UnreadableError as error:
            yield Fault(line, str(error))
            values.skip_broken()
            continue
        if not isinstance(value, dict):
            yield Fault(line, NO_OBJECT)
        elif in_array or "text" in names.extract(value):
            yield Entry(line, value)
        else:
            yield from _stories_within(value, values.buffer, start, line, names)


def _stories_within(
    holder: dict[str, object], text: str, start: int, line: int, names: FieldNames
) -> Iterator[Entry | Fault]:
    """Yield the stories that are members of the object at ``text[start:]``, or the object if it has none."""
    found = False
    for name, value, position in _members(text, start):
        if isinstance(value, dict) and "text" in names.extract(value):
            found = True
            own_id = {} if "id" in names.extract(value) else {"id": name}
            yield Entry(line + text.count("\n", start, position), own_id | value)
        elif isinstance(value, list):
            for item, item_position in _items(text, position):
                if isinstance(item, dict) and "text" in names.extract(item):
                    found = True
                    yield Entry(line + text.count("\n", start, item_position), item)
    if not found:
        yield Entry(line, holder)


def _members(text: str, start: int) -> Iterator[tuple[str, object, int]]:
    """Yield the names and values of a valid JSON object, and where each value stands in ``text``."""
    position = _end_of(_BETWEEN, text, start + 1)
    while text[position] != "}":
        name, position = DECODER.raw_decode(text, position)
        position = _end_of(_BETWEEN, text, position)
        value, end = DECODER.raw_decode(text, position)
        yield name, value, position
        position = _end_of(_BETWEEN, text, end)


def _items(text: str, start: int) -> Iterator[tuple[object, int]]:
    """Yield the values of a valid JSON array, and where each stands in ``text``."""
    position = _end_of(_BETWEEN, text, start + 1)
    while text[position] != "]":
        value, end = DECODER.raw_decode(text, position)
        yield value, position
        position = _end_of(_BETWEEN, text, end)


class _Values:
    """A window on the text of a JSON file: ``buffer[position:]`` is read and not yet taken."""

    def __init__(self, text: io.TextIOBase) -> None:
        self._text = text
        self._indent: str | None = None  # of the value at ``position``, if its line begins with it
        self.buffer = ""
        self.position = 0
        self.line = 1  # of ``position``

    def enter_array(self) -> bool:
        """Go past the bracket that opens an array, if the file begins with one."""
        self._skip(_SPACE)
        if not self.buffer.startswith("[", self.position):
            return False
        self._go_to(self.position + 1)
        return True

    def advance(self, in_array: bool) -> bool:
        """Go to the next value and tell whether there is one."""
        self._skip(_SPACE_OR_COMMA)
        while in_array and self.buffer.startswith("]", self.position):
            self._go_to(self.position + 1)
            self._skip(_SPACE_OR_COMMA)
        return self.position < len(self.buffer)

    def take(self) -> object:
        """Return the value at ``position`` and go behind it. Raises UnreadableError if it is broken."""
        while True:
            try:
                value, end = DECODER.raw_decode(self.buffer, self.position)
            except RecursionError:
                raise UnreadableError(TOO_DEEP) from None
            except json.JSONDecodeError as error:
                cut = error.msg.startswith("Unterminated") or error.pos >= len(self.buffer) - _NEAR_END
                if cut and self._is_full():
                    raise UnreadableError(f"a record of more than {mebibytes(MAX_RECORD_BYTES)}") from None
                if not cut or not self._read_more():
                    raise UnreadableError(f"broken JSON: {error.msg.lower()}") from None
            else:
                self._go_to(end)
                return value

    def skip_broken(self) -> None:
        """Go behind a broken value: where its brackets close, or where the next line like its first begins."""
        depth = 0
        while token := self._next_token():
            if token[0] in "[{":
                depth += len(token)
            elif token[0] in "]}":
                depth -= len(token)
                if depth <= 0:
                    return
            elif token == "\n" and self._indent is not None:
                if self.buffer.startswith(self._indent + "{", self.position):
                    return
            elif token == "," and depth == 0:
                return

    def _next_token(self) -> str:
        """Go behind the next bracket, comma, newline or string and return it; "" at the end."""
        while True:
            match = _TOKEN.search(self.buffer, self.position)
            if match is not None and match.end() < len(self.buffer):
                self._go_to(match.end())
                return match[0]
            self._go_to(match.start() if match else len(self.buffer))
            if self._is_full() or not self._read_more():  # then it is whole, or too long to care
                self._go_to(len(self.buffer))
                return match[0] if match else ""

    def _skip(self, pattern: re.Pattern[str]) -> None:
        while True:
            end = _end_of(pattern, self.buffer, self.position)
            _, newline, indent = self.buffer[self.position : end].rpartition("\n")
            self._indent = indent if newline else None
            self._go_to(end)
            if end < len(self.buffer) or not self._read_more():
                return

    def _go_to(self, position: int) -> None:
        self.line += self.buffer.count("\n", self.position, position)
        self.position = position

    def _is_full(self) -> bool:
        return len(self.buffer) - self.position >= MAX_RECORD_BYTES

    def _read_more(self) -> bool:
        """Drop what was taken and read as much again as is left; tell whether there was more."""
        left = self.buffer[self.position :]
        more = repair(self._text.read(max(_CHUNK, len(left))))
        self.buffer, self.position = left + more, 0
        return bool(more)


def _end_of(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start
