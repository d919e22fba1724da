"""Asking politely: its turn, robots.txt, conditions, redirects, and every answer kept as a capture."""

from __future__ import annotations

import datetime
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version
from urllib.parse import urljoin

from index.captures.writing import CaptureFolder, Written, digest_of
from index.errors import FetchError, RefusedError
from index.fetching.client import Answer, Limits, get, parts_of
from index.fetching.hosts import LONGEST_WAIT, Hosts
from index.fetching.public_addresses import is_private
from index.fetching.robots import MOST_READ, NOTHING_ASKED, UNREACHABLE, Robots, read_robots
from index.fetching.state import Asked, RobotsKept, State
from index.fetching.times import seconds_until

MOST_REDIRECTS = 5
_ROBOTS_KEPT = 86400.0  # seconds (RFC 9309, 2.4)
_SHORTEST_BLOCK = 60.0
_WHOLE_AGAIN = 86400.0  # so long a server may say "not modified" before it is asked without conditions
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_BUSY = frozenset((429, 503))
_NO_ANSWER = 599  # as the status of a robots.txt that could not be had
_ROBOTS_LIMITS = Limits(MOST_READ, 20.0)
_PAGES = frozenset(("text/html", "application/xhtml+xml", "text/plain", "application/pdf", ""))


def is_page(media_type: str) -> bool:
    """Whether an answer of this type may be a story."""
    return media_type in _PAGES


def anything(media_type: str) -> bool:  # noqa: ARG001
    """Whether an answer of this type may be a feed: they are declared as anything."""
    return True


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for, and why."""

    asked: Asked
    role: str  # of the answer: "feed", or "" for a document
    limits: Limits
    private: bool  # whether an intranet's addresses may be reached for
    obeys: bool  # whether robots.txt is heeded: it is not for what the analyst has named
    wanted: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Got:
    """An answer at the end of its redirects. ``is_same`` if it says what it said last time; ``written`` holds it."""

    answer: Answer
    is_same: bool
    written: Written
    moved: str = ""  # where it has moved for good


class Asker:
    """Asks for addresses, for all threads of a run."""

    def __init__(self, state: State, pause: float) -> None:
        self._state = state
        self._hosts = Hosts(state, pause)
        self._robots: dict[str, Robots] = {}
        self._guard = threading.Lock()
        self._agent = f"Dateline/{version('dateline')} (news reader of one analyst; asks as a feed reader does)"

    def may_be_private(self, address: str) -> bool:
        """Whether an address is in an intranet: what it links to may be so too. Raises FetchError."""
        _, host, port, _ = parts_of(address)
        return is_private(host, port, _ROBOTS_LIMITS.seconds)

    def ask(self, request: Request, captures: CaptureFolder) -> Got:
        """Ask for an address and follow where it leads. Raises FetchError for whatever is no whole answer with 2xx."""
        address, moved = request.asked.address, ""
        is_for_good = True
        for hop in range(MOST_REDIRECTS + 1):
            try:
                answer = self._once(address, request, captures, self._conditions(request.asked))
            except RefusedError as error:
                if hop:
                    raise FetchError(f"it leads to what is not reached for: {error}") from None
                raise
            if answer.status == 304:
                return self._not_modified(request, answer, captures)
            target = answer.headers.get("location", "")
            if answer.status not in _REDIRECTS or not target:
                return self._judged(request, replace(answer, address=address), captures, moved)
            captures.response(address, answer.at, answer.head, answer.payload, role="redirect")
            address = _joined(address, target)
            is_for_good = is_for_good and answer.status in (301, 308)
            moved = address if is_for_good else moved
        raise FetchError(f"more than {MOST_REDIRECTS} redirects")

    def robots(self, address: str, captures: CaptureFolder, *, private: bool) -> Robots:
        """What the site of an address asks of robots. Raises FetchError if that is not reached for."""
        site = _site_of(address)
        with self._guard:
            known = self._robots.get(site)
        if known is None:
            known = self._robots_of(site, captures, private=private)
            with self._guard:
                self._robots[site] = known
        return known

    def _robots_of(self, site: str, captures: CaptureFolder, *, private: bool) -> Robots:
        kept = self._state.robots(site)
        if kept is None or not 0 <= time.time() - kept.at < _ROBOTS_KEPT:
            kept = self._fetched_robots(site, captures, private=private)
            if kept.status < 500:
                self._state.keep_robots(kept)
        if 200 <= kept.status < 300:
            return read_robots(kept.text)
        return NOTHING_ASKED if 300 <= kept.status < 500 else UNREACHABLE

    def _fetched_robots(self, site: str, captures: CaptureFolder, *, private: bool) -> RobotsKept:
        address = f"{site}/robots.txt"
        for hop in range(MOST_REDIRECTS + 1):
            with self._hosts.turn(site):
                try:
                    answer = get(address, self._headers({}), _ROBOTS_LIMITS, private=private)
                except RefusedError:
                    if not hop:
                        raise
                    return RobotsKept(site, time.time(), _NO_ANSWER, "")
                except FetchError:
                    return RobotsKept(site, time.time(), _NO_ANSWER, "")
            self._heed(site, answer)
            captures.response(
                address, answer.at, answer.head, answer.payload, role="robots", truncated=answer.truncated
            )
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                break
            address = _joined(address, answer.headers["location"])
        text = answer.content[:MOST_READ].decode("utf-8", "replace")
        return RobotsKept(site, time.time(), _NO_ANSWER if answer.status == 429 else answer.status, text)

    def _once(self, address: str, request: Request, captures: CaptureFolder, conditions: Mapping[str, str]) -> Answer:
        """One request in its turn. Raises FetchError, also where robots.txt does not allow it or cannot be had."""
        robots = self.robots(address, captures, private=request.private)
        _, host, _, target = parts_of(address)
        if request.obeys and robots is UNREACHABLE:
            raise FetchError(f"the robots.txt of {host} cannot be had, and until then its pages are not asked for")
        if request.obeys and not robots.allows(target):
            raise RefusedError(f"the robots.txt of {host} does not allow it")
        site = _site_of(address)
        with self._hosts.turn(site, robots.delay):
            answer = get(
                address, self._headers(conditions), request.limits, private=request.private, wanted=request.wanted
            )
        self._heed(site, answer)
        return answer

    def _heed(self, site: str, answer: Answer) -> None:
        """Leave a host alone that asks for it."""
        if answer.status in _BUSY:
            self._hosts.leave_alone(site, max(wait_of(answer) or 0.0, _SHORTEST_BLOCK))

    def _headers(self, conditions: Mapping[str, str]) -> dict[str, str]:
        return {"User-Agent": self._agent, "Accept": "*/*", **conditions}

    def _conditions(self, asked: Asked) -> dict[str, str]:
        if asked.written is None or not 0 <= time.time() - asked.whole <= _WHOLE_AGAIN:
            return {}
        conditions = {"If-None-Match": asked.etag, "If-Modified-Since": asked.modified}
        return {name: value for name, value in conditions.items() if value}

    def _not_modified(self, request: Request, answer: Answer, captures: CaptureFolder) -> Got:
        before = request.asked.written
        if before is None or not self._conditions(request.asked):
            captures.response(request.asked.address, answer.at, answer.head, b"", role="error")
            raise FetchError("the server says 'not modified' without being asked")
        captures.revisit(before, answer.at, answer.head, asked=True, role=request.role)
        return Got(answer, True, before)

    def _judged(self, request: Request, answer: Answer, captures: CaptureFolder, moved: str) -> Got:
        before = request.asked.written
        is_fine = 200 <= answer.status < 300 and not answer.fault
        if is_fine and before is not None and before.digest == digest_of(answer.payload):
            captures.revisit(before, answer.at, answer.head, asked=False, role=request.role)
            return Got(answer, True, before, moved)
        role = request.role if is_fine else "error"
        written = captures.response(
            answer.address, answer.at, answer.head, answer.payload, role=role, truncated=answer.truncated
        )
        if not is_fine:
            raise AnswerError(answer)
        return Got(answer, False, written, moved)


class AnswerError(FetchError):
    """An answer that is none: an error of HTTP, or one that did not come whole. ``wait`` is for how long, if told."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.fault if 200 <= answer.status < 300 else f"HTTP {answer.status}")
        self.wait = wait_of(answer)
        self.status = answer.status


def wait_of(answer: Answer) -> float | None:
    """For how many seconds a server asks not to be asked again, a day at most; None if it does not."""
    seconds = seconds_until(answer.headers.get("retry-after", ""), datetime.datetime.now(datetime.UTC))
    return None if seconds is None else min(seconds, LONGEST_WAIT)


def max_age_of(answer: Answer) -> float:
    """For how many seconds an answer is fresh (RFC 9111, 5.2.2.1), a day at most."""
    for part in answer.headers.get("cache-control", "").lower().split(","):
        name, _, value = part.strip().partition("=")
        if name == "max-age" and value.strip('" ').isdigit():
            return min(float(value.strip('" ')[:12]), LONGEST_WAIT)
    return 0.0


def _site_of(address: str) -> str:
    """Scheme, host and port. Raises RefusedError."""
    scheme, host, port, _ = parts_of(address)
    return f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}"


def _joined(address: str, target: str) -> str:
    try:
        return urljoin(address, target.strip()).partition("#")[0]
    except ValueError:
        raise RefusedError("a redirect to an address that cannot be understood") from None
