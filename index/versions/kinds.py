"""Of what kind an edit is: what became other between two versions of a sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from index.model import EditKind, Span
from index.text.datelines import is_agency
from index.text.months import MONTHS
from index.text.negations import NEGATIONS
from index.text.quantities import NUMBER_WORDS, Part, Quantity, find_quantities
from index.text.reporting_words import REPORTING, STATEMENT

_TOKEN = re.compile(
    r"https?://[^\s)>\]]+|\d{4}-\d\d-\d\d|\d+(?:[.,]\d+)*(?=(?!st|nd|rd|th)[a-zA-Z]{1,3}\b)"
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?\b|[^\W_]+(?:['’][^\W_]+)*|[^\w\s]|\w"
)
_QUOTES = frozenset("\"“”„«»‘’'")
_SIGNS = frozenset("$€£¥₽₹%‰°")
_ORDINALS = {
    word: f"{place}th"
    for place, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)
}
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight morning afternoon"
    " evening night noon midnight".split()
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d")
_HEDGES = frozenset(
    "may might could would allegedly reportedly apparently possibly probably perhaps likely unlikely suspected"
    " purportedly supposedly presumably seemingly appears appear appeared seems seem seemed believed thought"
    " unconfirmed unclear about around nearly almost some roughly approximately least most several".split()
)
_SAYING = frozenset(form for form, base in REPORTING.items() if base in STATEMENT) | {"according"}
_UNITS = {
    form: unit
    for unit, forms in {
        "mile": "mile miles mi",
        "kilometre": "kilometre kilometres kilometer kilometers km",
        "metre": "metre metres meter meters m",
        "foot": "foot feet ft",
        "yard": "yard yards",
        "kilogram": "kilogram kilograms kilo kilos kg",
        "pound": "pound pounds lb lbs",
        "ton": "ton tons tonne tonnes",
        "hectare": "hectare hectares ha",
        "acre": "acre acres",
        "litre": "litre litres liter liters",
        "barrel": "barrel barrels",
        "gallon": "gallon gallons",
        "per cent": "percent %",
        "dollar": "dollar dollars usd",
        "euro": "euro euros eur",
        "rouble": "rouble roubles ruble rubles",
        "second": "seconds",
        "minute": "minute minutes",
        "hour": "hour hours",
        "day": "day days",
        "week": "week weeks",
        "month": "month months",
        "year": "year years",
    }.items()
    for form in forms.split()
}
_PLAIN_CAPITALS = frozenset(
    "i the a an and but or in on at of to for from by with as he she it they we you his her its their this that these"
    " those there when where while after before since if so no not one correction update updated".split()
)
"""Words that are no names however they are written."""

_SHORT = 5
"""Words of a passage in which capital letters tell even if most words have one."""

_CORRECTION = re.compile(
    r"\W*(?:correct(?:ion|ed|s)|clarif(?:ication|ies|ied)|editor[’']?s[’']? note|erratum|update[ds]?"
    r"|an earlier version)\b[^.]{0,40}?(?:[:—–-]|\bversion\b|\bthis (?:story|article|report)\b)",
    re.IGNORECASE,
)


class Token(NamedTuple):
    """A word, a number or a mark of a text, and its letters made small."""

    start: int
    end: int
    text: str
    small: str


def tokens_of(text: str, span: Span) -> list[Token]:
    """The words, numbers and marks of a passage."""
    return [
        Token(match.start(), match.end(), match.group(), match.group().casefold())
        for match in _TOKEN.finditer(text, span.start, span.end)
    ]


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or more of one version, cut into tokens."""

    text: str  # of the whole version
    tokens: Sequence[Token]
    quantities: Sequence[Quantity]
    quotations: Sequence[Span]
    names: Collection[str]  # words that are known to be of names
    capitals_tell: bool  # whether a capital letter within a sentence makes a name

    @classmethod
    def of(
        cls, text: str, span: Span, quotations: Sequence[Span], names: Collection[str], *, capitals_tell: bool = True
    ) -> Passage:
        """The passage at a span."""
        found = tokens_of(text, span)
        quantities = find_quantities([Part(*token) for token in found])
        near = [one for one in quotations if one.start < span.end and span.start < one.end]
        letters = [token.text[0] for token in found if token.text[0].isalpha()]
        is_heading = len(letters) >= _SHORT and sum(letter.isupper() for letter in letters) * 2 > len(letters)
        return cls(text, found, quantities, near, names, capitals_tell and not is_heading)


class Hunk(NamedTuple):
    """The tokens ``[first, last)`` of a passage; none of them where ``first`` is ``last``."""

    first: int
    last: int


def is_correction(passage: str) -> bool:
    """Whether a passage that was added says that the story was corrected."""
    return _CORRECTION.match(passage) is not None


def kinds_of(before: Passage, old: Hunk, after: Passage, new: Hunk) -> tuple[EditKind, ...]:
    """Of what kinds the change of ``old`` to ``new`` is, the weightiest first."""
    here, there = before.tokens[slice(*old)], after.tokens[slice(*new)]
    if _only_written_otherwise(here, there):
        return (_marks(before, here, after, there),)
    found = {kind for kind, differs in _words(before, old, after, new) if differs}
    if not found and _same_numbers(before, old, after, new):
        return (EditKind.COSMETIC,)
    if _is_quoted(before, here) and _is_quoted(after, there):
        found.add(EditKind.QUOTES)
    return tuple(kind for kind in EditKind if kind in found) or (EditKind.WORDING,)


def _only_written_otherwise(here: Iterable[Token], there: Iterable[Token]) -> bool:
    """Whether the letters and digits are the same, in any case."""
    return _letters(here) == _letters(there)


def _letters(tokens: Iterable[Token]) -> str:
    return "".join(token.small.replace("’", "'") for token in tokens if token.text[0].isalnum() or token.text in _SIGNS)


def _marks(before: Passage, here: Sequence[Token], after: Passage, there: Sequence[Token]) -> EditKind:
    """The kind of a change of punctuation, case or hyphens."""
    marks, other = (Counter(token.text in _QUOTES for token in side)[True] for side in (here, there))
    if marks != other:
        return EditKind.QUOTES
    if [t.text for t in here if t.text in _QUOTES] == [t.text for t in there if t.text in _QUOTES] and (
        _is_quoted(before, here) or _is_quoted(after, there)
    ):
        return EditKind.PUNCTUATION
    return EditKind.COSMETIC


def _is_quoted(passage: Passage, tokens: Sequence[Token]) -> bool:
    """Whether all of the tokens stand in one quotation; none do where there are none."""
    return bool(tokens) and any(one.start < tokens[0].start and tokens[-1].end <= one.end for one in passage.quotations)


def _words(before: Passage, old: Hunk, after: Passage, new: Hunk) -> Iterator[tuple[EditKind, bool]]:
    here, there = before.tokens[slice(*old)], after.tokens[slice(*new)]
    yield EditKind.NUMBERS, _numbers_differ(before, old, after, new)
    yield EditKind.TIMES, _times(before, old) != _times(after, new)
    yield EditKind.NAMES, _differ(_names(before, old), _names(after, new))
    yield EditKind.NEGATIONS, _differ(_negations(here), _negations(there))
    yield EditKind.ATTRIBUTIONS, _differ(_among(here, _SAYING), _among(there, _SAYING))
    yield EditKind.HEDGES, _differ(_among(here, _HEDGES), _among(there, _HEDGES))


def _differ(one: Iterable[str], other: Iterable[str]) -> bool:
    return Counter(one) != Counter(other)


def _among(tokens: Iterable[Token], words: Collection[str]) -> list[str]:
    return [token.small for token in tokens if token.small in words]


def _negations(tokens: Iterable[Token]) -> list[str]:
    return [
        "not" if token.small.endswith(("n't", "n’t")) else token.small
        for token in tokens
        if token.small.endswith(("n't", "n’t")) or (token.small in NEGATIONS and token.small not in ("t", "false"))
    ]


# Numbers and times


def _numbers_differ(before: Passage, old: Hunk, after: Passage, new: Hunk) -> bool:
    one, other = _quantities(before, old), _quantities(after, new)
    if [quantity[:3] for quantity in one] != [quantity[:3] for quantity in other]:
        # "One" alone is seldom a number: "one of the men", "a man".
        return any(not is_one for *_, is_one in one + other) or (bool(one) and bool(other))
    here, there = before.tokens[slice(*old)], after.tokens[slice(*new)]
    units, other_units = ({_UNITS[t.small] for t in side if t.small in _UNITS} for side in (here, there))
    if units != other_units and units and other_units and one:
        return True
    ordinals, other_ordinals = ([_ordinal(t) for t in side if _ordinal(t)] for side in (here, there))
    return bool(ordinals) and bool(other_ordinals) and ordinals != other_ordinals


def _same_numbers(before: Passage, old: Hunk, after: Passage, new: Hunk) -> bool:
    """Whether nothing but numbers was changed, to other words for the same."""
    one, other = _quantities(before, old), _quantities(after, new)
    return (
        bool(one)
        and one == other
        and all(
            any(quantity.first <= place < quantity.last for quantity in passage.quantities)
            for passage, hunk in ((before, old), (after, new))
            for place in range(*hunk)
            if passage.tokens[place].text[0].isalnum()
        )
    )


def _quantities(passage: Passage, hunk: Hunk) -> list[tuple[float, float | None, str, bool]]:
    """The numbers in a hunk and beside it, without those of days, years and clocks; the last: whether it is "one"."""
    return [
        (
            one.low,
            one.high,
            one.sign or _per_cent(passage, one),
            [t.small for t in passage.tokens[one.first : one.last]] == ["one"],
        )
        for one in passage.quantities
        if one.first <= hunk.last and hunk.first <= one.last and not _is_time(passage, one)
    ]


def figures_in(text: str, span: Span) -> list[tuple[float, float | None, str]]:
    """The numbers of a passage that have a word behind them: the bounds of each, and that word."""
    tokens = tokens_of(text, span)
    return [
        (one.low, one.high, tokens[one.last].small)
        for one in find_quantities([Part(*token) for token in tokens])
        if one.last < len(tokens) and tokens[one.last].text[0].isalpha()
    ]


def _per_cent(passage: Passage, quantity: Quantity) -> str:
    behind = [token.small for token in passage.tokens[quantity.last : quantity.last + 2]]
    return "%" if behind[:1] == ["percent"] or behind == ["per", "cent"] else ""


def _is_time(passage: Passage, quantity: Quantity) -> bool:
    return any(_is_time_token(passage.tokens, place) for place in range(quantity.first, quantity.last))


def _is_time_token(tokens: Sequence[Token], place: int) -> bool:
    """Whether a token is a day, a year, an hour, or the number of a day."""
    small = tokens[place].small
    if small in _DAYS or (small in MONTHS and tokens[place].text[0].isupper()):
        return True
    if _CLOCK.fullmatch(small):
        return ":" in small or _near(tokens, place) & {"am", "pm", "p", "gmt", "at"} != set()
    if _YEAR.fullmatch(small) or _ISO_DAY.fullmatch(small):
        return True
    return small.rstrip("sthndr").isdecimal() and any(
        word in MONTHS for word in _near(tokens, place) if word != "may" or _is_may(tokens, place)
    )


def _near(tokens: Sequence[Token], place: int) -> set[str]:
    """The words beside a token; a full stop after an abbreviation does not part them."""
    before = [t.small for t in tokens[max(0, place - 2) : place] if t.text != "."][-1:]
    behind = [t.small for t in tokens[place + 1 : place + 3] if t.text != "."][:1]
    return {*before, *behind}


def _is_may(tokens: Sequence[Token], place: int) -> bool:
    return any(token.text == "May" for token in tokens[max(0, place - 1) : place + 2])


def _times(passage: Passage, hunk: Hunk) -> list[str]:
    return [passage.tokens[place].small for place in range(*hunk) if _is_time_token(passage.tokens, place)]


def _ordinal(token: Token) -> str:
    return _ORDINALS.get(token.small) or (
        token.small if token.small[0].isdigit() and token.small.endswith(("st", "nd", "rd", "th")) else ""
    )


# Names


def _names(passage: Passage, hunk: Hunk) -> list[str]:
    """The words of names in a hunk."""
    return [
        passage.tokens[place].small.removesuffix("'s").removesuffix("’s")
        for place in range(*hunk)
        if _is_name(passage, place)
    ]


def _is_name(passage: Passage, place: int) -> bool:
    token = passage.tokens[place]
    if not token.text[0].isupper() or token.small in _PLAIN_CAPITALS or token.small in NUMBER_WORDS:
        return False
    if _is_time_token(passage.tokens, place) or token.small in _SAYING:
        return False
    if token.text in passage.names or is_agency(token.text):
        return True
    return passage.capitals_tell and not _begins_sentence(passage, place)


def _begins_sentence(passage: Passage, place: int) -> bool:
    before = place - 1
    while before >= 0 and passage.tokens[before].text in _QUOTES | {"-", "–", "—", "•", "*"}:
        before -= 1
    return before < 0 or passage.tokens[before].text in (".", "!", "?", ":", "…")


def name_words(text: str) -> frozenset[str]:
    """The words that stand with a capital letter within sentences of a text, and are so taken for names."""
    found = re.finditer(r"(?<=[a-z,;’'] )[A-Z][^\W\d_]+", text)
    return frozenset(one.group() for one in found if one.group().casefold() not in _PLAIN_CAPITALS)
