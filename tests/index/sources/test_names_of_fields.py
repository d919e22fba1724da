"""The names of fields in the exports of archives, news services and social media."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., list[Any]]
TEXT = "The ferry to Vis ran again on Monday."


def read_one(read: Read, values: dict[str, object]) -> Any:
    (record,) = read("a.jsonl", json.dumps(values))
    return record


EXPORTS: list[tuple[dict[str, object], dict[str, str | None]]] = [
    (
        {"data": {"title": "T", "selftext": TEXT, "created_utc": 1505988000.0, "subreddit": "harbours"}},
        {"title": "T", "source": "harbours", "date": "1505988000.0"},
    ),
    ({"headline": "T", "article": TEXT, "published on": "2017-09-21"}, {"title": "T", "date": "2017-09-21"}),
    ({"article": {"headline": "T", "text": TEXT}, "date": "2017-09-21"}, {"title": "T", "date": "2017-09-21"}),
    (
        {"Titre": "T", "Texte": TEXT, "Auteur": "A", "Date": "21/09/2017", "Source": "P"},
        {"title": "T", "author": "A", "date": "21/09/2017", "source": "P"},
    ),
    (
        {"заголовок": "T", "текст": TEXT, "автор": "A", "дата": "21.09.2017", "источник": "P"},
        {"title": "T", "author": "A", "date": "21.09.2017", "source": "P"},
    ),
    (
        {"source": {"id": None, "name": "Harbour Post"}, "title": "T", "publishedAt": "2017-09-21", "content": TEXT},
        {"source": "Harbour Post", "title": "T", "date": "2017-09-21"},
    ),
    (
        {
            "headline": {"main": "T"},
            "pub_date": "2017-09-21",
            "abstract": "A ferry.",
            "lead_paragraph": TEXT,
            "byline": {"original": "By Ann Example"},
            "web_url": "https://example.org/a",
        },
        {"title": "T", "author": "Ann Example", "url": "https://example.org/a", "date": "2017-09-21"},
    ),
    (
        {
            "id": "7",
            "fields": {
                "title": "T",
                "body": TEXT,
                "date": {"original": "2017-09-21"},
                "source": [{"name": "Port"}, {"name": "Pilots"}],
            },
        },
        {"record_id": "7", "title": "T", "source": "Port, Pilots", "date": "2017-09-21"},
    ),
    (
        {
            "webTitle": "T",
            "webPublicationDate": "2017-09-21",
            "fields": {"bodyText": TEXT, "byline": "A", "publication": "P"},
        },
        {"title": "T", "author": "A", "source": "P", "date": "2017-09-21"},
    ),
    (
        {
            "created_at": "2017-09-21",
            "text": "The ferry…",
            "full_text": TEXT,
            "user": {"screen_name": "vis"},
            "source": '<a href="https://example.org">Phone</a>',
        },
        {"author": "vis", "date": "2017-09-21", "source": None},
    ),
    (
        {"maintext": TEXT, "date_publish": "2017-09-21", "source_domain": "example.org", "authors": ["A", "B"]},
        {"source": "example.org", "author": "A, B", "date": "2017-09-21"},
    ),
    (
        {"text": TEXT, "hostname": "example.org", "source": "https://example.org/a", "timestamp": {"$date": 15059}},
        {"source": "example.org", "date": "15059"},
    ),
    (
        {"_source": {"article": {"text": TEXT, "seendate": {"$date": {"$numberLong": "1505952000000"}}}}},
        {"date": "1505952000000"},
    ),
    ({"article_title": "T", "article_content": TEXT}, {"title": "T"}),
    ({"title": {"rendered": "T"}, "content": {"rendered": TEXT}, "dc:date": "2017"}, {"title": "T", "date": "2017"}),
]


@pytest.mark.parametrize(("values", "expected"), EXPORTS)
def test_what_an_export_says_is_found(read: Read, values: dict[str, object], expected: dict[str, str | None]) -> None:
    record = read_one(read, values)
    assert record.text == TEXT
    assert {name: getattr(record, name) for name in expected} == expected


@pytest.mark.parametrize(
    "header",
    ["Headline,Publication Date,Source,Full text", "title,event_date,publication,notes", "Title,pubdate,pubtitle,Text"],
)
def test_columns_of_exports(read: Read, header: str) -> None:
    rows = io.StringIO()
    csv.writer(rows).writerow(["T", "21-Sep-17", "Port", TEXT])
    (record,) = read("a.csv", f"{header}\n{rows.getvalue()}")
    assert (record.title, record.date, record.source, record.text) == ("T", "21-Sep-17", "Port", TEXT)


@pytest.mark.parametrize(
    "name",
    "published_at publishedAt created_at createdAt timestamp datetime date_publish event_date pub_date seendate "
    "webPublicationDate first_published dateCreated posted_at release_date article_date".split(),
)
def test_names_of_dates(read: Read, name: str) -> None:
    assert read_one(read, {"text": TEXT, name: "2017-09-21"}).date == "2017-09-21"


def test_a_text_of_marked_words_loses_none(read: Read) -> None:
    parts = ["Harbour ", {"type": "bold", "text": "closed"}, ", says ", {"type": "link", "text": "example.org"}, "."]
    channel = {
        "name": "Port",
        "messages": [
            {"id": 1, "type": "service", "text": ""},
            {"id": 2, "type": "message", "date": "2017-09-21T10:15:00", "from": "Pilot", "text": parts},
            {
                "id": 3,
                "type": "message",
                "text": [{"type": "bold", "text": "All"}, {"type": "plain", "text": " clear"}],
            },
        ],
    }
    found = read("a.json", json.dumps(channel, indent=1))
    assert [record.text for record in found] == ["Harbour closed, says example.org.", "All clear"]
    assert (found[0].author, found[0].date) == ("Pilot", "2017-09-21T10:15:00")


def test_paragraphs_stay_apart(read: Read) -> None:
    assert read_one(read, {"paragraphs": ["One.", {"text": "Two."}]}).text == "One.\nTwo."


def test_what_describes_a_list_of_stories_is_no_story(read: Read) -> None:
    feed = {"description": "News of the port", "title": "Port", "items": [{"title": "T", "summary": TEXT}]}
    assert [record.text for record in read("a.json", json.dumps(feed, indent=1))] == [TEXT]


def test_a_name_within_an_object_can_be_given(read: Read) -> None:
    found = read("a.jsonl", json.dumps({"text": "x", "story": {"words": TEXT}}), {"text": "story.words"})
    assert found[0].text == TEXT


def test_a_record_of_unknown_names_tells_them_and_the_line_to_type(read: Read) -> None:
    (problem,) = read("a.jsonl", json.dumps({"title": "T" * 50, "n o": 1, "die Wörter": TEXT}))
    assert problem.reason == (
        "no field is known as the text (there are: title, n o, die Wörter); "
        "type: dateline index --field 'text=die Wörter' PATH"
    )
