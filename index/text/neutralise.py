"""Foreign text made harmless for a terminal, one character for one, so that offsets stay valid.

A document, a file name, a query or a note may hold escape sequences, bidirectional overrides or invisible
characters. Each is replaced by one visible character: a C0 control or DEL by its Unicode picture, everything else
that ``str.isprintable`` refuses by U+FFFD. That takes in C1 controls, bidirectional controls, zero-width
characters, the soft hyphen, the line separators U+2028 and U+2029, tag characters, lone surrogates, private-use
characters, and code points that Python's Unicode tables do not know.

Kept as they are: the newline, and the space characters other than U+0020 (the no-break space and its like), which
``str.isprintable`` refuses too. A tab becomes a space.

Standard library only: the screen imports this module.
"""

from __future__ import annotations

import unicodedata

REPLACEMENT = "\ufffd"
"""What stands for an unprintable character that has no picture."""

NEWLINE_PICTURE = "\u240a"
"""What stands for a newline where a text is shown on one line."""

_CHUNK = 8192  # characters that are judged at once; most chunks of real text need no change
_LAST_REMEMBERED = 0xFFFF  # a hostile text with every code point must not fill the memory


class _Replacements(dict[int, int]):
    """The table for ``str.translate``, filled as characters occur."""

    def __missing__(self, code: int) -> int:
        character = chr(code)
        harmless = character.isprintable() or unicodedata.category(character) == "Zs"
        result = code if harmless else ord(REPLACEMENT)
        if code <= _LAST_REMEMBERED:
            self[code] = result
        return result


_REPLACEMENTS = _Replacements({code: 0x2400 + code for code in range(0x20)})
_REPLACEMENTS.update({ord("\n"): ord("\n"), ord("\t"): ord(" "), 0x7F: 0x2421})


def neutralise(text: str) -> str:
    """Return ``text`` with every unprintable character but the newline replaced, at the same length."""
    return "".join(_neutralise_chunk(text[start : start + _CHUNK]) for start in range(0, len(text), _CHUNK))


def _neutralise_chunk(chunk: str) -> str:
    # ASCII is translated by a quick path of Python's own; the guard spares other text the slow one.
    if not chunk.isascii() and chunk.replace("\n", "").replace("\xa0", "").isprintable():
        return chunk
    return chunk.translate(_REPLACEMENTS)


def neutralise_line(text: str) -> str:
    """Return ``text`` neutralised for one line, such as a file name or a title: a newline is a picture too."""
    return neutralise(text).replace("\n", NEWLINE_PICTURE)
