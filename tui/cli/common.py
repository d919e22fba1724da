"""What the commands share: options, paths, and printing foreign text safely."""

from __future__ import annotations

import contextlib
import csv
import datetime
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from index.errors import ConfigurationError
from index.home.folders import find_home
from index.home.log import LEVEL_VARIABLE, LEVELS
from index.text.cells import defused
from index.text.neutralise import for_terminal, neutralise_line

if TYPE_CHECKING:
    from index.library.library import LocalLibrary

Command = TypeVar("Command", bound=Callable[..., Any])


def _set_level(_context: click.Context, _option: click.Parameter, level: str | None) -> None:
    if level:
        os.environ[LEVEL_VARIABLE] = level  # the processes that are started heed it too


def library_options(command: Command) -> Command:
    """``--library``, ``--notebook`` and ``--log-level``."""
    command = click.option(
        "--log-level", type=click.Choice(LEVELS), expose_value=False, callback=_set_level, help="What the log tells."
    )(command)
    command = click.option(
        "--library", metavar="NAME|FOLDER", help="The library to use; a name, or a folder with a slash."
    )(command)
    return click.option(
        "--notebook", type=click.Path(path_type=Path), metavar="FILE", help="The notebook to use; each library has one."
    )(command)


@contextlib.contextmanager
def opened_library(library: str | None, notebook: Path | None = None) -> Iterator[LocalLibrary]:
    """The library that was named, or the last one, corrected by its notebook or by the one that was named.

    The one door through which commands read a library. Raises LibraryMissingError and the other LibraryErrors.
    """
    from index.library.choosing import library_to_read
    from index.library.libraries import finish_renaming
    from index.library.library import LocalLibrary

    home = find_home()
    finish_renaming(home)
    folder = library_to_read(home, library)
    with contextlib.closing(LocalLibrary(folder, notebook or home.notebook(folder))) as opened:
        yield opened


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def at_most_one(given: Mapping[str, object]) -> None:
    """Raises ConfigurationError if several of these options are given, of which all but one would be ignored."""
    if sum(map(bool, given.values())) > 1:
        *first, last = given
        raise ConfigurationError(f"Choose one of {', '.join(first)} and {last}.")


def parse_fields(pairs: tuple[str, ...]) -> dict[str, str] | None:
    """``text=article_content`` and the like as a mapping; None if there are none. Raises ConfigurationError."""
    known = ("id", "title", "text", "source", "date", "author", "url")
    fields = {}
    for pair in pairs:
        ours, equals, theirs = pair.partition("=")
        if not equals or not theirs or ours not in known:
            raise ConfigurationError(
                f"'--field {pair}' is not understood; write --field text=NAME, for one of {', '.join(known)}."
            )
        if ours in fields:
            raise ConfigurationError(
                f"--field {ours} is given twice; index each kind of files by itself, with the name that it has there."
            )
        fields[ours] = theirs
    return fields or None


def parse_day(option: str, written: str) -> datetime.date:
    """The day that an option names. Raises ConfigurationError."""
    try:
        return datetime.date.fromisoformat(written)
    except ValueError as error:
        raise ConfigurationError(f"{option} {written} is not a day; write it as 2017-09-21.") from error


def tallied(counts: Mapping[str, int]) -> str:
    """Names with their numbers, the most first: ``mail 12, text 3``."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{name or 'of 0.1.0'} {number:,}" for name, number in ordered)


JSON_VERSION = 1
"""The version of what is printed as JSON (``docs/schemas``). It grows when something is taken away or changes."""


def print_json(value: Mapping[str, object]) -> None:
    """One JSON object on standard output; what is not ASCII is escaped, so that no terminal reads it as a command."""
    sys.stdout.write(json.dumps({"version": JSON_VERSION, **value}) + "\n")


def print_json_list(head: Mapping[str, object], name: str, values: Iterable[Mapping[str, object]]) -> None:
    """One JSON object on standard output, as ``print_json`` has it, of which the last member is a list.

    Each value is written as it comes, so that a long list is never in memory whole.
    """
    begin, end = json.dumps({"version": JSON_VERSION, **head, name: []})[:-2], "]}\n"
    sys.stdout.write(begin)
    for number, value in enumerate(values):
        sys.stdout.write((", " if number else "") + json.dumps(value))
    sys.stdout.write(end)


class QueryCommand(click.Command):
    """A command whose query may begin with a minus: in ``-daesh`` click would find the option ``-h``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments, of which ``-h`` asks for help only where it stands alone."""
        alone = ["--help" if one == "-h" else one for one in args]
        ctx.ignore_unknown_options, ctx.help_option_names = True, ["--help"]
        return super().parse_args(ctx, alone)


def print_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table for a spreadsheet on standard output, in which no cell is taken for a formula."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(columns)
    table.writerows([defused(str("" if cell is None else cell)) for cell in row] for row in rows)
    sys.stdout.write(written.getvalue())


def counted(number: int, noun: str) -> str:
    """A number of things: 1 document, 2 documents."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def say(line: str = "") -> None:
    """A line on standard output, whatever it quotes."""
    sys.stdout.write(for_terminal(neutralise_line(line)) + "\n")


def warn(line: str) -> None:
    """A line on standard error, whatever it quotes; where that is full or closed there is nobody to tell."""
    with contextlib.suppress(OSError):
        sys.stderr.write(for_terminal(neutralise_line(line)) + "\n")
