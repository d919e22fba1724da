"""Which text is a copy of which: every sentence of a copy stands in the other, word for word.

Sentences are compared by their words without case and accents. What bears the meaning is kept beside the words:
numbers with their signs, currency and per cent, quotation marks, a question mark. So a copy has the same numbers,
names, negations and attributions; any other text is an account of its own, however much the two have in common.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.model import Span
from index.text.datelines import is_agency, is_date_line, match_dateline
from index.text.negations import NEGATIONS
from index.text.quantities import NUMBER_WORDS
from index.text.quotation_marks import find_quotations
from index.text.sentences import sentences
from index.text.words import entry, surfaces

FEWEST_WHOLE = 3
"""Sentences that must stand in the other text before one that is cut off at a text's end may count as the same."""

_PART = re.compile(r"\d+(?:[.,]\d+)*|[$€£¥₽₹%‰°?]|(?<!\w)[-−+](?=[$€£¥]?\d)|[^\W\d]+(?:\.[^\W\d]+)*|\w")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_STOPS = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_QUOTE = '"'


@dataclass(frozen=True, slots=True)
class Wording:
    """What a text says, sentence by sentence, in a form that can be compared."""

    sentences: frozenset[str]
    unfinished: str  # the last sentence, if the text ends without a stop; else ""
    words: frozenset[str]  # of the whole text and its title
    telling: frozenset[str]  # the numbers, negations and names of the title


def wording_of(title: str, text: str) -> Wording:
    """The wording of a text. Its title, datelines, lines of a date or of an agency's name are no sentences of it."""
    quotations = find_quotations(text)
    heading = " ".join(_parts(title, []))
    said = []
    last = ""
    for span in sentences(text):
        start = span.start + _dateline_length(text[span.start : span.end])
        written = text[start : span.end]
        if _is_furniture(written):
            continue
        parts = " ".join(_parts(written, [Span(q.start - start, q.end - start) for q in quotations]))
        if not parts or parts == heading:
            continue
        said.append(parts)
        last = "" if _STOPS.search(written) else parts
    words = frozenset(word for parts in (heading, *said) for word in parts.split())
    return Wording(frozenset(said), last, words, frozenset(_telling(title)))


def is_copy(one: Wording, other: Wording) -> bool:
    """Whether every sentence of ``one`` stands in ``other``, and its title tells nothing that ``other`` does not.

    It is not symmetric: the longer text says more. A last sentence that is cut off, after several whole ones, counts
    if a sentence of the other begins with it.
    """
    if not one.sentences or not one.telling <= other.words:
        return False
    missing = one.sentences - other.sentences
    if not missing:
        return True
    if missing != {one.unfinished} or len(one.sentences) <= FEWEST_WHOLE:
        return False
    return any(sentence.startswith(one.unfinished) for sentence in other.sentences)


def _parts(written: str, quotations: list[Span]) -> list[str]:
    """The words, numbers and meaningful marks of a sentence; ``quotations`` are the quoted spans near it."""
    found = [(match.start(), part) for match in _PART.finditer(written) for part in _normal(match.group())]
    edges = {edge for span in quotations for edge in (span.start, span.end) if 0 <= edge <= len(written)}
    return [part for _, part in sorted([*found, *((edge, _QUOTE) for edge in edges)], key=lambda entry: entry[0])]


def _normal(part: str) -> Iterator[str]:
    """A part of a sentence as it is compared: numbers in digits, words folded, acronyms apart from words."""
    if part[0].isdigit():
        yield part.replace(",", "") if _THOUSANDS.fullmatch(part) else part
    elif not part[0].isalpha():
        yield part
    else:
        for surface in surfaces(part):
            form, acronym = entry(surface)
            yield form.upper() if acronym else NUMBER_WORDS.get(form, form)


def _dateline_length(written: str) -> int:
    dateline = match_dateline(written)
    return dateline.end if dateline is not None else 0


def _is_furniture(written: str) -> bool:
    return is_date_line(written) or is_agency(written.strip(" -–—()[]/."))


def _telling(title: str) -> Iterator[str]:
    """The numbers and negations of a title, and its names where the title is not all in capital letters."""
    surfaces_ = [match.group() for match in _PART.finditer(title)]
    names_show = any(surface.islower() and len(surface) > 4 for surface in surfaces_)
    for place, surface in enumerate(surfaces_):
        named = names_show and place > 0 and surface[0].isupper()
        for part in _normal(surface):
            if part[0].isdigit() or part in NEGATIONS or named:
                yield part


def originals(keys: Sequence[int], copies: Callable[[int, int], bool]) -> dict[int, list[int]]:
    """Those of ``keys`` that are no copy of another, in their order, each with its copies.

    ``copies(one, other)`` tells whether one is a copy of the other. Of texts that are copies of each other the first
    is the original.
    """
    above = {key: [other for other in keys if other != key and copies(key, other)] for key in keys}
    place = {key: number for number, key in enumerate(keys)}
    own = [key for key in keys if not any(key not in above[other] or place[other] < place[key] for other in above[key])]
    found: dict[int, list[int]] = {key: [] for key in own}
    for key in keys:
        if key not in found:
            original = next((other for other in own if other in above[key]), None)
            found.setdefault(key, []) if original is None else found[original].append(key)
    return dict(sorted(found.items(), key=lambda item: place[item[0]]))
