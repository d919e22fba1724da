"""``dateline index``: bring a library up to date, with progress, and say what could not be read."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path, PurePath

import click

from index.building.builder import Builder
from index.building.problem_counts import refused_by_reason
from index.building.progress import Progress, Summary
from index.corrections.documents import checked_language
from index.dates.order import DateOrder
from index.errors import ConfigurationError, NothingToReadError, PathError
from index.home.folders import Home, find_home
from index.home.log import LOGGER, log_file
from index.library.choosing import SAMPLES, library_to_extend, remember_library
from index.library.engines import open_engine
from index.notebook.moved_documents import FollowedCounts
from index.text.charsets import any_codec_of
from index.text.neutralise import for_terminal, neutralise_line
from tui.cli.common import counted, json_option, library_options, parse_fields, print_json, say, tallied, warn
from tui.cli.door import INTERRUPTED, Terminated, begin_log, end_when_told
from tui.cli.moved_notes import follow_notes, joins_of
from tui.cli.notebooks import annotations_in
from tui.terminal import signals

PROBLEMS_SHOWN = 20
REFRESH_SECONDS = 0.2
SPOKEN_SECONDS = 10.0
"""How often progress is told: on a line that is drawn again, and as lines of its own in linear mode."""

SLOW_SECONDS = 2.0
"""A file whose reading takes longer is named in the progress."""


@click.command("index")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--field",
    "fields",
    multiple=True,
    metavar="OURS=THEIRS",
    help="A field's name in the records of these paths, beside the usual names.",
)
@click.option(
    "--date-order",
    type=click.Choice([order.value for order in DateOrder]),
    help="How 03/04/2017 is read in these paths; auto learns it from the other dates of the file.",
)
@click.option(
    "--encoding",
    metavar="NAME",
    help="What texts of these paths are in that are not in Unicode, for example cp866; auto lets each tell itself.",
)
@click.option(
    "--language",
    metavar="CODE",
    help="What language the texts of these paths are in, for example ar; auto lets each tell itself.",
)
@click.option(
    "--ocr",
    metavar="LANG",
    help="Let tesseract read scans and images in these paths, in its languages: eng or ara+eng; none lets it stop.",
)
@click.option("--processes", type=click.IntRange(min=1), help="How many processes read; by default one a core.")
@click.option("--wait", is_flag=True, help="Wait for another run that writes to the library, instead of ending.")
@click.option(
    "--passwords",
    "password_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Passwords to try on what is encrypted, one a line; they are not kept.",
)
@click.option("--quiet", is_flag=True, help="Say nothing but errors and progress.")
@library_options
@json_option
def index_paths(
    paths: tuple[Path, ...],
    fields: tuple[str, ...],
    date_order: str | None,
    encoding: str | None,
    language: str | None,
    ocr: str | None,
    processes: int | None,
    wait: bool,
    password_file: Path | None,
    quiet: bool,
    library: str | None,
    notebook: Path | None,
    as_json: bool,
) -> int:
    """Read what is new or changed in files and folders; without PATH, in those read before."""
    home = find_home()
    folder = library_to_extend(home, library, paths)
    notes = notebook or home.notebook(folder)
    if notebook is None and not (folder / "catalogue.sqlite").exists():
        _tell_taken_up(folder, notes)
    bar = _ProgressLine()
    report = _reporter(bar, home, folder)
    builder = Builder(folder, open_engine, report, processes, joins_of(notes), passwords=_passwords(password_file))
    begin_log(log_file(home, notes))
    LOGGER.info("index %s into %s", " ".join(map(str, paths)), folder)
    end_when_told()
    try:
        summary = builder.run(
            paths,
            parse_fields(fields),
            DateOrder(date_order) if date_order else None,
            encoding=_codec(encoding),
            language=_language(language),
            scans=_scans(ocr),
            samples=folder == home.libraries / SAMPLES,
            wait=wait,
        )
    except (KeyboardInterrupt, Terminated) as end:
        bar.clear()
        warn("Stopped. What was committed is kept; run the same command again to go on.")
        return end.code if isinstance(end, Terminated) else INTERRUPTED
    bar.clear()
    remember_library(home, folder)
    followed = follow_notes(folder, notes)
    if as_json:
        refused = refused_by_reason(summary.problems)
        told = {"library": str(folder), **asdict(summary), "refused": refused}
        print_json(told | {"notes": asdict(followed or FollowedCounts())})
    elif not quiet:
        _print_summary(folder, summary)
        if followed and followed.summary:
            say(followed.summary)
    if not summary.documents:
        where = ", ".join(map(str, paths)) or "the files of this library"
        raise NothingToReadError(
            f"There is nothing that Dateline can read in {where}; what was not read and why: dateline doctor"
        )
    return 0


def _tell_taken_up(folder: Path, notes: Path) -> None:
    """Say so where a library that is made now has a notebook already: that of an earlier one of its name."""
    there = annotations_in(notes, named=False)
    if there:
        warn(
            f"The notebook of an earlier library '{folder.name}' is taken up, with {counted(len(there), 'note')}: "
            f"{notes}. For one of its own, name the library otherwise: --library NAME"
        )


def _reporter(bar: _ProgressLine, home: Home, folder: Path) -> Callable[[Progress], None]:
    """What tells of progress, and remembers the library once it is there, whatever ends the run."""
    remembered = False

    def report(progress: Progress) -> None:
        nonlocal remembered
        if progress.committed and not remembered:
            remember_library(home, folder)
            remembered = True
        bar.show(progress)

    return report


def _codec(named: str | None) -> str | None:
    """The codec of an encoding that was named, "" for auto, None for none. Raises ConfigurationError."""
    if named is None or named == "auto":
        return None if named is None else ""
    codec = any_codec_of(named)
    if codec is None:
        raise ConfigurationError(f"There is no encoding '{named}'; write for example --encoding cp866, or auto.")
    return codec


def _language(named: str | None) -> str | None:
    """The code of a language that was named, "" for auto, None for none. Raises ConfigurationError."""
    if named is None or named == "auto":
        return None if named is None else ""
    return checked_language(named)


def _scans(named: str | None) -> str | None:
    """The languages in which scans are read, "" for none, None where nothing is said. Raises ConfigurationError."""
    if named is None or named == "none":
        return None if named is None else ""
    from index.sources.formats.scans import check_languages

    check_languages(named)
    return named


def _passwords(file: Path | None) -> tuple[str, ...]:
    """The lines of a file of passwords. Raises PathError; the sentence names the file, never a password."""
    if file is None:
        return ()
    try:
        return tuple(filter(None, file.read_text(encoding="utf-8").split("\n")))
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise PathError(f"The passwords in {file} cannot be read: {reason}.") from None


def _print_summary(folder: Path, summary: Summary) -> None:
    if summary.repaired:
        say(summary.repaired)
    for problem in summary.problems[:PROBLEMS_SHOWN]:
        line = f":{problem.line}" if problem.line else ""
        say(f"{'' if problem.is_warning else 'not read: '}{problem.path}{line}: {problem.reason}")
    if len(summary.problems) > PROBLEMS_SHOWN:
        say(f"… and {len(summary.problems) - PROBLEMS_SHOWN} more; see: dateline doctor")
    if summary.problems_before:
        say(f"{summary.problems_before} more problems of earlier runs, in unchanged files; see: dateline doctor")
    unread = sum(not problem.is_warning for problem in summary.problems)
    again = f", {summary.copies} known from another place" if summary.copies else ""
    rate = f", {summary.added / summary.seconds:.0f} a second" if summary.added and summary.seconds else ""
    new = summary.added - summary.changed
    say(
        f"{counted(summary.documents, 'document')} in library '{folder.name}': {new} new{again}, "
        f"{summary.changed} changed, {summary.removed} removed; "
        f"{counted(summary.files_read, 'file')} read, {summary.files_unchanged} unchanged, {summary.files_gone} gone; "
        f"{unread} not read; {summary.seconds:.1f} s{rate}."
    )
    if summary.by_type:
        held = f"{summary.containers} containers with {summary.members} members; " if summary.members else ""
        say(f"read: {held}documents by type: {tallied(summary.by_type)}.")
    if summary.files_reread:
        say(f"read again, since another version of Dateline had read them: {counted(summary.files_reread, 'file')}.")
    if unread:
        say(f"not read, by reason: {tallied(refused_by_reason(summary.problems))}.")


class _ProgressLine:
    """One line on a terminal that tells how far a run has come; nothing where there is no terminal."""

    def __init__(self) -> None:
        self._spoken = signals.linear(sys.stdin, sys.stderr, os.environ)
        self._shown = time.monotonic() if self._spoken else 0.0
        self._width = 0

    def show(self, progress: Progress) -> None:
        now = time.monotonic()
        if not sys.stderr.isatty() or now - self._shown < (SPOKEN_SECONDS if self._spoken else REFRESH_SECONDS):
            return
        self._shown = now
        if self._spoken:
            sys.stderr.write(f"{counted(progress.documents, 'document')}, {100 * _part(progress):.0f} percent.\n")
            return
        width = shutil.get_terminal_size().columns - 1
        self._write(for_terminal(neutralise_line(_progress_text(progress)))[:width])

    def clear(self) -> None:
        if self._width:
            self._write("")
            sys.stderr.write("\r")

    def _write(self, line: str) -> None:
        sys.stderr.write("\r" + line.ljust(self._width))
        sys.stderr.flush()
        self._width = len(line)


def _progress_text(progress: Progress) -> str:
    rate = progress.documents / progress.seconds if progress.seconds else 0.0
    part = _part(progress)
    left = ""
    if 0.01 < part < 1:
        seconds = int(progress.seconds / part - progress.seconds)
        left = f" · about {seconds // 60}:{seconds % 60:02d} left"
    filled = int(part * 20)
    bar = f"[{'#' * filled}{'-' * (20 - filled)}] {progress.documents} documents"
    if progress.file_seconds >= SLOW_SECONDS:
        return f"{bar} · {progress.file_seconds:.0f} s in {PurePath(progress.file).name}"
    return f"{bar} · {rate:.0f} a second{left}"


def _part(progress: Progress) -> float:
    """How much of what is to be read was read, from 0 to 1."""
    return min(1.0, progress.size / progress.size_to_read) if progress.size_to_read else 0.0
