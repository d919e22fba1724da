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
from index.sources.formats.json_lines import DECODER, NO_OBJECT, TOO_DEEP, describe
from index.sources.limits import MAX_RECORD_BYTES, mebibytes
from index.text.decoding import repair

_CHUNK = 2**18  # characters
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
        line = values.line
        try:
            value, start = values.take()
        except UnreadableError as error:
            yield Fault(line, str(error))
            values.skip_broken()
            continue
        if in_array or names.is_story(value):
            yield Entry(line, value)
        else:
            yield from _stories_within(value, values.buffer, start, line, names)


def _stories_within(
    holder: dict[str, object], text: str, start: int, line: int, names: FieldNames
) -> Iterator[Entry | Fault]:
    """Yield the stories that are members of the object at ``text[start:]``, or the object if it has none."""
    found = False
    for name, value, position in _candidates(text, start):
        line += text.count("\n", start, position)
        start = position
        if isinstance(value, dict) and _is_story_within(value, names, is_item=name is None):
            found = True
            own_id = {"id": name} if name is not None and "id" not in names.extract(value) else {}
            yield Entry(line, own_id | value)
    if not found:
        yield Entry(line, holder)


def _is_story_within(value: dict[str, object], names: FieldNames, *, is_item: bool) -> bool:
    """Whether a member is a story; an item of a list with a title may have only a summary."""
    if names.is_story(value):
        return True
    return is_item and {"title", "text"} <= names.extract(value).keys()


def _candidates(text: str, start: int) -> Iterator[tuple[str | None, object, int]]:
    """Yield an object's members with their names, and the items of those that are lists, each with its offset."""
    for name, value, position in _members(text, start):
        if isinstance(value, list):
            yield from ((None, item, item_position) for item, item_position in _items(text, position))
        else:
            yield name, value, position


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


def _end_of(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start
