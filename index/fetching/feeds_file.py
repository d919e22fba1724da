"""``feeds.toml``: what ``dateline fetch`` reads. It reaches for nothing else but what these feeds link to.

pause = 1.0                    # seconds between two requests to one host

[[feed]]
address = "https://news.example/rss"
name = "example"               # of its folder of captures
every = "30m"                  # 10m, 2h, 1d
whole = true                   # its articles, too; false: what the feed itself says of them
tags = ["harbours"]
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.errors import ConfigurationError
from index.home.folders import check_owned, make_private_folder, write_whole
from index.text.addresses import address_key, is_web_address
from index.text.neutralise import neutralise_line

FILE = "feeds.toml"
USUAL_EVERY = 30 * 60
USUAL_PAUSE = 1.0

_NAMES = ("address", "name", "every", "whole", "tags")
_NAME = re.compile(r"\w[\w.-]{0,79}")
_EVERY = re.compile(r"(\d{1,4})([mhd])")
_SECONDS = {"m": 60, "h": 3600, "d": 86400}
_LONGEST_PAUSE = 600.0


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed to read."""

    address: str
    name: str
    every: int = USUAL_EVERY  # seconds
    whole: bool = True
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feeds:
    """All feeds, and the shortest pause between two requests to a host, in seconds."""

    feeds: tuple[Feed, ...] = ()
    pause: float = USUAL_PAUSE
    by_name: dict[str, Feed] = field(default_factory=dict)


def read_feeds(file: Path) -> Feeds:
    """The feeds that a file names; none if there is no file.

    Raises ConfigurationError for what cannot be understood, UnsafeFolderError for a file that others may write.
    """
    check_owned(file)  # it decides what is reached for
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Feeds()
    except (OSError, ValueError, RecursionError) as error:
        raise ConfigurationError(f"{file} cannot be read: {error}.") from error
    for name in found.keys() - {"feed", "pause"}:
        raise ConfigurationError(f"'{name}' in {file} is not understood; there is pause, and [[feed]].")
    listed = found.get("feed", [])
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise ConfigurationError(f"The feeds in {file} are not understood; write each below a line [[feed]].")
    feeds = [_feed(one, file) for one in listed]
    by_name = {feed.name: feed for feed in feeds}
    if len(by_name) < len(feeds):
        raise ConfigurationError(f"Two feeds in {file} have one name; each needs a name of its own.")
    pause = found.get("pause", USUAL_PAUSE)
    if isinstance(pause, bool) or not isinstance(pause, (int, float)) or not 0 <= pause <= _LONGEST_PAUSE:
        raise ConfigurationError(f"'{pause}' in {file} is no pause; write: pause = 1.0")
    return Feeds(tuple(feeds), float(pause), by_name)


def _feed(one: dict[str, Any], file: Path) -> Feed:
    address, name = one.get("address"), one.get("name")
    if not isinstance(address, str) or not is_web_address(address):
        raise ConfigurationError(f"A feed in {file} has no address that begins with http:// or https://.")
    for key in one.keys() - set(_NAMES):
        raise ConfigurationError(f"'{key}' in {file} is not understood; a feed has {', '.join(_NAMES)}.")
    name = name_of(address) if name is None else name
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise ConfigurationError(f"'{name}' in {file} cannot name a feed; use letters, digits, '-' and '_'.")
    every = _EVERY.fullmatch(str(one.get("every", "30m")))
    if every is None or not int(every[1]):
        raise ConfigurationError(f"'{one['every']}' in {file} is no time; write 10m, 2h or 1d.")
    whole, tags = one.get("whole", True), one.get("tags", [])
    if not isinstance(whole, bool) or not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise ConfigurationError(f"The feed '{name}' in {file} is not understood; whole is true or false, tags a list.")
    return Feed(address, name, int(every[1]) * _SECONDS[every[2]], whole, tuple(tags))


def name_of(words: str) -> str:
    """A name for a feed, out of its title or address."""
    bare = address_key(words) if is_web_address(words) else words
    return re.sub(r"[^\w.]+", "-", neutralise_line(bare)).strip("-._")[:60].lower() or "feed"


def add_feeds(file: Path, feeds: Iterable[Feed]) -> list[Feed]:
    """Write feeds at the end of the file, those that are not there yet; returns them with names of their own.

    What stands in the file stays as it is. Raises ConfigurationError, and OSError if it cannot be written.
    """
    there = read_feeds(file)
    names, addresses = set(there.by_name), {feed.address for feed in there.feeds}
    added = []
    for feed in feeds:
        if feed.address in addresses or not is_web_address(feed.address):
            continue
        name, number = feed.name, 2
        while name in names:
            name, number = f"{feed.name}-{number}", number + 1
        names.add(name)
        addresses.add(feed.address)
        added.append(Feed(feed.address, name, feed.every, feed.whole, feed.tags))
    if added:
        make_private_folder(file.parent)
        before = file.read_text(encoding="utf-8").rstrip("\n") + "\n\n" if file.exists() else ""
        write_whole(file, (before + "\n".join(map(as_toml, added))).encode())
    return added


def as_toml(feed: Feed) -> str:
    """A feed as it stands in the file."""
    lines = ["[[feed]]", f"address = {_quoted(feed.address)}", f"name = {_quoted(feed.name)}"]
    if feed.every != USUAL_EVERY:
        lines.append(f'every = "{_written(feed.every)}"')
    if not feed.whole:
        lines.append("whole = false")
    if feed.tags:
        lines.append(f"tags = [{', '.join(map(_quoted, feed.tags))}]")
    return "\n".join((*lines, ""))


def _written(seconds: int) -> str:
    unit = next(unit for unit in "dhm" if unit == "m" or seconds % _SECONDS[unit] == 0)
    return f"{max(seconds // _SECONDS[unit], 1)}{unit}"


def _quoted(value: str) -> str:
    return json.dumps(neutralise_line(value), ensure_ascii=False)
