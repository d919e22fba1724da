"""What a site asks of robots: robots.txt (RFC 9309), with wildcards and the longest match, and Crawl-delay."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import quote, unquote_to_bytes

AGENT = "dateline"
"""By which name it speaks of us, in lower case."""

MOST_READ = 500 * 2**10
"""Bytes that are read (RFC 9309, 2.5)."""

_NAME = re.compile(r"[a-z_-]+")
_LONGEST_DELAY = 60.0
_MOST_RULES = 10_000
_SAFE = "%/:=&?~+!$,;'@()*[]|"


@dataclass(frozen=True, slots=True)
class Robots:
    """What a site allows us: paths with their rules, how many seconds between requests, and its sitemaps."""

    rules: tuple[tuple[str, bool], ...] = ()  # pattern, and whether it allows
    delay: float = 0.0
    sitemaps: tuple[str, ...] = ()

    def allows(self, target: str) -> bool:
        """Whether a path with its query may be asked for: the longest rule decides, of two equal ones what allows."""
        if target.partition("?")[0] == "/robots.txt":
            return True
        asked = _plain(target)
        found = [(len(pattern), allow) for pattern, allow in self.rules if _matches(pattern, asked)]
        return max(found, default=(0, True))[1]


NOTHING_ASKED = Robots()
UNREACHABLE = Robots((("/", False),))
"""Where the site's robots.txt cannot be had for an error of the server: nothing may be asked for, for the time being
(RFC 9309, 2.3.1.4)."""


@dataclass(slots=True)
class _Group:
    agents: set[str] = field(default_factory=set)
    rules: list[tuple[str, bool]] = field(default_factory=list)
    delay: float = 0.0
    begun: bool = False  # it has a rule: the next User-agent begins another group


def read_robots(text: str) -> Robots:
    """What a robots.txt says to us: the groups with our name, else those for all."""
    groups = [_Group()]
    sitemaps = []
    for line in text[:MOST_READ].lstrip("\ufeff").splitlines():
        name, colon, value = line.partition("#")[0].partition(":")
        name, value = name.strip().lower(), value.strip()
        if not colon:
            continue
        if name == "sitemap":
            sitemaps.append(value)
        elif name == "user-agent":
            if groups[-1].begun:
                groups.append(_Group())
            found = _NAME.match(value.lower())
            groups[-1].agents.add("*" if value.startswith("*") else found[0] if found else "")
        elif name in ("allow", "disallow", "crawl-delay"):
            groups[-1].begun = True
            _add(groups[-1], name, value)
    ours = [group for group in groups if AGENT in group.agents] or [group for group in groups if "*" in group.agents]
    rules = [rule for group in ours for rule in group.rules][:_MOST_RULES]
    return Robots(tuple(rules), max((group.delay for group in ours), default=0.0), tuple(sitemaps[:100]))


def _add(group: _Group, name: str, value: str) -> None:
    if name == "crawl-delay":
        if re.fullmatch(r"\d{1,6}(?:\.\d{1,3})?", value):
            group.delay = min(float(value), _LONGEST_DELAY)
    elif value:
        group.rules.append((_plain(value), name == "allow"))


def _plain(path: str) -> str:
    """A path or pattern with the same characters escaped however it was written."""
    return quote(unquote_to_bytes(path.replace("%2F", "%252F").replace("%2f", "%252F").replace("%2A", "%252A")), _SAFE)


def _matches(pattern: str, path: str) -> bool:
    """Whether a path begins as a pattern does, where "*" is anything and "$" at its end the end of the path."""
    is_whole = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if not others:
        return not is_whole or path == first
    position = len(first)
    for part in others[:-1]:
        found = path.find(part, position)
        if found < 0:
            return False
        position = found + len(part)
    last = others[-1]
    if is_whole:
        return path.endswith(last) and len(path) - len(last) >= position
    return path.find(last, position) >= 0
