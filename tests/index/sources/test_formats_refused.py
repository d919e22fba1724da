"""What no reader is made for is refused with a sentence, whatever it is named; plain text is recognised."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.model import Problem, RawRecord, Record
from index.sources import read_raw

Read = Callable[..., list[Any]]

STORY = "Forces enter Mayadin\n\nThe spokesman said that the forces had entered the town after two days of clashes.\n"
MAIL = (
    "From: Anne <a@example.com>\nTo: b@example.com\nDate: Thu, 21 Sep 2017 10:15:00 +0300\n"
    f"Subject: S\nMIME-Version: 1.0\n\n{STORY}"
)
FEED = '<?xml version="1.0"?><rss version="2.0"><channel><title>N</title><item><title>T</title></item></channel></rss>'
SRT = "1\n00:00:01,000 --> 00:00:04,000\nThe forces had entered the town.\n"
JSON_FEED = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_text": "w"}]})


@pytest.mark.parametrize("name", ["a", "a.txt"])
@pytest.mark.parametrize(
    ("content", "type_"),
    [
        (MAIL, "mail"),
        (MAIL.replace("\n", "\r\n"), "mail"),
        ("Received: from a (b [1.2.3.4])\n\tby c\nFrom: a@b\nSubject: s\nMessage-ID: <1@b>\n\nx", "mail"),
        (f"From a@example.com Thu Sep 21 10:15:00 2017\n{MAIL}", "mail"),
        (f"From - Thu Sep 21 10:15:00 2017\n{MAIL}", "mail"),
        (FEED, "feed"),
        ('<!-- x -->\n<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title></entry></feed>', "feed"),
        (JSON_FEED, "feed"),
        (SRT, "subtitles"),
        (SRT.replace("\n", "\r\n"), "subtitles"),
        ("WEBVTT\n\n00:01.000 --> 00:04.000\nThe forces.\n", "subtitles"),
    ],
)
def test_formats_are_known_by_their_content(tmp_path: Path, name: str, content: str, type_: str) -> None:
    (tmp_path / name).write_bytes(content.encode())
    assert {item.type for item in read_raw(tmp_path / name, {}) if isinstance(item, RawRecord)} == {type_}


@pytest.mark.parametrize("name", ["", ".txt"])
@pytest.mark.parametrize(
    ("content", "what"),
    [
        ('<?xml version="1.0"?>\n<config><name>Words of a text</name></config>', "XML of an unknown kind"),
    ],
)  # fmt: skip
def test_what_is_no_plain_text_is_refused_under_any_name(read: Read, name: str, content: str, what: str) -> None:
    (problem,) = read(f"a{name}", content)
    assert isinstance(problem, Problem)
    assert problem.reason == f"{what}, which Dateline does not read"


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.avi", STORY, "sound or film"),
        ("a.PY", "import os\nprint(os)\n", "a program"),
        ("a.conf.bak", "a = {1; 2}; [b] | <c> $x && y == ~z * 3\n" * 20, "a file of no known format"),
        ("a.dat", ("QUFB" * 18 + "\n") * 50, "a file of no known format"),
        ("a.dat", "1 2 3 4 5 6 7 8 9\n" * 50, "a file of no known format"),
    ],
)  # fmt: skip
def test_what_a_name_or_a_content_tells(read: Read, name: str, content: str, what: str) -> None:
    (problem,) = read(name, content)
    assert isinstance(problem, Problem)
    assert problem.reason == f"{what}, which Dateline does not read"


@pytest.mark.parametrize("name", ["a.txt", "a", "Letter of 21.Sept", "wire.2017", "a.log"])
@pytest.mark.parametrize(
    "content",
    [
        STORY,
        "From: the editor\nTo: all readers\n\nThe forces had entered the town.\n",
        "From Russia with love\n\nThe forces had entered the town.\n",
        "Note: this is a story\nSource: AFP\nDate: 21 September 2017\n\nThe forces had entered the town.\n",
        "国防部长星期四说，部队已经进入该城，居民正在返回家园。\n" * 20,
        "1\nThe first chapter --> the last\n",
    ],
)
def test_plain_text_is_recognised(read: Read, name: str, content: str) -> None:
    (record,) = read(name, content)
    assert isinstance(record, Record)
    assert record.text == content


def test_records_of_messages_are_records(read: Read) -> None:
    messages = {"messages": [{"id": "1", "type": "message", "text": "The forces entered."}]}
    for name in ("a.json", "a", "a.2017"):
        found = read(name, json.dumps(messages, indent=1))
        assert [record.text for record in found] == ["The forces entered."]
