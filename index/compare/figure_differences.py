"""Numbers and times that may stand for the same thing in two accounts, and differ: candidates, never more.

Numbers are looked for only in sentences that say the same. Two of them are candidates for one thing if they count the
same (the word behind them) or the same is said of what they count, as far as the words near them tell.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from index.compare.alignment import Aligned, Parsed
from index.compare.comparison import FigureCandidate
from index.compare.tokens import MONTHS, NUMBER_WORDS, Token
from index.model import Span, TimeMention

_DIGITS = re.compile(r"(?<![\w.,-])\d[\d.,]*(?![\w-])")
_HOURS = frozenset(("am", "pm", "gmt"))
_YEARS = range(1900, 2100)
_WINDOW = 4  # words with a meaning on either side
_SAME_FATE = {
    stem: fate
    for fate, stems in {
        "kill": "kill dead death deaths die died toll fatal martyr slain lost",
        "wound": "wound injur hurt",
        "arrest": "arrest detain",
    }.items()
    for stem in stems.split()
}
_FATES = frozenset(_SAME_FATE.values())


class _Number(NamedTuple):
    start: int
    end: int
    value: float
    unit: str  # stem of the word behind it
    near: dict[str, str]  # stems near it, with what they look like


def figure_candidates(a: Parsed, b: Parsed, pairs: Iterable[Aligned]) -> tuple[FigureCandidate, ...]:
    """The numbers and times that differ in sentences that say the same, in the order of ``a``."""
    found: list[FigureCandidate] = []
    for pair in pairs:
        found += _numbers(a, b, pair)
        found += _times(a, b, pair)
    return tuple(dict.fromkeys(found))


# Numbers


def _numbers(a: Parsed, b: Parsed, pair: Aligned) -> Iterator[FigureCandidate]:
    in_a, in_b = _numbers_in(a, pair.a), _numbers_in(b, pair.b)
    a_only = [number for number in in_a if not any(number.value == other.value for other in in_b)]
    b_only = [number for number in in_b if not any(number.value == other.value for other in in_a)]
    for number in a_only:
        likely = max(b_only, key=lambda other: _likeness(number, other), default=None)
        if likely is None or _likeness(number, likely) < 2:
            continue
        if max(a_only, key=lambda other: _likeness(other, likely)) != number:  # it is likelier another one
            continue
        about = tuple(look for stem, look in number.near.items() if stem in likely.near)
        yield FigureCandidate(
            "number",
            (number.start, number.end),
            (likely.start, likely.end),
            a.account.text[number.start : number.end],
            b.account.text[likely.start : likely.end],
            about,
        )


def _likeness(one: _Number, other: _Number) -> int:
    """How many words near both are the same; the word that is counted counts twice.

    Where they count differently named things, they are alike only if those met the same fate: 22 civilians killed,
    18 people killed.
    """
    shared = one.near.keys() & other.near.keys()
    same_unit = one.unit == other.unit != ""
    if one.unit and other.unit and not same_unit and shared.isdisjoint(_FATES):
        return 0
    return len(shared) + same_unit


def _numbers_in(parsed: Parsed, sentence: int) -> list[_Number]:
    text, span = parsed.account.text, parsed.account.sentences[sentence]
    found = parsed.sentences[sentence]
    times = _within(parsed.account.times, span)
    numbers = []
    for start, end, value in sorted(_values(text, span, found)):
        in_time = any(time.start < end and time.end > start for time in times)
        if not in_time and not _of_calendar(found, start, end, value):
            numbers.append(_Number(start, end, value, *_context(found, start, end)))
    return numbers


def _values(text: str, span: Span, found: Sequence[Token]) -> Iterator[tuple[int, int, float]]:
    for match in _DIGITS.finditer(text, span.start, span.end):
        written = match.group().rstrip(".,")
        digits = written.replace(",", "")
        if digits.count(".") <= 1 and len(digits) <= 15:
            yield match.start(), match.start() + len(written), float(digits)
    for token in found:
        if token.form in NUMBER_WORDS and token.form != "one" and token.mention < 0:
            yield token.start, token.end, float(NUMBER_WORDS[token.form])


def _of_calendar(found: Sequence[Token], start: int, end: int, value: float) -> bool:
    """Whether a number is a year, a day of a month or an hour."""
    if value in _YEARS:
        return True
    before = next((token.form for token in reversed(found) if token.end <= start), "")
    after = next((token.form for token in found if token.start >= end), "")
    return before in MONTHS or after in MONTHS or after in _HOURS


def _context(found: Sequence[Token], start: int, end: int) -> tuple[str, dict[str, str]]:
    before = [token for token in found if token.end <= start and token.content][-_WINDOW:]
    after = [token for token in found if token.start >= end and token.content][:_WINDOW]
    near = {_SAME_FATE.get(token.stem, token.stem): token.form for token in before + after}
    near = {stem: form for stem, form in near.items() if not stem.isdigit()}
    follows = next((token for token in found if token.start >= end), None)
    return follows.stem if follows is not None and follows.content else "", near


# Times


def _times(a: Parsed, b: Parsed, pair: Aligned) -> Iterator[FigureCandidate]:
    in_a, in_b = _times_in(a, pair.a), _times_in(b, pair.b)
    if any(_agree(time, other) for time in in_a for other in in_b):
        return
    for time, other in zip(in_a[:1], in_b[:1], strict=False):
        yield FigureCandidate(
            "time", (time.start, time.end), (other.start, other.end), time.text, other.text, _common_words(a, b, pair)
        )


def _times_in(parsed: Parsed, sentence: int) -> list[TimeMention]:
    """The times of a sentence that are days or parts of one."""
    times = _within(parsed.account.times, parsed.account.sentences[sentence])
    return [time for time in times if time.begin is not None and time.type in ("DATE", "TIME")]


def _within(times: Sequence[TimeMention], span: Span) -> Sequence[TimeMention]:
    """The times that begin in a span."""
    first, last = (bisect_left(times, place, key=lambda time: time.start) for place in (span.start, span.end))
    return times[first:last]


def _agree(one: TimeMention, other: TimeMention) -> bool:
    """Whether two times can mean the same: they overlap, and neither is an hour that the other is not."""
    if one.begin is None or other.begin is None:
        return False
    overlap = one.begin <= (other.finish or other.begin) and other.begin <= (one.finish or one.begin)
    both_hours = "T" in one.value and "T" in other.value
    return overlap and (not both_hours or one.value == other.value)


def _common_words(a: Parsed, b: Parsed, pair: Aligned) -> tuple[str, ...]:
    there = {token.stem for token in b.sentences[pair.b] if token.content}
    common = {token.stem: token.form for token in a.sentences[pair.a] if token.content and token.stem in there}
    return tuple(common.values())[:_WINDOW]
