"""Sentences and paragraphs of a text, found from near an offset: the size of the text does not matter.

A sentence ends at a stop, with the quotation marks and brackets that close behind it, if what follows may begin a
sentence and what precedes is no abbreviation; and where its paragraph ends. Where blocks of 2,048 characters hold no
such end, one is made at the block's last space: so every question is answered from three blocks.

Every character that is no space lies in exactly one sentence. Spans leave out the space around. Standard library
only: the screen imports this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.model import Span
from index.text.paragraphs import (
    is_paragraph_break,
    next_paragraph,
    next_unit,
    paragraph_at,
    previous_paragraph,
    previous_unit,
    unit_at,
)

__all__ = [
    "next_paragraph",
    "next_sentence",
    "paragraph_at",
    "previous_paragraph",
    "previous_sentence",
    "sentence_at",
    "sentences",
]

_BLOCK = 2048  # characters
_LAST_SPACE = 200  # where a block without an end is cut, a space is looked for so far back

_CLOSERS = "\"'”’»)]"
_OPENERS = "\"'“‘„«([¿¡"
_WIDE_STOPS = "。！？"
_WIDE_CLOSERS = "」』”’）"
_CANDIDATE = re.compile(
    rf"[.!?…{re.escape(_CLOSERS)}](?=\s)|\n|[{_WIDE_STOPS}{_WIDE_CLOSERS}](?![{_WIDE_STOPS}{_WIDE_CLOSERS}])"
)
_MOST_CLOSERS = 4
_AHEAD = 100  # characters in which what follows is looked for
_LONGEST_WORD = 20  # of an abbreviation, its dots included
_INITIALS = re.compile(r"[A-Za-z](?:\.[A-Za-z])*")
_NEXT_WORD = re.compile(r"[^\W\d_]+")

_BEFORE_NAMES = frozenset(
    (
        "Mr Mrs Ms Mx Dr Prof Gen Col Maj Lt Sgt Cpl Pvt Capt Cmdr Cdr Adm Brig Rep Reps Sen Sens Gov Pres Rev Hon "
        "Messrs Mme Mlle St Mt Ft Supt Insp Det Amb Atty vs cf ca approx viz e.g i.e"
    ).split()
)
"""Abbreviations that end no sentence: they stand before what they belong to."""

_BEFORE_NUMBERS = frozenset("No Nos Fig Figs Art Sec Vol p pp Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec".split())
"""Abbreviations that end no sentence where a number follows."""

_MAY_END = frozenset("Inc Ltd Co Corp Bros Jr Sr Ave Blvd Ph.D etc al est ed eds dept Dept Univ".split())
"""Abbreviations that end a sentence if a usual first word follows; initials such as U.S. and W. do so too."""

_FIRST_WORDS = frozenset(
    (
        "A After All Also Although An And Another As At Both But By During Each Earlier Even Every For From He Her "
        "Here His How However I If In Instead It Its Last Later Many Meanwhile More Most My No Nor Not Now Officials "
        "On One Only Or Other Others Our Over Several She Since So Some Still Such That The Their Then There These "
        "They This Those Though Thus To Two Under Until We What When Where Whether Which While Who Why With Yet You"
    ).split()
)
"""Words that begin a sentence far more often than they follow an abbreviation."""


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the sentences of ``text[start:end]`` in their order; those at its edges are cut off there."""
    stop = len(text) if end is None else min(end, len(text))
    begin = start
    for block in range(start // _BLOCK, stop // _BLOCK + 1):
        for cut in [*_block_ends(text, block), stop] if block == stop // _BLOCK else _block_ends(text, block):
            if begin < cut <= stop:
                span = _strip(text, begin, cut)
                begin = cut
                if span.start < span.end:
                    yield span


def sentence_at(text: str, offset: int) -> Span:
    """Return the sentence that holds ``offset``, without the space around it.

    Between sentences it is the next one, behind the last the last one; in a blank text an empty span.
    """
    return unit_at(text, offset, _sentence_with)


def next_sentence(text: str, offset: int) -> int:
    """Return where the first sentence starts that begins behind ``offset``, or the text's length."""
    return next_unit(text, offset, _sentence_with)


def previous_sentence(text: str, offset: int) -> int:
    """Return where the last sentence starts that begins before ``offset``, or 0."""
    return previous_unit(text, offset, _sentence_with)


def _sentence_with(text: str, index: int) -> Span:
    block = index // _BLOCK
    ends = _block_ends(text, block)
    starts = [end for end in ends if end <= index] or (_block_ends(text, block - 1) if block else [0])
    stops = [end for end in ends if end > index] or _block_ends(text, block + 1) or [len(text)]
    return _strip(text, starts[-1], stops[0])


def _strip(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    stripped = piece.lstrip()
    start += len(piece) - len(stripped)
    return Span(start, start + len(stripped.rstrip()))


def _block_ends(text: str, block: int) -> list[int]:
    """Return where sentences end in a block: offsets behind its start, up to and with its end."""
    low, high = block * _BLOCK, min((block + 1) * _BLOCK, len(text))
    found = [match.end() for match in _CANDIDATE.finditer(text, low, high + 1)]
    ends = [end for end in found if end <= high and _is_end(text, end)]
    if not ends and high < len(text):
        ends.append(text.rfind(" ", high - _LAST_SPACE, high) + 1 or high)
    return ends


def _is_end(text: str, end: int) -> bool:
    """Whether a sentence ends before ``end``, where a candidate stands."""
    if text[end - 1] == "\n":
        return is_paragraph_break(text, end - 1)
    closers = _WIDE_CLOSERS + _CLOSERS
    stop = end
    while stop > max(0, end - _MOST_CLOSERS) and text[stop - 1] in closers:
        stop -= 1
    if text[stop - 1] in _WIDE_STOPS:
        return True
    if text[stop - 1] not in ".!?…" or not text[end : end + 1].isspace():
        return False
    behind = text[end : end + _AHEAD].lstrip()
    following = behind.lstrip(_OPENERS)
    if following[:1].islower():
        return False
    if text[stop - 1] != "." or text[stop - 2 : stop] == "..":
        return True
    quoted = stop < end or len(following) < len(behind)
    return not _is_abbreviation(text, stop - 1, following, quoted)


def _is_abbreviation(text: str, stop: int, following: str, quoted: bool) -> bool:
    """Whether the stop at ``text[stop]`` belongs to an abbreviation or a list's number and ends no sentence.

    ``following`` is the text behind it; ``quoted`` tells that a quotation or a bracket ends or begins there.
    """
    before = text[max(0, stop - _LONGEST_WORD) : stop]
    if not before or before[-1].isspace():
        return False
    word = before.split()[-1].lstrip(_OPENERS).rpartition("-")[2]
    if word in _BEFORE_NAMES:
        return not quoted
    if word in _BEFORE_NUMBERS:
        return following[:1].isdigit()
    if word.isdigit():
        return _begins_line(text, stop - len(word))
    if word in _MAY_END or _INITIALS.fullmatch(word):
        first = _NEXT_WORD.match(following)
        return not quoted and first is not None and first[0] not in _FIRST_WORDS
    return False


def _begins_line(text: str, start: int) -> bool:
    before = text[max(0, start - _LONGEST_WORD) : start].rpartition("\n")
    return not before[2].strip() and (bool(before[1]) or start <= _LONGEST_WORD)
