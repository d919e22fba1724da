"""Chats as messengers export them: a day a document, nothing of a message lost, what is spoilt mended."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.building.reader import CutRecord, cut
from index.dates.order import DateOrder
from index.model import Page, Problem
from index.sources.limits import Budget

Read = Callable[..., list[Any]]

TELEGRAM = {
    "name": "Deir Ezzor 24",
    "type": "public_channel",
    "id": 7,
    "messages": [
        {"id": 1, "type": "service", "date": "2017-09-20T09:00:00", "action": "create_channel", "text": ""},
        {
            "id": 2,
            "type": "message",
            "date": "2017-09-21T10:15:00",
            "from": "Sara",
            "text": ["SDF enters ", {"type": "bold", "text": "Mayadin"}, " says ", {"type": "mention", "text": "@ali"}],
        },
        {"id": 3, "type": "message", "date": "2017-09-21T10:15:59", "from": "Ali", "text": "Not yet.\nWait."},
        {"id": 4, "type": "message", "date": "2017-09-22T08:00:00", "from": "Ali", "photo": "p.jpg", "text": ""},
        {
            "id": 5,
            "type": "message",
            "date": "2017-09-22T08:01:00",
            "from": "Ali",
            "forwarded_from": "X",
            "text": "Now.",
        },
    ],
}
DAYS = [
    ("Deir Ezzor 24, 2017-09-21", "10:15 Sara: SDF enters Mayadin says @ali\n10:15 Ali: Not yet.\nWait.", "Sara, Ali"),
    ("Deir Ezzor 24, 2017-09-22", "08:00 Ali: [photo]\n08:01 Ali: [from X] Now.", "Ali"),
]


@pytest.mark.parametrize("name", ["result.json", "a"])
@pytest.mark.parametrize("indent", [1, None])
def test_telegram(read: Read, name: str, indent: int | None) -> None:
    found = read(name, json.dumps(TELEGRAM, indent=indent))
    assert [(day.title, day.text, day.author) for day in found] == DAYS
    assert [(day.date, day.source, day.record_id) for day in found] == [
        ("2017-09-21", "Deir Ezzor 24", "7 2017-09-21"),
        ("2017-09-22", "Deir Ezzor 24", "7 2017-09-22"),
    ]
    assert found[1].pages == (Page(0, "08:00"), Page(19, "08:01"))


def test_all_chats_of_telegram(read: Read) -> None:
    export = {"about": "x", "chats": {"about": "y", "list": [TELEGRAM, TELEGRAM | {"name": "Other", "id": 8}]}}
    found = read("result.json", json.dumps(export, indent=1))
    assert [day.title for day in found] == [title for title, _, _ in DAYS] + ["Other, 2017-09-21", "Other, 2017-09-22"]


def test_facebook(read: Read) -> None:
    def spoilt(text: str) -> str:
        return text.encode().decode("latin-1")

    export = {
        "participants": [{"name": "A"}],
        "messages": [
            {"sender_name": spoilt("Éva"), "timestamp_ms": 1505988960000, "content": spoilt("Привет")},
            {"sender_name": "Bob", "timestamp_ms": 1505988900000, "content": "Hello"},
            {"sender_name": "Bob", "timestamp_ms": 1505988999000, "photos": [{"uri": "x"}]},
        ],
        "title": spoilt("Éva"),
        "thread_path": "inbox/eva_1",
    }
    (day,) = read("message_1.json", json.dumps(export))
    assert day.text == "10:15 Bob: Hello\n10:16 Éva: Привет\n10:16 Bob: [photos]"
    assert (day.title, day.date, day.record_id) == ("Éva, 2017-09-21", "2017-09-21", "inbox/eva_1 2017-09-21")


def test_slack_and_twitter(read: Read) -> None:
    slack = [
        {"type": "message", "user": "U1", "text": "Hi &amp; bye", "ts": "1505988900.000100"},
        {
            "type": "message",
            "user": "U2",
            "user_profile": {"real_name": "Ann"},
            "text": "Yes",
            "ts": "1505988960.000100",
        },
    ]
    (day,) = read("2017-09-21.json", json.dumps(slack))
    assert day.text == "10:15 U1: Hi & bye\n10:16 Ann: Yes"
    tweet = {"tweet": {"full_text": "One &lt; two", "created_at": "Thu Sep 21 10:15:00 +0000 2017", "id_str": "9"}}
    (found,) = read("tweets.js", f"window.YTD.tweets.part0 = {json.dumps([tweet])}")
    assert (found.text, found.date, found.record_id) == ("One < two", "Thu Sep 21 10:15:00 +0000 2017", "9")


WHATSAPP = (
    ("[{}, 23:00:00] Sara: message about Idlib\nand its roads", "[{}, 23:01:00] Ali: \u200eimage omitted"),
    ("{}, 23:00 - Sara: message about Idlib\nand its roads", "{}, 23:01 - Ali: \u200eimage omitted"),
    ("\u200e[{}, 11:00:00\u202fPM] Sara: message about Idlib\nand its roads", "[{}, 11:01:00 PM] Ali: image omitted"),
)


@pytest.mark.parametrize("form", WHATSAPP)
def test_whatsapp(tmp_path: Path, form: tuple[str, str]) -> None:
    lines = [line.format(day) for day in ("12/03/2018", "13/03/2018") for line in form]
    (tmp_path / "WhatsApp Chat with Ali.txt").write_text("\n".join(lines) + "\n")
    found = list(cut(tmp_path / "WhatsApp Chat with Ali.txt", {}, Budget()))
    assert not [item for item in found if isinstance(item, Problem)]
    records = [item for item in found if isinstance(item, CutRecord)]
    contents = [dict(item.raw.content) for item in records]  # type: ignore[call-overload]
    assert contents[0]["text"].startswith("23:00 Sara: message about Idlib\nand its roads\n")
    assert [content["date"] for content in contents] == ["12/03/2018", "13/03/2018"]
    assert contents[0]["title"] == "Ali, 12/03/2018"
    assert {item.order for item in records} == {DateOrder.DAY_FIRST}


def test_what_only_looks_like_a_chat(read: Read) -> None:
    text = "[13/03/2018, 23:00:00] This is how the day began.\n\nThe forces had entered the town, people said.\n"
    assert [record.text for record in read("a.txt", text)] == [text]
    (problem,) = read("result.json", json.dumps(TELEGRAM | {"messages": []}, indent=1))
    assert problem.reason == "an export without a message that has a text"
    (problem,) = read("result.json", json.dumps(TELEGRAM, indent=1)[:-20])
    assert problem.reason.startswith("broken JSON")


@pytest.mark.parametrize(
    "messages",
    ["x", None, [None, 5, []], [{"type": "message", "date": 5, "text": {"a": []}}], [{"type": "message", "date": "T"}]],
    ids=lambda _: "foreign",
)
def test_exports_of_foreign_shape(read: Read, messages: object) -> None:
    assert read("a.json", json.dumps(TELEGRAM | {"messages": messages}, indent=1).replace("null", '[{"x": 1}]'))
