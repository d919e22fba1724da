"""What a person reads of a command: on a terminal wrapped at words, coloured and paged as git does, else plain lines.

Piped, a line is what ``say`` writes, whatever it is as wide as. Rich is imported only where something is coloured or
wrapped.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from index.model import Span
from index.query.fields import ENTITY_KINDS
from index.text.neutralise import for_terminal, neutralise_line

if TYPE_CHECKING:
    from rich.console import Console

Command = TypeVar("Command", bound=Callable[..., Any])

WIDEST = 88
"""Columns: a longer line is hard to read."""

HIT, TITLE, FAINT = "bold red", "bold", "dim"
"""Styles of the terminal's own colours, so that they can be read on light and on dark."""

NAMES = {kind.type: kind.colours.plain.removeprefix("ansi_") for kind in ENTITY_KINDS}
"""The style of an entity's name by its type."""

color_option = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="Colours: auto on a terminal, unless NO_COLOR is set.",
)


@dataclass(frozen=True, slots=True)
class Styled:
    """A passage of a line, as offsets into it, and how it looks."""

    start: int
    end: int
    style: str


def styled(spans: Sequence[Span], style: str) -> list[Styled]:
    """Spans that all look the same."""
    return [Styled(span.start, span.end, style) for span in spans]


class Printer:
    """Writes lines. ``console`` wraps and colours them; without one they are plain."""

    def __init__(self, stream: IO[str], console: Console | None, *, wraps: bool) -> None:
        self._stream = stream
        self._console = console
        self._wraps = wraps

    def line(
        self, text: str = "", marks: Sequence[Styled] = (), *, style: str = "", indent: int = 0, exact: bool = False
    ) -> None:
        """A line, whatever it quotes; ``indent`` are blanks before it, and before what is wrapped of it.

        ``marks`` do not overlap and are in order. A line of a document is piped as it is (``exact``).
        """
        if self._console is None:
            self._stream.write(" " * indent + (text if exact else _shown(text)) + "\n")
            return
        from rich.text import Text

        whole = Text(style=style)
        at = 0
        for mark in marks:
            whole.append(_shown(text[at : mark.start]))
            whole.append(_shown(text[mark.start : mark.end]), style=mark.style)
            at = mark.end
        whole.append(_shown(text[at:]))
        wrapped = whole.wrap(self._console, self._console.width - indent) if self._wraps else [whole]
        for row in wrapped or [whole]:
            self._console.print(Text(" " * indent) + row, soft_wrap=True)


def _shown(text: str) -> str:
    return for_terminal(neutralise_line(text))


@contextlib.contextmanager
def printer(color: str) -> Iterator[Printer]:
    """What a command prints with; on a terminal it ends up in the pager that ``PAGER`` names, ``less`` by default."""
    on_terminal = sys.stdout.isatty()
    plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    colored = color == "always" or (color == "auto" and on_terminal and not plain)
    if not on_terminal:
        yield Printer(sys.stdout, _console(sys.stdout, colored=True) if colored else None, wraps=False)
        return
    with _paged() as stream:
        yield Printer(stream, _console(stream, colored=colored), wraps=True)


def _console(stream: IO[str], *, colored: bool) -> Console:
    from rich.console import Console

    return Console(
        file=stream,
        width=min(WIDEST, _columns()),
        force_terminal=colored,
        color_system="standard" if colored else None,
        no_color=not colored,
        highlight=False,
        markup=False,
        emoji=False,
    )


def _columns() -> int:
    with contextlib.suppress(OSError):
        return os.get_terminal_size(sys.stdout.fileno()).columns or WIDEST
    return WIDEST


@contextlib.contextmanager
def _paged() -> Iterator[IO[str]]:
    """Where to write so that the pager shows it: it gets the text on standard input, and its command is PAGER alone.

    As with git, less ends by itself if all fits (``LESS=FRX``), and a pager that is left early is no error.
    """
    command = os.environ.get("PAGER", "less")
    if command.strip() in ("", "cat") or os.environ.get("TERM") == "dumb":
        yield sys.stdout
        return
    sys.stdout.flush()
    environ = {"LESS": "FRX", "LESSCHARSET": "utf-8"} | os.environ
    process = subprocess.Popen(
        ["sh", "-c", command], stdin=subprocess.PIPE, env=environ, encoding="utf-8", errors="backslashreplace"
    )
    stream = process.stdin
    assert stream is not None
    try:
        with contextlib.suppress(BrokenPipeError):
            yield stream
    finally:
        with contextlib.suppress(BrokenPipeError):
            stream.close()
        _wait(process)


def _wait(process: subprocess.Popen[str]) -> None:
    """Until the pager has ended; ctrl+c is the pager's meanwhile."""
    while True:
        try:
            process.wait()
        except KeyboardInterrupt:
            continue
        return
