"""``dateline fetch``: read the feeds that feeds.toml names. The one command that reaches a network."""

from __future__ import annotations

import importlib
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from index.errors import ConfigurationError, PathError
from index.home.folders import Home, find_home, read_ordinary_file, write_whole
from index.home.log import LOGGER, log_file
from tui.cli.common import at_most_one, json_option, print_json, say, warn
from tui.cli.door import begin_log

if TYPE_CHECKING:
    from index.fetching.feeds_file import Feed, Feeds
    from index.fetching.rounds import FeedReport

_MOST_OPML = 50 * 10**6
_NOTES_SHOWN = 5


@click.command()
@click.argument("names", metavar="[FEED]…", nargs=-1)
@click.option("--list", "listed", is_flag=True, help="Tell of each feed when it is due and what failed; fetch nothing.")
@click.option("--discover", "page", metavar="ADDRESS", help="Print the feeds of a page as feeds.toml has them.")
@click.option("--import", "opml", type=click.Path(path_type=Path), metavar="OPML", help="Add the feeds of a list.")
@click.option("--export", "exported", metavar="OPML", help="Write a list of all feeds; - for standard output.")
@click.option("--tag", metavar="TAG", help="Only the feeds with this tag.")
@click.option("--allow-private", "private", is_flag=True, help="Read feeds of an intranet, too.")
@click.option("--quiet", is_flag=True, help="Print no total: only what is new, and what failed.")
@json_option
def fetch(
    names: tuple[str, ...],
    listed: bool,
    page: str | None,
    opml: Path | None,
    exported: str | None,
    tag: str | None,
    private: bool,
    quiet: bool,
    as_json: bool,
) -> int:
    """Read the feeds of feeds.toml that are due, or these FEEDs at once, and capture what they link to.

    The exit code is 1 if there was nothing new.
    """
    others: dict[str, object] = {"--discover": page, "--import": opml, "--export": exported}
    at_most_one({"--list": listed, **others})
    if any(others.values()) and (names or tag or as_json):
        raise ConfigurationError(f"FEED, --tag and --json do not go with {', '.join(others)}; leave them out.")
    try:
        importlib.import_module("urllib3")
    except ImportError:
        raise ConfigurationError(
            "What fetches is not installed; in Dateline's folder: pip install '.[fetch]'"
        ) from None
    from index.fetching.feeds_file import FILE, read_feeds

    home = find_home()
    file = home.config / FILE
    if page is not None:
        return _discover(home, page, private=private)
    if opml is not None:
        return _import(file, opml)
    feeds = read_feeds(file)
    if exported is not None:
        return _export(feeds, exported)
    chosen = _chosen(feeds, names, tag, file)
    if listed:
        return _list(home, chosen, as_json=as_json)
    return _fetch(home, feeds, chosen if names or tag else (), private=private, quiet=quiet, as_json=as_json)


def _chosen(feeds: Feeds, names: tuple[str, ...], tag: str | None, file: Path) -> tuple[Feed, ...]:
    """The feeds that were named. Raises ConfigurationError if there is none of that name."""
    if not feeds.feeds:
        raise ConfigurationError(
            f"No feed is named yet; write {file}, or run: dateline fetch --discover ADDRESS >> {file}"
        )
    for name in names:
        if name not in feeds.by_name:
            raise ConfigurationError(f"There is no feed '{name}'; there is: {', '.join(feeds.by_name)}.")
    found = tuple(one for one in feeds.feeds if (not names or one.name in names) and (not tag or tag in one.tags))
    if not found:
        raise ConfigurationError(f"No feed has the tag '{tag}'.")
    return found


def _fetch(home: Home, feeds: Feeds, chosen: tuple[Feed, ...], *, private: bool, quiet: bool, as_json: bool) -> int:
    from index.fetching.rounds import run_round

    begin_log(log_file(home))
    names = [feed.name for feed in chosen]
    found = run_round(home, feeds, names, private=private, report=(lambda _: None) if as_json else _tell)
    new, changed = sum(one.new for one in found), sum(one.changed for one in found)
    failed = sum(bool(one.fault) for one in found)
    LOGGER.info("fetched %d feeds: %d new, %d changed, %d failed", len(found), new, changed, failed)
    if as_json:
        print_json({"captures": str(home.captures), "feeds": [asdict(one) for one in found]})
    elif not quiet:
        read = f"; read them with: dateline index {home.captures}" if new or changed else ""
        failures = f", {failed} not read" if failed else ""
        say(f"{len(found)} feeds: {new} new, {changed} changed{failures}{read}")
    return 0 if new or changed else 1


def _tell(report: FeedReport) -> None:
    if report.fault:
        warn(f"{report.name}: not read: {report.fault}; asked again in {_words(report.next_seconds)}")
    if report.new or report.changed:
        say(f"{report.name}: {report.new} new, {report.changed} changed")
    for note in report.notes[:_NOTES_SHOWN]:
        warn(f"{report.name}: {note}")
    if len(report.notes) > _NOTES_SHOWN:
        warn(f"{report.name}: … and {len(report.notes) - _NOTES_SHOWN} more")


def _list(home: Home, feeds: tuple[Feed, ...], *, as_json: bool) -> int:
    from index.fetching.rounds import known_of

    now = time.time()
    for feed, asked in known_of(home, feeds):
        due = max(0.0, asked.due - now)
        if as_json:
            told = {"failures": asked.failures, "fault": asked.fault, "gone": asked.gone, "due_seconds": round(due)}
            print_json(asdict(feed) | told)
            continue
        state = "gone: not asked any more" if asked.gone else f"due in {_words(due)}" if due else "due"
        fault = f"; failed {asked.failures}×: {asked.fault}" if asked.failures else ""
        tags = "".join(f" #{tag}" for tag in feed.tags)
        say(f"{feed.name}  {feed.address}{tags}  {state}{fault}")
    return 0


def _words(seconds: float) -> str:
    for unit, length in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= 2 * length:
            return f"{round(seconds / length)} {unit}"
    return f"{round(seconds)} s"


def _discover(home: Home, page: str, *, private: bool) -> int:
    from index.fetching.discovery import discover
    from index.fetching.feeds_file import as_toml

    for feed in discover(home, page, private=private):
        sys.stdout.write(as_toml(feed) + "\n")
    return 0


def _import(file: Path, opml: Path) -> int:
    from index.fetching.feeds_file import add_feeds
    from index.fetching.opml import read_opml

    try:
        added = add_feeds(file, read_opml(read_ordinary_file(opml, _MOST_OPML)))
    except OSError as error:
        raise PathError(f"The list {error.filename or opml} cannot be used: {error.strerror}.") from error
    say(f"{len(added)} feeds added to {file}.")
    return 0 if added else 1


def _export(feeds: Feeds, target: str) -> int:
    from index.fetching.opml import write_opml

    written = write_opml(feeds.feeds)
    if target == "-":
        sys.stdout.write(written)
        return 0
    try:
        write_whole(Path(target), written.encode())
    except OSError as error:
        raise PathError(f"The list {target} cannot be written: {error.strerror}.") from error
    return 0
