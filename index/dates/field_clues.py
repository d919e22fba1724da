"""Clues to a story's own date that stand beside its text: a record's field, a URL, a file's name."""

from __future__ import annotations

import re
from dataclasses import replace

from index.dates.clues import WEIGHTS, Clue, clue_of, doubted_if_filled_in
from index.dates.order import DateOrder, OrderEvidence
from index.dates.other_calendars import ascii_digits
from index.dates.readings import make_day
from index.dates.record_forms import read_record_date
from index.text.front_dates import front_date
from index.text.months import MONTHS

_LONGEST_FIELD = 100
_LONGEST_URL = 2_000
_YEAR = r"(?:19|20)\d\d"
_URL_DAY = re.compile(rf"[/_-]({_YEAR})[/_-]?(\d\d)[/_-]?(\d\d)(?!\d)")
_URL_SHORT_DAY = re.compile(rf"/({_YEAR})/(\d\d?|[a-z]{{3}})/(\d\d?)(?:/|$)")
_URL_MONTH = re.compile(rf"/({_YEAR})[/-](\d\d?)(?:/|$)")
_FILE_DAY = re.compile(rf"(?<!\d)({_YEAR})[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)")
_NUMERIC = re.compile(rf"\s*(\d\d?)[/.-](\d\d?)[/.-](?:{_YEAR}|\d\d)(?!\d)")
_MIDNIGHT = re.compile(r"[T ]00:00(?::00)?")


def record_clue(
    written: str, order: DateOrder, *, is_metadata: bool = False, file_is_filled_in: bool = False
) -> Clue | None:
    """The clue in a record's date field or in a page's metadata; None if no date can be read there.

    ``file_is_filled_in`` says that every date of the record's file is a 1 January.
    """
    text = written[:_LONGEST_FIELD]
    source = "metadata" if is_metadata else "record"
    reading = read_record_date(text, order)
    if reading is None or reading.year is None:
        return None
    clue = clue_of(source, reading, factor=0.5 if reading.other is not None else 1.0)
    has_time = ":" in text and not _MIDNIGHT.search(text)
    return doubted_if_filled_in(
        replace(clue, start=None, end=None), has_time=has_time, file_is_filled_in=file_is_filled_in
    )


def is_bare_first_of_january(written: str) -> bool:
    """Whether a record's date is a 1 January without a time of day, as programs fill it in where they know a year."""
    clue = record_clue(written, DateOrder.DAY_FIRST, file_is_filled_in=True)
    return clue is not None and clue.year_only


def count_order(written: str, evidence: OrderEvidence) -> None:
    """Count a record's date if it shows in which order its source writes day and month."""
    found = _NUMERIC.match(ascii_digits(written[:_LONGEST_FIELD]))
    if found is not None:
        evidence.add(int(found[1]), int(found[2]))


def is_ambiguous(written: str) -> bool:
    """Whether day and month of a record's date could change places."""
    found = _NUMERIC.match(ascii_digits(written[:_LONGEST_FIELD]))
    return found is not None and int(found[1]) != int(found[2]) and max(int(found[1]), int(found[2])) <= 12


def title_clue(title: str, order: DateOrder) -> Clue | None:
    """The day that stands in front of a record's title."""
    found = front_date(title)
    reading = read_record_date(title[: found[0]].strip(" (["), order) if found is not None else None
    if reading is None or reading.year is None:
        return None
    clue = clue_of("title", reading, factor=0.5 if reading.other is not None else 1.0)
    return replace(clue, start=None, end=None)


def url_clue(url: str) -> Clue | None:
    """The day or the month in a URL's path: /2017/09/21/, /2017/sep/21/, -20170921, /2017/09/."""
    path = url[:_LONGEST_URL].lower()
    for pattern in (_URL_DAY, _URL_SHORT_DAY):
        for found in pattern.finditer(path):
            month = int(found[2]) if found[2].isdigit() else MONTHS.get(found[2], 0)
            day = make_day(int(found[1]), month, int(found[3]))
            if day is not None:
                return Clue("url", WEIGHTS["url"], day.year, day.month, day.day)
    found_month = _URL_MONTH.search(path)
    if found_month is None or not 1 <= int(found_month[2]) <= 12:
        return None
    return Clue("url", WEIGHTS["url month"], int(found_month[1]), int(found_month[2]), None)


def file_name_clue(name: str) -> Clue | None:
    """The day in a file's name: 2017-09-21.txt, afp_20170921_3.txt."""
    for found in _FILE_DAY.finditer(name):
        day = make_day(int(found[1]), int(found[2]), int(found[3]))
        if day is not None:
            return Clue("file name", WEIGHTS["file name"], day.year, day.month, day.day)
    return None
