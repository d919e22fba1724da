"""A round: the feeds that are due are read, and the articles that they link to."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from index.captures.writing import CaptureFolder
from index.errors import FetchError, RefusedError, UnreadableError
from index.fetching.asking import AnswerError, Asker, Got, Request, anything, is_page, max_age_of
from index.fetching.client import Limits
from index.fetching.entries import ITEM_TYPE, Entry, contents_of
from index.fetching.feeds_file import Feed, Feeds
from index.fetching.hosts import LeftAloneError
from index.fetching.state import PLACE, Asked, State
from index.home.folders import Home, make_private_folder
from index.home.lock import writer_lock
from index.text.addresses import address_key

FEED_LIMITS = Limits(64 * 2**20, 120.0)
PAGE_LIMITS = Limits(16 * 2**20, 60.0)

MOST_PAGES = 200
"""Articles of one feed that one round asks for; the others wait for the next."""

MOST_SITEMAPS = 20
LOOKED_AGAIN = 7 * 86400.0
"""So long an article is asked for again, at ever longer intervals: it may be changed in silence."""

LONGEST_READING = 300.0
"""Seconds in which a round begins to ask for articles of one feed: no slow site holds up all others for hours."""

_FIRST_AGAIN = 3600.0  # of a page that was had
_FIRST_RETRY = 300.0  # of a page that was not
_LONGEST_BACK_OFF = 86400.0
_MOST_TRIES = 3  # of a page, before what its feed says of it is taken
_GONE = 410
_FINAL = frozenset((401, 402, 403, 404, _GONE, 451))
"""Of HTTP: a page that answers so is not asked for again."""

_THREADS = 8
_NO_LINK = "urn:dateline:entry:"


@dataclass(slots=True)
class FeedReport:
    """What became of a feed in a round: stories, and why not, if it could not be read."""

    name: str
    new: int = 0
    changed: int = 0
    same: int = 0
    failed: int = 0  # articles that could not be had
    fault: str = ""
    notes: tuple[str, ...] = ()
    next_seconds: float = 0.0  # until it is due again


def run_round(
    home: Home,
    feeds: Feeds,
    names: Sequence[str] = (),
    *,
    private: bool = False,
    report: Callable[[FeedReport], None] = lambda _: None,
) -> list[FeedReport]:
    """Read the feeds that are due, or those of these names at once; ``private`` allows feeds of an intranet.

    Raises LibraryLockedError if another process fetches, PathError for what cannot be written.
    """
    place = home.state / PLACE
    make_private_folder(place)
    with writer_lock(place, "The captures are"), contextlib.closing(State(place)) as state:
        one_round = _Round(home.captures, state, Asker(state, feeds.pause), private=private)
        chosen = [feed for feed in feeds.feeds if feed.name in names or (not names and one_round.is_due(feed))]
        with ThreadPoolExecutor(_THREADS) as pool:
            try:
                found = []
                for one in pool.map(lambda feed: one_round.read(feed, at_once=bool(names)), chosen):
                    report(one)
                    found.append(one)
                return found
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise


def known_of(home: Home, feeds: Iterable[Feed]) -> list[tuple[Feed, Asked]]:
    """What is known of feeds: when each is due, and what failed. Raises PathError."""
    with contextlib.closing(State(home.state / PLACE)) as state:
        return [(feed, state.feed(feed.address)) for feed in feeds]


class _Round:
    def __init__(self, folder: Path, state: State, asker: Asker, *, private: bool) -> None:
        self._folder = folder
        self._state = state
        self._asker = asker
        self._private = private

    def is_due(self, feed: Feed) -> bool:
        now = time.time()
        asked = self._state.feed(feed.address)
        return not asked.gone and (_is_due(asked, feed, now) or bool(self._state.pages_due(feed.name, now, 1)))

    def read(self, feed: Feed, *, at_once: bool) -> FeedReport:
        """Read one feed, if it is due or ``at_once``, and those of its articles that are due."""
        report = FeedReport(feed.name)
        captures = CaptureFolder(self._folder / feed.name, lambda note: _note(report, note))
        asked = self._state.feed(feed.address)
        asked = replace(asked, feed=feed.name, first=asked.first or time.time())
        private = False
        try:
            private = self._private and self._asker.may_be_private(feed.address)
            if at_once or _is_due(asked, feed, time.time()):
                asked = self._read_feed(feed, asked, captures, report, private=private)
        except (FetchError, UnreadableError) as error:
            report.fault = str(error)
            asked = _failed(asked, error, feed.every, _LONGEST_BACK_OFF)
        self._state.keep_feed(asked)
        self._read_pages(feed, captures, report, private=private)
        report.next_seconds = max(0.0, asked.due - time.time())
        return report

    def _read_feed(
        self, feed: Feed, asked: Asked, captures: CaptureFolder, report: FeedReport, *, private: bool
    ) -> Asked:
        request = Request(asked, "feed", FEED_LIMITS, private, False, anything)
        got = self._asker.ask(request, captures)
        if got.moved:
            _note(report, f"it has moved for good to {got.moved}; change its address in feeds.toml")
        if not got.is_same:
            sitemaps = self._take(feed, got, captures, report)
            self._read_sitemaps(feed, sitemaps, captures, report, private=private)
        return _went_well(asked, got, max(feed.every, max_age_of(got.answer)))

    def _read_sitemaps(
        self,
        feed: Feed,
        sitemaps: Iterable[tuple[str, str]],
        captures: CaptureFolder,
        report: FeedReport,
        *,
        private: bool,
    ) -> None:
        """Read the sitemaps that an index names, the latest first."""
        latest = sorted(sitemaps, key=lambda one: one[1], reverse=True)[:MOST_SITEMAPS]
        for address, _ in latest:
            asked = replace(self._state.feed(address), feed=feed.name)
            try:
                got = self._asker.ask(Request(asked, "feed", FEED_LIMITS, private, True, anything), captures)
                if not got.is_same:
                    self._take(feed, got, captures, report)
                self._state.keep_feed(_went_well(asked, got, feed.every))
            except (FetchError, UnreadableError) as error:
                _note(report, f"{address}: {error}")

    def _take(self, feed: Feed, got: Got, captures: CaptureFolder, report: FeedReport) -> tuple[tuple[str, str], ...]:
        """Keep what is new or changed of a feed: as it stands there, or as pages that are asked for.

        Returns the sitemaps that it names. Raises UnreadableError.
        """
        answer = got.answer
        contents = contents_of(answer.content, answer.address, answer.media_type, answer.charset, most=FEED_LIMITS.size)
        for problem in contents.problems:
            _note(report, problem)
        by_key = {entry.key: entry for entry in contents.entries}
        unseen = self._state.unseen(feed.name, ((key, entry.hash) for key, entry in by_key.items()))
        report.same += len(by_key) - len(unseen)
        for key, digest in unseen:
            entry = by_key[key]
            if feed.whole and entry.address and not key.startswith("id "):
                self._queue(feed, entry, got)
            elif entry.text.strip():
                address = entry.address or _urn(feed, key)
                captures.conversion(address, got.answer.at, entry.as_item(), ITEM_TYPE, got.written.id)
                report.new += 1
            self._state.keep_entry(feed.name, key, digest)
        return contents.sitemaps

    def _queue(self, feed: Feed, entry: Entry, got: Got) -> None:
        """Ask for an article soon, unless another feed has it already."""
        key = address_key(entry.address)
        known = self._state.page(key)
        if known is None:
            made = Asked(entry.address, feed.name, item=entry.as_item(), item_address=got.written.id)
            self._state.keep_page(key, made)
        else:
            self._state.want_page(key, entry.as_item(), got.written.id)

    def _read_pages(self, feed: Feed, captures: CaptureFolder, report: FeedReport, *, private: bool) -> None:
        until = time.monotonic() + LONGEST_READING
        waiting: Counter[str] = Counter()
        for key, asked in self._state.pages_due(feed.name, time.time(), MOST_PAGES):
            if time.monotonic() > until:
                break
            asked = replace(asked, first=asked.first or time.time())
            try:
                found = self._read_page(asked, captures, report, private=private)
            except LeftAloneError as error:
                waiting[str(error)] += 1
                found = _put_off(asked, error)
            except FetchError as error:
                found = self._without(asked, error, captures, report)
            self._state.keep_page(key, found)
        for reason, count in waiting.items():
            _note(report, f"{count} articles are asked for later: {reason}")

    def _read_page(self, asked: Asked, captures: CaptureFolder, report: FeedReport, *, private: bool) -> Asked:
        got = self._asker.ask(Request(asked, "", PAGE_LIMITS, private, True, is_page), captures)
        if got.is_same:
            report.same += 1
        elif asked.record:
            report.changed += 1
        else:
            report.new += 1
        found = replace(_went_well(asked, got, 0.0), item=b"", item_address="")
        age = time.time() - asked.first
        return replace(found, due=time.time() + max(_FIRST_AGAIN, age), gone=age > LOOKED_AGAIN)

    def _without(self, asked: Asked, error: FetchError, captures: CaptureFolder, report: FeedReport) -> Asked:
        """A page that could not be had: what the feed says of it is taken after a while, and it is still asked for."""
        found = _failed(asked, error, _FIRST_RETRY, _LONGEST_BACK_OFF)
        is_final = isinstance(error, RefusedError) or (isinstance(error, AnswerError) and error.status in _FINAL)
        report.failed += 1
        _note(report, f"{asked.address}: {error}")
        if asked.item and (is_final or found.failures >= _MOST_TRIES):
            captures.conversion(
                asked.address, datetime.datetime.now(datetime.UTC), asked.item, ITEM_TYPE, asked.item_address
            )
            report.new += 1
            found = replace(found, item=b"", item_address="")
        return replace(found, gone=is_final or time.time() - asked.first > LOOKED_AGAIN)


def _went_well(asked: Asked, got: Got, seconds: float) -> Asked:
    now = time.time()
    headers = got.answer.headers
    is_whole = got.answer.status != 304
    return replace(
        asked.kept_in(got.written),
        due=now + seconds,
        whole=now if is_whole else asked.whole,
        etag=headers.get("etag", "" if is_whole else asked.etag),
        modified=headers.get("last-modified", "" if is_whole else asked.modified),
        failures=0,
        fault="",
        gone=False,
    )


def _failed(asked: Asked, error: FetchError | UnreadableError, first: float, longest: float) -> Asked:
    """What failed is asked for ever more seldom, and never before the server wants it.

    ``first`` and ``longest`` are the seconds after the first failure, and at most where ``first`` is not longer.
    """
    if isinstance(error, LeftAloneError):
        return _put_off(asked, error)
    failures = asked.failures + 1
    if isinstance(error, RefusedError):  # nobody was asked, and another option or file may allow it at once
        return replace(asked, failures=failures, fault=str(error), due=0.0)
    back_off = min(first * 2.0 ** min(failures - 1, 16), max(longest, first))
    wait = error.wait if isinstance(error, AnswerError) else None
    gone = isinstance(error, AnswerError) and error.status == _GONE
    return replace(asked, failures=failures, fault=str(error), due=time.time() + max(wait or 0.0, back_off), gone=gone)


def _put_off(asked: Asked, error: LeftAloneError) -> Asked:
    """What was not asked for has not failed: it is due when its host may be asked again."""
    return replace(asked, due=time.time() + error.wait)


def _is_due(asked: Asked, feed: Feed, now: float) -> bool:
    """Whether a feed is to be asked; also when that is farther off than it was ever put: the clock was set back."""
    return asked.due <= now or asked.due > now + 2 * max(_LONGEST_BACK_OFF, feed.every)


def _urn(feed: Feed, key: str) -> str:
    """What an entry without an address of its own is captured as."""
    return _NO_LINK + hashlib.sha256(f"{feed.address}\0{key}".encode()).hexdigest()


def _note(report: FeedReport, note: str) -> None:
    report.notes = (*report.notes, note)
