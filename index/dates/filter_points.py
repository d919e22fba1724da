"""One typed time, such as "last week", "1 Sept" or "2017-Q3": from its words to days.

The classes of a phrase's words choose how it is read. Times that recur ("May", "1 Sept", "Thursday") stay open
until it is known which occurrence is meant.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

from index.dates.calendar import calendar_unit, rolling
from index.dates.filter_parts import HALVES, PARTS, mapped, part_of, units_in, week_of_month, weekday_in, weekend_around
from index.dates.filter_words import EXAMPLES, Token, Word, classify, unknown_word
from index.dates.holidays import day_in, month_in
from index.dates.intervals import DayInterval, begin_of, finish_of, interval_of, iso_week, months, single_day, years
from index.dates.lexicon import SEASONS, Unit
from index.dates.order import DateOrder
from index.dates.recurrence import Fixed, Point, Weekly, Yearly
from index.errors import DateFilterError
from index.text.foreign_months import month_number
from index.text.months import MONTHS

_DAY = datetime.timedelta(days=1)
_FILLERS = frozenset(("the", "of", ",", "de", "le", "г"))

_Reading = Callable[[list[Word], datetime.date], Point]


def read_point(tokens: list[Token], today: datetime.date, order: DateOrder) -> Point:
    """The time that the words name.

    Raises:
        DateFilterError: a word is unknown, or the words together name no time.
    """
    if all(token.word in _FILLERS for token in tokens):
        raise unknown_word(tokens[-1])
    try:
        part = _read_part(tokens, today, order)
    except (ValueError, OverflowError) as error:
        raise _not_in_the_calendar(tokens) from error
    if part is not None:
        return part
    words = [classify(token, order) for token in tokens if token.word not in _FILLERS]
    kinds = tuple(word.kind for word in words)
    read = _PHRASES.get(kinds)
    if read is None:
        word = _first_unexpected(words)
        raise unknown_word(word.token)
    try:
        return read(words, today)
    except (ValueError, OverflowError) as error:
        raise _not_in_the_calendar(tokens) from error


def _not_in_the_calendar(tokens: list[Token]) -> DateFilterError:
    typed = " ".join(token.text for token in tokens)
    return DateFilterError(f"'{typed}' is not in the calendar. {EXAMPLES}", tokens[0].text, tokens[0].start)


def _read_part(tokens: list[Token], today: datetime.date, order: DateOrder) -> Point | None:
    """ "early 2017", "first half of 2016", "week of 18 September" and "second week of May"; None for anything else."""
    kept = [token for token in tokens if token.word != "the"]
    words = [token.word for token in kept]
    if words[0] in PARTS and len(kept) > 1:
        which, count, taken = *PARTS[words[0]], 1
    elif words[0] in HALVES and words[1:2] == ["half"] and len(kept) > 2:
        which, count, taken = *HALVES[words[0]], 2
    elif (words[:2] == ["week", "of"] and len(kept) > 3) or (
        words[:2] == ["week", "of"] and len(kept) == 3 and classify(kept[2], order).kind == "interval"
    ):
        return mapped(read_point(kept[2:], today, order), _week_around)
    elif words[1:3] == ["week", "of"] and len(kept) > 3:
        word = classify(kept[0], order)
        if word.kind not in ("ordinal", "last"):
            raise unknown_word(word.token)
        return mapped(read_point(kept[3:], today, order), lambda days: week_of_month(days, word.number))
    elif words[:2] == ["weekend", "of"] and len(kept) > 2:
        return mapped(read_point(kept[2:], today, order), lambda days: weekend_around(_week_around(days)))
    else:
        return _counted(kept, today, order)
    return mapped(read_point(kept[taken:], today, order), lambda days: part_of(days, which, count))


def _counted(tokens: list[Token], today: datetime.date, order: DateOrder) -> Point | None:
    """ "first Monday of September 2017", "last day of February", "first 3 months of 2017"; None for anything else."""
    middle = next((at for at, token in enumerate(tokens) if token.word in ("of", "in")), 0)
    if not 2 <= middle <= 3 or len(tokens) == middle + 1:
        return None
    head = [classify(token, order) for token in tokens[:middle]]
    kinds = tuple(word.kind for word in head)
    if kinds[0] not in ("ordinal", "last") or kinds[1:] not in (("weekday",), ("unit",), ("number", "unit")):
        return None
    number = head[0].number  # 0 for the last
    days = read_point(tokens[middle + 1 :], today, order)
    if kinds[1] == "weekday":
        return mapped(days, lambda days: weekday_in(days, head[1].number, number))
    if kinds[1] == "number" and number > 1:
        raise unknown_word(head[1].token)
    count = head[1].number if kinds[1] == "number" else 1
    return mapped(days, lambda days: units_in(days, head[-1].unit, number, count))


def _week_around(days: DayInterval) -> DayInterval:
    """The calendar week of a day."""
    if days.begin is None or days.begin != days.finish:
        raise ValueError("no day")
    return calendar_unit(days.begin, 0, Unit.WEEK)


def is_month(token: Token) -> bool:
    """Whether the word is a month's name."""
    return token.word in MONTHS or (not token.word.isascii() and month_number(token.word) is not None)


def is_bare_day(tokens: list[Token]) -> bool:
    """Whether the only thing that these words give is the day of a month ("15" or "15, 2017")."""
    kept = [token.word for token in tokens if token.word not in _FILLERS]
    day = bool(kept) and re.fullmatch(r"[0-3]?\d(?:st|nd|rd|th)?", kept[0]) is not None
    return day and (len(kept) == 1 or (len(kept) == 2 and re.fullmatch(r"\d{4}", kept[1]) is not None))


def _first_unexpected(words: list[Word]) -> Word:
    """The word at which no phrase goes on; the last one if a phrase ends too early."""
    for length in range(1, len(words) + 1):
        beginning = tuple(word.kind for word in words[:length])
        if not any(phrase[:length] == beginning for phrase in _PHRASES):
            return words[length - 1]
    return words[-1]


def _interval(words: list[Word], _today: datetime.date) -> Point:
    interval = words[0].interval
    if interval is None:
        raise ValueError("no interval")
    return Fixed(interval)


def _near_today(offset: int) -> _Reading:
    return lambda _words, today: Fixed(single_day(today + offset * _DAY))


def _day_of_month(words: list[Word], _today: datetime.date) -> Point:
    """A day and a month in either order, with or without a year."""
    month = next(word.number for word in words if word.kind == "month")
    day = next(word.number for word in words if word.kind in ("number", "ordinal"))
    return _in_year(words, lambda year: single_day(datetime.date(year, month, day)))


def _weekday_and_day(words: list[Word], today: datetime.date) -> Point:
    """ "Thursday 21 September 2017": the weekday must be the day's; without a year it tells which is meant."""
    weekday = words[0].number

    def checked(days: DayInterval) -> DayInterval:
        if begin_of(days).weekday() != weekday or days.begin != days.finish:
            raise ValueError("another weekday")
        return days

    kinds = tuple(word.kind for word in words[1:])
    return mapped(_PHRASES[kinds](words[1:], today), checked)


def _half(words: list[Word], _today: datetime.date) -> Point:
    number = words[0].number
    return _in_year(words, lambda year: interval_of(f"{year:04d}-H{number}"))


def _holiday(words: list[Word], _today: datetime.date) -> Point:
    days_in = words[0].days_in
    if days_in is None:
        raise ValueError("no such day")
    return _in_year(words, days_in)


def _other_month(words: list[Word], _today: datetime.date) -> Point:
    """A month of another calendar, or a day of one, with a year of that calendar or of ours."""
    named = next(word for word in words if word.kind in _OTHER_MONTHS)
    calendar = named.kind.removesuffix(" month")
    day = next((word.number for word in words if word.kind in ("number", "ordinal")), None)
    make = month_in(calendar, named.number) if day is None else day_in(calendar, named.number, day)
    return _in_year(words, make)


def _to_date(unit: Unit) -> _Reading:
    return lambda _words, today: Fixed(DayInterval(calendar_unit(today, 0, unit).begin, today))


def _month(words: list[Word], _today: datetime.date) -> Point:
    month = next(word.number for word in words if word.kind == "month")
    return _in_year(words, lambda year: months(year, month))


def _winter_of_two_years(words: list[Word], _today: datetime.date) -> Point:
    """ "winter 2016/17"."""
    days = words[1].interval
    if days is None or SEASONS[words[0].token.word] != "WI" or days != years(begin_of(days).year, 2):
        raise ValueError("no such season")
    return Fixed(interval_of(f"{begin_of(days).year:04d}-WI"))


def _season(words: list[Word], _today: datetime.date) -> Point:
    code = next(SEASONS[word.token.word] for word in words if word.kind == "season")
    return _in_year(words, lambda year: interval_of(f"{year:04d}-{code}"))


def _quarter(words: list[Word], _today: datetime.date) -> Point:
    number = next(word.number for word in words if word.kind in ("quarter", "ordinal"))
    if not 1 <= number <= 4 or any(word.kind == "unit" and word.unit is not Unit.QUARTER for word in words):
        raise ValueError("no such quarter")
    return _in_year(words, lambda year: interval_of(f"{year:04d}-Q{number}"))


def _week(words: list[Word], _today: datetime.date) -> Point:
    if any(word.kind == "unit" and word.unit is not Unit.WEEK for word in words):
        raise ValueError("no such week")
    number = next(word.number for word in words if word.kind in ("week", "number"))
    return _in_year(words, lambda year: iso_week(year, number))


def _century(words: list[Word], _today: datetime.date) -> Point:
    if words[1].unit is not Unit.CENTURY:
        raise ValueError("no such time")
    return Fixed(years(100 * (words[0].number - 1), 100))


def _in_year(words: list[Word], make: Callable[[int], DayInterval]) -> Point:
    year = next((word.number for word in words if word.kind == "year"), None)
    return Yearly(make) if year is None else Fixed(make(year))


def _weekday(words: list[Word], _today: datetime.date) -> Point:
    return Weekly(words[0].number)


def _weekend(_words: list[Word], _today: datetime.date) -> Point:
    return Weekly(5, count=2)


def _which_recurring(words: list[Word], today: datetime.date) -> Point:
    """ "last May", "next Thursday", "this summer", "last weekend"."""
    which, recurring = words[0].kind, _PHRASES[(words[1].kind,)](words[1:], today)
    if which in ("last", "past"):
        limit = begin_of(recurring.latest(today)) - _DAY
        days = recurring.latest(today)
        return Fixed(days if finish_of(days) < today else recurring.latest(limit))
    if which == "next":
        days = recurring.earliest(today)
        return Fixed(days if begin_of(days) > today else recurring.earliest(finish_of(days) + _DAY))
    if isinstance(recurring, Yearly):
        return Fixed(recurring.make(today.year))
    return Fixed(recurring.earliest(today - today.weekday() * _DAY))


def _which_unit(words: list[Word], today: datetime.date) -> Point:
    """ "last week" is the calendar week before this one; "past week" the seven days up to today."""
    unit = words[1].unit
    if words[0].kind == "past" or unit is Unit.FORTNIGHT:
        return Fixed(rolling(today, 1 if words[0].kind == "next" else -1, unit))
    return Fixed(calendar_unit(today, {"last": -1, "this": 0, "next": 1}[words[0].kind], unit))


def _which_units(words: list[Word], today: datetime.date) -> Point:
    """ "past 3 months", "last 7 days" (today is one of them), "next 2 weeks"."""
    count = words[1].number
    if words[0].kind == "this" or count == 0:
        raise ValueError("no such time")
    return Fixed(rolling(today, count if words[0].kind == "next" else -count, words[2].unit))


def _units_ago(words: list[Word], today: datetime.date) -> Point:
    """ "2 weeks ago": the calendar unit that lies so many units back."""
    if words[1].unit is Unit.FORTNIGHT:
        return Fixed(calendar_unit(today, -2 * words[0].number, Unit.WEEK))
    return Fixed(calendar_unit(today, -words[0].number, words[1].unit))


def _day_next_to(words: list[Word], today: datetime.date) -> Point:
    """ "the day before yesterday", "the day after tomorrow"."""
    if words[0].unit is not Unit.DAY:
        raise ValueError("no such day")
    return Fixed(single_day(today + (-2 if words[1].kind == "before" else 2) * _DAY))


_PHRASES: dict[tuple[str, ...], _Reading] = {
    ("interval",): _interval,
    ("year",): lambda words, _today: Fixed(years(words[0].number)),
    ("today",): _near_today(0),
    ("yesterday",): _near_today(-1),
    ("tomorrow",): _near_today(1),
    ("unit", "before", "yesterday"): _day_next_to,
    ("unit", "after", "tomorrow"): _day_next_to,
    ("month",): _month,
    ("month", "year"): _month,
    ("year", "month"): _month,
    ("season",): _season,
    ("season", "year"): _season,
    ("season", "interval"): _winter_of_two_years,
    ("quarter",): _quarter,
    ("quarter", "year"): _quarter,
    ("ordinal", "unit"): lambda words, today: (
        _century(words, today) if words[1].unit is Unit.CENTURY else _quarter(words, today)
    ),
    ("ordinal", "unit", "year"): _quarter,
    ("week",): _week,
    ("week", "year"): _week,
    ("unit", "number"): _week,
    ("unit", "number", "year"): _week,
    ("weekday",): _weekday,
    ("weekend",): _weekend,
    ("number", "unit", "ago"): _units_ago,
}
_OTHER_MONTHS = ("hijri month", "persian month")
_PHRASES |= {
    ("half",): _half,
    ("half", "year"): _half,
    ("year", "half"): lambda words, today: _half(words[::-1], today),
    ("year", "quarter"): _quarter,
    ("year", "season"): _season,
    ("holiday",): _holiday,
    ("holiday", "year"): _holiday,
    ("ytd",): _to_date(Unit.YEAR),
    ("qtd",): _to_date(Unit.QUARTER),
    ("mtd",): _to_date(Unit.MONTH),
    ("wtd",): _to_date(Unit.WEEK),
    ("number", "weekdays", "ago"): lambda words, today: Fixed(
        single_day(begin_of(Weekly(words[1].number).latest(today - _DAY)) - 7 * (words[0].number - 1) * _DAY)
    ),
}
for _other in _OTHER_MONTHS:
    _PHRASES |= {(_other,): _other_month, (_other, "year"): _other_month}
    for _number in ("number", "ordinal"):
        for _day_and_month in ((_number, _other), (_other, _number)):
            _PHRASES |= {_day_and_month: _other_month, (*_day_and_month, "year"): _other_month}
_WHICHES = ("last", "past", "this", "next")
for _day in ("number", "ordinal"):
    for _phrase in ((_day, "month"), ("month", _day)):
        _PHRASES |= {_phrase: _day_of_month, (*_phrase, "year"): _day_of_month}
    _PHRASES[("year", "month", _day)] = _day_of_month
_PHRASES |= {
    ("weekday", *_phrase): _weekday_and_day
    for _phrase in list(_PHRASES)
    if ("month" in _phrase and ("number" in _phrase or "ordinal" in _phrase)) or _phrase == ("interval",)
}
_PHRASES |= {(which, "unit"): _which_unit for which in _WHICHES}
_PHRASES |= {(which, count, "unit"): _which_units for which in _WHICHES for count in ("number", "year")}
_PHRASES |= {
    (which, recurring): _which_recurring
    for which in _WHICHES
    for recurring in ("month", "season", "weekday", "weekend", "holiday", *_OTHER_MONTHS)
}
