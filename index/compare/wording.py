"""Where two sentences that say the same differ in their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from index.compare.comparison import Difference
from index.compare.tokens import Token
from index.text.quantities import NUMBER_WORDS

LONGEST = 2000
"""Words of a sentence that are compared; a sentence with more is a table or a list without full stops."""

_ELLIPSIS = re.compile(r"\.\.\.|…")
_SIGN = re.compile(r"[$€£¥₽₹](?= ?\d)|(?<=\d)[%‰]|(?<=\d )[%‰]|(?<!\w)[-−](?=\d)")
_CLOSING = {"]": "[", ")": "("}


class _Piece(NamedTuple):
    """A word, a sign that belongs to a number, or an ellipsis, which in a quote says that something was left out."""

    start: int
    end: int
    form: str
    content: bool


class _Hunk(NamedTuple):
    """Pieces ``[a_from, a_to)`` of one sentence that stand against ``[b_from, b_to)`` of the other."""

    a_from: int
    a_to: int
    b_from: int
    b_to: int


def differences(
    a_text: str, a_tokens: Sequence[Token], b_text: str, b_tokens: Sequence[Token]
) -> tuple[Difference, ...]:
    """The phrases that differ between two sentences, given by their tokens.

    Hunks with only a word or two of common ground between them are one phrase, as nobody reads them apart.
    """
    a, b = _pieces(a_text, a_tokens[:LONGEST]), _pieces(b_text, b_tokens[:LONGEST])
    return tuple(_difference(a_text, a, b_text, b, phrase) for phrase in _phrases(_hunks(a, b), a))


def _pieces(text: str, found: Sequence[Token]) -> list[_Piece]:
    pieces = [
        _Piece(token.start, token.end, NUMBER_WORDS.get(token.form, token.form), token.content) for token in found
    ]
    if pieces:
        first = max(0, pieces[0].start - 2)
        marks = _ELLIPSIS.finditer(text, pieces[0].start, pieces[-1].end)
        pieces += [_Piece(*mark.span(), "...", True) for mark in marks]
        pieces += [_Piece(*mark.span(), mark.group(), True) for mark in _SIGN.finditer(text, first, pieces[-1].end + 2)]
    return sorted(pieces)


def _hunks(a: Sequence[_Piece], b: Sequence[_Piece]) -> list[_Hunk]:
    """The runs that differ, by a longest common subsequence that is the same one whichever account comes first."""
    a_forms, b_forms = [piece.form for piece in a], [piece.form for piece in b]
    if b_forms < a_forms:
        return [_Hunk(h.b_from, h.b_to, h.a_from, h.a_to) for h in _hunks(b, a)]
    hunks: list[_Hunk] = []
    for operation in Indel.opcodes(a_forms, b_forms):
        if operation.tag == "equal":
            continue
        hunk = _Hunk(operation.src_start, operation.src_end, operation.dest_start, operation.dest_end)
        if hunks and (hunks[-1].a_to, hunks[-1].b_to) == (hunk.a_from, hunk.b_from):
            hunk = _joined(hunks.pop(), hunk)
        hunks.append(hunk)
    return hunks


def _joined(first: _Hunk, last: _Hunk) -> _Hunk:
    return _Hunk(first.a_from, last.a_to, first.b_from, last.b_to)


def _phrases(hunks: Sequence[_Hunk], a: Sequence[_Piece]) -> list[list[_Hunk]]:
    """Hunks that are read as one phrase, together."""
    phrases: list[list[_Hunk]] = []
    for hunk in hunks:
        common = a[phrases[-1][-1].a_to : hunk.a_from] if phrases else ()
        if phrases and (len(common) < 2 or not any(piece.content for piece in common)):
            phrases[-1].append(hunk)
        else:
            phrases.append([hunk])
    return phrases


def _difference(
    a_text: str, a: Sequence[_Piece], b_text: str, b: Sequence[_Piece], phrase: Sequence[_Hunk]
) -> Difference:
    whole = _joined(phrase[0], phrase[-1])
    return Difference(
        _span(a_text, a, whole.a_from, whole.a_to),
        _span(b_text, b, whole.b_from, whole.b_to),
        tuple(_span(a_text, a, hunk.a_from, hunk.a_to) for hunk in phrase if hunk.a_to > hunk.a_from),
        tuple(_span(b_text, b, hunk.b_from, hunk.b_to) for hunk in phrase if hunk.b_to > hunk.b_from),
    )


def _span(text: str, pieces: Sequence[_Piece], first: int, last: int) -> tuple[int, int]:
    """The characters of some pieces; of none, the place after the one before them."""
    if first == last:
        place = pieces[first - 1].end if first else pieces[0].start if pieces else 0
        return place, place
    start, end = pieces[first].start, pieces[last - 1].end
    opening = _CLOSING.get(text[end : end + 1])
    if opening and text.count(opening, start, end) > text.count(text[end], start, end):
        end += 1
    elif opening and text[start - 1 : start] == opening and text.count(opening, start, end) == 0:
        start, end = start - 1, end + 1
    return start, end
