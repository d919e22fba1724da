"""A passage of about two lines that shows why a document was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.model import Span

LENGTH = 200
"""Characters of a snippet: two lines and a half of an 80-column list."""

BEGINNING = 200_000
"""Characters of a long text in which a list looks for hits first."""

_LONGEST_WORD = 1_000


@dataclass(frozen=True, slots=True)
class Snippet:
    """The passage on one line, and where the hits are in it."""

    text: str
    spans: tuple[Span, ...]


def beginning(text: str) -> str:
    """The first ``BEGINNING`` characters of a text, up to a space; all of it if it is shorter or has no space there."""
    if len(text) <= BEGINNING:
        return text
    end = text.rfind(" ", BEGINNING - _LONGEST_WORD, BEGINNING)
    return text[:end] if end >= 0 else text


def make_snippet(text: str, hits: Sequence[Span], length: int = LENGTH, *, first: int = 0) -> Snippet:
    """The passage of at most ``length`` characters with the most hits, the first of its kind, cut at word borders.

    White space is folded into single spaces. Without hits it begins at ``first``.
    """
    start = _best_start(hits, length) if hits else first
    lead = 0 if not hits else min(start, length // 5)
    begin = _word_start(text, start - lead, start)
    end = _word_end(text, min(len(text), begin + length))
    return _on_one_line(text, begin, end, hits)


def _best_start(hits: Sequence[Span], length: int) -> int:
    """Where the stretch of text with the most hits begins; a stretch leaves a fifth of the length for what leads up."""
    best, most, last = 0, 0, 0
    for first, hit in enumerate(hits):
        last = max(last, first)
        while last < len(hits) and hits[last].end <= hit.start + length * 4 // 5:
            last += 1
        if last - first > most:
            best, most = hit.start, last - first
    return best if most else hits[0].start if hits else 0


def _word_start(text: str, begin: int, limit: int) -> int:
    """The start of the first word at or after ``begin``, at most ``limit``."""
    if begin == 0:
        return 0
    while begin < limit and not text[begin - 1].isspace():
        begin += 1
    return begin


def _word_end(text: str, end: int) -> int:
    """``end``, or the end of the last whole word before it, unless that is too far back."""
    for at in range(end, max(0, end - 30), -1):
        if at == len(text) or text[at].isspace():
            return at
    return end


def _on_one_line(text: str, begin: int, end: int, hits: Sequence[Span]) -> Snippet:
    passage = text[begin:end]
    line = " ".join(passage.split())
    spans = (
        Span(_place(passage[: max(hit.start, begin) - begin]), _place(passage[: min(hit.end, end) - begin]))
        for hit in hits
        if hit.start < end and hit.end > begin
    )
    return Snippet(line, tuple(Span(span.start, min(span.end, len(line))) for span in spans if span.start < len(line)))


def _place(before: str) -> int:
    """Where what follows this beginning of a passage stands, once white space is folded into single spaces."""
    folded = len(" ".join(before.split()))
    return folded + 1 if folded and before[-1].isspace() else folded
