"""An hour of what keeps coming, by a script: `make soak-incoming`. 200 feeds of ten hosts on loopback, watched.

    python tests/robustness/soak_incoming.py [--minutes 3] [--feeds 40]

Each minute a third of the feeds has news or misbehaves: errors, cut gzip, pages that are no feed, answers that break
off. It ends with code 1 if the memory of what watches, of the screen or of its search process grew by more than 5 %
after the first third of the time, if a story is not found or found twice, or if a capture is not what was written.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "support"))
sys.path.insert(0, str(Path(__file__).parent))

from answering import Reply, Site, feed_of, item, packed, page_of, serving
from figures import record
from pty_terminal import DATELINE, Terminal, children, dateline_command
from soak import MORE_MEMORY, Samples, index, say

from index.captures.reading import captured_in
from index.home.folders import find_home
from index.library.library import LocalLibrary

ROUND = 60.0
"""Seconds between two times that feeds change; each feed may be asked once a minute."""

PATIENCE = 600.0
"""Seconds in which the last stories must be found."""

HOSTS = 10
"""Each has a tenth of the feeds: while one of them answers 503, the others of its host wait."""

MISBEHAVIOURS: tuple[Callable[[Reply], Reply], ...] = (
    lambda _: Reply("out of order", 503, {"Retry-After": "1"}),
    lambda good: packed(good, cut=8),
    lambda _: page_of("Harbour News", "This page is no feed."),
    lambda good: Reply(good.body, good.status, good.headers, length=len(good.content) + 100),
    lambda _: Reply("", 200, {"Content-Type": "application/rss+xml"}),
)


@dataclass
class Feeds:
    """The feeds of all sites. Each story has a word that no other has."""

    sites: Sequence[Site]
    count: int
    chance: random.Random = field(default_factory=lambda: random.Random(17))
    items: dict[int, list[str]] = field(default_factory=dict)
    misbehaving: dict[int, Callable[[Reply], Reply]] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    feed_of_word: dict[str, int] = field(default_factory=dict)

    def site(self, number: int) -> Site:
        """The host of a feed."""
        return self.sites[number % len(self.sites)]

    def begin(self, home: Path) -> None:
        """Name all feeds in feeds.toml; every other one has pages of its own."""
        parts = ["pause = 0.0\n"]
        for number in range(self.count):
            self.items[number] = []
            site = self.site(number)
            site.pages[f"/feed/{number}"] = lambda _, number=number: self._answer(number)  # type: ignore[misc]
            address = site.address(f"/feed/{number}")
            whole = "true" if number % 2 else "false"
            parts.append(
                f'[[feed]]\naddress = "{address}"\nname = "f{number}"\nevery = "1m"\nwhole = {whole}\ntags = ["all"]\n'
            )
            self.add_story(number)
        (home / "config").mkdir(parents=True)
        (home / "config" / "feeds.toml").write_text("".join(parts))

    def add_story(self, number: int) -> None:
        """News of one feed."""
        word = f"zeppelin{len(self.words):06}"
        text = f"The airship {word} landed at the harbour on Monday, its captain said. Nobody was hurt."
        path = f"/page/{len(self.words)}"
        self.words.append(word)
        self.feed_of_word[word] = number
        self.site(number).pages[path] = page_of(f"Airship {word}", text, "It will leave for the islands tomorrow.")
        self.items[number].append(item(f"Airship {word}", path if number % 2 else "", f"guid-{word}", text))

    def change(self) -> None:
        """A third of the feeds has news, or misbehaves until the next time."""
        self.misbehaving.clear()
        for number in self.chance.sample(range(self.count), self.count // 3):
            if self.chance.random() < 0.5:
                self.add_story(number)
            else:
                self.misbehaving[number] = self.chance.choice(MISBEHAVIOURS)

    def _answer(self, number: int) -> Reply:
        good = feed_of(*self.items[number][-30:])
        return self.misbehaving.get(number, lambda reply: reply)(good)


@contextmanager
def watching(library: Path) -> Iterator[subprocess.Popen[bytes]]:
    """``dateline watch`` on the library, until it is told to end."""
    command = [DATELINE, "watch", "--fetch", "10s", "--allow-private", "--library", f"{library}/"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def not_found_once(library: Path, words: list[str]) -> list[str]:
    """The stories that are not in the library, or more than once."""
    with closing(LocalLibrary(library)) as opened:
        return [word for word in words if len(opened.search(word).keys) != 1]


def fetch_all() -> bool:
    """Ask all feeds at once; False while the watch is at it, which holds the captures."""
    command = [DATELINE, "fetch", "--tag", "all", "--allow-private"]
    return subprocess.run(command, check=False, capture_output=True).returncode in (0, 1)


def known_of_feeds() -> dict[str, str]:
    """What ``dateline fetch --list`` says of each feed."""
    command = [DATELINE, "fetch", "--list", "--json"]
    listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    return {json.loads(line)["name"]: line for line in listed}


def work(minutes: float, feeds: Feeds, library: Path) -> tuple[dict[str, Samples], list[str]]:
    """Let feeds change, and measure; returns what was measured by process, and the stories that are amiss."""
    samples = {"what watches": Samples(), "screen": Samples(), "search process": Samples()}
    with watching(library) as watch, Terminal(dateline_command(library)) as terminal:
        terminal.until_shown("document 1/")
        (search,) = children(terminal.pid)
        for _ in range(max(6, round(minutes * 60 / ROUND))):
            feeds.change()
            until = time.monotonic() + minutes * 60 / max(6, round(minutes * 60 / ROUND))
            while time.monotonic() < until:
                terminal.read(0.5)
            terminal.press("U")
            terminal.sent = ""  # the test's own memory
            for name, pid in zip(samples, (watch.pid, terminal.pid, search), strict=True):
                samples[name].take(pid)
        feeds.misbehaving.clear()
        amiss, until = feeds.words, time.monotonic() + PATIENCE
        fetched = False
        while amiss and time.monotonic() < until:
            fetched = fetched or fetch_all()
            terminal.read(5.0)
            amiss = not_found_once(library, feeds.words)
        terminal.press("escape", "ctrl+q")
        terminal.wait()
    return samples, amiss


def main() -> int:
    """Work, print what was measured, and judge it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--feeds", type=int, default=200)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        sites = [stack.enter_context(serving()) for _ in range(HOSTS)]
        os.environ["DATELINE_HOME"] = f"{folder}/home"
        corpus, library = Path(folder, "corpus"), Path(folder, "library")
        corpus.mkdir()
        (corpus / "first.txt").write_text("The harbour of Varna was closed on Monday.\n")
        index(library, corpus)
        feeds = Feeds(sites, chosen.feeds)
        feeds.begin(Path(folder, "home"))
        samples, amiss = work(chosen.minutes, feeds, library)
        known = known_of_feeds() if amiss else {}
        faults = [one.fault for file in find_home().captures.rglob("*.warc.gz") for one in captured_in(file)]
    grown = []
    for name, sample in samples.items():
        steady = sample.memory[len(sample.memory) // 3 :]
        early, late = (statistics.median(part) for part in (steady[: len(steady) // 2], steady[len(steady) // 2 :]))
        grown += [name] if late > early * MORE_MEMORY else []
        say(f"{name:16}{early:8.1f} -> {late:6.1f} MB{'  GROWN' if name in grown else ''}")
    bad = sum(map(bool, faults))
    told = f"{len(feeds.words):,} stories, {len(amiss)} not found once; {len(faults):,} captures, {bad} damaged"
    say(f"{chosen.minutes:g} minutes, {chosen.feeds} feeds: {told}")
    for word in amiss:
        say(f"not found once: {word}, of {known[f'f{feeds.feed_of_word[word]}']}")
    record(f"incoming for {chosen.minutes:g} minutes, {chosen.feeds} feeds", told, "memory")
    return int(bool(grown or amiss or bad))


if __name__ == "__main__":
    sys.exit(main())
