"""Numbers and times that may stand for the same thing in two accounts, and differ: candidates, never more.

They are looked for only in sentences that say the same. Numbers must count the same (the word behind them) with other
words in common near them; times must be of the same act, as far as the word before or behind them tells.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from index.compare.alignment import Aligned, Parsed
from index.compare.comparison import Figure, FigureCandidate
from index.compare.same_figures import in_other_periods
from index.compare.tokens import MONTHS, Token
from index.model import Span, TimeMention
from index.text.quantities import NUMBER_WORDS
from index.text.reporting_words import REPORTING

_DIGITS = re.compile(r"(?<![\w.,-])\d[\d.,]*+(?![\w-])")  # possessive: "09.04" of "09.04.2017Get" is no number
_OF_THIS_DAY = re.compile(r"\b(?:today|tonight|yesterday|tomorrow|this)\b", re.IGNORECASE)
_HOURS = frozenset(("am", "pm", "gmt"))
_YEARS = range(1900, 2100)
SAME_ACT = 0.3
"""Score from which on two aligned sentences tell of the same act, so that their times may be compared."""

_LONGEST, _IDENTIFIER = 15, 6  # digits of a number, and of one without commas; more are an identifier
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


def figure_candidates(
    a: Parsed,
    b: Parsed,
    pairs: Iterable[Aligned],
    differing: Iterable[tuple[Figure, Figure]] = (),
    counted: tuple[Sequence[Figure], Sequence[Figure]] = ((), ()),
) -> tuple[FigureCandidate, ...]:
    """The figures that differ, and other numbers and times that do in sentences that say the same, in ``a``'s order.

    ``counted`` are the figures of both accounts: what counts a happening is compared as such, by ``differing``, only.
    """
    places = tuple(frozenset(figure.end for figure in figures) for figures in counted)
    found = [_as_candidate(a, b, *pair) for pair in differing]
    for pair in pairs:
        found += _numbers(a, b, pair, places)
        found += _times(a, b, pair)
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.a, one.b)))


def _as_candidate(a: Parsed, b: Parsed, one: Figure, other: Figure) -> FigureCandidate:
    """A difference of figures: their numbers without what bounds them, and the words that both have near them."""
    number, its_number = _number_of(a, one), _number_of(b, other)
    about = tuple(look for stem, look in number.near.items() if stem in its_number.near) or (one.kind,)
    here, there = (number.start, number.end), (its_number.start, its_number.end)
    return FigureCandidate("number", here, there, a.account.text[slice(*here)], b.account.text[slice(*there)], about)


def _number_of(parsed: Parsed, figure: Figure) -> _Number:
    sentence = bisect_right(parsed.account.sentences, figure.start, key=lambda span: span.start) - 1
    bare = (number for number in _numbers_in(parsed, sentence) if figure.start <= number.start < figure.end)
    found = next(bare, None)
    if found is not None:
        return found._replace(end=figure.end)
    context = _context(parsed.sentences[sentence], figure.start, figure.end)
    return _Number(figure.start, figure.end, figure.low, *context)


# Numbers


def _numbers(a: Parsed, b: Parsed, pair: Aligned, counted: tuple[frozenset[int], ...]) -> Iterator[FigureCandidate]:
    in_a, in_b = (
        [number for number in _numbers_in(parsed, sentence) if number.end not in ends]
        for parsed, sentence, ends in zip((a, b), (pair.a, pair.b), counted, strict=True)
    )
    a_only = [number for number in in_a if not any(number.value == other.value for other in in_b)]
    b_only = [number for number in in_b if not any(number.value == other.value for other in in_a)]
    if in_other_periods(a.written[pair.a], b.written[pair.b]):
        return
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
    """How many words near both are the same; the word that is counted, which must be the same, counts twice."""
    if not one.unit or one.unit != other.unit:
        return 0
    return len(one.near.keys() & other.near.keys()) + 1


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
        if digits.count(".") <= 1 and len(digits) <= (_LONGEST if "," in written else _IDENTIFIER):
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
    if pair.score < SAME_ACT or any(_agree(time, other) for time in in_a for other in in_b):
        return
    for time, other in zip(in_a[:1], in_b[:1], strict=False):
        same = time.text.casefold() == other.text.casefold() or _may_be_one_day(time, other)
        if same or not _of_one_act(a, b, pair, time, other):
            continue
        yield FigureCandidate(
            "time", (time.start, time.end), (other.start, other.end), time.text, other.text, _common_words(a, b, pair)
        )


def _times_in(parsed: Parsed, sentence: int) -> list[TimeMention]:
    """The times of a sentence that are days or parts of one."""
    times = _within(parsed.account.times, parsed.account.sentences[sentence])
    return [time for time in times if time.begin is not None and time.type in ("DATE", "TIME")]


def _of_one_act(a: Parsed, b: Parsed, pair: Aligned, time: TimeMention, other: TimeMention) -> bool:
    """Whether the nearest word with a meaning before both times, or behind both, is the same, and none of saying."""
    here, there = a.sentences[pair.a], b.sentences[pair.b]
    before = _last_before(here, time.start), _last_before(there, other.start)
    behind = _first_behind(here, time.end), _first_behind(there, other.end)
    return any(one != "" and one == other for one, other in (before, behind))


def _last_before(found: Sequence[Token], place: int) -> str:
    """The stem of the last word with a meaning before a place; "" if that is somebody who says something."""
    said = False
    for token in reversed([token for token in found if token.end <= place]):
        said = said or token.form in REPORTING
        if token.content and token.form not in REPORTING:
            return "" if said else token.stem
    return ""


def _first_behind(found: Sequence[Token], place: int) -> str:
    first = next((token for token in found if token.start >= place and token.content), None)
    return first.stem if first is not None and first.form not in REPORTING else ""


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


def _may_be_one_day(one: TimeMention, other: TimeMention) -> bool:
    """Whether one is told from the day on which it was written, as "today", and the other is but a day from it.

    A story that is printed again has another day than when it was written.
    """
    told_from = [bool(_OF_THIS_DAY.search(time.text)) for time in (one, other)]
    if told_from[0] == told_from[1] or one.begin is None or other.begin is None:
        return False
    return abs((one.begin - other.begin).days) <= 1


def _common_words(a: Parsed, b: Parsed, pair: Aligned) -> tuple[str, ...]:
    there = {token.stem for token in b.sentences[pair.b] if token.content}
    common = {token.stem: token.form for token in a.sentences[pair.a] if token.content and token.stem in there}
    return tuple(common.values())[:_WINDOW]
