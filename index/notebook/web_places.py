"""Notes that were made on a web page: which document is that page, and where in its text the words stand.

A page has more text than the article that was read out of it, in other spaces and sometimes another typography. So
a quote is looked for without its spaces, with all quotation marks and dashes alike.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from index.notebook.text_selectors import Anchor, Place

_QUOTATION_MARKS, _DASHES = "\"'`´‘’‚‛“”„‟′″«»‹›", "‐‑‒–—―−-"
_FOLDED = dict.fromkeys(_QUOTATION_MARKS, "'") | dict.fromkeys(_DASHES, "-")

_AGREES = 0.7
"""From this likeness on, the context on one side speaks for a place."""

_CLEARLY = 0.3
"""By so much must the contexts of the best place be better than those of the next one (of 2)."""

_AS_LONG = 24
"""A quote from this length on, without spaces, is hardly on a page twice."""

_WITHOUT_CONTEXT = 10
"""From this length on a quote that stands once is found if its context is not known at all."""

_NEAR, _FAR = 20, 200
"""A position decides between places if it is so near to one, in characters, and so far from all others."""


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text without spaces and with plain typography; ``places`` are the offsets of its characters."""

    text: str
    places: list[int]


def find_quote(text: str, anchor: Anchor) -> Place | None:
    """Where the anchor's quote stands in the text in whatever spaces and typography, or None if that is not sure."""
    page, quote = _fold(text), _fold(anchor.exact).text
    if not quote:
        return None
    prefix, suffix = _fold(anchor.prefix).text, _fold(anchor.suffix).text
    found = []
    at = page.text.find(quote)
    while at >= 0:
        before = _likeness(page.text[max(0, at - len(prefix)) : at], prefix)
        after = _likeness(page.text[at + len(quote) : at + len(quote) + len(suffix)], suffix)
        found.append((before, after, at))
        at = page.text.find(quote, at + 1)
    enough = _AS_LONG if prefix or suffix else _WITHOUT_CONTEXT
    best = _likeliest(found, len(quote) >= enough, anchor.start, page.places)
    if best is None:
        return None
    before, after, at = best
    start, end = page.places[at], page.places[at + len(quote) - 1] + 1
    return Place(start, end, exact=True, score=round((2 + before + after) / 4, 3))


def occurrences(text: str, quote: str) -> list[tuple[int, int]]:
    """Every place of the words in the text, in whatever spaces and typography: where it begins and ends."""
    page, wanted = _fold(text), _fold(quote).text
    found = []
    at = page.text.find(wanted) if wanted else -1
    while at >= 0:
        found.append((page.places[at], page.places[at + len(wanted) - 1] + 1))
        at = page.text.find(wanted, at + 1)
    return found


Found = tuple[float, float, int]
"""How like the context before and after is, and where."""


def _likeliest(found: list[Found], is_long: bool, position: int, places: list[int]) -> Found | None:
    ranked = sorted(found, key=lambda one: one[0] + one[1], reverse=True)
    if not ranked:
        return None
    best = ranked[0]
    if len(ranked) == 1:
        return best if max(best[:2]) >= _AGREES or is_long else None
    if max(best[:2]) >= _AGREES and sum(best[:2]) - sum(ranked[1][:2]) >= _CLEARLY:
        return best
    distances = sorted((abs(places[one[2]] - position), one) for one in ranked)
    if position and distances[0][0] <= _NEAR and distances[1][0] >= _FAR:
        return distances[0][1]
    return None


def _likeness(there: str, wanted: str) -> float:
    """How like two pieces of context are, 0 to 1; a context that is not known speaks for nothing."""
    return Levenshtein.normalized_similarity(there, wanted) if wanted else 0.0


def _fold(text: str) -> _Folded:
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for one in _FOLDED.get(sign) or unicodedata.normalize("NFKC", sign):
            folded = _FOLDED.get(one, one)
            if folded.isspace() or folded == "|" or unicodedata.category(folded) in ("Cf", "Cc"):
                continue  # cells of a table are set apart by "|"
            signs.append(folded)
            places.append(place)
    return _Folded("".join(signs), places)
