"""Arithmetic with units of the calendar."""

from __future__ import annotations

import datetime

from index.dates.intervals import DayInterval, finish_of, months, single_day
from index.dates.lexicon import Unit

_DAY = datetime.timedelta(days=1)
_MONTHS_IN = {
    Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12, Unit.DECADE: 120, Unit.CENTURY: 1200,
}  # fmt: skip
_PARTS_OF_DAY = {Unit.SECOND: 1, Unit.MINUTE: 60, Unit.HOUR: 3600}
_DAYS_IN = {Unit.WEEK: 7, Unit.FORTNIGHT: 14}


def calendar_unit(today: datetime.date, offset: int, unit: Unit) -> DayInterval:
    """The calendar unit ``offset`` units from the one that today lies in."""
    if unit is Unit.DAY:
        return single_day(today + offset * _DAY)
    if unit is Unit.WEEK:
        monday = today + (7 * offset - today.weekday()) * _DAY
        return DayInterval(monday, monday + 6 * _DAY)
    if unit in _MONTHS_IN:
        length = _MONTHS_IN[unit]
        start = ((today.year * 12 + today.month - 1) // length + offset) * length
        return months(start // 12, start % 12 + 1, length)
    raise ValueError("not a unit of the calendar")


def rolling(today: datetime.date, count: int, unit: Unit) -> DayInterval:
    """``count`` units up to today (negative) or from today on, today included."""
    sign = 1 if count > 0 else -1
    if unit is Unit.DAY:
        other = today + (count - sign) * _DAY
    elif unit in _MONTHS_IN:
        other = add_months(today, count * _MONTHS_IN[unit])
    elif unit in _DAYS_IN:
        other = today + (count * _DAYS_IN[unit] - sign) * _DAY
    elif unit is Unit.HOUR:
        other = today - sign * (-abs(count) // 24) * _DAY
    else:
        raise ValueError("not a unit for a number of days")
    return DayInterval(min(today, other), max(today, other))


def add_months(day: datetime.date, count: int) -> datetime.date:
    """The same day ``count`` months on; the month's last day where it has no such day."""
    month = day.year * 12 + day.month - 1 + count
    last = finish_of(months(month // 12, month % 12 + 1))
    return last.replace(day=min(day.day, last.day))


def shifted_value(day: datetime.date, count: int, unit: Unit) -> str:
    """The TIMEX3 value of the unit that lies ``count`` units from a day: 2017-09, 2017-W38, 201.

    Raises:
        ValueError, OverflowError: it lies outside the calendar.
    """
    if unit in _PARTS_OF_DAY:
        hours = datetime.timedelta(seconds=count * _PARTS_OF_DAY[unit])
        return (datetime.datetime(day.year, day.month, day.day) + hours).date().isoformat()
    if unit is Unit.DAY:
        return (day + count * _DAY).isoformat()
    if unit in (Unit.WEEK, Unit.WEEKEND, Unit.FORTNIGHT):
        week = week_value(day + count * (14 if unit is Unit.FORTNIGHT else 7) * _DAY)
        return f"{week}-WE" if unit is Unit.WEEKEND else week
    if unit is Unit.MILLENNIUM:
        raise ValueError("a millennium has no value of its own")
    begin = calendar_unit(day, count, unit).begin or day
    if unit is Unit.MONTH:
        return f"{begin.year:04d}-{begin.month:02d}"
    if unit is Unit.QUARTER:
        return f"{begin.year:04d}-Q{(begin.month + 2) // 3}"
    return f"{begin.year:04d}"[: {Unit.YEAR: 4, Unit.DECADE: 3, Unit.CENTURY: 2}[unit]]


def week_value(day: datetime.date) -> str:
    """The ISO week of a day: 2017-W38."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"
