"""The dates of web pages: what is for programs, what is shown, what is of other stories, published before updated."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from index.analysis.documents import Task, analyse
from index.model import Document, RawRecord

BODY = "".join(
    f"<p>Paragraph {number} says that the harbour master closed the port again, and that the ships outside "
    "would wait for the storm to pass before they came in to load the grain.</p>"
    for number in range(5)
)


def document(head: str = "", above: str = "") -> Document:
    html = f"<html><head><title>Storm closes port</title>{head}</head><body><article><h1>Storm closes port</h1>"
    page = f"{html}{above}{BODY}</article></body></html>".encode()
    (found,) = analyse(Task(str(Path("/pages/a.html")), "p0", RawRecord(0, 1, "html", page)))  # type: ignore[misc]
    assert isinstance(found, Document)
    return found


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


JSON_LD = (
    '<script type="application/ld+json">[{"@type": "Organization", "datePublished": "2011-01-02"}, {"@graph": []},'
    '{"@type": ["NewsArticle"], "datePublished": "2017-09-21T10:00:00Z", "dateModified": "2017-09-25"}]</script>'
)


@pytest.mark.parametrize(
    ("head", "above"),
    [
        (meta("article:published_time", "2017-09-21T23:30:00-05:00"), ""),
        (meta("article:published_time", "2017-09-21T00:30:00+09:00"), ""),
        ('<meta name="DC.date.issued" content="2017-09-21">', ""),
        (JSON_LD, ""),
        ("", '<time datetime="Thu Sep 21 2017 15:21:41 GMT+0000">21 Sep</time>'),
        (
            "",
            '<time itemprop="dateModified" datetime="2017-09-25">25/09/2017</time>'
            '<time itemprop="datePublished" datetime="2017-09-21T01:57">21/09/2017</time>',
        ),
        ("", "<p>Last updated 29/09/2017 19:20 | First published 21/09/2017 01:57</p>"),
        ("", "<span>| 21/09/2017 a les 10:19h</span>"),
        (meta("article:modified_time", "2017-09-25") + meta("article:published_time", "2017-09-21"), ""),
        ('<link rel="canonical" href="https://example.org/2017/09/21/storm">', ""),
    ],
)
def test_the_day_of_publication_is_found(head: str, above: str) -> None:
    found = document(head, above).published
    assert (found.value, found.conflict) == ("2017-09-21", None)


def test_published_and_updated_are_both_kept() -> None:
    found = document(meta("article:published_time", "2017-09-21") + meta("article:modified_time", "2017-09-25"))
    assert [(one.source, one.value) for one in found.published.evidence] == [
        ("metadata", "2017-09-21"),
        ("updated", "2017-09-25"),
    ]


def test_an_address_of_another_day_is_a_conflict() -> None:
    address = '<link rel="canonical" href="https://example.org/2016/05/18/storm">'
    found = document(address + meta("article:published_time", "2017-09-21T01:57:00+01:00")).published
    assert (found.value, found.conflict) == ("2017-09-21", "url 2016-05-18, metadata 2017-09-21")


@pytest.mark.parametrize(
    "above",
    [
        "<p>Ann Hill, 21.09.2017</p>",
        "<p>21.09.2017 10:15 von Olga</p>",
        "<span>Written: 2017-09-21 15:03 Updated: 2017-09-29 15:30</span>",
        '<p class="date">21 сентября 2017, 13:43</p>',
        "<div>| Par Ann Hill | 21 septembre 2017</div>",
        "<p>2017年9月21日 10:15</p>",
        '<div class="profile-joined">18.09.2008, 05:56</div><p class="author">21.09.17, 05:42</p>',
        '<div class="sidebar"><time datetime="2017-09-21">21 Sep</time></div>',
        '<div id="sidebar"><p>Posted on <span>21 September 2017</span> at ten</p></div>',
        '<div data-date="21. September 2017" class="line"></div>',
    ],
)
def test_the_day_that_a_page_only_shows_is_found(above: str) -> None:
    found = document("", above).published
    assert (found.value, found.conflict) == ("2017-09-21", None)


@pytest.mark.parametrize(
    "above",
    [
        "<p>The next meeting of the guild is on Wednesday 5 October 2016 in the café</p>",
        "<p>Wochenbericht 14.-20.01.2017</p>",
        '<p><a href="/x">15.10.2011 The storm of that year</a></p>',
        '<div class="comments"><p>21.09.2017, 15:07</p></div>',
        "<p>© 2017-09-21</p>",
        "<p>* 12. Mai 1975</p>",
        '<div id="sidebar"><p>21 September 2017</p><p>22 September 2017</p></div>',
    ],
)
def test_a_day_that_is_not_the_pages_is_not_taken_from_what_it_shows(above: str) -> None:
    found = document("", above).published
    assert all(one.source != "visible" for one in found.evidence)


@pytest.mark.parametrize(
    ("head", "above"),
    [
        (
            meta("article:published_time", "2017-09-22T01:09:55+00:00"),
            "<time datetime='2017-09-21T18:09:55-07:00'>x</time>",
        ),
        (meta("article:published_time", "2017-09-22T01:09:55Z"), "<time datetime='2017-09-21 18:09:55'>x</time>"),
        (
            meta("article:published_time", "2017-09-20T23:01:00Z")
            + '<link rel="canonical" href="https://example.org/2017/09/21/storm">',
            "",
        ),
    ],
)
def test_a_moment_in_utc_is_of_the_day_that_it_was_there(head: str, above: str) -> None:
    found = document(head, above).published
    assert (found.value, found.conflict) == ("2017-09-21", None)


def test_another_moment_tells_nothing_of_the_day() -> None:
    head = meta("article:published_time", "2017-09-21T14:00:49+00:00")
    found = document(head, "<time datetime='2017-09-22T09:45:26-07:00'>x</time>").published
    assert found.value == "2017-09-21"


def test_the_day_of_an_update_alone_is_unsure() -> None:
    found = document(meta("article:modified_time", "2017-09-21")).published
    assert found.value == "2017-09-21"
    assert found.confidence < 0.5


@pytest.mark.parametrize(
    "above",
    [
        '<aside><time datetime="2015-01-01">1 Jan 2015</time> Ships wait</aside>',
        '<div class="related-stories"><time datetime="2015-02-03">3 Feb 2015</time> Ships wait</div>',
    ],
)
def test_the_day_of_a_related_story_is_not_the_pages(above: str) -> None:
    assert document("", above).published.value is None


def test_a_day_that_has_not_come_is_none_of_publication() -> None:
    coming = (datetime.date.today() + datetime.timedelta(days=400)).isoformat()
    found = document("", f'<time datetime="{coming}">the concert</time>').published
    assert (found.value, found.note) == (None, f"metadata {coming} lies in the future")


def test_broken_metadata_is_no_date() -> None:
    broken = '<script type="application/ld+json">{"@type": "Article", </script>' + meta(
        "article:published_time", "soon"
    )
    assert document(broken).published.value is None
