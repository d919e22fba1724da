"""The dates of feeds, in ISO 8601."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fetching.times import moment_of, seconds_until


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("Sat, 28 Nov 2026 09:15:00 EST", "2026-11-28T09:15:00-05:00"),
        ("Sat, 28 Nov 2026 09:15:00 CEST", "2026-11-28T09:15:00+02:00"),
        ("Sat, 28 Nov 2026 09:15 +0530", "2026-11-28T09:15:00+05:30"),
        ("2026-11-28 09:15:00", "2026-11-28"),
        ("28.11.2026 09:15", "2026-11-28"),
        ("Sa, 28 Nov 2026 09:15:00 +0100", "2026-11-28T09:15:00+01:00"),
        ("Sat, 28 Nov 26 09:15:00 GMT", "2026-11-28T09:15:00+00:00"),
        ("1795857300", "2026-11-28T09:15:00+00:00"),
        ("1795857300000", "2026-11-28T09:15:00+00:00"),
        ("Sat, 28 Nov 2026 24:00:00 GMT", "2026-11-29T00:00:00+00:00"),
        ("Saturday, November 28, 2026 - 9:15am", "2026-11-28"),
        ("samedi 28 novembre 2026 10:00 CET", "2026-11-28T10:00:00+01:00"),
        ("2026-11-28T09:15:00.123Z", "2026-11-28T09:15:00+00:00"),
        ("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37+00:00"),
        ("Sat, 28 Nov 2026 09:15:00 IST", "2026-11-28"),
        ("Sat, 28 Nov 2026 09:15:00 +9900", "2026-11-28"),
        ("03/04/2026", ""),
        ("31 Feb 2026", ""),
        ("1", ""),
        ("", ""),
        ("soon", ""),
    ],
)
def test_dates_as_feeds_write_them(written: str, moment: str) -> None:
    assert moment_of(written) == moment


@given(st.datetimes(datetime.datetime(1970, 1, 2), datetime.datetime(2099, 1, 1), timezones=st.just(datetime.UTC)))
def test_the_forms_of_the_standards(moment: datetime.datetime) -> None:
    moment = moment.replace(microsecond=0)
    for form in ("%Y-%m-%dT%H:%M:%SZ", "%a, %d %b %Y %H:%M:%S GMT", "%d %B %Y %H:%M:%S +0000"):
        assert datetime.datetime.fromisoformat(moment_of(moment.strftime(form))) == moment


@given(st.text("0123456789-:/., TZ+Novamp", max_size=40))
def test_whatever_is_written_is_a_date_or_none(written: str) -> None:
    found = moment_of(written)
    assert not found or datetime.datetime.fromisoformat(found)


def test_how_long_to_wait() -> None:
    now = datetime.datetime(2026, 11, 29, 23, 59, tzinfo=datetime.UTC)
    assert seconds_until("120", now) == 120
    assert seconds_until("Sun, 29 Nov 2026 23:59:59 GMT", now) == 59
    assert seconds_until("Sat, 28 Nov 2026 23:59:59 GMT", now) == 0
    assert seconds_until("later", now) is None
