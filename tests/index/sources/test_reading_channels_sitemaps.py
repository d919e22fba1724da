"""Public pages of channels, sitemaps, robots.txt, and feeds whose links and letters need help."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from index.model import Problem

Read = Callable[..., list[Any]]

MESSAGE = """<div class="tgme_widget_message_wrap"><div class="tgme_widget_message" data-post="pier/{n}">
{extra}<div class="tgme_widget_message_text js-message_text">{text}</div><div class="tgme_widget_message_footer">
<span class="tgme_widget_message_views">1.1K</span><span class="tgme_widget_message_meta">{mark}
<a href="https://t.me/pier/{n}"><time datetime="2026-11-28T07:{n}:00+00:00">x</time></a></span></div></div></div>"""
CHANNEL = """<!DOCTYPE html><html><head><title>The Pier – Telegram</title></head><body>
<section class="tgme_channel_history">{}</section></body></html>"""
FORWARDED = '<div class="tgme_widget_message_forwarded_from">Forwarded from <a href="x"><span>Roads</span></a></div>'


def message(n: int, text: str, extra: str = "", mark: str = "") -> str:
    return MESSAGE.format(n=n, text=text, extra=extra, mark=mark)


@pytest.mark.parametrize("name", ["pier.html", "pier", "pier.txt"])
def test_the_messages_of_a_channel(read: Read, name: str) -> None:
    messages = message(11, "Fire at the pier.<br/>Stay <b>away</b>.") + message(12, "Two hurt", mark="edited")
    first, second, third = read(name, CHANNEL.format(messages + message(14, "Road shut", FORWARDED)))
    assert (first.text, first.source, first.record_id) == ("Fire at the pier.\nStay away.", "The Pier", "pier/11")
    assert (first.url, first.date) == ("https://t.me/pier/11", "2026-11-28T07:11:00+00:00")
    assert (second.text, third.text) == ("Two hurt\n[edited]", "[from Roads] Road shut")


def test_a_page_that_speaks_of_channels_is_a_page(read: Read) -> None:
    text = "The class tgme_widget_message is what a channel's page has for each message, the manual says."
    (page,) = read(
        "a.html", f"<!DOCTYPE html><html><body><article><h1>On channels</h1><p>{text}</p></article></body></html>"
    )
    assert text in page.text


def test_a_news_sitemap(read: Read) -> None:
    (entry,) = read(
        "sitemap.xml",
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/'
        'schemas/sitemap-news/0.9"><url><loc>http://news.example/1</loc><lastmod>2026-11-28T10:00:00+02:00</lastmod><news:news>'
        "<news:publication><news:name>Wire</news:name></news:publication><news:publication_date>2026-11-27</news:publication_date>"
        "<news:title>Pier shut</news:title></news:news></url></urlset>",
    )  # fmt: skip
    assert (entry.title, entry.url, entry.date, entry.source) == (
        "Pier shut",
        "http://news.example/1",
        "2026-11-27",
        "Wire",
    )
    assert entry.dates == (("updated", "2026-11-28T10:00:00+02:00"),)


def test_a_sitemap_without_titles_holds_no_story(read: Read) -> None:
    (problem,) = read(
        "sitemap.xml", '<?xml version="1.0"?><urlset><url><loc>http://news.example/1</loc></url></urlset>'
    )
    assert problem.reason == "a sitemap without titles: it lists addresses only"


@pytest.mark.parametrize(
    "text",
    ["User-agent: *\nDisallow: /private/\n", "# ours\n\nSitemap: http://a.example/s.xml\nuser-agent: x\nAllow: /"],
)
def test_robots_txt_is_no_story(read: Read, text: str) -> None:
    (problem,) = read("robots.txt", text)
    assert problem.reason == "what a site asks of robots, which Dateline does not read"


def test_a_text_about_user_agents_is_one(read: Read) -> None:
    (record,) = read("a.txt", "User-agent: a word for programs\nThat is what the glossary said on Monday, in short.\n")
    assert not isinstance(record, Problem)


def test_links_lead_to_pages_only(read: Read) -> None:
    links = ("javascript:alert(1)", "file:///etc/passwd", "http://news.example/1", "/a/1", "http://[")
    items = "".join(f"<item><title>Story {n}</title><link>{link}</link></item>" for n, link in enumerate(links))
    found = read("a.rss", f"<rss><channel>{items}</channel></rss>")
    assert [item.url for item in found] == [None, None, "http://news.example/1", "/a/1", None]


def test_the_links_of_a_json_feed_belong_to_its_address(read: Read) -> None:
    (item,) = read(
        "a.json",
        '{"version": "https://jsonfeed.org/version/1.1", "feed_url": "https://news.example/feed/all.json", "items": '
        '[{"id": 2, "content_text": "Shut.", "url": "../a/1"}]}',
    )
    assert (item.record_id, item.url) == ("2", "https://news.example/a/1")


@pytest.mark.parametrize(("words", "encoding"), [("Мост закрыт", "cp1251"), ("Café fermé à Orléans", "cp1252")])
def test_letters_that_are_not_in_the_declared_encoding(read: Read, words: str, encoding: str) -> None:
    declared = '<?xml version="1.0" encoding="UTF-8"?><rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
    feed = f"{declared}<title>Wire</title><item><title>{words}</title><link>http://a.example/1</link></item></channel></rss>"
    assert [item.text for item in read("a.xml", feed.encode(encoding))] == [words]
