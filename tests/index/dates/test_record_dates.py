"""The dates of records, as programs and people of many languages write them; all mean 21 September 2017."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.dates.other_calendars import ascii_digits, day_of
from index.dates.published import find_published
from index.text.foreign_months import FOREIGN_MONTHS

TODAY = datetime.date(2020, 6, 1)

WRITTEN = """
    Thu Sep 21 10:15:00 +0000 2017
    Thu Sep 21 10:15:00 UTC 2017
    21-Sep-17
    21-Sep-2017
    21SEP2017
    21/Sep/2017:10:15:00 +0000
    2017-W38-4
    2017-264
    1396/06/30
    1439/01/01
    21 Sep 17 10:15
    Thu, 21 Sep 2017 10:15:00 GMT
    Thursday, 21-Sep-17 10:15:00 GMT
    211015ZSEP17
    211015Z SEP 2017
    20170921T101500Z
    20170921101500
    D:20170921101500+02'00'
    1506000000
    1506000000.25
    1506000000000
    1506000000000000
    42999
    42999.4271
    Sept. 21, 2017, 4:05 p.m. ET
    21.09.17
    ٢١ سبتمبر ٢٠١٧
    ٢١/٠٩/٢٠١٧
    21 أيلول 2017
    21 أيلول/سبتمبر 2017
    الخميس 21 ايلول 2017
    jeudi 21 septembre 2017
    21 sept. 2017
    Donnerstag, 21. September 2017
    21 de septiembre de 2017
    21 settembre 2017
    21 сентября 2017 г.
    21 сен 2017
    21 вересня 2017
    21 Eylül 2017
    ۳۰ شهریور ۱۳۹۶
    ۱۳۹۶/۰۶/۳۰
    30 Shahrivar 1396
    /Date(1505988900000)/
    /Date(1505988900000+0200)/
    Date(2017, 8, 21)
    new Date(2017, 8, 21, 10, 15)
    datetime.datetime(2017, 9, 21, 10, 15)
    datetime.date(2017, 9, 21)
    2017-21-09
    Sept 21 '17
    2017. 9. 21.
    2017. szeptember 21.
    21 IX 2017
    平成29年9月21日
    21 กันยายน 2560
    21 सितंबर 2017
    ২১ সেপ্টেম্বর ২০১৭
    Thứ Năm, 21 tháng 9, 2017
    1 Muharram 1439
    Muharram 1, 1439
    1 محرم 1439
    ١٤٣٩/٠١/٠١
    2017年9月21日
"""


@pytest.mark.parametrize("written", [line.strip() for line in WRITTEN.strip().splitlines()])
def test_each_form_is_the_same_day(written: str) -> None:
    found = find_published("Ships wait.", record_date=written, today=TODAY)
    assert (found.value, found.note, found.conflict) == ("2017-09-21", "", None)


@pytest.mark.parametrize(
    ("written", "note"),
    [
        ("3 hours ago", "the date field cannot be read: 3 hours ago"),
        ("0000-00-00 00:00:00", "the date field cannot be read: 0000-00-00 00:00:00"),
        ("\x1b[1msoon", "the date field cannot be read: ␛[1msoon"),
        ("2030-05-05", "record 2030-05-05 lies in the future"),
        ("1396/13/30", "the date field cannot be read: 1396/13/30"),
        ("12345", "the date field cannot be read: 12345"),
    ],
)
def test_what_is_no_date_is_said_to_be_none(written: str, note: str) -> None:
    found = find_published("Ships wait.", record_date=written, today=TODAY)
    assert (found.value, found.note) == (None, note)


def test_a_dateline_stands_in_for_a_field_that_cannot_be_read() -> None:
    found = find_published("NICOSIA (AFP) Sept 21, 2017 - Ships", record_date="soon", today=TODAY)
    assert (found.value, found.note) == ("2017-09-21", "the date field cannot be read: soon")


def test_no_name_of_a_month_means_two() -> None:
    assert set(FOREIGN_MONTHS.values()) == set(range(1, 13))
    assert FOREIGN_MONTHS["nov"] == 11
    assert FOREIGN_MONTHS["تشرين الاول"] == 10


@settings(deadline=None)
@given(st.sampled_from(["hijri", "persian"]), st.integers(1340, 1499), st.integers(1, 12), st.integers(1, 29))
def test_the_days_of_other_calendars_follow_each_other(calendar: str, year: int, month: int, day: int) -> None:
    first, second = day_of(calendar, year, month, day), day_of(calendar, year, month, day + 1)
    if first is not None and second is not None:
        assert second - first == datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("year", "month", "day", "expected"),
    [
        (1278, 1, 1, "1899-03-21"),
        (1357, 11, 22, "1979-02-11"),
        (1375, 12, 30, "1997-03-20"),
        (1399, 12, 30, "2021-03-20"),
        (1400, 1, 1, "2021-03-21"),
        (1400, 12, 30, None),
        (1403, 12, 30, "2025-03-20"),
        (1396, 13, 1, None),
        (1200, 1, 1, None),
    ],
)
def test_days_of_the_persian_calendar(year: int, month: int, day: int, expected: str | None) -> None:
    found = day_of("persian", year, month, day)
    assert (found and found.isoformat()) == expected


@given(st.text())
def test_digits_change_no_offset(text: str) -> None:
    assert len(ascii_digits(text)) == len(text)
