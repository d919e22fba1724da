"""What a program sends to a terminal, cut into text, control characters and escape sequences.

The forms are those of ECMA-48 (https://ecma-international.org/publications-and-standards/standards/ecma-48/), in
their seven-bit coding. What is of no known form is a sequence of its own, so that nothing passes unseen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a token is. A string is OSC, DCS, APC, PM or SOS with its content and its end."""

    TEXT = "text"
    CONTROL = "control"  # a C0 or C1 control, or DEL
    CSI = "CSI"
    OSC = "OSC"
    STRING = "string"
    ESCAPE = "escape"  # any other sequence that ESC begins


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of what was sent; the pieces together are the whole."""

    kind: Kind
    text: str


_TOKEN = re.compile(
    r"(?P<CSI>\x1b\[[0-?]*[ -/]*[@-~])"
    r"|(?P<OSC>\x1b\][^\x07\x1b]*(?:\x07|\x1b\\))"
    r"|(?P<STRING>\x1b[PX^_](?:[^\x1b]|\x1b[^\\])*\x1b\\)"
    r"|(?P<ESCAPE>\x1b[ -/]*[0-OQ-WYZ\\`-~])"
    r"|(?P<CONTROL>[\x00-\x1a\x1c-\x1f\x7f-\x9f])"
    r"|(?P<TEXT>[^\x00-\x1f\x7f-\x9f]+)"
)

_LONGEST = 200_000  # characters after which a sequence that does not end is taken for one that never will


def tokens(sent: str) -> tuple[list[Token], str]:
    """Returns the complete tokens, and the rest: the beginning of a sequence whose end has not come yet."""
    found: list[Token] = []
    position = 0
    while position < len(sent):
        match = _TOKEN.match(sent, position)
        if match is None:
            if len(sent) - position < _LONGEST:
                break
            found.append(Token(Kind.ESCAPE, sent[position]))
            position += 1
        else:
            found.append(Token(Kind[str(match.lastgroup)], match[0]))
            position = match.end()
    return found, sent[position:]


_MODES = r"\x1b\[\?(?:7|25|1000|1003|1004|1006|1015|1049|2004|2026|2048)[hl]"
"""Line wrap, cursor, mouse, focus, alternate screen, pasting, synchronised output, resizing within the stream."""

_OWN_SEQUENCES = re.compile(
    _MODES
    + r"|\x1b\[\d+;\d+H"  # cursor to a place
    + r"|\x1b\[\d+C"  # cursor to the right
    + r"|\x1b\[[\d;]*m"  # colours and attributes
    + r"|\x1b\[\?(?:2026|2048)\$p"  # can the terminal do these
    + r"|\x1b\[(?:>25|<)u"  # kitty's keyboard protocol on and off
    + r"|\x1b\]22;\w*\x07"  # shape of the mouse pointer
    + r"|\x1b\]8;;\x1b\\|\x1b\]8;id=[0-9a-f]+;https?://[!-~]+\x1b\\"  # a link to the web, and its end
)

_OWN_CONTROLS = ("\r", "\n")


def foreign_to_the_screen(sent: str) -> Iterator[Token]:
    """Yields what the screen by itself never sends: other sequences, controls, and unprintable characters.

    A terminal need not show characters of general categories C and Z as a cell of their own: bidirectional and
    zero-width characters, private-use ones, unknown ones, line separators. Spaces are shown as they are, and joiners
    shape letters.
    """
    found, rest = tokens(sent)
    for token in found:
        if token.kind is Kind.TEXT:
            bad = "".join(sign for sign in token.text if not (sign.isprintable() or sign in _SPACES + _JOINERS))
            if bad:
                yield Token(Kind.TEXT, bad)
        elif token.kind is Kind.CONTROL:
            if token.text not in _OWN_CONTROLS:
                yield token
        elif not _OWN_SEQUENCES.fullmatch(token.text):
            yield token
    if rest:
        yield Token(Kind.ESCAPE, rest)


_JOINERS = "\u200c\u200d"
_SPACES = "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
