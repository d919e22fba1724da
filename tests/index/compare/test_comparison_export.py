"""A comparison as a document: what differs is marked, and foreign words never become markup."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from index.compare.comparison import Account, Comparison, Pair, Side
from index.compare.exporting import to_html, to_markdown
from index.compare.side_by_side import compare

MakeAccount = Callable[..., Account]

FIRST = "The talks in Tarin will not distract from the removal of PKS, the envoy told reporters. Only here at last."
SECOND = "The talks in Tarin will not distract from removing PKS [the party], the envoy told reporters. It rained."
HOSTILE = "The <script>alert(1)</script> **bold** [link](http://x) | cell & `code` fell on Tarin bridge"


class Tags(HTMLParser):
    """Collects the tags and the words of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def pages(account: MakeAccount, first: str, second: str) -> tuple[str, str]:
    a, b = account(first, source="Post"), account(second, source="Star")
    comparison = compare(a, b)
    return to_markdown(comparison, a, b), to_html(comparison, a, b)


def test_the_words_that_differ_are_marked(account: MakeAccount) -> None:
    markdown, page = pages(account, FIRST, SECOND)
    assert "from **the removal of** PKS," in markdown
    assert "from **removing** PKS **\\[the party\\]**," in markdown
    assert "<mark>the removal of</mark>" in page
    assert "<mark>[the party]</mark>" in page


def test_counts_and_what_only_one_says_are_there(account: MakeAccount) -> None:
    for written in pages(account, FIRST, SECOND):
        assert "1 shared, 1 only Post, 1 only Star" in written
        assert "It rained" in written
        assert "Only here at last" in written


@pytest.mark.parametrize("second", [HOSTILE, HOSTILE.replace("alert", "new <i>big</i> sign")])
def test_foreign_words_are_no_markup(account: MakeAccount, second: str) -> None:
    markdown, page = pages(account, HOSTILE, second)
    parsed = Tags()
    parsed.feed(page)
    assert {"script", "i"}.isdisjoint(parsed.tags)
    assert "<script>alert(1)</script>" in parsed.words
    for sign in ("<script>", "**bold**", "[link]", "`code`"):
        assert sign not in markdown
    rows = [line for line in markdown.splitlines() if line.startswith("|")]
    assert {line.replace("\\|", "").count("|") for line in rows} == {4}


SIGNS = st.lists(
    st.sampled_from([*"ab1 .:/@\\`*_[]()<>|~&$#!+-=^{}\"'", "http://x.y", "www.x.y", "&lt;"]), max_size=30
).map("".join)
READER = MarkdownIt("gfm-like")


def as_shown(text: str) -> str:
    return " ".join(text.split())


@settings(deadline=None, max_examples=60)
@given(SIGNS, SIGNS, SIGNS)
@example("[x](javascript:alert(1))", "<img src=x onerror=alert(1)>", "a | b")
@example("# no heading #", "\\|", "***")
@example("www.example.org", "a@example.org", "&lt;script&gt; $x^2$ {.class}")
def test_whatever_stands_in_them_is_shown_as_it_is(title: str, first: str, second: str) -> None:
    a, b = (Account(name, title, "S", f"x {text} y", (), ()) for name, text in (("a", first), ("b", second)))
    whole = ((0, len(a.text)), (0, len(b.text)))
    comparison = Comparison(Side.of(a), Side.of(b), (Pair(*whole, 1.0, False),), (), (), (), (), (), ())
    for page in (READER.render(to_markdown(comparison, a, b)), to_html(comparison, a, b)):
        parsed = Tags()
        parsed.feed(page)
        allowed = set("html head meta title style body h1 h2 p table thead tbody tr th td strong mark".split())
        assert set(parsed.tags) <= allowed
        shown = as_shown(parsed.words)
        for text in (f"S: {title}", a.text, b.text):
            assert as_shown(text) in shown
