"""Articles of web pages, and pages made to break a parser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from index.model import Problem, Record

Read = Callable[..., list[Any]]

PARAGRAPHS = [
    "The army said on Monday that it had taken the harbour town of Port Linden after a siege of four months.",
    "Many of its people had fled to the islands, said Joe Roe, who speaks for the fishermen’s guild of the town.",
    "“Nobody counted us when we left,” he told reporters, “and nobody will count us when we come back.”",
]
ARTICLE = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def page(body: str = ARTICLE, head: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Army takes Port Linden - The Paper</title>'
        f'<meta property="og:title" content="Army takes Port Linden"><meta name="author" content="Jane Doe">'
        f'<meta property="og:site_name" content="The Paper"><meta property="article:published_time" '
        f'content="2019-03-04T10:00:00Z"><link rel="canonical" href="https://paper.example/2019/linden">{head}</head>'
        f'<body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>'
        f"<article><h1>Army takes Port Linden</h1>{body}</article>"
        f'<footer><p>© The Paper. All rights reserved. <a href="/terms">Terms</a></p></footer></body></html>'
    )


def test_an_article_and_what_its_page_says(read: Read) -> None:
    (record,) = read("a.html", page())
    assert isinstance(record, Record)
    assert record.text.split("\n")[-3:] == PARAGRAPHS
    assert "Home" not in record.text
    assert "rights reserved" not in record.text
    assert (record.title, record.author, record.source) == ("Army takes Port Linden", "Jane Doe", "The Paper")
    assert (record.date, record.url) == ("2019-03-04T10:00:00Z", "https://paper.example/2019/linden")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
@pytest.mark.parametrize("name", ["a.htm", "a.txt", "page"])
def test_encodings_and_other_names(read: Read, encoding: str, name: str) -> None:
    (record,) = read(name, page().encode(encoding))
    assert "fishermen’s guild" in record.text
    assert record.title == "Army takes Port Linden"


def test_what_a_page_hides_is_harmless(read: Read) -> None:
    hostile = page(ARTICLE.replace("Monday", "Mon&#27;[31m&#x202e;day&#155;2J \x1b]0;x\x07[@click=app.quit]"))
    (record,) = read("a.html", hostile)
    assert "[@click=app.quit]" in record.text
    assert all(character == "\n" or character.isprintable() for character in record.text)


def test_soft_hyphens_do_not_split_words(read: Read) -> None:
    (record,) = read("a.html", page(ARTICLE.replace("harbour", "har&shy;bour")))
    assert "the harbour town" in record.text


@pytest.mark.parametrize(
    "html",
    [
        "<html><body></body></html>",
        "<!doctype html>",
        "<html",
        "<!DOCTYPE html><script>" + "x" * 1000,
    ],
)
def test_a_page_without_an_article(read: Read, html: str) -> None:
    (problem,) = read("a.html", html)
    assert isinstance(problem, Problem)
    assert problem.reason == "no article text found"


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (page("<div>" * 5000 + ARTICLE), "nested too deeply"),
        (page("<b>x" * 5000 + ARTICLE), "nested too deeply"),
        (page("<p>x</p>" * 100_000), "more than 50,000 elements"),
        (page("<a " + " ".join(f"a{number}" for number in range(20_000)) + ">"), "too many attributes"),
        (page(ARTICLE + '<a href="' * 50_000), "too many attributes"),
        (page("<p>" + "word " * 2_000_000), "more than 8 MiB"),
    ],
)
def test_pages_made_to_break_a_parser_are_refused(read: Read, html: str, reason: str) -> None:
    (problem,) = read("a.html", html)
    assert reason in problem.reason


@pytest.mark.parametrize(
    "html",
    [
        "<!doctype " + "/" * 300_000 + "<html><body>" + ARTICLE,
        page(ARTICLE + "<!--" * 100_000),
        page(ARTICLE + "<p>short," * 12_000),
        page(ARTICLE + "<" * 500_000),
        page(ARTICLE + "<p>" + "&nbsp;" * 300_000),
        page(head="<title>" + "| " * 200_000 + "</title>"),
        page(head='<script type="application/ld+json">' + '{"a":[' * 100_000 + "</script>"),
        page(head='<meta name="author" content="' + "By Joe " * 50_000 + '">'),
    ],
)
def test_pages_made_to_keep_a_parser_busy_are_read(read: Read, html: str) -> None:
    (record,) = read("a.html", html)
    assert isinstance(record, Record)
    assert len(record.title or "") <= 300


def test_unclosed_elements_and_templates_in_scripts_are_no_depth(read: Read) -> None:
    untidy = "<p><img src=x><br><li>One<li>Two" * 300 + "<script>var t = '" + "<div>" * 1000 + "';</script>"
    (record,) = read("a.html", page(ARTICLE + untidy))
    assert PARAGRAPHS[0] in record.text
