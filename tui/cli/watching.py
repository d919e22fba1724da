"""``dateline watch``: a library that follows its folders as they grow, without a screen."""

from __future__ import annotations

import contextlib
import datetime
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import click

from index.building.builder import Builder, Summary
from index.building.quiet_files import Look, QuietFiles, Stat
from index.catalogue.reading import CatalogueReader
from index.errors import LibraryMissingError, PathError
from index.home.folders import find_home
from index.home.log import LOGGER, log_file
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
@library_options
def watch(library: str | None, notebook: Path | None) -> int:
    """Keep a library up to date with its files until it is stopped, with one line for each change.

    A file is read when it has been the same for two seconds. Other runs that write to the library are waited for.
    """
    home = find_home()
    folder = library_to_read(home, library)
    notes = notebook or home.notebook(folder)
    begin_log(log_file(home, notes))
    end_when_told()
    with contextlib.suppress(Terminated, KeyboardInterrupt):
        Watch(folder, notes).run()
    return 0


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
    _files: QuietFiles = field(default_factory=QuietFiles)

    def run(self) -> None:
        """Look until something is raised."""
        is_first = True
        with contextlib.closing(CatalogueReader(self.folder / "catalogue.sqlite")) as catalogue:
            while True:
                began = self.clock()
                look = self._look(catalogue.roots(), began)
                if look.ready:
                    summary = self._read(look)
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

    def _read(self, look: Look) -> Summary:
        processes = 1 if len(look.ready) <= FEW else None
        builder = Builder(self.folder, open_engine, processes=processes, joins=joins_of(self.notes))
        summary = builder.run(wait=True, restless=look.restless)
        self._files.take(look)
        if summary.added or summary.removed:
            follow_notes(self.folder, self.notes)
        return summary

    def _tell(self, look: Look, summary: Summary, *, in_short: bool) -> None:
        moment = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        if in_short:
            self.tell(f"{moment} watching {len(look.ready):,} files, {summary.documents:,} documents")
        else:
            for path, how in look.ready.items():
                self.tell(f"{moment} {how} {path}")
        for problem in summary.problems:
            self.tell(f"{moment} {'' if problem.is_warning else 'not read '}{problem.path}: {problem.reason}")
        LOGGER.info("watch: %d added, %d removed", summary.added, summary.removed)
