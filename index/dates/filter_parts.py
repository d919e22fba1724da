"""Parts of a time that was typed: "early 2017", "mid-May", "the first half of 2016"."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from index.dates.intervals import DayInterval, begin_of, finish_of, months
from index.dates.lexicon import Unit
from index.dates.recurrence import Fixed, Point, Weekly, Yearly

_DAY = datetime.timedelta(days=1)
PARTS = {
    "early": (0, 3), "beginning": (0, 3), "start": (0, 3), "mid": (1, 3), "middle": (1, 3), "late": (2, 3),
    "end": (2, 3),
}  # fmt: skip
"""Which of how many equal parts a word means: "early" is the first of three."""

_THIRDS = {120: (0, 4, 7, 10), 1200: (0, 33, 67, 100)}
"""The years in which the thirds of a decade and a century begin, by their months: the early 1990s are 1990 to 1993."""

HALVES = {"first": (0, 2), "1st": (0, 2), "second": (1, 2), "2nd": (1, 2), "last": (1, 2), "latter": (1, 2)}


def part_of(days: DayInterval, which: int, count: int) -> DayInterval:
    """One of ``count`` equal parts of some days: of whole months where these can be divided, else of days.

    The parts of a month are its days up to the 10th and 20th, or the 15th. Raises ValueError for a day.
    """
    begin, finish = begin_of(days), finish_of(days)
    length = (finish - begin).days + 1
    if length < count:
        raise ValueError("too short to have parts")
    whole = _whole_months(begin, finish)
    if whole in _THIRDS and count > 2:
        first, last = _THIRDS[whole][which : which + 2]
        return months(begin.year + first, 1, (last - first) * 12)
    if whole and whole % count == 0:
        first_month = begin.month - 1 + whole // count * which
        return months(begin.year + first_month // 12, first_month % 12 + 1, whole // count)
    bounds = [begin + round(length * step / count) * _DAY for step in range(count + 1)]
    if whole == 1:
        middle = (11, 21) if count > 2 else (16,)
        bounds[1:-1] = [begin.replace(day=day) for day in middle]
    return DayInterval(bounds[which], bounds[which + 1] - _DAY)


def week_of_month(days: DayInterval, number: int) -> DayInterval:
    """The seven days of a month's week by its number, counted from the first day; its last seven days for 0.

    Raises ValueError for what is no month, and for a fifth week.
    """
    begin, finish = begin_of(days), finish_of(days)
    if _whole_months(begin, finish) != 1 or number > 4:
        raise ValueError("no such week")
    first = begin + 7 * (number - 1) * _DAY if number else finish - 6 * _DAY
    return DayInterval(first, first + 6 * _DAY)


def weekday_in(days: DayInterval, weekday: int, number: int) -> DayInterval:
    """A weekday (0 for Monday) among some days by its number, the last for 0. Raises ValueError if it is not there."""
    begin, finish = begin_of(days), finish_of(days)
    first = begin + (weekday - begin.weekday()) % 7 * _DAY
    day = first + 7 * (number - 1) * _DAY if number else finish - (finish.weekday() - weekday) % 7 * _DAY
    if not begin <= day <= finish:
        raise ValueError("no such weekday")
    return DayInterval(day, day)


def units_in(days: DayInterval, unit: Unit, number: int, count: int) -> DayInterval:
    """So many days, weeks, months or quarters of some days: from the ``number``-th on, or the last ones for 0.

    Weeks are counted from the first day. Raises ValueError where there are not so many.
    """
    begin, finish = begin_of(days), finish_of(days)
    if unit in (Unit.DAY, Unit.WEEK):
        step = _DAY * (7 if unit is Unit.WEEK else 1)
        first = begin + (number - 1) * step if number else finish + _DAY - count * step
        found = DayInterval(first, first + count * step - _DAY)
    elif unit in (Unit.MONTH, Unit.QUARTER) and (whole := _whole_months(begin, finish)):
        size = 3 if unit is Unit.QUARTER else 1
        at = begin.month - 1 + ((number - 1) * size if number else whole - count * size)
        found = months(begin.year + at // 12, at % 12 + 1, count * size)
    else:
        raise ValueError("no such part")
    if begin_of(found) < begin or finish_of(found) > finish:
        raise ValueError("not so many")
    return found


def weekend_around(week: DayInterval) -> DayInterval:
    """The Saturday and Sunday of a week."""
    return DayInterval(finish_of(week) - _DAY, week.finish)


def mapped(point: Point, change: Callable[[DayInterval], DayInterval]) -> Point:
    """A time whose days are changed, whenever it occurs."""
    if isinstance(point, Fixed):
        return Fixed(change(point.interval))
    if isinstance(point, Weekly):
        raise ValueError("a weekday has no parts")
    make = point.make
    return Yearly(lambda year: change(make(year)))


def _whole_months(begin: datetime.date, finish: datetime.date) -> int:
    """How many whole months these days are; 0 if they are no whole months."""
    if begin.day != 1 or (finish + _DAY).day != 1:
        return 0
    return (finish.year - begin.year) * 12 + finish.month - begin.month + 1
