"""Stories within the answers of services, fields that hold HTML, and what is no text."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from index.model import Problem

Read = Callable[..., list[Any]]
TEXT = "The ferry to Vis ran again on Monday, the harbour master said."
HTML = "<p>The ferry to <b>Vis</b> ran again on Monday, the harbour master said.</p>"
DAY = "2017-09-21"

ANSWERS: list[object] = [
    {"response": {"results": [{"webTitle": "T", "webPublicationDate": DAY, "fields": {"bodyText": TEXT}}]}},
    {"response": {"docs": [{"headline": {"main": "T"}, "pub_date": DAY, "lead_paragraph": TEXT}]}},
    {"articles": {"results": [{"uri": "7", "title": "T", "date": DAY, "body": TEXT}], "totalResults": 1}},
    {"hits": {"total": {"value": 1}, "hits": [{"_id": "9", "_source": {"title": "T", "text": TEXT, "date": DAY}}]}},
    {"kind": "list", "items": [{"snippet": {"publishedAt": DAY, "title": "T", "description": TEXT}}]},
    [{"kind": "L", "data": {"children": [{"data": {"title": "T", "selftext": TEXT, "created": DAY}}]}}],
    {"feed": {"entry": [{"title": {"$t": "T"}, "content": {"$t": HTML}, "published": {"$t": DAY}}]}},
]


@pytest.mark.parametrize("answer", ANSWERS)
def test_stories_deep_within_an_answer(read: Read, answer: object) -> None:
    found = read("a.json", json.dumps(answer, indent=1))
    found += read("a.jsonl", json.dumps(answer)) if isinstance(answer, dict) else []
    for record in found:
        assert (record.title, record.text, record.date) == ("T", TEXT, DAY)


def test_a_post_without_a_title_has_its_date(read: Read) -> None:
    answer = {"data": [{"message": TEXT, "created_time": DAY, "from": {"name": "Vis Port"}}], "paging": {}}
    (record,) = read("a.jsonl", json.dumps(answer))
    assert (record.text, record.date, record.author) == (TEXT, DAY, "Vis Port")


def test_a_story_without_its_text_is_told_and_its_comments_are_no_stories(read: Read) -> None:
    values = {"title": "T", "comments": [{"text": TEXT, "date": DAY}]}
    (problem,) = read("a.jsonl", json.dumps(values))
    assert isinstance(problem, Problem)


def test_headlines_alone_are_told_with_the_line_to_type(read: Read) -> None:
    values = {"articles": [{"url": "https://example.org/a", "title": "Ferry runs again", "seendate": "20170921"}] * 2}
    (problem,) = read("a.json", json.dumps(values))
    assert problem.reason == (
        "no field is known as the text (there are: url, title, seendate); type: dateline index --field text=title PATH"
    )


@pytest.mark.parametrize(
    "code", ["https://example.org/a", "0f8fad5b-d9cb-469f-a165-70867728950e", "S-2017-0921", "88123", "@vis", "a_b"]
)
def test_no_id_and_no_address_is_taken_for_the_text(read: Read, code: str) -> None:
    for name in ("document", "text", "content"):
        (record,) = read("a.jsonl", json.dumps({"title": "T", name: code, "summary": TEXT}))
        assert (record.title, record.text) == ("T", TEXT)
    (problem,) = read("a.jsonl", json.dumps({"title": "T", "story": code}))
    assert problem.reason == "a record without a text: what story holds is a number, an id or an address"
    (unknown,) = read("a.jsonl", json.dumps({"a": code * 20, "b": TEXT}))
    assert unknown.reason.endswith("type: dateline index --field text=b PATH")


def test_an_address_that_somebody_wrote_as_the_text_stays(read: Read) -> None:
    (record,) = read("a.jsonl", json.dumps({"id": "1", "text": "https://example.org/a"}))
    assert record.text == "https://example.org/a"


@pytest.mark.parametrize("word", ["Evacuated", "#Vis", "军队进入", "Ушли"])
def test_a_word_is_a_text(read: Read, word: str) -> None:
    (record,) = read("a.jsonl", json.dumps({"article": word}))
    assert record.text == word


def test_a_list_of_stories_is_no_text(read: Read) -> None:
    values = {"title": "Feed", "content": [{"title": name, "text": f"{name}: {TEXT}"} for name in "AB"]}
    assert [record.title for record in read("a.json", json.dumps(values))] == ["A", "B"]


def test_a_headline_called_an_article_is_the_title(read: Read) -> None:
    (record,) = read("a.jsonl", json.dumps({"article": "Ferry runs again", "abstract": TEXT}))
    assert (record.title, record.text) == ("Ferry runs again", TEXT)


@pytest.mark.parametrize(
    ("values", "title", "text"),
    [
        ({"title": {"rendered": "A &#8216;T&#8217;"}, "content": {"rendered": HTML * 2}}, "A ‘T’", f"{TEXT}\n\n{TEXT}"),
        ({"title": "<i>T</i> &amp; S", "body_html": f"<div>{TEXT}<br>{TEXT}</div>"}, "T & S", f"{TEXT}\n{TEXT}"),
        ({"title": "T", "text": "Ships &amp; ferries"}, "T", "Ships & ferries"),
        ({"title": "a < b", "text": "Write <p> before a paragraph."}, "a < b", "Write <p> before a paragraph."),
    ],
)
def test_fields_that_hold_html_are_read(read: Read, values: dict[str, object], title: str, text: str) -> None:
    (record,) = read("a.jsonl", json.dumps(values))
    assert (record.title, record.text) == (title, text)


def test_objects_within_objects_without_end_are_told(read: Read) -> None:
    (problem,) = read("a.jsonl", '{"a": ' * 900 + "1" + "}" * 900)
    assert problem.reason.startswith(("no field is known as the text", "broken JSON: nested too deeply"))


ROWS = "id{0}title{0}text{0}date\n1{0}T{0}The ferry ran.{0}2017-09-21\n"


@pytest.mark.parametrize(
    ("table", "text"),
    [
        (ROWS.format("^"), "The ferry ran."),
        (ROWS.format("~"), "The ferry ran."),
        (
            "'id','title','text','date'\n'1','T','The ferry, it''s said, ran.','2017-09-21'\n",
            "The ferry, it's said, ran.",
        ),
        (
            'id,title,text,date\n1,T,"He said \\"no\\", then ""yes"".\nShe left.",2017-09-21\n',
            'He said "no", then "yes".\nShe left.',
        ),
        (ROWS.format(";") + ";;;\n ; ;;\n", "The ferry ran."),
    ],
)
def test_tables_of_other_programs(read: Read, table: str, text: str) -> None:
    (record,) = read("a.csv", table)
    assert (record.record_id, record.title, record.text, record.date) == ("1", "T", text, DAY)
