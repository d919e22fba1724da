"""A comparison as a document: what differs is marked, and foreign words never become markup."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from index.compare.comparison import Account
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
