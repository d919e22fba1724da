"""Feeds: RSS, RDF, Atom and JSON Feed, as they are and as they should not be."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.building.reader import CutRecord, cut
from index.model import Problem, Record
from index.sources.limits import Budget

Read = Callable[..., list[Any]]

RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Example News</title><link>https://news.example/</link><description>All news</description>
<item><title>Café bombed &#8211; 3 dead</title><link>https://news.example/1?x=1&y=2</link>
<description>&lt;p&gt;Three people &lt;b&gt;died&lt;/b&gt; &amp;amp; ten were hurt.&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>Three people died &amp; ten were hurt.</p>
<p>The whole story: <a href="x">read</a>.</p>]]></content:encoded>
<dc:creator>Ann Lee</dc:creator><pubDate>Thu, 20 Sep 2017 23:30:00 EST</pubDate>
<guid isPermaLink="false">a1</guid></item>
<item><title>Raqqa &amp;lt;hospital&amp;gt; retaken</title><guid>https://news.example/2</guid>
<source url="x">Wire</source>
<author>bob@news.example (Bob)</author><pubDate>1505988900</pubDate></item>
</channel></rss>
"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://paper.example/a/"><title>The Paper</title>
<author><name>The desk</name></author>
<entry><title type="html">Troops &lt;i&gt;enter&lt;/i&gt;</title><id>urn:1</id><link rel="self" href="self"/>
<link href="../story/1"/><published>2017-09-21T10:00:00Z</published><updated>2017-09-22T10:00:00Z</updated>
<summary>Short.</summary><content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>Long <b>text</b>.</p><p>Two.</p></div>
</content><author><name>Ann</name></author><author><name>Bob</name></author></entry>
<entry><title>Less &lt; more</title><id>urn:2</id><updated>2017-09-23</updated></entry></feed>
"""

RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Old News</title></channel>
<item rdf:about="https://old.example/1"><title>One</title><link>https://old.example/1</link><description>Text.</description>
<dc:date>2004-05-06</dc:date></item></rdf:RDF>"""

JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Jay",
        "authors": [{"name": "Desk"}],
        "items": [
            {
                "id": "1",
                "title": "T",
                "content_html": "<p>One &amp; two.</p>",
                "url": "u",
                "date_published": "2017-09-21",
            },
            {"id": "2", "content_text": "Plain.", "author": {"name": "Ann"}, "date_modified": "2017-09-22"},
            "none",
        ],
    }
)


@pytest.mark.parametrize("name", ["a.rss", "a.xml", "a", "a.txt"])
def test_rss(read: Read, name: str) -> None:
    first, second = read(name, RSS.format(encoding="utf-8"))
    assert first == Record(
        0,
        "Three people died & ten were hurt.\n\nThe whole story: read.",
        record_id="a1",
        title="Café bombed – 3 dead",
        source="Example News",
        author="Ann Lee",
        date="Thu, 20 Sep 2017 23:30:00 EST",
        url="https://news.example/1?x=1&y=2",
    )
    assert (second.title, second.text, second.source) == (
        "Raqqa <hospital> retaken",
        "Raqqa <hospital> retaken",
        "Wire",
    )
    assert (second.url, second.record_id, second.date) == ("https://news.example/2",) * 2 + ("1505988900",)


def test_atom(read: Read) -> None:
    first, second = read("a.atom", ATOM)
    assert (first.title, first.text, first.author) == ("Troops enter", "Long text.\n\nTwo.", "Ann, Bob")
    assert (first.url, first.source, first.record_id) == ("https://paper.example/story/1", "The Paper", "urn:1")
    assert (first.date, first.dates) == ("2017-09-21T10:00:00Z", (("updated", "2017-09-22T10:00:00Z"),))
    assert (second.title, second.text, second.author, second.date) == ("Less < more",) * 2 + ("The desk", "2017-09-23")


def test_rdf(read: Read) -> None:
    (item,) = read("a.rdf", RDF)
    assert (item.title, item.source, item.date, item.record_id) == (
        "One",
        "Old News",
        "2004-05-06",
        "https://old.example/1",
    )


def test_json_feed(read: Read) -> None:
    first, second, problem = read("feed.json", JSON_FEED)
    assert (first.text, first.title, first.author, first.source, first.date) == (
        "One & two.",
        "T",
        "Desk",
        "Jay",
        "2017-09-21",
    )
    assert (second.text, second.author, second.date) == ("Plain.", "Ann", "2017-09-22")
    assert problem.reason == "an item that is no object"


@pytest.mark.parametrize("encoding", ["koi8-r", "windows-1251", "utf-16", "utf-8"])
def test_the_declared_encoding(read: Read, encoding: str) -> None:
    channel = "<channel><item><title>Мост закрыт</title></item></channel>"
    feed = f'<?xml version="1.0" encoding="{encoding}"?><rss>{channel}</rss>'
    assert [item.text for item in read("a.xml", feed.encode(encoding))] == ["Мост закрыт"]


def test_entities_are_read_and_never_fetched_or_expanded(read: Read, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hunter2")
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(12))
    feed = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">{entities}]><rss><channel>'
        "<item><title>A&x;B&l11;C &nbsp;caf&eacute; &zzz; & x&y=2</title></item></channel></rss>"
    )
    (item,) = read("a.rss", feed)
    assert "hunter2" not in item.text
    assert len(item.text) < 100
    assert "café &zzz; & x&y=2" in item.text


def test_a_feed_that_is_cut_short_gives_what_is_whole(read: Read) -> None:
    items = "".join(f"<item><title>Number {n}</title><link>http://n.example/{n}</link></item>" for n in range(9))
    *whole, problem = read("a.rss", f"<rss><channel>{items}"[:-40])
    assert [item.text for item in whole] == [f"Number {n}" for n in range(8)]
    assert isinstance(problem, Problem)
    assert "cut short" in problem.reason


def test_items_without_anything_and_feeds_without_items(read: Read) -> None:
    (problem,) = read("a.rss", "<rss><channel><item><guid>1</guid></item></channel></rss>")
    assert problem.reason == "an item without a text or a title"
    for empty in ("<rss><channel><title>N</title></channel></rss>", "just words"):
        (problem,) = read("a.rss", empty)
        assert problem.reason == "a feed without any item"


def test_only_ids_of_one_item_are_ids(tmp_path: Path) -> None:
    items = "".join(f"<item><title>Story {n}</title><guid>{1 if n else 'own'}</guid></item>" for n in range(3))
    (tmp_path / "a.rss").write_text(f"<rss><channel>{items}</channel></rss>")
    found = list(cut(tmp_path / "a.rss", {}, Budget()))
    assert [item.unique for item in found if isinstance(item, CutRecord)] == [True, False, False]


@pytest.mark.parametrize(
    "content",
    [
        "<rss><channel>" + "<item>" * 50_000,
        "<rss>" + "<a>" * 100_000,
        "<rss><channel><item><description>" + "&lt;div&gt;" * 50_000 + "</description></item></channel></rss>",
        "<rss " + "a='" * 100_000,
        "<rss>" + "&" * 1_000_000 + "</rss>",
        "<rss>" + "<![CDATA[" * 100_000,
        "<rss>" + "<!--" * 100_000,
        "<feed><entry><title/><title type='html'>" + "<b>" * 3000 + "</title></entry></feed>",
    ],
    ids=lambda _: "hostile",
)
def test_feeds_made_to_break_a_parser(read: Read, content: str) -> None:
    assert read("a.rss", content)
