"""``dateline watch``: a library that follows its folders as they grow, without a screen."""

from __future__ import annotations

import contextlib
import datetime
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import click

from index.building.builder import Builder
from index.building.progress import Summary
from index.building.quiet_files import Look, QuietFiles, Stat
from index.catalogue.reading import CatalogueReader
from index.errors import ConfigurationError, LibraryMissingError, PathError
from index.home.folders import find_home, make_private_folder
from index.home.log import LOGGER, log_file
from index.home.starting import module_command
from index.library.choosing import library_to_read
from index.library.engines import open_engine
from index.sources import list_files
from tui.cli.common import library_options, say
from tui.cli.door import Terminated, begin_log, end_when_told
from tui.cli.moved_notes import follow_notes, joins_of

INTERVAL = 0.5
"""Seconds between two looks, at least; and three times as long as a look takes."""

FEW = 20
"""So many changes are read without further processes, which take a second to start."""


@click.command()
@click.option("--fetch", "every", metavar="TIME", help="Read the feeds that are due, too, each 10m, 2h or 1d.")
@click.option("--allow-private", "private", is_flag=True, help="With --fetch: read feeds of an intranet, too.")
@library_options
def watch(every: str | None, private: bool, library: str | None, notebook: Path | None) -> int:
    """Keep a library up to date with its files until it is stopped, with one line for each change.

    A file is read when it has been the same for two seconds. Other runs that write to the library are waited for.
    With --fetch the captures belong to the library.
    """
    if private and every is None:
        raise ConfigurationError("--allow-private goes with --fetch; leave it out.")
    home = find_home()
    folder = library_to_read(home, library)
    notes = notebook or home.notebook(folder)
    begin_log(log_file(home, notes))
    end_when_told()
    fetching = None
    with contextlib.suppress(Terminated, KeyboardInterrupt), contextlib.ExitStack() as stack:
        if every is not None:
            make_private_folder(home.captures)
            command = module_command("tui", "fetch", "--quiet", *(("--allow-private",) if private else ()))
            fetching = stack.enter_context(contextlib.closing(FetchRounds(_seconds(every), command)))
        Watch(folder, notes, captures=home.captures, fetching=fetching).run()
    return 0


def _seconds(written: str) -> float:
    """A time as feeds.toml has it, in seconds. Raises ConfigurationError."""
    found = re.fullmatch(r"([1-9][0-9]{0,5})([smhd])", written)
    if found is None:
        raise ConfigurationError(f"'{written}' is no time; write 10m, 2h or 1d.")
    return int(found[1]) * {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}[found[2]]


class FetchRounds:
    """Runs ``dateline fetch`` again and again, in a process of its own: what reaches a network is not in this one."""

    def __init__(self, seconds: float, command: Sequence[str]) -> None:
        self._seconds = seconds
        self._command = command
        self._due = 0.0
        self._process: subprocess.Popen[str] | None = None
        self._said: IO[str] | None = None

    def look(self, now: float) -> list[str]:
        """Begin a round that is due; returns what one that has ended said, line by line."""
        if self._process is None or self._said is None:
            if now >= self._due:
                self._due = now + self._seconds
                self._said = tempfile.TemporaryFile("w+", errors="replace")  # noqa: SIM115 - closed when the round has ended
                self._process = subprocess.Popen(
                    self._command, stdin=subprocess.DEVNULL, stdout=self._said, stderr=subprocess.STDOUT, text=True
                )
            return []
        if self._process.poll() is None:
            return []
        self._said.seek(0)
        lines = self._said.read().splitlines()
        self._said.close()
        self._process = self._said = None
        return lines

    def close(self) -> None:
        """End a round that is going on: what it has captured is on disk."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
        if self._said is not None:
            self._said.close()


def say_now(line: str) -> None:
    """A line on standard output, seen at once also where that is a pipe."""
    say(line)
    sys.stdout.flush()


@dataclass
class Watch:
    """Looks at a library's files, and has those read that are at rest. The clock is any steady one."""

    folder: Path
    notes: Path
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    tell: Callable[[str], None] = say_now
    captures: Path | None = None  # that are looked at as well, where feeds are read
    fetching: FetchRounds | None = None
    _files: QuietFiles = field(default_factory=QuietFiles)

    def run(self) -> None:
        """Look until something is raised."""
        is_first = True
        added = [self.captures] if self.captures is not None and self.fetching is not None else []
        with contextlib.closing(CatalogueReader(self.folder / "catalogue.sqlite")) as catalogue:
            while True:
                began = self.clock()
                for line in self.fetching.look(began) if self.fetching is not None else ():
                    self.tell(f"{_moment()} {line}")
                roots = catalogue.roots()
                added = [path for path in added if str(path) not in roots]
                look = self._look([*roots, *map(str, added)], began)
                if look.ready:
                    summary = self._read(look, added)
                    self._tell(look, summary, in_short=is_first)
                    is_first = False
                self.sleep(max(INTERVAL, 3 * (self.clock() - began) if not look.ready else 0))

    def _look(self, roots: list[str], now: float) -> Look:
        if not roots:
            raise LibraryMissingError("This library has no folders to watch; add one with: dateline index FOLDER")
        files: dict[str, Stat] = {}
        incomplete = []
        for root in roots:
            try:
                listing = list_files(Path(root))
            except PathError:
                incomplete.append(root)
                continue
            files.update({file.path: (file.size, file.mtime_ns) for file in listing.files})
            if not listing.complete:
                incomplete.append(root)
        return self._files.look(files, now, incomplete)

    def _read(self, look: Look, added: Sequence[Path]) -> Summary:
        processes = 1 if len(look.ready) <= FEW else None
        builder = Builder(self.folder, open_engine, processes=processes, joins=joins_of(self.notes))
        summary = builder.run(added, wait=True, restless=look.restless)
        self._files.take(look)
        if summary.added or summary.removed:
            follow_notes(self.folder, self.notes)
        return summary

    def _tell(self, look: Look, summary: Summary, *, in_short: bool) -> None:
        moment = _moment()
        if in_short:
            self.tell(f"{moment} watching {len(look.ready):,} files, {summary.documents:,} documents")
        else:
            for path, how in look.ready.items():
                self.tell(f"{moment} {how} {path}")
        for problem in summary.problems:
            self.tell(f"{moment} {'' if problem.is_warning else 'not read '}{problem.path}: {problem.reason}")
        LOGGER.info("watch: %d added, %d removed", summary.added, summary.removed)


def _moment() -> str:
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
