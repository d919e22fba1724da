"""The lines of a file of any encoding, numbered, as the readers of JSON lines and CSV need them."""

from __future__ import annotations

import io
from collections.abc import Iterator

from index.sources.limits import MAX_RECORD_BYTES
from index.text.decoding import detect_encoding, repair

_CHUNK = 2**16


def open_text(stream: io.BufferedReader, named: str = "") -> io.TextIOWrapper:
    """Return a stream of text, each newline as "\\n", in the encoding that its first bytes are in.

    Where that is not Unicode, it is the one that somebody ``named``. Bytes that break UTF-8 come as surrogate escapes,
    for ``decoding.repair``. Raises UnreadableError if it is not text, and so does a later read if ``stream`` fails.
    """
    encoding = detect_encoding(stream.peek())
    if named and not encoding.startswith("utf"):
        encoding = named
    errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
    return io.TextIOWrapper(stream, encoding=encoding, errors=errors)


def read_lines(text: io.TextIOBase) -> Iterator[tuple[int, str | None]]:
    """Yield each line with its number, from 1; None for one of more than MAX_RECORD_BYTES characters."""
    number = 0
    while line := text.readline(MAX_RECORD_BYTES):
        number += 1
        if len(line) < MAX_RECORD_BYTES or line.endswith("\n"):
            yield number, repair(line)
            continue
        while (more := text.readline(_CHUNK)) and not more.endswith("\n"):
            pass
        yield number, None
