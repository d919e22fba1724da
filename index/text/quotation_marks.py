"""Where a text quotes somebody: the spans between its quotation marks, the marks included."""

from __future__ import annotations

import re

from index.model import Span

LONGEST = 5000
"""Characters of a quote; a mark that is not closed within them is taken for a slip."""

_DOUBLE_MARK = re.compile(r"[“”„«»\"]")
_CORNERS = re.compile(r"「[^「」]{1,1000}」|『[^『』]{1,1000}』")
_POINTING_IN = re.compile(r"(?<!\w)»\w")  # »so«, as books in German have it
_POINTING_OUT = re.compile(r"«\s?\w")
_TURNED = str.maketrans("«»", "»«")
_PARAGRAPH_END = re.compile(r"\n\s*\n|\n(?=\s*[“„«\"])|\Z")
# A single quote opens before a word and closes behind a stop; an apostrophe stands between letters.
_SINGLE = re.compile(r"(?<![\w'’])[‘'](?=\w)(?:[^\n‘’']|(?<=\w)[’'](?=\w)){1,600}(?:(?<=[,.?!…])'|’)(?!\w)")
_FEWEST_WORDS_IN_SINGLE = 3


def find_quotations(text: str) -> list[Span]:
    """The quoted passages of a text in order, not overlapping and not one inside another.

    A quote of several paragraphs, each of which opens again and only the last of which closes, is one span for each.
    Straight marks open or close by what stands beside them, and by turns where that does not tell.
    """
    if len(_POINTING_IN.findall(text)) > len(_POINTING_OUT.findall(text)):
        text = text.translate(_TURNED)
    found = sorted([*_double(text), *(Span(*match.span()) for match in _CORNERS.finditer(text))])
    covered = iter([*found, Span(len(text), len(text))])
    beside = next(covered)
    singles = []
    for match in _SINGLE.finditer(text):
        while beside.end <= match.start():
            if beside.start == len(text):
                break
            beside = next(covered)
        if match.end() <= beside.start and len(match.group().split()) >= _FEWEST_WORDS_IN_SINGLE:
            singles.append(Span(*match.span()))
    return sorted(found + singles)


def _double(text: str) -> list[Span]:
    found: list[Span] = []
    opened: int | None = None
    for match in _DOUBLE_MARK.finditer(text):
        place = match.start()
        if opened is not None and place - opened > LONGEST:
            opened = None
        if opened is not None and _closes(text, opened, place):
            found.append(Span(opened, place + 1))
            opened = None
        elif _may_open(text, place):
            if opened is not None:
                found += _unclosed(text, opened, place)
            opened = place
    return [span for span in found if not text[span.start + 1 : span.end - 1].isspace()]


def _closes(text: str, opened: int, place: int) -> bool:
    """Whether the mark at ``place`` closes the one at ``opened``."""
    mark, opener = text[place], text[opened]
    if "\n\n" in text[opened:place]:
        return False
    if mark == "“":
        return opener == "„"
    if mark in "„«":
        return False
    if mark != '"':
        return True
    before, after = text[place - 1], text[place + 1 : place + 2]
    return not (before.isspace() and after and not after.isspace())


def _may_open(text: str, place: int) -> bool:
    mark = text[place]
    if mark in "”»":
        return False
    if mark != '"':
        return True
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return bool(after) and not before.isalnum() and (not after.isspace() or not before or before.isspace())


def _unclosed(text: str, opened: int, place: int) -> list[Span]:
    """The quote that was opened and is opened again at ``place``: its paragraph, if another paragraph begins there."""
    end = _PARAGRAPH_END.search(text, opened + 1, place + 1)
    return [Span(opened, end.start())] if end and end.start() < place else []
