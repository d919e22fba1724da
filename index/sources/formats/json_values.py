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
from index.sources.formats.json_lines import NO_OBJECT, TOO_DEEP, describe
from index.sources.formats.json_stories import DECODER, end_of, is_record, stories_within
from index.sources.limits import MAX_RECORD_BYTES, mebibytes
from index.text.decoding import repair

_CHUNK = 2**18  # characters
_NEAR_END = 16  # an error so close to the end of what was read may only mean that more must be read
_SPACE = re.compile(r"\s*+")
_SPACE_OR_COMMA = re.compile(r"[\s,]*+")
# In a broken value a string ends at its line's end at the latest.
_TOKEN = re.compile(r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"?+|[\[{]++|[\]}]++|,|\n')


def read_json_values(text: io.TextIOBase, names: FieldNames) -> Iterator[Entry | Fault]:
    """Yield the stories of a JSON file.

    An object without a text of its own that holds stories stands for these.
    """
    values = _Values(text)
    in_array = values.enter_array()
    while values.advance(in_array):
        line = values.line
        try:
            value, start = values.take()
        except UnreadableError as error:
            yield Fault(line, str(error))
            values.skip_broken()
            continue
        if names.is_story(value) or (in_array and is_record(value, names)):
            yield Entry(line, value)
        else:
            yield from stories_within(value, values.buffer, start, line, names)


class _Values:
    """A window on the text of a JSON file: ``buffer[position:]`` is read and not yet taken."""

    def __init__(self, text: io.TextIOBase) -> None:
        self._text = text
        self._ended = False
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
        self._drop_taken()
        self._skip(_SPACE_OR_COMMA)
        while in_array and self.buffer.startswith("]", self.position):
            self._go_to(self.position + 1)
            self._skip(_SPACE_OR_COMMA)
        return self.position < len(self.buffer)

    def take(self) -> tuple[dict[str, object], int]:
        """Return the object at ``position`` and where it starts in ``buffer``, and go behind it.

        Raises UnreadableError if it is broken or no object.
        """
        if self.buffer[self.position] != "{":
            raise UnreadableError(NO_OBJECT)
        while True:
            start = self.position
            try:
                value, end = DECODER.raw_decode(self.buffer, start)
            except RecursionError:
                raise UnreadableError(TOO_DEEP) from None
            except json.JSONDecodeError as error:
                cut = error.msg.startswith("Unterminated") or error.pos >= len(self.buffer) - _NEAR_END
                if cut and self._is_full():
                    raise UnreadableError(f"a record of more than {mebibytes(MAX_RECORD_BYTES)}") from None
                if not cut or not self._read_more():
                    raise UnreadableError(f"broken JSON: {describe(error)}") from None
            else:
                self._go_to(end)
                return value, start

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
            end = end_of(pattern, self.buffer, self.position)
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

    def _drop_taken(self) -> None:
        """Forget the text before ``position``, once it is most of the buffer."""
        if self.position > max(_CHUNK, len(self.buffer) // 2):
            self.buffer, self.position = self.buffer[self.position :], 0

    def _read_more(self) -> bool:
        """Drop what was taken and read as much again as is left; tell whether there was more."""
        if self._ended:
            return False
        left = self.buffer[self.position :]
        more = repair(self._text.read(max(_CHUNK, len(left))))
        self._ended = not more
        self.buffer, self.position = left + more, 0
        return bool(more)
