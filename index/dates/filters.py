"""Dates as an analyst types them: "2017-09", "last week", "between May and June 2017", "since 1 Sept"."""

from __future__ import annotations

import datetime
import re

from index.dates.filter_languages import in_english
from index.dates.filter_points import is_bare_day, is_month, read_point
from index.dates.filter_words import EXAMPLES, Token, is_phrase, similar_words, unknown_word
from index.dates.intervals import DayInterval, begin_of, describe, finish_of, interval_of
from index.dates.lexicon import WEEKDAYS
from index.dates.order import DateOrder
from index.dates.other_calendars import ascii_digits
from index.dates.recurrence import Fixed, Point
from index.errors import DateFilterError
from index.text.months import MONTHS

__all__ = ["DayInterval", "describe", "interval_of", "parse_filter", "parse_longest"]

_TOKEN = re.compile(r"\.\.+|>=|<=|['’]?\w+(?:[-/.]\w+)*(?:\.(?!\.))?|\S")
_NAME = "|".join(sorted({**MONTHS, **WEEKDAYS}, key=len, reverse=True))
_PAIR = re.compile(
    rf"(?:(?=\d\d?-\d\d?$)|(?=\d{{4}}-\d{{4}}$)|(?=(?:{_NAME})-(?:{_NAME})$)|(?=[qh]\d-[qh]\d$))(\w+)-(\w+)",
    re.IGNORECASE,
)
_TIME_OF_DAY = re.compile(
    r"(?<=\d)[T ]\s*\d\d?:\d\d(?::\d\d(?:\.\d+)?)?(?:\s?(?:[ap]m|Z|GMT|UTC)\b|[+-]\d\d:?\d\d)?", re.IGNORECASE
)
_PART_DASH = re.compile(r"\b(early|mid|late)-(?=\w)", re.IGNORECASE)
_WORD = re.compile(r"\S+")
_MOST_WORDS = 12  # of a date that is typed without quotes
_MARKS = ".,–—-<>="
_MOST_IN_PHRASE = 5  # "so far this year"
_RANGE_WORDS = frozenset(("..", "...", "to", "until", "till", "through", "thru", "–", "—", "-"))
_DAY = datetime.timedelta(days=1)

_COMPARISONS = {
    ("on", "or", "after"): "from",
    ("on", "or", "before"): "to",
    ("up", "to"): "to",
    ("no", "later", "than"): "to",
    ("not", "later", "than"): "to",
    ("no", "earlier", "than"): "from",
    ("not", "before"): "from",
    ("not", "after"): "to",
    ("since",): "from",
    ("from",): "from",
    (">=",): "from",
    ("after",): "after",
    (">",): "after",
    ("before",): "before",
    ("<",): "before",
    ("until",): "to",
    ("till",): "to",
    ("by",): "to",
    ("<=",): "to",
}


def parse_filter(words: str, today: datetime.date, order: DateOrder = DateOrder.AUTO) -> DayInterval:
    """The days that typed words mean; both ends are included, and either may be open.

    A month, day or weekday without a year is the last one that has begun by today, "last 7 days" ends today and
    includes it, and "last week" is the calendar week before this one. ``order`` says how 03/04/2017 is read;
    ``auto`` reads the day first.

    Raises:
        DateFilterError: something was not understood; it carries the word, its offset in ``words``, and what would
            be understood if a word was misspelt.
    """
    try:
        return _parse(words, today, order)
    except DateFilterError as error:
        found = _parse_abroad(words, today, order)
        if found is not None:
            return found
        error.nearest = _nearest(words, error, today, order) if error.word else ""
        raise


def _parse(words: str, today: datetime.date, order: DateOrder) -> DayInterval:
    tokens = _tokens(words)
    if not tokens:
        raise DateFilterError(f"The date is missing. {EXAMPLES}", "", 0)
    try:
        return _ranged(tokens, today, order) or _compared(tokens, today, order) or _single(tokens, today, order)
    except (ValueError, OverflowError) as error:
        raise DateFilterError(f"'{words}' is not in the calendar. {EXAMPLES}", words, 0) from error


def _parse_abroad(words: str, today: datetime.date, order: DateOrder) -> DayInterval | None:
    """What words of another language mean, None if that is not understood either."""
    english = in_english(words)
    try:
        return _parse(english, today, order) if english else None
    except DateFilterError:
        return None


def parse_longest(
    words: str, today: datetime.date, order: DateOrder = DateOrder.AUTO, before: str = ""
) -> tuple[DayInterval, int]:
    """The days that the longest run of words from the start means, and where that run ends in ``words``.

    ``before`` goes in front of each run: "since" makes of "may 2017" what "since may 2017" means.

    Raises:
        DateFilterError: no run is a date; what it says is of the run that was understood furthest.
    """
    errors = []
    ends = [word.end() for word in _WORD.finditer(words)][:_MOST_WORDS]
    for end in reversed(ends):
        try:
            return parse_filter(f"{before} {words[:end]}" if before else words[:end], today, order), end
        except DateFilterError as error:
            errors.append(error)
    if not errors:
        raise DateFilterError(f"The date is missing. {EXAMPLES}", "", 0)
    furthest = max(errors, key=lambda error: (error.offset, bool(error.nearest)))
    offset = max(furthest.offset - len(before) - 1, 0) if before else furthest.offset
    raise DateFilterError(str(furthest), furthest.word, offset, furthest.nearest)


def _nearest(words: str, error: DateFilterError, today: datetime.date, order: DateOrder) -> str:
    """What was typed with the word that was not understood put right, if there is a word like it; else ""."""
    for word in similar_words(error.word):
        mended = words[: error.offset] + word + words[error.offset + len(error.word) :]
        try:
            _parse(mended, today, order)
        except DateFilterError:
            continue
        return mended.strip()
    return ""


def _tokens(words: str) -> list[Token]:
    """The words with their offsets. "1-15", "2015-2017" and "May-June" come apart, "New Year's Eve" is one."""
    plain = _TIME_OF_DAY.sub(lambda found: " " * len(found[0]), ascii_digits(words))
    plain = _PART_DASH.sub(r"\1 ", plain)
    tokens = [Token(words[token.start : token.end], token.start) for token in _single_tokens(plain)]
    return _with_phrases(words, tokens)


def _with_phrases(words: str, tokens: list[Token]) -> list[Token]:
    """The tokens, those of a name of several words as one."""
    joined: list[Token] = []
    at = 0
    while at < len(tokens):
        for last in range(min(at + _MOST_IN_PHRASE, len(tokens)), at + 1, -1):
            phrase = Token(words[tokens[at].start : tokens[last - 1].end], tokens[at].start)
            if tokens[last - 1].text[0] not in _MARKS and is_phrase(phrase.word):
                joined.append(phrase)
                at = last
                break
        else:
            joined.append(tokens[at])
            at += 1
    return joined


def _single_tokens(words: str) -> list[Token]:
    tokens = []
    for found in _TOKEN.finditer(words):
        pair = _PAIR.fullmatch(found[0])
        if pair is not None:
            tokens += [
                Token(pair[1], found.start()),
                Token("-", found.start() + pair.end(1)),
                Token(pair[2], found.start() + pair.start(2)),
            ]
        else:
            tokens.append(Token(found[0], found.start()))
    return tokens


def _ranged(tokens: list[Token], today: datetime.date, order: DateOrder) -> DayInterval | None:
    """ "A..B", "A to B", "between A and B", "from A to B", "A..", "..B"; None if it is no range."""
    if tokens[0].word == "between":
        middle = next((at for at, token in enumerate(tokens) if token.word == "and"), None)
        if middle is None:
            raise DateFilterError(f"'between' lacks its 'and'. {EXAMPLES}", tokens[0].text, tokens[0].start)
        return _between(tokens[1:middle], tokens[middle], tokens[middle + 1 :], today, order)
    first = 1 if tokens[0].word == "from" else 0
    middle = next((at for at, token in enumerate(tokens) if at >= first and token.word in _RANGE_WORDS), None)
    if middle is None or (middle == first and tokens[middle].text[0] != "."):
        return None
    begin, finish = tokens[first:middle], tokens[middle + 1 :]
    if tokens[middle].text[0] == "." and bool(begin) != bool(finish):
        return _open_range(begin, finish, today, order)
    if tokens[middle - 1].word == "up":  # "up to 2017"
        return None
    return _between(begin, tokens[middle], finish, today, order)


def _open_range(begin: list[Token], finish: list[Token], today: datetime.date, order: DateOrder) -> DayInterval:
    """ "A.." and "..B"."""
    days = read_point(begin or finish, today, order).latest(today)
    return DayInterval(days.begin, None) if begin else DayInterval(None, days.finish)


def _between(
    begin: list[Token], middle: Token, finish: list[Token], today: datetime.date, order: DateOrder
) -> DayInterval:
    """From the first day of one time to the last day of another; either may borrow from the other."""
    if not begin or not finish:
        raise DateFilterError(f"A date is missing beside '{middle.text}'. {EXAMPLES}", middle.text, middle.start)
    begin, finish = _with_month(begin, finish), _with_month(finish, begin)
    first, last = read_point(begin, today, order), read_point(finish, today, order)
    days = _joined(first, last, today)
    if begin_of(days) > finish_of(days):
        message = f"'{finish[0].text}' ends before '{begin[0].text}' begins."
        raise DateFilterError(message, finish[0].text, finish[0].start)
    return days


def _with_month(tokens: list[Token], other: list[Token]) -> list[Token]:
    """A bare day ("1" of "1 to 15 September") with the month of the other end."""
    month = next((token for token in other if is_month(token)), None)
    if month is None or not is_bare_day(tokens):
        return tokens
    return [tokens[0], month, *tokens[1:]]


def _joined(first: Point, last: Point, today: datetime.date) -> DayInterval:
    """Both ends; one that recurs is the occurrence next to the other end."""
    if isinstance(last, Fixed) and not isinstance(first, Fixed):
        finish = last.latest(today)
        begin = first.latest(finish_of(finish))
    else:
        begin = first.latest(today)
        finish = last.earliest(begin_of(begin))
    return DayInterval(begin.begin, finish.finish)


def _compared(tokens: list[Token], today: datetime.date, order: DateOrder) -> DayInterval | None:
    """ "since A", "before A" and the like; None if it begins with no such word."""
    words = tuple(token.word for token in tokens)
    phrase = next((phrase for phrase in _COMPARISONS if words[: len(phrase)] == phrase), None)
    if phrase is None:
        return None
    rest = tokens[len(phrase) :]
    if not rest:
        raise DateFilterError(f"A date is missing behind '{tokens[-1].text}'.", tokens[-1].text, tokens[-1].start)
    days = read_point(rest, today, order).latest(today)
    match _COMPARISONS[phrase]:
        case "from":
            return DayInterval(days.begin, None)
        case "to":
            return DayInterval(None, days.finish)
        case "after":
            return DayInterval(finish_of(days) + _DAY, None)
        case _:
            return DayInterval(None, begin_of(days) - _DAY)


def _single(tokens: list[Token], today: datetime.date, order: DateOrder) -> DayInterval:
    """One time, perhaps with "in", "on" or "during" before it."""
    rest = tokens[1:] if tokens[0].word in ("in", "on", "during") else tokens
    if not rest:
        raise unknown_word(tokens[0])
    return read_point(rest, today, order).latest(today)
