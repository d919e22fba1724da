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

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from index.notebook.text_selectors import CONTEXT, Anchor, Place, own_sentence

_MOST_OCCURRENCES = 500
"""A quote or piece that occurs more often than this tells nothing about a place."""

_AGREES = 0.7
"""From this likeness on, the context on one side speaks for a place."""

_AGREES_FULLY = 0.9
"""From this likeness on, it does so alone."""

_PARTLY = 0.4
"""Up to this likeness, two pieces of text may be of different origin."""

_CLEARLY = 0.3
"""By so much must the contexts of the best occurrence of a quote be better than the next one's (of 2)."""

_FLOOR = 0.7
"""Words that are less like the quote's than this are not its own."""

_FLOOR_ONE_SIDE = 0.9
"""The same where the context agrees on one side only."""

_LONG_BYTES = 32
"""A quote from this length in UTF-8 on is hardly written twice (a CJK character has three bytes, as it tells about
three times as much as a letter)."""

_LONGEST_ALIKE = 5_000
"""A longer passage is found by its own words or not at all: comparing takes the square of its length."""

_MOST_CANDIDATES = 1_000
"""Where pieces of a passage are found in more ways, its text is too uniform to tell them apart."""

_PIECE_BYTES = 10
"""Length in UTF-8 of the pieces beside a passage's ends by which its surroundings are found."""


@dataclass(frozen=True, slots=True)
class _Passage:
    """What is looked for, with what its sentence has before and after it, as far as the anchor shows."""

    anchor: Anchor
    before: str
    after: str

    @property
    def is_long(self) -> bool:
        """Whether the quote alone is hardly written twice."""
        return is_long(self.anchor.exact)

    @property
    def is_distinct(self) -> bool:
        """Whether the quote in its sentence is hardly written twice, and was not."""
        return not self.anchor.repeated and is_long(self.before + self.anchor.exact + self.after)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A possible place, with how like its words and surroundings are to the anchor's (0 to 1 each)."""

    start: int
    end: int
    quote: float
    before: float
    after: float
    torn: bool  # what its sentence had before and after the quote is not there

    @property
    def context(self) -> float:
        return self.before + self.after

    @property
    def better(self) -> float:
        return max(self.before, self.after)

    @property
    def worse(self) -> float:
        return min(self.before, self.after)

    @property
    def score(self) -> float:
        return (2 * self.quote + self.context) / 4

    def place(self) -> Place:
        return Place(self.start, self.end, exact=self.quote == 1.0, score=round(self.score, 3))


def likeliest_place(text: str, anchor: Anchor) -> Place | None:
    """The place of the passage by the rules above, or None."""
    passage = _passage(anchor)
    occurrences = _occurrences(text, passage)
    chosen = _in_context(passage, occurrences)
    if chosen is None or chosen.worse < _AGREES:  # the passage may have been changed, and this be a copy of it
        chosen = _between(chosen, _alike(text, passage, occurrences), _moved(text, passage, occurrences))
    return chosen.place() if chosen else None


def _between(exact: _Candidate | None, alike: _Candidate | None, moved: _Candidate | None) -> _Candidate | None:
    """Which one of the exact quote in half its context, words like it, and the quote in none of its context."""
    if alike is None:
        return exact or moved
    if alike.worse >= _AGREES:
        return alike
    if exact is None and moved is not None:
        return None  # changed where it was, or moved away: who knows
    return exact or alike


def proposals(text: str, anchor: Anchor, most: int = 5) -> list[Place]:
    """Places that a person may want to choose from when there is no sure one, the likeliest first."""
    passage = _passage(anchor)
    found = [one for one in (*_occurrences(text, passage), *_similar(text, passage)) if one.quote >= 0.5]
    apart: list[_Candidate] = []
    for one in sorted(found, key=lambda one: (-one.score, one.start)):
        if len(apart) < most and not any(_overlap(one, other) for other in apart):
            apart.append(one)
    return [one.place() for one in apart]


def _passage(anchor: Anchor) -> _Passage:
    return _Passage(anchor, *own_sentence(anchor.prefix, anchor.exact, anchor.suffix))


def _occurrences(text: str, passage: _Passage) -> list[_Candidate]:
    """Every place of the exact quote."""
    quote = passage.anchor.exact
    return [_candidate(text, passage, at, at + len(quote)) for at in _find_all(text, quote)]


def _in_context(passage: _Passage, occurrences: list[_Candidate]) -> _Candidate | None:
    """The occurrence of the exact quote for which the context speaks, clearly more than for any other."""
    ranked = sorted(occurrences, key=lambda one: one.context, reverse=True)
    if not ranked or not _speaks_for(passage, ranked[0]):
        return None
    best, rivals = ranked[0], ranked[1:2]
    if any(best.context - rival.context < _CLEARLY for rival in rivals):
        return None
    if best.worse < _AGREES and any(rival.better >= _AGREES for rival in rivals):
        return None  # what stood before the quote is before the one, what stood after it after the other
    return best


def _speaks_for(passage: _Passage, found: _Candidate) -> bool:
    """Whether the context is enough to take this occurrence for the passage: more is asked of a common quote."""
    if found.torn and passage.is_distinct and passage.is_long:
        return found.better >= _AGREES_FULLY and found.worse >= _PARTLY
    if found.torn:
        return found.worse >= _AGREES_FULLY
    return (found.better if passage.is_distinct else found.worse) >= _AGREES


def _alike(text: str, passage: _Passage, occurrences: list[_Candidate]) -> _Candidate | None:
    """Words like the quote's, between surroundings like the quote's."""
    similar = [one for one in _similar(text, passage) if not any(_overlap(one, other) for other in occurrences)]
    ranked = sorted(similar, key=lambda one: one.score, reverse=True)
    if not ranked:
        return None
    best = ranked[0]
    both_sides = best.worse >= _AGREES and best.quote >= _FLOOR
    one_side = best.better >= _AGREES_FULLY and best.quote >= _FLOOR_ONE_SIDE and passage.is_long
    if not (both_sides or one_side) or _is_neighbour(text, passage.anchor, best):
        return None
    rival = next((one.score for one in ranked if not _overlap(one, best)), 0.0)
    return best if best.score - rival >= _CLEARLY / 4 else None


def _moved(text: str, passage: _Passage, occurrences: list[_Candidate]) -> _Candidate | None:
    """The only occurrence of a quote with the rest of its sentence, which came with it."""
    whole = [one for one in occurrences if not one.torn]
    if len(whole) != 1 or not passage.is_distinct or _was_replaced(text, passage.anchor):
        return None
    return whole[0]


def _was_replaced(text: str, anchor: Anchor) -> bool:
    """Whether other words stand between what was before and after the quote: then it did not move away."""
    before = text.find(anchor.prefix) if anchor.prefix.strip() else -1
    if before < 0 or not anchor.suffix.strip() or text.find(anchor.prefix, before + 1) >= 0:
        return False
    border = before + len(anchor.prefix)
    after = text.find(anchor.suffix.lstrip(), border, border + 3 * len(anchor.exact) + CONTEXT)
    between = text[border:after] if after > border else ""
    return bool(between.strip()) and anchor.exact not in between


def _similar(text: str, passage: _Passage) -> list[_Candidate]:
    """Places whose ends were found by pieces of the quote and of its context beside its ends."""
    anchor = passage.anchor
    size = len(anchor.exact)
    if size > _LONGEST_ALIKE:
        return []
    starts = _estimates(text, anchor.prefix, anchor.exact)
    ends = _estimates(text, anchor.exact, anchor.suffix)
    found = []
    for start in starts:
        near = [end for end in ends if start + size // 2 < end <= start + 2 * size + 8]
        found += [_candidate(text, passage, start, end) for end in near]
        if len(found) > _MOST_CANDIDATES:
            return []
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


def is_long(words: str) -> bool:
    """Whether words are so many that they are hardly written twice by chance."""
    return len(words.encode("utf-8", "surrogatepass")) >= _LONG_BYTES


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


def _candidate(text: str, passage: _Passage, start: int, end: int) -> _Candidate:
    """A place with its likenesses."""
    anchor, words = passage.anchor, text[start:end]
    quote = 1.0 if words == anchor.exact else min(_likeness(anchor.exact, words), 0.99)
    before = _side(anchor.prefix[::-1], text[max(0, start - CONTEXT) : start][::-1])
    after = _side(anchor.suffix, text[end : end + CONTEXT])
    torn = not (text.endswith(passage.before, 0, start) and text.startswith(passage.after, end))
    return _Candidate(start, end, quote, before, after, torn)


def _side(old: str, new: str) -> float:
    """How like the surroundings on one side are. A context that is short was cut off by the end of its text."""
    if len(old) < CONTEXT:
        return 1.0 if old == new else 0.0
    return _likeness(old, new)


def _likeness(old: str, new: str) -> float:
    """How like two pieces of text are, 0 to 1. Less than four letters and digits tell nothing."""
    if sum(character.isalnum() for character in old) < 4:
        return 0.0
    return Levenshtein.normalized_similarity(old, new)


def _is_neighbour(text: str, anchor: Anchor, found: _Candidate) -> bool:
    """Whether the place begins or ends with what once stood after or before the quote, and now does not."""
    after, before = anchor.suffix.lstrip(), anchor.prefix.rstrip()
    head = text[found.start : found.start + len(after)]
    tail = text[max(0, found.end - len(before)) : found.end]
    return (found.after < _AGREES and _likeness(after, head) >= _AGREES) or (
        found.before < _AGREES and _likeness(before, tail) >= _AGREES
    )


def _overlap(one: _Candidate, other: _Candidate) -> bool:
    return one.start < other.end and other.start < one.end
