"""What holds an annotation to its passage, as data.

An anchor is a TextPositionSelector and a TextQuoteSelector of the W3C Web Annotation Data Model
(https://www.w3.org/TR/annotation-model/#selectors) and the hash of the text it was made on. Offsets are Unicode
code points, end exclusive.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace

CONTEXT = 32
"""How many characters before and after the quote are kept, as Hypothesis keeps them."""

WIDE = 300
"""How many more characters on each side are kept of a quote that stands there several times: a paragraph's."""

_MOST_PLACES = 500
"""A quote that stands in more places than this is told apart by nothing."""

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]?\s|[。！？]|\n")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage ``text[start:end]`` of some text, with what is needed to find it in a changed one."""

    start: int
    end: int
    exact: str  # the quote
    prefix: str  # up to 32 characters before it
    suffix: str  # up to 32 characters after it
    text_hash: str  # SHA-256 of the text in UTF-8, hexadecimal; "" if not known
    repeated: bool = False  # the quote stood more than once in such a sentence, or nobody knows
    before: str = ""  # of a repeated quote, more of what stood before it than the prefix
    after: str = ""
    which: str = ""  # of a repeated quote, which one it was of how many: "2/3"

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Anchor:
        """The anchor of ``text[start:end]``. Raises ValueError for an empty passage or one outside the text."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no passage from {start} to {end} in a text of {len(text)} characters")
        exact = text[start:end]
        prefix, suffix = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        before, after = own_sentence(prefix, exact, suffix)
        in_sentence = before + exact + after
        first = text.find(in_sentence)
        repeated = first != start - len(before) or text.find(in_sentence, first + 1) >= 0
        anchor = cls(start, end, exact, prefix, suffix, hash_text(text), repeated)
        places = occurrences_of(text, exact) if repeated else []
        if len(places) < 2:
            return anchor
        return replace(
            anchor,
            before=text[max(0, start - CONTEXT - WIDE) : max(0, start - CONTEXT)],
            after=text[end + CONTEXT : end + CONTEXT + WIDE],
            which=f"{places.index(start) + 1}/{len(places)}" if start in places else "",
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where an anchor's passage stands in a text: ``text[start:end]``."""

    start: int
    end: int
    exact: bool  # the words are the quote's own; False: approximately
    score: float  # 0 to 1; 1 is the quote in its whole context


def own_sentence(prefix: str, exact: str, suffix: str) -> tuple[str, str]:
    """Of the context before and after a quote, that which is in the quote's own sentence."""
    before = prefix
    for mark in _SENTENCE_END.finditer(prefix):
        before = prefix[mark.end() :]
    if _SENTENCE_END.search(exact[-2:] + " "):
        return before, ""
    mark_after = _SENTENCE_END.search(suffix)
    return before, suffix[: mark_after.start() + 1].rstrip() if mark_after else suffix


def occurrences_of(text: str, exact: str) -> list[int]:
    """Where the words stand in the text, from the beginning; none if they stand everywhere."""
    places: list[int] = []
    at = text.find(exact)
    while at >= 0 and len(places) <= _MOST_PLACES:
        places.append(at)
        at = text.find(exact, at + 1)
    return places if len(places) <= _MOST_PLACES else []


def hash_text(text: str) -> str:
    """SHA-256 of the text in UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
