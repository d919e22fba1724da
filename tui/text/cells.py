"""Graphemes and the terminal cells that they take.

A grapheme is what a person sees as one character: a character with the marks, selectors and joiners after it, or the
two letters of a flag (the part of Unicode's UAX 29 that concerns terminals). Widths are Rich's, because Textual
measures its strips with them.
"""

from __future__ import annotations

import re

from rich.cells import cell_len, get_character_cell_size

from index.text.neutralise import NOT_SENT, for_terminal, is_split

_PLAIN = (
    " -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u0482\u048a-\u052f\u05d0-\u05ea\u0620-\u064a"
    "\u0671-\u06d3\u1e00-\u1fbc\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u214f\u2190-\u2199\u2400-\u2426\ufffd"
)
_WIDE = "\u3001-\u3029\u3041-\u3096\u30a1-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60"
NOT_PLAIN = re.compile(f"[^{_PLAIN}]")
"""A character that may not be one grapheme of one cell. What it leaves out is: the scripts of most texts."""
WIDE_CLASS = f"[{_WIDE}]"
"""A class of characters that are each a grapheme of two cells, unless a mark follows."""

LONGEST_GRAPHEME = 32
"""A longer one is cut, in code points: Unicode's Stream-Safe Text Format (UAX 15) allows 30 marks in a row."""

_JOINER = "\u200d"
_FLAG_LETTERS = frozenset(map(chr, range(0x1F1E6, 0x1F200)))
JOINING = _FLAG_LETTERS | {_JOINER}
"""Characters that may take the next one into their grapheme, though that one has a width."""
_SPACES = dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F], " ")


class _Widths(dict[str, int]):
    """The width of each character met so far; a look-up is quicker than a call for each character of a text."""

    def __missing__(self, character: str) -> int:
        width = self[character] = 0 if character in NOT_SENT else get_character_cell_size(character)
        return width


WIDTHS = _Widths()


def displayed(text: str) -> str:
    """The text as it is painted: no-break and other narrow spaces as ordinary ones, nothing that takes no cell."""
    return text if text.isascii() else for_terminal(text.translate(_SPACES))


def width_of(text: str) -> int:
    """The number of cells that a text takes."""
    return cell_len(displayed(text)) if NOT_PLAIN.search(text) else len(text)


def grapheme_end(text: str, start: int, limit: int | None = None) -> int:
    """Where the grapheme that starts at ``start`` ends; not past ``limit`` (the text's length if None)."""
    limit = min(len(text) if limit is None else limit, start + LONGEST_GRAPHEME)
    end = start + 1
    if text[start] == "\n":
        return end
    if end < limit and text[start] in _FLAG_LETTERS and text[end] in _FLAG_LETTERS:
        end += 1
    while end < limit and text[end] != "\n" and (WIDTHS[text[end]] == 0 or _is_joined(text, end)):
        end += 1
    return end


def grapheme_start(text: str, offset: int) -> int:
    """Where the grapheme that holds ``offset`` starts. At the text's end or beyond: the text's length."""
    if offset >= len(text):
        return len(text)
    start = offset
    while start > 0 and may_continue(text, start):
        start -= 1
    while (end := grapheme_end(text, start)) <= offset:
        start = end
    return start


def may_continue(text: str, offset: int) -> bool:
    """Whether the character at ``offset`` (above 0) may belong to the grapheme of the one before it."""
    character, before = text[offset], text[offset - 1]
    if character == "\n" or before == "\n":
        return False
    if WIDTHS[character] == 0 or _is_joined(text, offset):
        return True
    return character in _FLAG_LETTERS and before in _FLAG_LETTERS


def _is_joined(text: str, offset: int) -> bool:
    """Whether the character at ``offset`` is joined to what stands before it."""
    return text[offset - 1] == _JOINER and not is_split(text, offset - 1)
