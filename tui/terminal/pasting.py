"""What comes from the keyboard, made such that a pasted text presses no key.

Textual's parser takes an escape sequence inside a bracketed paste for keys, and the rest of the paste with it: some
terminals, and tmux, let ESC through. See "Bracketed Paste Mode" in
https://invisible-island.net/xterm/ctlseqs/ctlseqs.html.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual._xterm_parser import XTermParser
from textual.message import Message

_START = "\x1b[200~"
_END = "\x1b[201~"
_ESCAPE_PICTURE = "\u241b"


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
    """Textual's parser behind the guard."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._guard = PasteGuard()

    def feed(self, data: str) -> Iterable[Message]:
        """Returns the messages for the input; an empty one ends it."""
        cleaned = self._guard.clean(data)
        return super().feed(cleaned) if cleaned or not data else ()
