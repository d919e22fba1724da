"""Lines of a text that are no statement: headings, datelines, bylines, captions, section names, tags, addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.model import Span
from index.text.datelines import is_date_line
from index.text.story_ends import is_byline

MOST_WORDS = 20
"""A line of more words that ends without a stop is a sentence whose stop was lost."""

MOST_FURNITURE = 0.75
"""Of the sentences of a text: with more, it is a list."""

_STOPPED = re.compile(r"[.!?…:;,。！？؟।][\"'”’»)\]]*\s*$")
_CREDIT = re.compile(
    r"^\W*(?:additional |further )?(?:reporting|writing|editing|compiled|edited|written|translated) by [A-Z]",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"^\W*(?:https?\s*:|www\s*\.)", re.IGNORECASE)


def furniture(text: str, sentences: Sequence[Span]) -> frozenset[int]:
    """The numbers of the sentences that are no statement; none where most lines end without a stop, as in a list."""
    found = frozenset(number for number, span in enumerate(sentences) if _is_furniture(text, span))
    return found if len(found) <= MOST_FURNITURE * len(sentences) else frozenset()


def _is_furniture(text: str, span: Span) -> bool:
    written = text[span.start : span.end]
    if _ADDRESS.match(written) or _CREDIT.match(written):
        return True
    alone = _begins_line(text, span.start) and _ends_line(text, span.end)
    if not alone or "\n" in written:
        return False
    if is_date_line(written) or is_byline(written):
        return True
    return not _STOPPED.search(written) and len(written.split()) <= MOST_WORDS


def _begins_line(text: str, place: int) -> bool:
    before = text[:place].rpartition("\n")[2] if place < 200 else text[place - 200 : place].rpartition("\n")[2]
    return not before.strip()


def _ends_line(text: str, place: int) -> bool:
    return not text[place : place + 200].partition("\n")[0].strip()
