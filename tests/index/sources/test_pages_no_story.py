"""Pages that are no story are told with their rule; stories that look a little like them stay."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from index.model import Problem, Record
from index.sources.formats.no_story import NO_STORY

Read = Callable[..., list[Any]]

LONG = "".join(
    f"<p>The ferry company said on day {n} that its boats would sail again once the fog over the strait had lifted.</p>"
    for n in range(30)
)
PAYWALLED = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'


def page(title: str, *paragraphs: str, head: str = "", tail: str = "") -> str:
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        f"<!DOCTYPE html><html><head><title>{title} | The Strait Times</title>{head}</head><body><article>"
        f"<h1>{title}</h1>{body}</article>{tail}</body></html>"
    )


LINKS = "".join(f'<li><a href="/{n}">Ferries stay in port for day number {n} of the fog</a></li>' for n in range(40))

NO_STORIES = [
    (page("Just a moment...", "Please wait while we look at your connection."), "a check for robots"),
    (page("Ferries late", "Please verify that you are human to go on to the site."), "a check for robots"),
    (page("Access Denied", "You have no permission for this page. Reference 18.x"), "a check for robots"),
    (page("Page not found", "Try the search, or the front page."), "a page that says that there is none"),
    (page("Error 404", "Sorry."), "a page that says that there is none"),
    (page("Sorry", "The page you are looking for was deleted."), "a page that says that there is none"),
    (
        page("Ferries late", "Ferries were late again on Mon…", head=PAYWALLED),
        "the start of a story behind a paywall",
    ),
    (
        page("Ferries late", "Late on Monday.", tail='<div class="paywall">Subscribe.</div>', head=PAYWALLED),
        "the start of a story behind a paywall",
    ),
    (
        page("Before you continue", "We and our partners use cookies.", "Consent: accept all or reject all."),
        "a question for consent",
    ),
    (f"<html><head><title>The Strait Times</title></head><body><ul>{LINKS}</ul></body></html>", "a list of stories"),
]  # fmt: skip

STORIES = [
    page("Ferries late", "Ferries to the islands were late again on Monday.", "The line gave no reason."),
    page("Access denied to aid ferries", "The port closed its gates to aid ferries on Monday, the agency said."),
    page("Page not found in archive, historian says", "A page of the log of the ferry is missing, she said on Monday."),
    page("Ferries late", LONG, head=PAYWALLED, tail='<div class="paywall">Subscribe to read more.</div>'),
    page("Ferry line asks for consent", "The ferry line asks its passengers for their consent to cookies, it said."),
    page("What a captcha is", LONG, "It asks you to verify that you are human."),
    page("Ferries late", "Ferries were late on Monday.", LONG, tail=f"<ul>{LINKS}</ul>"),
    page("Ferries late", "They were late again.", head=PAYWALLED),
]


@pytest.mark.parametrize(("html", "rule"), NO_STORIES, ids=lambda _: "page")
def test_a_page_that_is_no_story_is_told_with_its_rule(read: Read, html: str, rule: str) -> None:
    (found,) = read("a.html", html)
    assert isinstance(found, Problem)
    assert found.reason == NO_STORY + rule


@pytest.mark.parametrize("html", STORIES, ids=lambda _: "page")
def test_a_story_stays_one(read: Read, html: str) -> None:
    (found,) = read("a.html", html)
    assert isinstance(found, Record), found.reason
