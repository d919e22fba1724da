"""robots.txt: groups, wildcards, the longest match."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fetching.robots import read_robots

ROBOTS = """# comment
User-agent: *
Disallow: /private/
Crawl-delay: 2

User-agent: OtherBot
User-agent: Dateline/1.0 # ours
Allow: /private/open
Disallow: /private/
Disallow: /*.pdf$
Disallow: /search?*q=
Allow: /search?lang=en
Crawl-delay: 5

Sitemap: https://news.example/sitemap.xml
User-agent: dateline
Disallow: /caf%C3%A9
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/private/a", False),
        ("/private/open", True),
        ("/private/open/more", True),
        ("/report.pdf", False),
        ("/report.pdf?x=1", True),
        ("/search?q=ferry", False),
        ("/search?lang=en&q=ferry", True),
        ("/café", False),
        ("/caf%c3%a9/menu", False),
        ("/robots.txt", True),
    ],
)
def test_our_groups_with_the_longest_rule(path: str, allowed: bool) -> None:
    robots = read_robots(ROBOTS)
    assert robots.allows(path) == allowed
    assert (robots.delay, robots.sitemaps) == (5.0, ("https://news.example/sitemap.xml",))


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /\nAllow: /", True),
        ("User-agent: OtherBot\nDisallow: /", True),
        ("user-agent:dateline\ndisallow:/x\n\nuser-agent:*\ndisallow:/", True),
        ("Disallow: /", True),
        ("\ufeffUser-agent: *\r\nDisallow: /\r\n", False),
        ("User-agent: *\nCrawl-delay: -4\nDisallow: /*/*/*$", True),
    ],
)
def test_groups_as_they_are_written(text: str, allowed: bool) -> None:
    assert read_robots(text).allows("/a") == allowed


def test_a_delay_is_bounded() -> None:
    assert read_robots("User-agent: *\nCrawl-delay: 99999").delay == 60.0


@given(st.text("user-agent:dislow*/\n #$%é", max_size=300), st.text("/a*$?%2F", max_size=30))
def test_whatever_is_written_is_read(text: str, path: str) -> None:
    assert read_robots(text).allows(path) in (True, False)


def test_a_pattern_made_to_be_slow() -> None:
    robots = read_robots("User-agent: *\nDisallow: /" + "*a" * 5000 + "b$")
    assert robots.allows("/" + "a" * 20_000)
