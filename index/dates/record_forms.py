"""The forms in which programs write the date of a record, beside those that people write.

Twitter's "Thu Sep 21 10:15:00 +0000 2017", ACLED's "21-Sep-17", the military "211015Z SEP 17", PDF's
"D:20170921101500+02'00'", "20170921101500", web servers' "21/Sep/2017:10:15:00 +0000", ISO 8601's "2017-W38-4" and
"2017-264", Persian "1396/06/30" and Hijri "1439/01/01", seconds to nanoseconds since 1970, and Excel's days since 1900;
"/Date(1505988900000)/" and "Date(2017, 8, 21)" of JavaScript, whose months begin at 0, Python's
"datetime.datetime(2017, 9, 21)", "2017-21-09", Korean "2017. 9. 21.", Hungarian "2017. szeptember 21.", "21 IX 2017",
years of Japan's emperors and Thai ones of the Buddha.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

from index.dates.foreign import may_be_foreign_date, read_foreign_date
from index.dates.order import DateOrder
from index.dates.other_calendars import ERAS, ascii_digits, day_of, read_other_calendar
from index.dates.readings import DateReading, make_day, read_date, read_month_or_year
from index.text.foreign_months import month_number
from index.text.months import MONTHS, ROMAN_MONTHS

_MONTH = r"(?P<month>[A-Za-z]{3,9})"
_LETTERS = r"(?:[^\W\d_]|[\u0900-\u0963\u0981-\u09e3\u0e31-\u0e4e]){2,16}\.?"  # and what stands above and below them
_LISTED = r"(?P<year>\d{4}),\s?(?P<month>\d\d?),\s?(?P<day>\d\d?)(?:,\s?\d\d?){0,5}(?:, tzinfo.{0,30})?\)"
_TIME = r"(?:[ ,T].{0,25})?"
_EXCEL_EPOCH = datetime.date(1899, 12, 30)
_EXCEL_DAYS = range(20_000, 73_000)  # 1954 to 2099
_LEAST_HIJRI = 1420  # of a date in numbers: 1999 by the moon, 2041 by the sun
_PIVOT = 70  # years below it are of this century
_BUDDHIST = 543


def read_record_date(written: str, order: DateOrder) -> DateReading | None:
    """The day, month or year that a record's date field gives; None if it gives none."""
    text = ascii_digits(written)
    for pattern, read in _FORMS:
        found = pattern.fullmatch(text.strip())
        day = read(found) if found is not None else None
        if day is not None:
            return DateReading(day.year, day.month, day.day, 0, len(written))
    reading = read_date(text, order, short_years=True)
    if reading is None and may_be_foreign_date(text.strip()):
        reading = read_foreign_date(text)
    if reading is not None and reading.year is not None:
        return reading
    other = read_other_calendar(written)
    if other is not None:
        day, start, end = other
        return DateReading(day.year, day.month, day.day, start, end)
    return read_month_or_year(text) or reading


def _named(found: re.Match[str]) -> datetime.date | None:
    year = int(found["year"])
    if year < 100:
        year += 2000 if year < _PIVOT else 1900
    month = MONTHS.get(found["month"].lower())
    return make_day(year, month, int(found["day"])) if month else None


def _numbers(found: re.Match[str]) -> datetime.date | None:
    return make_day(int(found["year"]), int(found["month"]), int(found["day"]))


def _month_from_zero(found: re.Match[str]) -> datetime.date | None:
    return make_day(int(found["year"]), int(found["month"]) + 1, int(found["day"]))


def _of_era(found: re.Match[str]) -> datetime.date | None:
    year = 1 if found["year"] == "元" else int(found["year"])
    return make_day(ERAS[found["era"]] + year, int(found["month"]), int(found["day"]))


def _named_abroad(found: re.Match[str]) -> datetime.date | None:
    month = ROMAN_MONTHS.get(found["month"]) or month_number(found["month"])
    year = int(found["year"])
    return make_day(year if year < 2400 else year - _BUDDHIST, month, int(found["day"])) if month else None


def _week_day(found: re.Match[str]) -> datetime.date | None:
    try:
        return datetime.date.fromisocalendar(int(found["year"]), int(found["week"]), int(found["day"]))
    except ValueError:
        return None


def _day_of_year(found: re.Match[str]) -> datetime.date | None:
    day = datetime.date(int(found["year"]), 1, 1) + datetime.timedelta(days=int(found["day"]) - 1)
    return day if day.year == int(found["year"]) else None


def _other_calendar(found: re.Match[str]) -> datetime.date | None:
    """A Persian date in numbers, or one of the Hijra where the Persian year is yet to come."""
    calendar = "persian" if int(found["year"]) < _LEAST_HIJRI else "hijri"
    return day_of(calendar, int(found["year"]), int(found["month"]), int(found["day"]))


def _epoch(found: re.Match[str]) -> datetime.date | None:
    return datetime.datetime.fromtimestamp(int(found["seconds"]), tz=datetime.UTC).date()


def _excel(found: re.Match[str]) -> datetime.date | None:
    days = int(found["days"])
    return _EXCEL_EPOCH + datetime.timedelta(days=days) if days in _EXCEL_DAYS else None


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], datetime.date | None]], ...] = (
    (
        re.compile(
            rf"(?:[A-Za-z]{{3,9}},?\s+)?{_MONTH}\.?\s+(?P<day>\d\d?),?\s+\d\d?:\d\d(?::\d\d)?"
            r"(?:\s+(?:[+-]\d{4}|[A-Za-z]{1,5}))?\s+(?P<year>\d{4})"
        ),
        _named,
    ),
    (
        re.compile(
            rf"(?:[A-Za-z]{{3,9}},?\s+)?(?P<day>\d\d?)[- /]?{_MONTH}\.?[- /]?(?P<year>\d\d(?:\d\d)?)"
            r"(?:[ T:]\d\d?:\d\d.{0,20})?"
        ),
        _named,
    ),
    (re.compile(rf"(?P<day>\d\d)\d{{4}}\s?[A-Za-z]\s?{_MONTH}\s?(?P<year>\d\d(?:\d\d)?)"), _named),
    (
        re.compile(r"(?:D:)?(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?:\d\d){1,3}(?:Z|[+-]\d\d'?:?\d*'?)?"),
        _numbers,
    ),
    (re.compile(r"/Date\((?P<seconds>1\d{9})\d{3}(?:[+-]\d{4})?\)/"), _epoch),
    (re.compile(rf"(?:new )?Date\({_LISTED}"), _month_from_zero),
    (re.compile(rf"(?:datetime\.)?(?:datetime|date)\({_LISTED}"), _numbers),
    (re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<day>1[3-9]|2\d|3[01])-(?P<month>\d\d)(?:[ T]\d\d:.{0,20})?"), _numbers),
    (re.compile(rf"(?P<year>(?:19|20)\d\d)\.\s?(?P<month>\d\d?)\.\s?(?P<day>\d\d?)\.?{_TIME}"), _numbers),
    (
        re.compile(rf"(?P<era>{'|'.join(ERAS)})\s?(?P<year>元|\d\d?)年\s?(?P<month>\d\d?)月\s?(?P<day>\d\d?)日{_TIME}"),
        _of_era,
    ),
    (re.compile(rf"(?P<year>\d{{4}})\.\s(?P<month>{_LETTERS})\s(?P<day>\d\d?)\.?(?:\s.{{0,25}})?"), _named_abroad),
    (
        re.compile(
            rf"(?:{_LETTERS}\s?)?(?P<day>\d\d?)\s(?P<month>[IVX]{{1,4}}|{_LETTERS})\s(?:พ\.ศ\.\s?)?(?P<year>\d{{4}}){_TIME}"
        ),
        _named_abroad,
    ),
    (re.compile(rf"{_MONTH}\.?\s+(?P<day>\d\d?),?\s+['’](?P<year>\d\d)"), _named),
    (
        re.compile(
            rf"(?:{_LETTERS}(?:\s{_LETTERS})?,\s)?(?:ngày\s)?(?P<day>\d\d?)\stháng\s(?P<month>\d\d?),?\s(?:năm\s)?(?P<year>\d{{4}}){_TIME}"
        ),
        _numbers,
    ),
    (re.compile(r"(?P<year>\d{4})-?W(?P<week>\d\d)-?(?P<day>[1-7])"), _week_day),
    (re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<day>\d{3})"), _day_of_year),
    (re.compile(r"(?P<year>1[34]\d\d)([/-])(?P<month>\d\d?)\2(?P<day>\d\d?)"), _other_calendar),
    (re.compile(r"(?P<seconds>1\d{9})(?:\d{3}|\d{6}|\d{9})?(?:\.\d*)?"), _epoch),
    (re.compile(r"(?P<days>\d{5})(?:[.,]\d*)?"), _excel),
)
