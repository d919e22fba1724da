"""Holidays and months of other calendars: on which days of a year they fall.

Easter is the Western one. The feasts of Islam follow the Umm al-Qura calendar; a year of ours that has two of one
gives the first.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

from dateutil.easter import easter  # comes with dateparser

from index.dates.intervals import DayInterval, single_day
from index.dates.other_calendars import day_of

DaysIn = Callable[[int], DayInterval]
"""The days on which something falls in a year. Raises ValueError where it falls on none."""

_DAY = datetime.timedelta(days=1)
_HIJRI_YEARS = range(1343, 1501)  # those that the tables of Umm al-Qura have
_PERSIAN_OFFSET = 621


def month_in(calendar: str, month: int) -> DaysIn:
    """The days of a month of the Hijri or Persian calendar, by a year of that calendar or of ours.

    A year of ours is one from 1900 on; the month is the one that begins in it.
    """

    def days(year: int) -> DayInterval:
        if year < 1900:
            return _whole_month(calendar, year, month)
        for own_year in _years_near(calendar, year):
            begin = day_of(calendar, own_year, month, 1)
            if begin is not None and begin.year == year:
                return _whole_month(calendar, own_year, month)
        raise ValueError("no such month")

    return days


def day_in(calendar: str, month: int, day: int, count: int = 1) -> DaysIn:
    """``count`` days from a day of the Hijri or Persian calendar on, by a year of that calendar or of ours."""

    def days(year: int) -> DayInterval:
        own_years = [year] if year < 1900 else _years_near(calendar, year)
        for own_year in own_years:
            begin = day_of(calendar, own_year, month, day)
            if begin is not None and (year < 1900 or begin.year == year):
                return DayInterval(begin, begin + (count - 1) * _DAY)
        raise ValueError("no such day")

    return days


def _whole_month(calendar: str, year: int, month: int) -> DayInterval:
    begin = day_of(calendar, year, month, 1)
    finish = next((found for day in (31, 30, 29) if (found := day_of(calendar, year, month, day))), None)
    if begin is None or finish is None:
        raise ValueError("no such month")
    return DayInterval(begin, finish)


def _years_near(calendar: str, year: int) -> list[int]:
    """The years of another calendar that can overlap with one of ours."""
    if calendar == "persian":
        return [year - _PERSIAN_OFFSET - 1, year - _PERSIAN_OFFSET]
    guess = round((year - 622) * 33 / 32)
    return [near for near in range(guess - 1, guess + 3) if near in _HIJRI_YEARS]


def _fixed(month: int, day: int) -> DaysIn:
    return lambda year: single_day(datetime.date(year, month, day))


def _from_easter(days: int) -> DaysIn:
    return lambda year: single_day(easter(year) + days * _DAY)


def _thanksgiving(year: int) -> DayInterval:
    """The fourth Thursday of November, as in the United States."""
    first = datetime.date(year, 11, 1)
    return single_day(first + ((3 - first.weekday()) % 7 + 21) * _DAY)


def _labor_day(year: int) -> DayInterval:
    """The first Monday of September, as in the United States."""
    first = datetime.date(year, 9, 1)
    return single_day(first + (-first.weekday()) % 7 * _DAY)


def _memorial_day(year: int) -> DayInterval:
    """The last Monday of May, as in the United States."""
    last = datetime.date(year, 5, 31)
    return single_day(last - last.weekday() * _DAY)


_NEW_YEAR, _CHRISTMAS = _fixed(1, 1), _fixed(12, 25)
_EID_AL_FITR, _EID_AL_ADHA = day_in("hijri", 10, 1, 3), day_in("hijri", 12, 10, 4)
HOLIDAYS: dict[str, DaysIn] = {
    "new year": _NEW_YEAR, "new year's": _NEW_YEAR, "new year's day": _NEW_YEAR, "new years day": _NEW_YEAR,
    "new year's eve": _fixed(12, 31), "new years eve": _fixed(12, 31), "christmas": _CHRISTMAS,
    "christmas day": _CHRISTMAS, "xmas": _CHRISTMAS, "christmas eve": _fixed(12, 24), "boxing day": _fixed(12, 26),
    "epiphany": _fixed(1, 6), "valentine's day": _fixed(2, 14), "halloween": _fixed(10, 31),
    "may day": _fixed(5, 1), "labour day": _fixed(5, 1), "thanksgiving": _thanksgiving,
    "labor day": _labor_day, "memorial day": _memorial_day,
    "good friday": _from_easter(-2), "easter": _from_easter(0), "easter sunday": _from_easter(0),
    "easter monday": _from_easter(1), "ascension day": _from_easter(39), "pentecost": _from_easter(49),
    "whitsun": _from_easter(49), "eid al-fitr": _EID_AL_FITR, "eid ul-fitr": _EID_AL_FITR, "eid el-fitr": _EID_AL_FITR,
    "eid al fitr": _EID_AL_FITR, "eid al-adha": _EID_AL_ADHA, "eid ul-adha": _EID_AL_ADHA,
    "eid el-adha": _EID_AL_ADHA, "eid al adha": _EID_AL_ADHA, "عيد الفطر": _EID_AL_FITR, "عيد الاضحي": _EID_AL_ADHA,
    "عيد الأضحى": _EID_AL_ADHA, "ashura": day_in("hijri", 1, 10), "mawlid": day_in("hijri", 3, 12),
    "nowruz": day_in("persian", 1, 1), "norouz": day_in("persian", 1, 1), "newroz": _fixed(3, 21),
    "نوروز": day_in("persian", 1, 1),
}  # fmt: skip
"""Names in small letters to the days on which they fall."""
