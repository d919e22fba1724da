"""Which one of several equal quotes a passage is, by what stands around it further off.

A sentence that is repeated word by word has the same 32 characters on both sides more often than not, but hardly the
same paragraph around it.
"""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from index.notebook.text_selectors import CONTEXT, Anchor, Place, occurrences_of

_AGREES = 0.8
"""From this likeness on, 300 characters of surroundings are the same paragraph, edited."""

_CLEARLY = 0.25
"""By so much must the surroundings be better than those of any other place."""

_NEAR_AGREES = 0.7
"""How like the 32 characters on at least one side must be."""


def place_among_equals(text: str, anchor: Anchor) -> Place | None:
    """The place of the exact quote whose wider surroundings on both sides are the anchor's, and no other place's.

    None where that is not sure: where the surroundings are repeated as well, or changed too much.
    """
    ranked = sorted((_wide_likeness(text, anchor, at) for at in occurrences_of(text, anchor.exact)), reverse=True)
    if not ranked:
        return None
    best, at = ranked[0]
    if best < _AGREES or any(best - other < _CLEARLY for other, _ in ranked[1:]):
        return None
    near = max(
        _likeness(text[max(0, at - CONTEXT) : at], anchor.prefix),
        _likeness(text[at + len(anchor.exact) : at + len(anchor.exact) + CONTEXT], anchor.suffix),
    )
    if near < _NEAR_AGREES:
        return None
    return Place(at, at + len(anchor.exact), exact=True, score=round((1 + best) / 2, 3))


def _wide_likeness(text: str, anchor: Anchor, at: int) -> tuple[float, int]:
    """How like the wider surroundings of a place are to the anchor's, the mean of both sides, and the place."""
    end = at + len(anchor.exact)
    before, after = anchor.before + anchor.prefix, anchor.suffix + anchor.after
    sides = (_likeness(text[max(0, at - len(before)) : at], before), _likeness(text[end : end + len(after)], after))
    return sum(sides) / 2, at


def _likeness(there: str, wanted: str) -> float:
    if not wanted:
        return 1.0  # it was at an end of its text, which tells nothing of any place
    return Levenshtein.normalized_similarity(there, wanted)
