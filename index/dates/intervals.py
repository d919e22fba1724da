"""Intervals of days, and the ISO 8601 and TIMEX3 values that name them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

_DAY = datetime.timedelta(days=1)
_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(frozen=True, slots=True)
class DayInterval:
    """The days from ``begin`` to ``finish``, both of them included. None leaves that end open."""

    begin: datetime.date | None
    finish: datetime.date | None

    def contains(self, day: datetime.date) -> bool:
        """Whether the day lies in the interval."""
        return (self.begin is None or self.begin <= day) and (self.finish is None or day <= self.finish)

    def overlaps(self, other: DayInterval) -> bool:
        """Whether the two intervals share a day."""
        return _not_after(self.begin, other.finish) and _not_after(other.begin, self.finish)


def _not_after(begin: datetime.date | None, finish: datetime.date | None) -> bool:
    return begin is None or finish is None or begin <= finish


def begin_of(interval: DayInterval) -> datetime.date:
    """Its first day; the calendar's first where that end is open."""
    return interval.begin or datetime.date.min


def finish_of(interval: DayInterval) -> datetime.date:
    """Its last day; the calendar's last where that end is open."""
    return interval.finish or datetime.date.max


def interval_of(value: str) -> DayInterval:
    """The days that an ISO 8601 date or a TIMEX3 date value names, at any precision.

    Understood are ``2017-09-21`` (with or without a time behind it), ``2017-09``, ``2017``, ``2017-W38``,
    ``2017-W38-4``, ``2017-W38-WE``, ``2017-Q3``, ``2017-H2``, the seasons ``2017-SP`` ``-SU`` ``-FA`` ``-WI``
    (winter begins in the December of its year), the decade ``201`` and the century ``20``.

    Raises:
        ValueError: it is no such value, or there is no such day, week or month.
    """
    day = value.partition("T")[0]
    for pattern, build in _FORMS:
        found = pattern.fullmatch(day)
        if found is not None:
            try:
                return build(found)
            except OverflowError as error:
                raise ValueError(f"not in the calendar: {value!r}") from error
    raise ValueError(f"not a date: {value!r}")


def describe(interval: DayInterval) -> str:
    """The interval in words: "2017-09-01 to 2017-09-30", "2017-09-21", "until 2014-12-31", "since …"."""
    if interval.begin is None:
        return f"until {interval.finish.isoformat()}" if interval.finish else "any day"
    if interval.finish is None:
        return f"since {interval.begin.isoformat()}"
    if interval.begin == interval.finish:
        return interval.begin.isoformat()
    return f"{interval.begin.isoformat()} to {interval.finish.isoformat()}"


def months(year: int, month: int, count: int = 1) -> DayInterval:
    """``count`` whole months from the first day of a month on."""
    begin = datetime.date(year, month, 1)
    last = year * 12 + month - 1 + count - 1
    return DayInterval(begin, _last_of_month(*divmod(last, 12)))


def years(first: int, count: int = 1) -> DayInterval:
    """``count`` whole years from a year on."""
    return DayInterval(datetime.date(first, 1, 1), datetime.date(first + count - 1, 12, 31))


def single_day(day: datetime.date) -> DayInterval:
    """The interval of one day."""
    return DayInterval(day, day)


def iso_week(year: int, week: int) -> DayInterval:
    """Monday to Sunday of an ISO week.

    Raises:
        ValueError: the year has no such week.
    """
    monday = datetime.date.fromisocalendar(year, week, 1)
    return DayInterval(monday, monday + 6 * _DAY)


def _last_of_month(year: int, month_from_0: int) -> datetime.date:
    if (year, month_from_0) == (datetime.MAXYEAR, 11):
        return datetime.date.max
    following = year * 12 + month_from_0 + 1
    return datetime.date(following // 12, following % 12 + 1, 1) - _DAY


def _day(found: re.Match[str]) -> DayInterval:
    return single_day(datetime.date(int(found[1]), int(found[2]), int(found[3])))


def _week_part(found: re.Match[str]) -> DayInterval:
    week = iso_week(int(found[1]), int(found[2]))
    if found[3] == "WE" and week.finish is not None:
        return DayInterval(week.finish - _DAY, week.finish)
    return single_day(datetime.date.fromisocalendar(int(found[1]), int(found[2]), int(found[3])))


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], DayInterval]], ...] = (
    (re.compile(r"(\d{4})-(\d\d)-(\d\d)"), _day),
    (re.compile(r"(\d{4})-(\d\d)"), lambda m: months(int(m[1]), int(m[2]))),
    (re.compile(r"(\d{4})"), lambda m: years(int(m[1]))),
    (re.compile(r"(\d{4})-W(\d\d)"), lambda m: iso_week(int(m[1]), int(m[2]))),
    (re.compile(r"(\d{4})-W(\d\d)-(WE|[1-7])"), _week_part),
    (re.compile(r"(\d{4})-Q([1-4])"), lambda m: months(int(m[1]), 3 * int(m[2]) - 2, 3)),
    (re.compile(r"(\d{4})-H([12])"), lambda m: months(int(m[1]), 6 * int(m[2]) - 5, 6)),
    (re.compile(r"(\d{4})-(SP|SU|FA|WI)"), lambda m: months(int(m[1]), _SEASON_STARTS[m[2]], 3)),
    (re.compile(r"(\d{3})"), lambda m: years(10 * int(m[1]), 10)),
    (re.compile(r"(\d\d)"), lambda m: years(100 * int(m[1]), 100)),
)
