"""Dates in other languages than English, by dateparser.

It is asked only about a short string that already looks like a date, with its languages given: left to detect
them it takes thirty times as long and reads words as dates. Its import and first use cost half a second, so it
is imported when first needed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from index.dates.readings import DateReading, make_day
from index.text.foreign_months import DAY_MONTH_YEAR, month_number

LANGUAGES = tuple("en fr de es it pt nl sv pl cs ro el ru uk tr ar fa he zh ja".split())
"""Tried in this order."""

_LONGEST = 45
_LOOKS_LIKE_A_DATE = re.compile(
    r"(?<!\w)\d{1,2}\.?\s+(?:de\s+)?(?P<name>[^\W\d_]{3,12})\.?,?\s+(?:de\s+)?(?:19|20)\d\d(?!\w)"
    r"|(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日"
)


def may_be_foreign_date(text: str) -> bool:
    """Whether the text has the shape of a date and is little else: a day, a word and a year, or 年 月 日."""
    if len(text) > _LONGEST:
        return False
    found = DAY_MONTH_YEAR.search(text) or _LOOKS_LIKE_A_DATE.search(text)
    return found is not None and len(text.strip()) - (found.end() - found.start()) <= 15


def read_foreign_date(text: str) -> DateReading | None:
    """The day that the text names in one of the known languages; None if dateparser cannot say."""
    for named in DAY_MONTH_YEAR.finditer(text):
        month = month_number(named["month"])
        if month is not None and make_day(int(named["year"]), month, int(named["day"])):
            return DateReading(int(named["year"]), month, int(named["day"]), named.start(), named.end())
    found = _LOOKS_LIKE_A_DATE.search(text)
    if found is None:
        return None
    day = _parser().get_date_data(found[0]).date_obj
    if day is None:
        return None
    return DateReading(day.year, day.month, day.day, found.start(), found.end())


@lru_cache(maxsize=1)
def _parser() -> Any:
    from dateparser.date import DateDataParser

    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "DATE_ORDER": "DMY", "PARSERS": ["absolute-time"]}
    return DateDataParser(languages=list(LANGUAGES), settings=settings)
