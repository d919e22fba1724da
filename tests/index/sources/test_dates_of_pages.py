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
