"""Sentences and words of a text, as the tagger sees them.

Offsets are Unicode code points into the text. Every pattern here is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# Second halves of compounds that are split off the name before them: "US-led", "Iran-backed".
COMPOUND_ENDS = (
    "administered affiliated aligned allied appointed armed backed based born bound brokered built "
    "controlled designed dominated drafted educated era flagged friendly funded held imposed inspired led "
    "linked listed made majority mediated occupied only operated owned proposed ravaged registered related ruled "
    "run speaking sponsored style supplied supported trained wide"
).split()

# Titles and firms' abbreviations that keep their full stop; none of them ends a sentence.
_ABBREVIATIONS = (
    "Mr Mrs Ms Dr Gen Col Lt Maj Sgt Capt Adm Brig Sen Sens Rep Reps Gov Prof Rev St Jr Sr Hon Pres Cpl Cmdr Pvt Msgr "
    "Supt Inc Corp Ltd Co No vs"
).split()

# The same with a blank before the stop, as some publishers' texts have it; firms are left out, they end sentences.
_SPACED = "|".join(_ABBREVIATIONS[: _ABBREVIATIONS.index("Inc")])

# A usual word at first, which is all that most places need to be tried for; nothing below matches the like otherwise.
_WORD = re.compile(
    r"[a-z]++(?=[ ,\n])"
    r"|\b(?:US|AU|CA|HK|NZ|NT|S|A|C) ?\$"
    r"|\b(?:[Aa]nti|[Pp]ro|[Nn]on|[Pp]ost|[Pp]re|[Ee]x|[Mm]id|[Tt]rans|[Cc]ounter)[-‑](?=[A-Z])"
    r"|\b[DRI][-‑](?=[A-Z](?:[a-z]|\.[A-Z]\.|[A-Z]\b))"
    r"|\b(?:[A-Z]\.){2,}|\b[A-Z]\.(?=\s[A-Z])|\b[A-Z] \.(?: [A-Z] \.)+|\b[A-Z] \.(?= [A-Z])"
    rf"|\b(?:{_SPACED}) \.(?= )"
    rf"|\b(?:{'|'.join(_ABBREVIATIONS)})\.(?=\s)"
    rf"|\w+(?:(?:[-‑](?!(?:{'|'.join(COMPOUND_ENDS)})\b)|['’](?!s\b)|\.(?=[a-z0-9]))\w+)*"
    r"|['’] ?s\b|\.\.\.|[^\w\s]"
)
_CAPITAL = "A-Z\u00c0-\u00d6\u00d8-\u00deŁŚŻĐŠŽČİŞŐŰ\u0391-\u03a9\u0400-\u042fҐ"
_SENTENCE_END = re.compile(rf"(?<=[.!?])[\"”’)»]?\s+(?=[\"“‘(\[«„]?[{_CAPITAL}0-9])|\n+")
_OTHER_ENDS = re.compile(r"[؟。！？।]")
_ANY_SENTENCE_END = re.compile(rf"{_SENTENCE_END.pattern}|(?<=[。！？।؟])[\"”’)»」』]?\s*(?=\S)")
_ABBREVIATION_BEFORE = re.compile(rf"\b(?:(?:{'|'.join(_ABBREVIATIONS)})\.|(?:[A-Z]|{_SPACED}) ?\.)$")
_LONGEST_ABBREVIATION = 7  # characters looked back for one, its full stop included
_LONGEST_SENTENCE = 500  # words; what is longer is a table or junk, and tagging it whole would take much memory
_WRAPPED_LINE = re.compile(r"[^\s.!?:;\"”]\n(?=[a-z])")


class Sentence(NamedTuple):
    """The words of one sentence and, word by word, where each stands in the text."""

    words: list[str]
    spans: list[tuple[int, int]]


def is_hard_wrapped(text: str) -> bool:
    """Whether the lines of ``text`` are broken at a width, so that the end of a line ends no sentence.

    They are if at least three in ten of its single line breaks stand inside a clause: no punctuation before
    and a small letter after.
    """
    breaks = text.count("\n") - 2 * text.count("\n\n")
    return breaks > 0 and len(_WRAPPED_LINE.findall(text)) >= 0.3 * breaks


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """The (start, end) of each sentence of ``text``, in order, without the white space between them."""
    wrapped = is_hard_wrapped(text)
    start = 0
    ends = _SENTENCE_END if text.isascii() or not _OTHER_ENDS.search(text) else _ANY_SENTENCE_END
    for match in ends.finditer(text):
        gap = match.group()
        if "\n" not in gap:
            before = text[max(start, match.start() - _LONGEST_ABBREVIATION) : match.start()]
            if _ABBREVIATION_BEFORE.search(before):
                continue
        elif wrapped and gap == "\n":
            continue
        if match.start() > start:
            yield start, match.start()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of ``text`` that have words, with their words; what goes on for too long comes in pieces."""
    for start, end in sentence_spans(text):
        spans = [match.span() for match in _WORD.finditer(text, start, end)]
        for first in range(0, len(spans), _LONGEST_SENTENCE):
            piece = spans[first : first + _LONGEST_SENTENCE]
            yield Sentence([text[begin:finish] for begin, finish in piece], piece)
