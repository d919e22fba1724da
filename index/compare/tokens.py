"""The words of an account as a comparison sees them: with their stems, and with the entities that they name."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from index.model import Mention, Span
from index.text.quantities import NUMBER_WORDS
from index.text.stemming import stems
from index.text.words import ACRONYMS, bounds, entry, word_forms

MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug"
    " sep sept oct nov dec".split()
)
"""The months and their abbreviations, in small letters."""

_OF_ANY_STORY = frozenset(
    "a about above after again against ago all almost along already also although always am amid among an and"
    " another any anyone anything are around as at away back be became because become been before being below"
    " between both but by came can cannot come could d did do does doing done down during each early earlier"
    " either else end enough even ever every few first for former from further get give go going got had has"
    " have having he her here hers him himself his how however i if in including instead into is it its itself"
    " just last late later least less let like likely ll m made make many may maybe me meanwhile might mine"
    " more most much must my near nearly never new next no nor not now of off often on once one ones only onto"
    " or other others our out over own part per perhaps put quite rather re s same second see seen several"
    " shall she should since so some soon still such t take than that the their theirs them themselves then"
    " there these they thing this those though three through thus to today together too toward towards two"
    " under until up upon us use used ve very via was way we well went were what when where whether which"
    " while who whom whose why will with within without would yes yet you your said say says saying told tell"
    " added according statement spokesman spokeswoman spokesperson reported report reports mr mrs ms year"
    " years month months week weeks day days time monday tuesday wednesday thursday friday saturday sunday".split()
)

_NOWHERE = sys.maxsize
"""An offset behind the end of every text."""

FUNCTION_WORDS = _OF_ANY_STORY | MONTHS
"""Words that any two stories share: grammar, reporting and the calendar."""


class Token(NamedTuple):
    """The word ``text[start:end]``.

    ``mention`` is the number of the mention that it is a word of, -1 if of none. ``content`` tells that it carries
    meaning: it is no function word.
    """

    start: int
    end: int
    form: str
    stem: str
    mention: int
    content: bool


_token = partial(tuple.__new__, Token)  # a third of what Token(...) takes


def tokens(text: str, mentions: Sequence[Mention] = ()) -> list[Token]:
    """The words of a text in order, each with the mention in which it stands."""
    result: list[Token] = []
    mention, mentioned = 0, [(one.start, one.end) for one in mentions]
    mentioned.append((_NOWHERE, _NOWHERE))
    first, last = mentioned[0]
    for start, end in bounds(text):
        while last <= start:
            mention += 1
            first, last = mentioned[mention]
        form, stem, content = _read(text[start:end])
        result.append(_token((start, end, form, stem, mention if first <= start else -1, content)))
    return result


@lru_cache(maxsize=32_768)
def _read(surface: str) -> tuple[str, str, bool]:
    """The form of a word as it is written, its stem, and whether it carries meaning."""
    form, capitals = entry(surface)
    return form, NUMBER_WORDS.get(form) or stems([form])[0], is_content(form, capitals)


def is_content(form: str, capitals: bool) -> bool:
    """Whether a word carries meaning, by its form and whether it is short and in capitals."""
    return form not in FUNCTION_WORDS or (capitals and form in ACRONYMS)


def by_sentence(found: Sequence[Token], sentences: Sequence[Span]) -> list[list[Token]]:
    """The tokens of each sentence."""
    result: list[list[Token]] = []
    at = 0
    for sentence in sentences:
        while at < len(found) and found[at].start < sentence.start:
            at += 1
        first = at
        while at < len(found) and found[at].start < sentence.end:
            at += 1
        result.append(list(found[first:at]))
    return result


def name_key(mention: Mention) -> str:
    """What two mentions of one entity have in common: the folded words of its one name."""
    return folded_name(mention.name)


@lru_cache(maxsize=20_000)
def folded_name(name: str) -> str:
    """The folded words of a name."""
    return " ".join(word_forms(name)) or name
