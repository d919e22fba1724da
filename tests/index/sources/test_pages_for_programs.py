"""Pages whose article or whose live entries only programs are told of, lists with teasers, titles that are none."""

from __future__ import annotations

import json

import pytest

from index.errors import UnreadableError
from index.sources.formats.web_pages import extract_article

SAID = "says that the harbour master closed the port again, and that the ships waited outside it for the storm to pass."
STORY = "".join(f"<p>Paragraph {number} {SAID}</p>" for number in range(6))


def page(told: object, body: str = '<div id="root"></div>') -> bytes:
    script = f'<script type="application/ld+json">{json.dumps(told)}</script>'
    return f"<html><head><title>Storm</title>{script}</head><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    "body", ['<div id="root"></div>', "<article><h1>Storm</h1><p>Loading the story …</p></article>"]
)
@pytest.mark.parametrize("graph", [False, True])
def test_an_article_that_only_programs_are_told_is_read_and_doubted(body: str, *, graph: bool) -> None:
    told = {
        "@type": "NewsArticle",
        "headline": "Storm closes port",
        "datePublished": "2017-09-21",
        "articleBody": "".join(f"<p>Paragraph {number} {SAID}</p>" for number in range(4)),
    }
    article = extract_article(page({"@graph": [told]} if graph else told, body))
    assert [line for line in article.values["text"].split("\n") if line] == [
        f"Paragraph {number} {SAID}" for number in range(4)
    ]
    assert article.values["date"] == "2017-09-21"
    assert article.doubts == ("its article is not in what the page shows, but in what it tells programs",)


def test_what_the_page_shows_goes_before_what_it_tells() -> None:
    told = {"@type": "NewsArticle", "headline": "Storm", "articleBody": f"Another text {SAID} {SAID} {SAID}"}
    article = extract_article(page(told, f"<article><h1>Storm</h1>{STORY}</article>"))
    assert "Paragraph 5" in article.values["text"]
    assert "Another text" not in article.values["text"]
    assert article.doubts == ()


def test_live_entries_that_programs_are_told_stand_in_the_pages_order() -> None:
    entries = [
        {"@type": "BlogPosting", "headline": f"Update {hour}", "datePublished": f"2017-09-21T1{hour}:15:00Z",
         "articleBody": f"Ship {hour} left the port, the harbour master said."}
        for hour in range(3)
    ]  # fmt: skip
    shown = "".join(f"<h3>Update {hour}</h3><p>Ship {hour} left the port.</p>" for hour in (2, 1, 0))
    told = {"@type": "LiveBlogPosting", "datePublished": "2017-09-21", "liveBlogUpdate": entries}
    sections = extract_article(page(told, f"<article><h1>The storm: live</h1>{shown}</article>")).values["text"]
    assert sections.split("\n\n") == [
        f"2017-09-21 1{hour}:15\nUpdate {hour}\nShip {hour} left the port, the harbour master said."
        for hour in (2, 1, 0)
    ]


@pytest.mark.parametrize(
    "item", ['<h3><a href="/{0}">{1}</a></h3><p>{2}</p>', '<a href="/{0}"><h3>{1}</h3></a><p>{2}</p>']
)
def test_a_list_of_headlines_above_teasers_is_no_story(item: str) -> None:
    items = "".join(
        item.format(
            number, f"The storm closes port number {number}", f"What the harbour master of port {number} said then."
        )
        for number in range(30)
    )
    with pytest.raises(UnreadableError, match="a list of stories"):
        extract_article(f"<html><head><title>Ports</title></head><body><main>{items}</main></body></html>".encode())


@pytest.mark.parametrize("name", ["FOR IMMEDIATE RELEASE", "Press release", "Pressemitteilung", "Nota de prensa"])
def test_what_a_page_is_called_is_no_title(name: str) -> None:
    html = f"<html><head><title>{name}</title></head><body><article><h1>{name}</h1><h2>Storm closes port</h2>{STORY}"
    assert extract_article(f"{html}</article></body></html>".encode()).values["title"] == "Storm closes port"
