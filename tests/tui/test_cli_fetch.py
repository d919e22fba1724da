"""``dateline fetch`` against a server on loopback: what it keeps, what it refuses, what it tells."""

from __future__ import annotations

import contextlib
import gzip
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from answering import Reply, Site, feed_of, item, packed, page_of, serving
from running import Run

from index.captures.reading import Captured, captured_in, record_at

STORY = ("Two ferries collided in the fog off the harbour on Monday, the coast guard said.", "Nobody was hurt.")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        yield made


@pytest.fixture
def feeds(home: Path, site: Site) -> Feeds:
    return Feeds(home, site)


class Feeds:
    """The feeds.toml of a test."""

    def __init__(self, home: Path, site: Site) -> None:
        self.home, self.site = home, site

    def name(self, *paths: str, more: str = "") -> None:
        """Make feeds.toml name these paths of the site."""
        (self.home / "config").mkdir(parents=True, exist_ok=True)
        parts = ["pause = 0.0\n"]
        for path in paths:
            name = path.strip("/").replace("/", "-")
            parts.append(f'[[feed]]\naddress = "{self.site.address(path)}"\nname = "{name}"\n{more}\n')
        (self.home / "config" / "feeds.toml").write_text("".join(parts))

    def captured(self) -> list[Captured]:
        """All records, those of each feed in their order."""
        files = sorted((self.home / "captures").rglob("*.warc.gz"))
        return [one for file in files for one in captured_in(file)]

    def make_due(self, seconds: float = 0.0) -> None:
        """Let all that is to be asked again be due now, and have been asked for so long ago."""
        with contextlib.closing(sqlite3.connect(self.home / "state/fetching/feeds.sqlite")) as state, state:
            for table in ("feeds", "pages"):
                state.execute(f"UPDATE {table} SET due = 0, first = first - ?, whole = whole - ?", (seconds, seconds))
            state.execute("UPDATE left_alone SET until = 0")


def test_articles_are_captured_once(run: Run, feeds: Feeds, site: Site) -> None:
    site.pages["/rss"] = feed_of(item("Ferries collide", "/a/1?x=1&amp;y=2", "g1"))
    site.pages["/a/1?x=1&y=2"] = page_of("Ferries collide", *STORY)
    feeds.name("/rss")
    first = run("fetch", "--allow-private")
    assert first.code == 0
    assert "rss: 1 new" in first.out
    again = run("fetch", "rss", "--allow-private")
    assert (again.code, site.paths()) == (1, ["/rss", "/a/1?x=1&y=2", "/rss"])
    assert all(not one.fault for one in feeds.captured())


def test_what_did_not_change_is_a_revisit_and_what_changed_a_response(run: Run, feeds: Feeds, site: Site) -> None:
    def tagged(headers: dict[str, str]) -> Reply:
        reply = feed_of(item("Ferries collide", "/a/1"))
        same = headers.get("if-none-match") == '"1"'
        return Reply(b"" if same else reply.body, 304 if same else 200, {"ETag": '"1"', **reply.headers})

    site.pages |= {"/rss": tagged, "/a/1": page_of("Ferries collide", *STORY)}
    feeds.name("/rss")
    run("fetch", "--allow-private")
    feeds.make_due()
    run("fetch", "--allow-private")
    site.pages["/a/1"] = page_of("Ferries collide", *STORY, "One man was missing, the coast guard said later.")
    feeds.make_due()
    assert "1 changed" in run("fetch", "--allow-private").out
    kinds = [(one.kind, one.status) for one in feeds.captured() if one.address.endswith("/a/1")]
    assert kinds == [("response", "200"), ("revisit", "200"), ("response", "200")]
    assert [one.kind for one in feeds.captured() if one.role == "feed"] == ["response", "revisit", "revisit"]


def test_a_server_that_always_says_not_modified_is_asked_without_conditions_after_a_day(
    run: Run, feeds: Feeds, site: Site
) -> None:
    def liar(headers: dict[str, str]) -> Reply:
        number = len(site.asked)
        return (
            Reply("", 304)
            if "if-none-match" in headers
            else Reply(feed_of(item(f"N{number}")).body, 200, {"ETag": '"1"'})
        )

    site.pages["/rss"] = liar
    feeds.name("/rss", more="whole = false")
    run("fetch", "--allow-private")
    feeds.make_due()
    assert run("fetch", "--allow-private").code == 1
    feeds.make_due(2 * 86400)
    assert run("fetch", "--allow-private").code == 0


def test_what_a_feed_itself_says_is_kept_where_articles_are_not_asked_for(run: Run, feeds: Feeds, site: Site) -> None:
    site.pages["/rss"] = feed_of(item("Harbour shut", "/a/1", text="The harbour is shut until Monday."), item("Flash"))
    feeds.name("/rss", more="whole = false")
    assert "2 new" in run("fetch", "--allow-private").out
    site.pages["/rss"] = feed_of(item("Harbour shut", "/a/1", text="The harbour is shut until Tuesday."), item("Flash"))
    feeds.make_due()
    assert "1 new" in run("fetch", "--allow-private").out
    assert site.paths() == ["/rss", "/rss"]
    said = [one for one in feeds.captured() if one.kind == "conversion"]
    assert [one.address == site.address("/a/1") for one in said] == [True, False, True]


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "file:///etc/passwd", "http://169.254.169.254/latest/", "http://[::ffff:127.0.0.1]:22/",
     "http://2130706433/", "http://0x7f.1/", "http://user:pw@127.0.0.1/"],
)  # fmt: skip
def test_links_that_lead_elsewhere_are_not_followed_and_the_entry_is_kept(
    run: Run, feeds: Feeds, site: Site, link: str
) -> None:
    site.pages["/rss"] = feed_of(item("Points inside", link, "p", "What the feed says."))
    feeds.name("/rss")
    assert "1 new" in run("fetch", "--allow-private").out
    assert site.paths() == ["/rss"]
    (said,) = [one for one in feeds.captured() if one.kind == "conversion"]
    assert b"What the feed says." in record_at(said.file, said.offset, said.length)


def test_nothing_private_is_reached_for_unless_that_was_said(run: Run, feeds: Feeds, site: Site) -> None:
    site.pages["/rss"] = feed_of(item("Ferries", "/a/1"))
    feeds.name("/rss")
    refused = run("fetch")
    assert (refused.code, site.asked) == (1, [])
    assert "rss: not read: 127.0.0.1 is no public address" in refused.err


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply("<html><body><p>Welcome</p></body></html>"), "no feed but a web page"),
        (Reply(""), "it is empty"),
        (Reply("oops", 500), "HTTP 500"),
        (Reply("", 304), "'not modified' without being asked"),
        (Reply("", 302, {"Location": "/bad"}), "more than 5 redirects"),
        (Reply("", 302, {"Location": "file:///etc/hostname"}), "only http and https"),
        (Reply("", 302, {"Location": "http://169.254.169.254/"}), "no address of a server"),
        (Reply("", 302, {"Location": "http://[::ffff:127.0.0.1]/"}), "stands for another address"),
        (Reply("", 302, {"Location": "http://2130706433/"}), "unusual form"),
        (packed(feed_of(item("Ferries")), cut=20), "gzip data has no end"),
        (Reply(feed_of(item("F")).body, headers={"Content-Encoding": "gzip"}), "gzip data is damaged, or none"),
        (Reply(feed_of(item("F")).body, headers={"Content-Encoding": "br"}), "not asked for"),
        (Reply(feed_of(item("F")).body, length=5000), "broke off"),
        (Reply("x", headers={f"X-{number}": "y" for number in range(200)}), "broke off"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_feeds_that_cannot_be_read_are_told_and_asked_for_later(
    run: Run, feeds: Feeds, site: Site, reply: Reply, reason: str
) -> None:
    site.pages |= {"/bad": reply, "/good": feed_of(item("Ferries collide", text="In the fog."))}
    feeds.name("/bad", "/good", more="whole = false")
    found = run("fetch", "--allow-private")
    assert "good: 1 new" in found.out
    assert reason in found.err
    listed = [json.loads(line) for line in run("fetch", "--list", "--json").out.splitlines()]
    assert [(one["name"], one["failures"]) for one in listed] == [("bad", 1), ("good", 0)]
    assert reason in listed[0]["fault"]
    assert all(not one.fault for one in feeds.captured())


def test_a_bomb_and_a_drip_end(monkeypatch: pytest.MonkeyPatch, run: Run, feeds: Feeds, site: Site) -> None:
    from index.fetching import rounds
    from index.fetching.client import Limits

    monkeypatch.setattr(rounds, "FEED_LIMITS", Limits(2**20, 0.7))
    drip = Reply(feed_of(item("Ferries")).body, drip=0.05)
    site.pages |= {"/bomb": packed(Reply(bytes(2**23))), "/large": Reply(bytes(2**21)), "/drip": drip}
    feeds.name("/bomb", "/large", "/drip")
    told = run("fetch", "--allow-private").err
    assert "bomb: not read: more than 1 MiB when unpacked" in told
    assert "large: not read: more than 1 MiB" in told
    assert "drip: not read: the answer took longer than 0.7 s" in told


@pytest.mark.parametrize(
    ("reply", "least", "most"),
    [
        (Reply("slow down", 429, {"Retry-After": "7200"}), 7100, 7200),
        (Reply("", 429, {"Retry-After": "31536000"}), 86000, 86400),
        (Reply("", 503, {"Retry-After": "Sun, 29 Nov 2020 23:59:59 GMT"}), 1700, 1800),
        (Reply("", 500), 1700, 1800),
    ],
)
def test_a_server_is_asked_again_when_it_says_so(
    run: Run, feeds: Feeds, site: Site, reply: Reply, least: int, most: int
) -> None:
    site.pages["/rss"] = reply
    feeds.name("/rss")
    run("fetch", "--allow-private")
    assert run("fetch", "--allow-private").code == 1
    assert site.paths() == ["/rss"]
    (listed,) = [json.loads(line) for line in run("fetch", "--list", "--json").out.splitlines()]
    assert least <= listed["due_seconds"] <= most


def test_failures_in_a_row_make_the_pauses_longer_and_what_is_gone_is_not_asked_for(
    run: Run, feeds: Feeds, site: Site
) -> None:
    site.pages |= {"/rss": Reply("", 500), "/gone": Reply("", 410)}
    feeds.name("/rss", "/gone")
    for _ in range(3):
        run("fetch", "--allow-private")
        feeds.make_due()
    run("fetch", "--allow-private")
    first, gone = (json.loads(line) for line in run("fetch", "--list", "--json").out.splitlines())
    assert (first["failures"], first["due_seconds"] > 3 * 3600) == (4, True)
    assert gone["gone"]
    assert site.paths().count("/gone") == 1


def test_max_age_is_heeded(run: Run, feeds: Feeds, site: Site) -> None:
    feed = feed_of(item("Ferries", text="Late."))
    site.pages["/rss"] = Reply(feed.body, headers={"Cache-Control": "public, max-age=7200"})
    feeds.name("/rss", more="whole = false")
    run("fetch", "--allow-private")
    assert json.loads(run("fetch", "--list", "--json").out)["due_seconds"] > 7000


def test_robots_txt_is_heeded_for_articles_and_asked_for_once(run: Run, feeds: Feeds, site: Site) -> None:
    site.pages |= {
        "/robots.txt": Reply(
            "User-agent: Dateline\nDisallow: /private/\nAllow: /private/open\nUser-agent: *\nDisallow: /"
        ),
        "/rss": feed_of(item("Kept back", "/private/1", text="So says the feed."), item("Open", "/private/open")),
        "/private/1": page_of("Kept back", *STORY),
        "/private/open": page_of("Open", *STORY),
    }
    feeds.name("/rss")
    found = run("fetch", "--allow-private")
    assert "2 new" in found.out
    assert "the robots.txt of 127.0.0.1 does not allow it" in found.err
    assert sorted(site.paths()) == ["/private/open", "/rss"]
    assert [path for path, _ in site.asked].count("/robots.txt") == 1


def test_requests_say_who_asks_and_carry_no_cookie(run: Run, feeds: Feeds, site: Site) -> None:
    feed = feed_of(item("Ferries", "/a/1"))
    site.pages |= {"/rss": Reply(feed.body, headers={"Set-Cookie": "track=1; Path=/"}), "/a/1": page_of("F", *STORY)}
    feeds.name("/rss")
    run("fetch", "--allow-private")
    assert all(headers["user-agent"].startswith("Dateline/") for _, headers in site.asked)
    assert not any("cookie" in headers or "referer" in headers for _, headers in site.asked)


def test_a_page_that_cannot_be_had_is_asked_for_three_times_before_the_entry_is_taken(
    run: Run, feeds: Feeds, site: Site
) -> None:
    site.pages |= {"/rss": feed_of(item("Ferries", "/a/1", text="Late.")), "/a/1": Reply("", 500)}
    feeds.name("/rss")
    for _ in range(2):
        assert run("fetch", "--allow-private").code == 1
        feeds.make_due()
    assert "1 new" in run("fetch", "--allow-private").out
    assert site.paths().count("/a/1") == 3
    feeds.make_due()
    assert run("fetch", "--allow-private").code == 1
    site.pages["/a/1"] = page_of("Ferries", *STORY)
    feeds.make_due()
    assert "1 new" in run("fetch", "--allow-private").out
    assert [one.kind for one in feeds.captured() if one.address.endswith("/a/1") and not one.role] == [
        "conversion",
        "response",
    ]


def test_a_page_that_is_gone_is_not_asked_for_until_its_feed_says_something_else(
    run: Run, feeds: Feeds, site: Site
) -> None:
    site.pages["/rss"] = feed_of(item("Ferries", "/a/1", text="Late."))
    feeds.name("/rss")
    assert "1 new" in run("fetch", "--allow-private").out
    feeds.make_due()
    assert run("fetch", "--allow-private").code == 1
    assert site.paths().count("/a/1") == 1
    site.pages |= {"/rss": feed_of(item("Ferries", "/a/1", text="On time.")), "/a/1": page_of("Ferries", *STORY)}
    feeds.make_due()
    assert "1 new" in run("fetch", "--allow-private").out


def test_a_change_that_a_feed_tells_is_fetched_however_old_the_page_is(run: Run, feeds: Feeds, site: Site) -> None:
    site.pages |= {"/rss": feed_of(item("Ferries", "/a/1", text="Late.")), "/a/1": page_of("Ferries", *STORY)}
    feeds.name("/rss")
    run("fetch", "--allow-private")
    for _ in range(2):
        feeds.make_due(8 * 86400)
        run("fetch", "--allow-private")
    assert site.paths().count("/a/1") == 2
    site.pages |= {"/rss": feed_of(item("Ferries", "/a/1", text="On time.")), "/a/1": page_of("Ferries", "Corrected.")}
    feeds.make_due()
    assert "1 changed" in run("fetch", "--allow-private").out


def test_pages_of_a_host_that_wants_to_be_left_alone_wait_and_have_not_failed(
    run: Run, feeds: Feeds, site: Site
) -> None:
    site.pages |= {
        "/rss": feed_of(*(item(f"Ferry {n}", f"/a/{n}", text=f"What the feed says of {n}.") for n in range(1, 4))),
        "/a/1": Reply("", 503, {"Retry-After": "1"}),
        "/a/2": page_of("Ferry 2", *STORY),
        "/a/3": page_of("Ferry 3", *STORY),
    }
    feeds.name("/rss")
    for _ in range(2):
        told = run("fetch", "--allow-private")
        assert f"2 articles are asked for later: {site.address('')} has asked to be left alone" in told.err
        assert site.paths() == ["/rss", "/a/1"]
        site.asked.clear()
        feeds.make_due()
    site.pages["/a/1"] = page_of("Ferry 1", *STORY)
    assert "3 new" in run("fetch", "--allow-private").out
    assert not [one for one in feeds.captured() if one.kind == "conversion"]


def test_a_host_is_left_alone_by_later_runs_and_other_feeds(run: Run, feeds: Feeds, site: Site) -> None:
    site.pages |= {"/one": Reply("", 429, {"Retry-After": "7200"}), "/two": feed_of(item("Ferries", text="Late."))}
    feeds.name("/one")
    run("fetch", "--allow-private")
    feeds.name("/one", "/two")
    told = run("fetch", "two", "--allow-private").err
    assert f"two: not read: {site.address('')} has asked to be left alone for a while; asked again in 120 min" in told
    assert site.paths() == ["/one"]
    second = [json.loads(line) for line in run("fetch", "--list", "--json").out.splitlines()][1]
    assert (second["failures"], 7000 < second["due_seconds"] <= 7200) == (0, True)


@pytest.mark.parametrize("robots", [Reply("", 503), Reply("", 500), Reply("", 302, {"Location": "file:///etc/passwd"})])
def test_pages_wait_for_a_robots_txt_that_cannot_be_had(run: Run, feeds: Feeds, site: Site, robots: Reply) -> None:
    site.pages |= {
        "/rss": feed_of(item("Ferries", "/a/1", text="Late.")),
        "/a/1": page_of("Ferries", *STORY),
        "/robots.txt": robots,
    }
    feeds.name("/rss")
    for _ in range(2):
        assert run("fetch", "--allow-private").code == 1
        feeds.make_due()
    site.pages["/robots.txt"] = Reply("User-agent: *\nDisallow: /private")
    assert "1 new" in run("fetch", "--allow-private").out
    assert [one.kind for one in feeds.captured() if one.address.endswith("/a/1")] == ["response"]


def test_a_clock_that_was_set_back_puts_nothing_off_for_years(run: Run, feeds: Feeds, site: Site) -> None:
    site.pages |= {
        "/rss": feed_of(item("Ferries", "/a/1")),
        "/a/1": page_of("Ferries", *STORY),
    }
    feeds.name("/rss")
    run("fetch", "--allow-private")
    with contextlib.closing(sqlite3.connect(feeds.home / "state/fetching/feeds.sqlite")) as state, state:
        for table in ("feeds", "pages"):
            state.execute(f"UPDATE {table} SET due = due + 1e9, first = first + 1e9, whole = whole + 1e9")
        state.execute("INSERT INTO left_alone SELECT host, at + 1e9 FROM robots")
    site.asked.clear()
    run("fetch", "--allow-private")
    assert site.paths() == ["/rss", "/a/1"]


def test_films_are_not_fetched(run: Run, feeds: Feeds, site: Site) -> None:
    site.pages |= {
        "/rss": feed_of(item("Film", "/v", text="A film.")),
        "/v": Reply(bytes(9000), headers={"Content-Type": "video/mp4"}),
    }
    feeds.name("/rss")
    assert "it is video/mp4, no page" in run("fetch", "--allow-private").err


def test_redirects_are_kept_and_a_move_for_good_is_told(run: Run, feeds: Feeds, site: Site) -> None:
    site.pages |= {"/old": Reply("", 301, {"Location": "/new"}), "/new": feed_of(item("Ferries", "a/1", text="Late."))}
    feeds.name("/old", more="whole = false")
    found = run("fetch", "--allow-private")
    assert f"moved for good to {site.address('/new')}" in found.err
    assert [one.role for one in feeds.captured()] == ["robots", "redirect", "feed", ""]
    assert feeds.captured()[-1].address == site.address("/a/1")


def test_one_story_by_two_feeds_is_fetched_once(run: Run, feeds: Feeds, site: Site) -> None:
    site.pages |= {
        "/one": feed_of(item("Ferries", "/a/1", "x")),
        "/two": feed_of(item("Ferries", "/a/1?utm_source=rss#top", "y")),
        "/a/1": page_of("Ferries", *STORY),
    }
    feeds.name("/one")
    run("fetch", "--allow-private")
    feeds.name("/one", "/two")
    run("fetch", "--allow-private")
    assert site.paths() == ["/one", "/a/1", "/two"]


def test_sitemaps_and_channels(run: Run, feeds: Feeds, site: Site) -> None:
    site.pages |= {
        "/sitemap.xml": Reply(
            '<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
            "<sitemap><loc>/news.xml</loc></sitemap></sitemapindex>"
        ),
        "/news.xml": Reply('<?xml version="1.0"?><urlset><url><loc>/a/1</loc></url></urlset>'),
        "/a/1": page_of("Ferries", *STORY),
        "/s/harbour": Reply(
            '<!DOCTYPE html><html><head><title>Harbour – Telegram</title></head><body>'
            '<div class="tgme_widget_message" data-post="harbour/7">'
            '<div class="tgme_widget_message_text">Shut.<br/>Stay away.</div></div>'
        ),
    }  # fmt: skip
    feeds.name("/sitemap.xml")
    assert "sitemap.xml: 1 new" in run("fetch", "--allow-private").out
    feeds.name("/s/harbour", more="whole = false")
    assert "s-harbour: 1 new" in run("fetch", "--allow-private").out
    assert feeds.captured()[1].address == "https://t.me/harbour/7"


def test_what_is_wrong_with_a_sitemap_of_an_index_is_told(run: Run, feeds: Feeds, site: Site) -> None:
    xml = '<?xml version="1.0"?>'
    listed = "".join(f"<sitemap><loc>{path}</loc></sitemap>" for path in ("/cut.xml", "/parts.xml.gz"))
    halves = f"{xml}<urlset><url><loc>/a/2</loc></url>", "<url><loc>/a/3</loc></url></urlset>"
    site.pages |= {
        "/sitemap.xml": Reply(f"{xml}<sitemapindex>{listed}</sitemapindex>"),
        "/cut.xml": Reply(f"{xml}<urlset><url><loc>/a/1</loc></url><url><loc>/a/4"),
        "/parts.xml.gz": Reply(b"".join(gzip.compress(half.encode()) for half in halves)),
    } | {f"/a/{number}": page_of(f"Ferry {number}", *STORY) for number in range(1, 5)}
    feeds.name("/sitemap.xml")
    told = run("fetch", "--allow-private")
    assert "sitemap.xml: 3 new" in told.out
    assert "cut short within the last of its 2 parts" in told.out + told.err


def test_feeds_are_discovered(run: Run, site: Site) -> None:
    head = '<link rel="alternate" type="application/rss+xml" title="All news" href="/rss">'
    site.pages |= {
        "/": page_of("Front", *STORY, head=head),
        "/rss": feed_of(item("Ferries")),
        "/robots.txt": Reply("Sitemap: /sitemap.xml"),
    }
    found = run("fetch", "--discover", site.address(), "--allow-private")
    assert f'address = "{site.address("/rss")}"\nname = "all-news"' in found.out
    assert f'address = "{site.address("/sitemap.xml")}"' in found.out
    assert site.address("/rss") in run("fetch", "--discover", site.address("/rss"), "--allow-private").out
    nothing = run("fetch", "--discover", site.address("/none"), "--allow-private")
    assert nothing.code == 2


def test_lists_of_feeds_in_and_out(run: Run, tmp_path: Path) -> None:
    opml = tmp_path / "mine.opml"
    opml.write_text(
        '<?xml version="1.0"?><opml version="2.0"><body><outline text="War"><outline text="North &amp; wire" type="rss"'
        ' xmlUrl="http://news.example/rss"/><outline xmlUrl="javascript:x"/></outline></body></opml>'
    )
    assert run("fetch", "--import", opml).out.startswith("1 feeds added")
    assert run("fetch", "--import", opml).code == 1
    listed = json.loads(run("fetch", "--list", "--json").out)
    assert (listed["name"], listed["address"], listed["tags"]) == ("north-wire", "http://news.example/rss", ["War"])
    assert 'xmlUrl="http://news.example/rss" category="War"' in run("fetch", "--export", "-").out
    assert run("fetch", "--import", tmp_path / "none").code == 2


@pytest.mark.parametrize(
    "text",
    ["[[feed]]\nname = 'x'", "[[feed]]\naddress = 'file:///x'", "x = 1", "[[feed]", "pause = -1", "feed = 3",
     "[[feed]]\naddress = 'http://a.example/'\nevery = '5 minutes'",
     "[[feed]]\naddress = 'http://a.example/'\nname = '../x'",
     "[[feed]]\naddress = 'http://a.example/'\n[[feed]]\naddress = 'http://a.example/'"],
)  # fmt: skip
def test_a_file_that_is_not_understood_is_told(run: Run, feeds: Feeds, home: Path, text: str) -> None:
    feeds.name()
    (home / "config/feeds.toml").write_text(text)
    found = run("fetch")
    assert found.code == 2
    assert "feeds.toml" in found.err


def test_captures_are_documents_and_documents_know_their_captures(
    run: Run, feeds: Feeds, site: Site, tmp_path: Path
) -> None:
    site.pages |= {
        "/rss": feed_of(
            item("Ferries collide", "/a/1"),
            item("From 2099", text="Not yet written.", date="Fri, 01 Jan 2099 00:00:00 GMT"),
            item("From 2020", text="Written long ago.", date="Wed, 01 Jan 2020 09:00:00 GMT"),
        ),
        "/a/1": page_of("Ferries collide", *STORY),
    }
    feeds.name("/rss")
    run("fetch", "--allow-private")
    feeds.make_due()
    run("fetch", "--allow-private")
    assert run("index", feeds.home / "captures", "--quiet", "--processes", 1).code == 0
    found = {one["title"]: one for one in run("search", "", "--json").json["hits"]}
    assert {title: one["date"] for title, one in found.items() if "From" in title} == {
        "From 2020": "2020-01-01",
        "From 2099": None,
    }
    document = found["Ferries collide"]["id"]
    told = [json.loads(line) for line in run("captures", document, "--json").out.splitlines()]
    assert [(one["kind"], one["status"]) for one in told] == [("response", "200"), ("revisit", "200")]
    assert told[0]["address"] == site.address("/a/1")
    assert told[0]["digest"] == told[1]["digest"]
    assert run("captures", document, "--export", tmp_path / "record").code == 0
    assert STORY[0].encode() in (tmp_path / "record").read_bytes()


def test_doctor_compares_the_digests_of_captures(run: Run, feeds: Feeds, site: Site) -> None:
    site.pages["/rss"] = feed_of(item("Ferries", text="Late."))
    feeds.name("/rss")
    run("fetch", "--allow-private")
    assert run("doctor", "--captures", "--json").json["captures"]["records"] == 3
    (file,) = (feeds.home / "captures").rglob("*.warc.gz")
    said = feeds.captured()[-1]
    whole = file.read_bytes()
    record = record_at(file, said.offset, said.length).replace(b"Late.", b"Soon.")
    file.write_bytes(whole[: said.offset] + gzip.compress(record))
    told = run("doctor", "--captures", "--json")
    assert told.code == 2
    assert any("the digest differs" in error for error in told.json["errors"])
    file.write_bytes(whole[:-9])
    assert any("torn" in warning for warning in run("doctor", "--captures", "--json").json["warnings"])
