"""A mail was sent on the day that its header says, whatever it quotes."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.analysis.documents import Task, analyse, identity_of
from index.model import Document, RawRecord
from index.sources import read_raw

SENT = "Fri, 2 Mar 2018 09:00:00 +0000"


def mail(tmp_path: Path, body: str, date: str = SENT) -> Document:
    path = tmp_path / "a.eml"
    path.write_text(f"From: Bob <bob@example.org>\nDate: {date}\nSubject: The bridge\n\n{body}")
    (raw,) = read_raw(path, {})
    assert isinstance(raw, RawRecord)
    (document,) = analyse(Task("a.eml", identity_of(raw, unique=False), raw))
    assert isinstance(document, Document)
    return document


@pytest.mark.parametrize(
    "body",
    [
        "I agree.\n\nOn Thu, 1 Mar 2018 Ann wrote:\n> The bridge is closed.\n",
        "On 1 March 2018 at 10:12, Ann Lee <ann@example.org> wrote:\n\n> The bridge is closed.\n\nI agree.\n",
        "Am 20. Februar 2018 um 10:12 schrieb Ann:\n> Die Brücke ist gesperrt.\n",
        "See below.\n\n-----Original Message-----\nFrom: Ann\nDate: 12 January 2018\n\nThe bridge is closed.\n",
        "See below.\n\n> 12 January 2018\n> The bridge is closed.\n",
        "The meeting is about the bridge.\n\nDate: 5 February 2018\nPlace: town hall\n",
    ],
)
def test_the_header_goes_before_what_a_mail_quotes_or_is_about(tmp_path: Path, body: str) -> None:
    assert mail(tmp_path, body).published.value == "2018-03-02"


def test_what_is_quoted_is_in_no_conflict_with_the_mail(tmp_path: Path) -> None:
    document = mail(tmp_path, "I agree.\n\nOn Mon, 1 Jan 2018 Ann wrote:\n> The bridge is closed.\n")
    assert document.published.conflict is None


def test_a_header_that_programs_fill_in_gives_way(tmp_path: Path) -> None:
    document = mail(tmp_path, "LONDON, March 2, 2018 — The bridge is closed.\n", "Thu, 1 Jan 1970 00:00:00 +0000")
    assert document.published.value == "2018-03-02"


def test_a_story_in_a_mail_of_another_day_is_told_as_a_conflict(tmp_path: Path) -> None:
    document = mail(tmp_path, "LONDON, January 12, 2018 (Reuters) - The bridge was closed.\n")
    assert document.published.value == "2018-03-02"
    assert document.published.conflict == "dateline 2018-01-12, record 2018-03-02"
