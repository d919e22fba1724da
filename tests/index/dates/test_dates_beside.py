"""Dates beside a record's own: they confirm, contradict, stand in for it, or are only shown."""

from __future__ import annotations

import datetime

import pytest

from index.analysis.documents import Known, analyse_story
from index.model import Published

TEXT = "The forces had entered the town after two days of clashes, people said."
SENT = "Tue, 13 Mar 2018 23:30:00 -0500"


def published(date: str | None, *beside: tuple[str, str]) -> Published:
    return analyse_story(TEXT, Known(date=date, dates_beside=beside)).published


def test_a_mail_that_was_received_at_once_is_dated_by_its_sender() -> None:
    found = published(SENT, ("received", "Wed, 14 Mar 2018 06:02:00 +0000"))
    assert (found.value, found.conflict) == ("2018-03-13", None)
    assert {(one.source, one.value) for one in found.evidence} == {("record", "2018-03-13"), ("received", "2018-03-14")}


def test_a_mail_that_was_received_on_another_day_is_in_conflict() -> None:
    found = published(SENT, ("received", "Mon, 4 Jun 2018 06:02:00 +0000"))
    assert found.value == "2018-03-13"
    assert found.conflict is not None
    assert "received 2018-06-04" in found.conflict


def test_a_mail_without_a_date_has_that_of_its_arrival() -> None:
    assert published(None, ("received", "Wed, 14 Mar 2018 06:02:00 +0000")).value == "2018-03-14"


def test_a_later_change_is_no_conflict() -> None:
    found = published("2018-03-13", ("updated", "2018-05-01T10:00:00Z"))
    assert (found.value, found.conflict) == ("2018-03-13", None)


@pytest.mark.parametrize("source", ["captured", "saved"])
def test_when_it_was_captured_is_shown_and_decides_nothing(source: str) -> None:
    found = published(None, (source, "2023-05-18T12:18:43Z"))
    assert (found.value, found.anchor) == (None, None)
    assert [(one.source, one.value, one.weight) for one in found.evidence] == [(source, "2023-05-18", 0.0)]
    dated = published("2018-03-13", (source, "2023-05-18T12:18:43Z"))
    assert (dated.value, dated.anchor, dated.conflict) == ("2018-03-13", datetime.date(2018, 3, 13), None)


def test_dates_that_cannot_be_read_say_nothing() -> None:
    assert published(None, ("received", "yesterday or so"), ("captured", "")).evidence == ()
