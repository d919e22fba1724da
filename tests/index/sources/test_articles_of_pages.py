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


SAID = "that the harbour master closed the port again, and that the ships waited outside it for the storm to pass."


def paragraphs(name: str, count: int) -> str:
    return "".join(f"<p>Paragraph {name}{number} says {SAID}</p>" for number in range(count))


def test_captions_of_the_article_are_kept_as_captions() -> None:
    figure = "<figure><img src='a.jpg'><figcaption>{}</figcaption></figure>"
    page = (
        "<html><head><title>Storm</title></head><body><article><h1>Storm</h1>"
        f"{paragraphs('A', 4)}{figure.format('The empty quay on Monday morning. Photo: Ann Hill')}{paragraphs('B', 2)}"
        f"<a href='/x'>{figure.format('Another story, of another town, last year')}</a></article>"
        f"<aside>{figure.format('A picture beside the story of the storm')}</aside></body></html>"
    )
    lines = extract_article(page.encode()).values["text"].split("\n")
    assert [line for line in lines if line.startswith("Caption: ")] == [
        "Caption: The empty quay on Monday morning. Photo: Ann Hill"
    ]
    assert lines[-1].startswith("Caption: ")


def test_an_article_in_several_containers_is_put_together_and_told() -> None:
    part = '<div class="grid"><div class="article__body">{}</div></div><div class="ad"><p>Buy a boat today.</p></div>'
    page = (
        "<html><head><title>Storm</title></head><body>"
        + "".join(part.format(f"{paragraphs(name, 6)}") for name in "ABC")
        + "</body></html>"
    )
    article = extract_article(page.encode())
    assert all(f"Paragraph {name}{number} says" in article.values["text"] for name in "ABC" for number in range(6))
    assert "Buy a boat" not in article.values["text"]
    assert article.doubts == ("its article stands in several parts of the page, which were put together",)


def test_a_table_that_lays_out_a_page_is_no_row_of_data() -> None:
    page = (
        '<html><head><title>Storm</title></head><body><table><tr><td><a href="/">Home</a></td>'
        f"<td><h1>Storm</h1>{paragraphs('A', 4)}"
        "<table><tr><th>Port</th><th>Ships</th></tr><tr><td>North</td><td>12</td></tr></table></td></tr></table>"
        "</body></html>"
    )
    text = extract_article(page.encode()).values["text"]
    assert [line for line in text.split("\n") if line.startswith("Paragraph")] == [
        f"Paragraph A{number} says {SAID}" for number in range(4)
    ]
    assert "| North | 12 |" in text


def test_rows_of_a_table_that_hold_nothing_are_left_out() -> None:
    empty = "<tr><td></td><td>&nbsp;</td></tr>"
    page = (
        f"<html><head><title>Storm</title></head><body><article><h1>Storm</h1>{paragraphs('A', 4)}<table><tr><th>Port"
        f"</th><th>Ships</th></tr>{empty}<tr><td>North</td><td>12</td></tr>{empty * 2}<tr><td>South</td><td>-</td></tr>"
        f"</table>{paragraphs('B', 2)}</article></body></html>"
    )
    lines = extract_article(page.encode()).values["text"].split("\n")
    rows = [[cell.strip() for cell in line.split("|") if cell.strip()] for line in lines if "|" in line]
    assert rows == [["Port", "Ships"], ["North", "12"], ["South", "-"]]


@pytest.mark.parametrize(
    ("head", "byline", "authors"),
    [
        ('<meta name="author" content="Ann Hill, Bo Lund and Cy Marsh">', "", "Ann Hill; Bo Lund; Cy Marsh"),
        ("", '<p class="byline">By Ann-Lis Berg and Bo G. Lund</p>', "Ann-Lis Berg; Bo G. Lund"),
        ("", '<div class="byline">Reporter <a class="author" rel="author" href="/a">Ann Hill</a></div>', "Ann Hill"),
    ],
)
def test_authors_are_told_apart_and_written_as_the_page_has_them(head: str, byline: str, authors: str) -> None:
    page = (
        f"<html><head><title>Storm</title>{head}</head><body><article><h1>Storm</h1>{byline}{paragraphs('A', 5)}"
        "</article></body></html>"
    )
    assert extract_article(page.encode()).values["author"] == authors
