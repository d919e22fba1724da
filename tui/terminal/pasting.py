"""What comes from the keyboard, made such that a pasted text presses no key.

Textual's parser takes an escape sequence inside a bracketed paste for keys, and the rest of the paste with it: some
terminals, and tmux, let ESC through. See "Bracketed Paste Mode" in
https://invisible-island.net/xterm/ctlseqs/ctlseqs.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from textual._xterm_parser import XTermParser
from textual.events import Key
from textual.message import Message

_START = "\x1b[200~"
_END = "\x1b[201~"
_ESCAPE = "\x1b"
_ESCAPE_PICTURE = "\u241b"

_INTRODUCERS = "[O\x1b"
"""What may follow ESC: CSI and SS3 begin so, and another ESC ends the wait by itself."""

_PRESSED = re.compile(r"\x1b(?=[^\[O\x1bbf\x7f])", re.DOTALL)
"""An ESC that is a key by itself. With b, f and backspace, in one piece, it goes by words in a line that is typed."""


class PasteGuard:
    """Follows the input, which comes in pieces cut anywhere."""

    def __init__(self) -> None:
        self._pasting = False
        self._before = ""  # the end of what came last, in which a paste may begin
        self._held = ""  # the end of what came last of a paste, which may begin its end

    def clean(self, data: str) -> str:
        """Returns the input with each ESC inside a paste as its picture; up to five characters wait for the next."""
        cleaned = []
        while data:
            piece, data = self._of_paste(data) if self._pasting else self._of_keys(data)
            cleaned.append(piece)
        return "".join(cleaned)

    def _of_keys(self, data: str) -> tuple[str, str]:
        """Returns the keys up to and with the start of a paste, and the rest."""
        seen = self._before + data
        start = seen.find(_START)
        self._pasting = start >= 0
        if not self._pasting:
            self._before = seen[-len(_START) + 1 :]
            return data, ""
        cut = start + len(_START) - len(self._before)
        self._before = ""
        return data[:cut], data[cut:]

    def _of_paste(self, data: str) -> tuple[str, str]:
        """Returns the paste up to and with its end, and the rest."""
        text, end, rest = (self._held + data).partition(_END)
        self._held = ""
        if end:
            self._pasting = False
        else:
            size = next(size for size in range(len(_END) - 1, -1, -1) if text.endswith(_END[:size]))
            text, self._held = text[: len(text) - size], text[len(text) - size :]
        return text.replace("\x1b", _ESCAPE_PICTURE) + end, rest


class PastingParser(XTermParser):
    """Textual's parser behind the guard. It takes ``escape`` and a key after it for two keys.

    Textual waits for what may follow ESC in a sequence, and takes a letter that was typed meanwhile for one that was
    held with ``alt``, which no key of ours is: both keys would be lost. What begins no sequence ends the wait.
    """

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._guard = PasteGuard()
        self._escape_waits = False  # ESC came last

    def feed(self, data: str) -> Iterator[Message]:
        """Yields the messages for the input; an empty one ends it."""
        if not data:
            yield from super().feed(data)
            return
        rest = self._guard.clean(data)
        if rest and self._escape_waits and rest[0] not in _INTRODUCERS:
            yield from self._end_wait()
        while pressed := _PRESSED.search(rest):
            yield from super().feed(rest[: pressed.end()])
            yield from self._end_wait()
            rest = rest[pressed.end() :]
        if rest:
            yield from super().feed(rest)
            self._escape_waits = rest.endswith(_ESCAPE)

    def _end_wait(self) -> Iterator[Message]:
        """Lets an ESC that waits for the rest of a sequence be the key, at once; one that waited long enough is."""
        self._escape_waits = False
        if self._timeout_time is not None:
            self._timeout_time = 0.0
            yield from self.tick()

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[Key]:
        """Yields the keys of a sequence; of one that began with ESC and came to nothing, ``escape`` before the rest."""
        if alt:
            yield Key("escape", _ESCAPE)
        yield from super()._sequence_to_key_events(sequence)
