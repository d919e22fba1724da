"""Foreign text made harmless for a terminal, one character for one, so that offsets stay valid.

A document, a file name, a query or a note may hold escape sequences, bidirectional overrides or characters that hide
data. Each is replaced by one visible character: a C0 control or DEL by its Unicode picture, everything else that
``str.isprintable`` refuses by U+FFFD. That takes in C1 controls, bidirectional embeddings, overrides and isolates, the
line separators U+2028 and U+2029, tag characters, lone surrogates, private-use characters, and code points that
Python's Unicode tables do not know. So are characters that are printable by name only (Hangul fillers, U+034F, U+2800)
and variation selectors that follow neither an emoji nor an ideograph.

Kept as they are: the newline, the space characters other than U+0020 (the no-break space and its like), and what
belongs to words (``PART_OF_WORDS``): soft hyphens, joiners, zero-width spaces, the marks of direction. ``for_terminal``
leaves out those of them that a terminal need not get. A tab becomes a space.

Standard library only: the screen imports this module.
"""

from __future__ import annotations

import re
import threading
import unicodedata

PART_OF_WORDS = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060"
"""Characters that are not seen and belong to words: they are kept in texts, and are in no word's form."""

NOT_SENT = "\u00ad\u061c\u200b\u200e\u200f\u2060"
"""Those that no terminal gets: they take no cell. Joiners decide how letters look, and are sent."""

MOST_MARKS = 20
"""Marks and joiners that are sent for one cell."""

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
        harmless = character.isprintable() or character in PART_OF_WORDS or unicodedata.category(character) == "Zs"
        result = code if harmless else ord(REPLACEMENT)
        if code <= _LAST_REMEMBERED:
            self[code] = result
        return result


_UNSEEN = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\U000e0100-\U000e01ef"
_TAKES_SELECTOR = (
    "#*0-9\u00a9\u00ae\u203c\u2049\u2100-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299\u3400-\u9fff"
    "\uf900-\ufaff\U0001f000-\U0001faff\U00020000-\U0003ffff"
)
_OUT_OF_PLACE = re.compile(f"[{_UNSEEN}]|(?<![{_TAKES_SELECTOR}])[\ufe00-\ufe0f]")
"""Printable characters that show nothing, and variation selectors that select nothing."""
_MANY_MARKS = re.compile(rf"[^\w\s!-~]{{{MOST_MARKS + 1},}}")  # or a run of punctuation, which has none of them

_REPLACEMENTS = _Replacements({code: 0x2400 + code for code in range(0x20)})
_REPLACEMENTS.update({ord("\n"): ord("\n"), ord("\t"): ord(" "), 0x7F: 0x2421})


def neutralise(text: str) -> str:
    """Return ``text`` with every unprintable character but the newline replaced, at the same length."""
    harmless = "".join(_neutralise_chunk(text[start : start + _CHUNK]) for start in range(0, len(text), _CHUNK))
    return harmless if harmless.isascii() else _OUT_OF_PLACE.sub(REPLACEMENT, harmless)


def _neutralise_chunk(chunk: str) -> str:
    # ASCII is translated by a quick path of Python's own; the guard spares other text the slow one.
    if not chunk.isascii() and chunk.replace("\n", "").replace("\xa0", "").isprintable():
        return chunk
    return chunk.translate(_REPLACEMENTS)


def neutralise_line(text: str) -> str:
    """Return ``text`` neutralised for one line, such as a file name or a title: a newline is a picture too."""
    return neutralise(text).replace("\n", NEWLINE_PICTURE)


_LEFT_OUT = str.maketrans(dict.fromkeys(NOT_SENT))
_EMOJI = "\u2190-\u2bff\U0001f000-\U0001faff"
_JOINS_EMOJI = re.compile(f"\u200d(?=[{_EMOJI}])")
_splits_emoji = threading.Event()


def split_emoji(*, split: bool) -> None:
    """Say whether the terminal of this process gets emoji in their parts, since it shows no sequences of them."""
    if split:
        _splits_emoji.set()
    else:
        _splits_emoji.clear()


def is_split(text: str, joiner: int) -> bool:
    """Whether the joiner at a place is not sent, since it joins emoji that are sent in their parts."""
    return _splits_emoji.is_set() and _JOINS_EMOJI.match(text, joiner) is not None


def for_terminal(text: str) -> str:
    """Return a neutralised text as it is sent: without ``NOT_SENT``, with ``MOST_MARKS`` marks a cell at most."""
    if text.isascii():
        return text
    sent = _JOINS_EMOJI.sub("", text) if _splits_emoji.is_set() else text
    return _MANY_MARKS.sub(_bounded, sent.translate(_LEFT_OUT))


def _bounded(run: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for character in run.group():
        marks = marks + 1 if unicodedata.category(character) in ("Mn", "Me", "Cf") else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)


_AS_BEFORE = str.maketrans(dict.fromkeys(PART_OF_WORDS, REPLACEMENT))


def as_before(text: str) -> str:
    """Return a text as Dateline 0.1.0 kept it, with a sign for each of ``PART_OF_WORDS``."""
    return text.translate(_AS_BEFORE)
