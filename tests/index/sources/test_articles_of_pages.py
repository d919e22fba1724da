"""Articles that a strict look at a page loses, and titles that bear the name of their site."""

from __future__ import annotations

import pytest

from index.sources.formats.page_titles import without_site_name
from index.sources.formats.web_pages import extract_article


@pytest.mark.parametrize(
    ("title", "site", "proper"),
    [
        ("Storm closes port - Port Post", "Port Post", "Storm closes port"),
        ("Port Post | Storm closes port", "Port Post", "Storm closes port"),
        ("Storm - ships wait | PortPost.org", "portpost.org", "Storm - ships wait"),
        ("Storm closes port – Port Post: all the news", "Port Post", "Storm closes port"),
        ("Syria - Turkey: who wants what", "Port Post", "Syria - Turkey: who wants what"),
        ("Storm closes port", "Storm closes port", "Storm closes port"),
        ("Storm - closed", "", "Storm - closed"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_title(title: str, site: str, proper: str) -> None:
    assert without_site_name(title, site) == proper


@pytest.mark.parametrize(("tag", "behind"), [("li", ""), ("span", "<br><br>")])
def test_an_article_that_a_strict_look_loses_is_found(tag: str, behind: str) -> None:
    said = "says that the harbour master closed the port, and that the ships waited outside it for the storm to pass."
    story = "".join(f"<{tag}>Paragraph {number} {said}</{tag}>{behind}" for number in range(12))
    notice = "<p>This copy is for your personal, non-commercial use only. To order copies, write to the paper.</p>" * 2
    page = (
        "<html><head><title>Storm</title></head><body>"
        f'<div class="article-content">{notice}</div><div class="story">{story}</div></body></html>'
    )
    text = extract_article(page.encode()).values["text"]
    assert all(f"Paragraph {number} says" in text for number in range(12))


def test_the_entries_of_a_live_page_stay_in_order_below_their_times() -> None:
    entries = "".join(
        f'<div itemprop="liveBlogUpdate"><time datetime="2017-09-21T1{hour}:15:00Z">1{hour}:15</time>'
        f"<h2>Update {hour}</h2><div><p>Ship {hour} left the port at last, the harbour master said.</p></div></div>"
        for hour in range(3)
    )
    page = (
        "<html><head><title>Storm</title></head><body><nav><p>Home</p></nav><article><h1>The storm: live</h1>"
        f"<p>Follow the storm here.</p>{entries}</article></body></html>"
    )
    sections = extract_article(page.encode()).values["text"].split("\n\n")
    assert sections == [
        "The storm: live\nFollow the storm here.",
        *(
            f"2017-09-21 1{hour}:15\nUpdate {hour}\nShip {hour} left the port at last, the harbour master said."
            for hour in range(3)
        ),
    ]
