"""The feeds of a page: those that it names, its site's sitemaps, and the public page of a channel of Telegram's."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator

from index.captures.writing import CaptureFolder
from index.errors import FetchError, UnreadableError
from index.fetching.asking import Asker, Request, anything
from index.fetching.entries import contents_of
from index.fetching.feeds_file import USUAL_PAUSE, Feed, name_of
from index.fetching.rounds import FEED_LIMITS
from index.fetching.state import PLACE, Asked, State
from index.home.folders import Home
from index.sources.formats.page_limits import decoded_page, parsed_page
from index.text.addresses import resolved

_TYPES = frozenset(("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"))
_CHANNEL = re.compile(r"(https?://(?:t|telegram)\.me/)(?!s/)([A-Za-z]\w{3,31})/?", re.IGNORECASE)
_MOST = 50
_FOLDER = "looked-for"


def discover(home: Home, address: str, *, private: bool = False) -> list[Feed]:
    """The feeds of the page at an address; the address itself if it is one. Raises FetchError, UnreadableError."""
    channel = _CHANNEL.fullmatch(address.strip())
    address = f"{channel[1]}s/{channel[2]}" if channel else address.strip()
    with contextlib.closing(State(home.state / PLACE)) as state:
        asker = Asker(state, USUAL_PAUSE)
        captures = CaptureFolder(home.captures / _FOLDER, lambda _: None)
        private = private and asker.may_be_private(address)
        answer = asker.ask(Request(Asked(address), "feed", FEED_LIMITS, private, False, anything), captures).answer
        try:
            contents_of(answer.content, answer.address, answer.media_type, answer.charset, most=FEED_LIMITS.size)
        except UnreadableError:
            sitemaps = asker.robots(answer.address, captures, private=private).sitemaps
            found = [*_named(answer.content, answer.address, answer.charset)]
            found += [Feed(sitemap, name_of(sitemap)) for one in sitemaps if (sitemap := resolved(answer.address, one))]
        else:
            found = [Feed(address, name_of(address))]
    if not found:
        raise FetchError(f"{address} names no feed, and its site no sitemap")
    return list({feed.address: feed for feed in found}.values())[:_MOST]


def _named(page: bytes, address: str, charset: str) -> Iterator[Feed]:
    """The feeds that a page names in its head."""
    html, _ = decoded_page(page, charset)
    tree = parsed_page(html)
    if tree is None:
        return
    base = next((whole for one in tree.iter("base") if (whole := resolved(address, one.get("href") or ""))), address)
    for link in tree.iter("link"):
        is_named = "alternate" in (link.get("rel") or "").lower().split()
        if is_named and (link.get("type") or "").partition(";")[0].strip().lower() in _TYPES:
            target = resolved(base, link.get("href") or "")
            if target:
                yield Feed(target, name_of(link.get("title") or target))
