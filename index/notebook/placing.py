"""The likeliest place of a passage in a text that has changed, or none.

A wrong place is worse than none: where two places are about as likely, or the surroundings do not speak for one,
there is none, and the annotation is an orphan. The rules, in order:

1. the exact quote where its context agrees, clearly better than at any other occurrence;
2. words like the quote's where the context agrees (approximately);
3. the exact quote with no context left, if its sentence was moved as a whole and the quote is long and was never
   repeated.

The thresholds were set on 1,000 seeded edits (tests/index/notebook/test_locate_edits.py) so that no passage is
placed wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from index.notebook.anchors import CONTEXT, Anchor, Place

_MOST_OCCURRENCES = 500
"""A quote or piece that occurs more often than this tells nothing about a place."""

_AGREES = 0.7
"""From this likeness on, the context on one side speaks for a place."""

_CLEARLY = 0.3
"""By so much must the contexts of the best occurrence of a quote be better than the next one's (of 2)."""

_FLOOR = 0.7
"""Words that are less like the quote's than this are not its own."""

_FLOOR_ONE_SIDE = 0.85
"""The same where the context agrees on one side only."""

_MOVED_BYTES = 32
"""A quote that is found without its context has at least so many bytes in UTF-8 with its sentence (a CJK
character has three, as it tells about three times as much as a letter)."""

_PIECE_BYTES = 10
"""Length in UTF-8 of the pieces beside a passage's ends by which its surroundings are found."""

_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]?\s|[。！？]|\n")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A possible place, with how like its words and surroundings are to the anchor's (0 to 1 each)."""

    start: int
    end: int
    quote: float
    before: float
    after: float

    @property
    def context(self) -> float:
        return self.before + self.after

    @property
    def score(self) -> float:
        return (2 * self.quote + self.context) / 4

    def place(self) -> Place:
        return Place(self.start, self.end, exact=self.quote == 1.0, score=round(self.score, 3))


def likeliest_place(text: str, anchor: Anchor) -> Place | None:
    """The place of the passage by the rules above, or None."""
    occurrences = [_candidate(text, anchor, at, at + len(anchor.exact)) for at in _find_all(text, anchor.exact)]
    chosen = _in_context(occurrences) or _alike(text, anchor) or _moved(text, anchor, occurrences)
    return chosen.place() if chosen else None


def proposals(text: str, anchor: Anchor, most: int = 5) -> list[Place]:
    """Places that a person may want to choose from when there is no sure one, the likeliest first."""
    occurrences = [_candidate(text, anchor, at, at + len(anchor.exact)) for at in _find_all(text, anchor.exact)]
    found = sorted([*occurrences, *_similar(text, anchor)], key=lambda one: (-one.score, one.start))
    apart: list[_Candidate] = []
    for one in found:
        if one.quote >= 0.5 and not any(_overlap(one, other) for other in apart):
            apart.append(one)
        if len(apart) == most:
            break
    return [one.place() for one in apart]


def _in_context(occurrences: list[_Candidate]) -> _Candidate | None:
    """The occurrence of the exact quote for which the context speaks, clearly more than for any other."""
    ranked = sorted(occurrences, key=lambda one: one.context, reverse=True)
    if not ranked or max(ranked[0].before, ranked[0].after) < _AGREES:
        return None
    if len(ranked) > 1 and ranked[0].context - ranked[1].context < _CLEARLY:
        return None
    return ranked[0]


def _alike(text: str, anchor: Anchor) -> _Candidate | None:
    """Words like the quote's, between surroundings like the quote's."""
    ranked = sorted(_similar(text, anchor), key=lambda one: one.score, reverse=True)
    if not ranked:
        return None
    best = ranked[0]
    both = min(best.before, best.after) >= _AGREES
    one_side = max(best.before, best.after) >= _AGREES
    if not ((both and best.quote >= _FLOOR) or (one_side and best.quote >= _FLOOR_ONE_SIDE)):
        return None
    rival = next((one.score for one in ranked if not _overlap(one, best)), 0.0)
    if best.score - rival < _CLEARLY / 4 or _is_neighbour(text, anchor, best):
        return None
    return best


def _moved(text: str, anchor: Anchor, occurrences: list[_Candidate]) -> _Candidate | None:
    """The only occurrence of a quote, if what its sentence has before and after it came with it."""
    if len(occurrences) != 1 or anchor.repeated:
        return None
    only = occurrences[0]
    before, after = _own_sentence(anchor)
    if len((before + anchor.exact + after).encode("utf-8", "surrogatepass")) < _MOVED_BYTES:
        return None
    if not text.endswith(before, 0, only.start) or not text.startswith(after, only.end):
        return None
    return only


def _own_sentence(anchor: Anchor) -> tuple[str, str]:
    """Of the context before and after the quote, that which is in the quote's own sentence."""
    before = anchor.prefix
    for mark in _SENTENCE_END.finditer(anchor.prefix):
        before = anchor.prefix[mark.end() :]
    if _SENTENCE_END.search(anchor.exact[-2:] + " "):
        return before, ""
    mark_after = _SENTENCE_END.search(anchor.suffix)
    return before, anchor.suffix[: mark_after.start() + 1].rstrip() if mark_after else anchor.suffix


def _similar(text: str, anchor: Anchor) -> list[_Candidate]:
    """Places whose ends were found by pieces of the quote and of its context beside its ends."""
    size = len(anchor.exact)
    starts = _estimates(text, anchor.prefix, anchor.exact)
    ends = _estimates(text, anchor.exact, anchor.suffix)
    found = []
    for start in starts:
        near = [end for end in ends if start + size // 2 < end <= start + 2 * size + 8]
        found += [_candidate(text, anchor, start, end) for end in near]
    return found


def _estimates(text: str, left: str, right: str) -> list[int]:
    """Where the border between two neighbouring pieces of text may stand now: by what is beside it."""
    places: set[int] = set()
    for piece, border in (*_pieces_before(left), *_pieces_after(right)):
        hits = _find_all(text, piece)
        places.update(at + border for at in hits if 0 <= at + border <= len(text))
    return sorted(places)


def _pieces_after(text: str) -> Iterator[tuple[str, int]]:
    """The first two pieces of a text, each with how far before the piece the text begins (0 or less)."""
    first = _bytes_long(text)
    yield text[:first], 0
    if first < len(text):
        yield text[first : first + _bytes_long(text[first:])], -first


def _pieces_before(text: str) -> Iterator[tuple[str, int]]:
    """The last two pieces of a text, each with how far after the piece's start the text ends."""
    for piece, offset in _pieces_after(text[::-1]):
        yield piece[::-1], len(piece) - offset


def _bytes_long(text: str) -> int:
    """How many characters of the text make a piece."""
    size = 0
    for count, character in enumerate(text, start=1):
        size += len(character.encode("utf-8", "surrogatepass"))
        if size >= _PIECE_BYTES:
            return count
    return len(text)


def _find_all(text: str, piece: str) -> list[int]:
    """Every place of the piece in the text; none if it is empty or too common to tell anything."""
    found: list[int] = []
    at = text.find(piece) if piece else -1
    while at >= 0:
        found.append(at)
        if len(found) > _MOST_OCCURRENCES:
            return []
        at = text.find(piece, at + 1)
    return found


def _candidate(text: str, anchor: Anchor, start: int, end: int) -> _Candidate:
    """A place with its likenesses."""
    words = text[start:end]
    quote = 1.0 if words == anchor.exact else min(_likeness(anchor.exact, words), 0.99)
    before = _likeness(anchor.prefix, text[max(0, start - len(anchor.prefix)) : start])
    after = _likeness(anchor.suffix, text[end : end + len(anchor.suffix)])
    return _Candidate(start, end, quote, before, after)


def _likeness(old: str, new: str) -> float:
    """How like two pieces of text are, 0 to 1. Less than four letters and digits tell nothing."""
    if sum(character.isalnum() for character in old) < 4:
        return 0.0
    return Levenshtein.normalized_similarity(old, new)


def _is_neighbour(text: str, anchor: Anchor, found: _Candidate) -> bool:
    """Whether the place holds what once stood before or after the quote, rather than the quote."""
    head, tail = text[found.start : found.start + CONTEXT], text[max(0, found.end - CONTEXT) : found.end]
    return _likeness(anchor.suffix.lstrip(), head) > _likeness(anchor.exact[:CONTEXT], head) or _likeness(
        anchor.prefix.rstrip(), tail
    ) > _likeness(anchor.exact[-CONTEXT:], tail)


def _overlap(one: _Candidate, other: _Candidate) -> bool:
    return one.start < other.end and other.start < one.end
