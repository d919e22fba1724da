"""Days of the Hijri and the Persian calendar.

Hijri months are those of the Umm al-Qura calendar, which news agencies follow; where a month was proclaimed by
sighting of the moon it may have begun a day earlier or later.
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from index.text.foreign_months import fold_month

_HIJRI = """
muharram moharram محرم المحرم
safar صفر
rabi_al-awwal rabi_al-awal rabi_i rabi'_al-awwal rabiulawal ربيع_الاول
rabi_al-thani rabi_al-akhir rabi_ath-thani rabi_ii rabi'_al-thani ربيع_الثاني ربيع_الاخر
jumada_al-awwal jumada_al-ula jumada_i جمادي_الاولي جمادي_الاول
jumada_al-thani jumada_al-akhirah jumada_al-akhira jumada_ii جمادي_الاخره جمادي_الثاني جمادي_الثانيه
rajab رجب
shaaban sha'ban shaban شعبان
ramadan ramadhan ramazan رمضان
shawwal shawal شوال
dhu_al-qadah dhul-qadah dhu_al-qa'dah dhul_qa'dah zulkaedah zilqad ذو_القعده ذي_القعده
dhu_al-hijjah dhul-hijjah dhul_hijjah dhu_al-hijja dhul-hijja zulhijjah zilhaj ذو_الحجه ذي_الحجه
"""
_PERSIAN = """
farvardin فروردین
ordibehesht اردیبهشت
khordad خرداد
tir تیر
mordad amordad مرداد
shahrivar شهریور
mehr مهر
aban آبان
azar آذر
dey دی
bahman بهمن
esfand اسفند
"""


def _table(names: str) -> dict[str, int]:
    return {
        fold_month(form.replace("_", " ").replace("'", "")): number
        for number, line in enumerate(names.strip().splitlines(), start=1)
        for form in line.split()
    }


HIJRI_MONTHS = _table(_HIJRI)
PERSIAN_MONTHS = _table(_PERSIAN)
"""Folded names to 1-12."""

ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018, "民國": 1911, "民国": 1911}
"""Eras of Japan and Taiwan to the year before their first."""

_PERSIAN_YEARS = range(1277, 1501)
_PERSIAN_KNOWN, _PERSIAN_NEW_YEAR = 1396, datetime.date(2017, 3, 21)

_NAMED = re.compile(
    r"(?<!\w)(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\s+(?P<month>[^\W\d_][^\d,()]{1,18}?)\s*,?\s+(?P<year>1[34]\d\d)(?!\d)"
)
_MONTH_FIRST = re.compile(
    r"(?<!\w)(?P<month>[^\W\d_][^\d,()]{1,18}?)\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)?,?\s+(?P<year>1[34]\d\d)(?!\d)"
)
_NUMBERS = re.compile(r"(?<!\d)(?P<year>1[34]\d\d)[/.-](?P<month>\d\d?)[/.-](?P<day>\d\d?)(?!\d)")


def month_of(name: str) -> tuple[str, int] | None:
    """("hijri", 9) for "Ramadan", ("persian", 6) for "Shahrivar"; None for another word."""
    folded = fold_month(name).replace("'", "").replace("’", "").replace("ʿ", "")
    if folded in HIJRI_MONTHS:
        return "hijri", HIJRI_MONTHS[folded]
    return ("persian", PERSIAN_MONTHS[folded]) if folded in PERSIAN_MONTHS else None


def read_other_calendar(text: str) -> tuple[datetime.date, int, int] | None:
    """The first day of another calendar in a short text, with where it stands: "1 Muharram 1439", "۱۳۹۶/۰۶/۳۰".

    A date in numbers alone is one only in the digits of its language.
    """
    plain = ascii_digits(text)
    for form in (_NAMED, _MONTH_FIRST):
        for found in form.finditer(plain):
            month = month_of(found["month"].rstrip("."))
            day = day_of(month[0], int(found["year"]), month[1], int(found["day"])) if month else None
            if day is not None:
                return day, found.start(), found.end()
    found_numbers = _NUMBERS.search(plain)
    if found_numbers is not None and (calendar := _calendar_of_digits(text[found_numbers.start()])):
        year, month_, day_ = (int(found_numbers[name]) for name in ("year", "month", "day"))
        day = day_of(calendar, year, month_, day_)
        if day is not None:
            return day, found_numbers.start(), found_numbers.end()
    return None


def ascii_digits(text: str) -> str:
    """The text with each decimal digit of any script as one of 0-9; its length stays."""
    if text.isascii():
        return text
    return "".join(str(int(character)) if character.isdecimal() else character for character in text)


@lru_cache(maxsize=10_000)
def day_of(calendar: str, year: int, month: int, day: int) -> datetime.date | None:
    """The day of our calendar; None if there is no such day, or its calendar's tables do not have it."""
    try:
        if calendar == "hijri":
            from hijridate import Hijri  # costs 15 ms, and few texts have such days

            found = Hijri(year, month, day).to_gregorian()
            return datetime.date(found.year, found.month, found.day)
        return _persian_day(year, month, day)
    except (ValueError, OverflowError):
        return None


def _persian_day(year: int, month: int, day: int) -> datetime.date:
    """The first six months have 31 days, the others 30, the last one 29 but in a leap year; eight years of 33 are such.

    So reckoned it agrees with the equinox from 1277 to 1500 (1898 to 2121). Raises ValueError for another day.
    """
    first, following = _persian_new_year(year), _persian_new_year(year + 1)
    begin = 31 * (month - 1) - max(month - 7, 0)
    length = 31 if month <= 6 else 30 if month < 12 else (following - first).days - begin
    if year not in _PERSIAN_YEARS or not 1 <= month <= 12 or not 1 <= day <= length:
        raise ValueError("no such day")
    return first + datetime.timedelta(days=begin + day - 1)


def _persian_new_year(year: int) -> datetime.date:
    days = 365 * (year - _PERSIAN_KNOWN) + (8 * (year - 1) + 29) // 33 - (8 * (_PERSIAN_KNOWN - 1) + 29) // 33
    return _PERSIAN_NEW_YEAR + datetime.timedelta(days=days)


def _calendar_of_digits(digit: str) -> str:
    """Which calendar is written in digits like this one; "" for ours."""
    if "۰" <= digit <= "۹":
        return "persian"
    return "hijri" if "٠" <= digit <= "٩" else ""
