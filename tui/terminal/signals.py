"""What Dateline needs of a terminal: checks before Textual is imported, and the terminal's end.

Imports no Textual: ``prepare`` sets what Textual reads from the environment when it is imported.
"""

from __future__ import annotations

import asyncio
import codecs
import os
import select
import signal
from collections.abc import Callable, Mapping, MutableMapping
from typing import TextIO

MINIMUM_WIDTH = 40
MINIMUM_HEIGHT = 10
"""Cells. A smaller window shows a sentence instead of the screen."""

LINEAR_VARIABLE = "DATELINE_LINEAR"

_ESCAPE_DELAY_OVER_SSH = "500"  # milliseconds

_FEW_COLORS = ("linux", "vt", "ansi", "xterm-16color", "xterm-color", "cons25", "rxvt-16color")


def refusal(stdin: TextIO, stdout: TextIO, environ: Mapping[str, str]) -> str | None:
    """Returns one sentence on why the screen cannot be shown here and what to do, or None if it can."""
    if not (stdin.isatty() and stdout.isatty()):
        return "This is not a terminal, so there is no screen; use dateline search, show, … (see dateline --help)."
    if is_dumb(environ):
        return "The terminal is of an unknown or dumb type; set TERM, for example to xterm-256color."
    if codecs.lookup(stdout.encoding or "ascii").name != "utf-8":
        return f"The terminal's encoding is {stdout.encoding}, not UTF-8; set LC_ALL=C.UTF-8 or PYTHONUTF8=1."
    return None


def linear(stdin: TextIO, stdout: TextIO, environ: Mapping[str, str]) -> bool:
    """Returns whether lines are wanted in place of a screen: DATELINE_LINEAR is 1, or a terminal can show no more."""
    asked = environ.get(LINEAR_VARIABLE, "")
    return asked == "1" or (not asked and is_dumb(environ) and stdin.isatty() and stdout.isatty())


def is_dumb(environ: Mapping[str, str]) -> bool:
    """Returns whether the terminal's type is unknown, or one on which nothing can be drawn."""
    return environ.get("TERM", "") in ("", "dumb")


def few_colors(environ: Mapping[str, str]) -> bool:
    """Returns whether colours are unwanted (NO_COLOR) or few here, so that signs must carry the meaning."""
    if environ.get("NO_COLOR"):
        return True
    term = environ.get("TERM", "")
    if "256color" in term or environ.get("COLORTERM"):
        return False
    return term.startswith(_FEW_COLORS) or term in ("screen", "tmux", "xterm")


def prepare(environ: MutableMapping[str, str]) -> None:
    """Chooses what Textual reads when it is imported: no animation, and 256 colours (less to send) at most.

    Over SSH ``escape`` waits longer for the rest of a cursor key, which a slow line may deliver in pieces.

    COLUMNS and LINES, where a shell exported them, would hide every later size of the window.
    """
    if environ.get("SSH_CONNECTION"):
        environ.setdefault("ESCDELAY", _ESCAPE_DELAY_OVER_SSH)
    environ.pop("COLUMNS", None)
    environ.pop("LINES", None)
    environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    environ.setdefault("TEXTUAL_COLOR_SYSTEM", "standard" if few_colors(environ) else "256")


def hung_up(descriptor: int) -> bool:
    """Returns whether the terminal behind a file descriptor has gone away."""
    poll = select.poll()
    poll.register(descriptor, 0)
    return any(event & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _, event in poll.poll(0))


def on_end(end: Callable[[int], None]) -> None:
    """Calls ``end(exit code)`` in the running event loop when the process is told to go (SIGTERM, SIGHUP).

    Textual handles neither. The exit code is the shell's convention, 128 and the signal's number.
    """
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, end, 128 + number)


def leave_at_once(code: int) -> None:
    """Ends the process without another write to its terminal, which is gone and could block for ever."""
    os._exit(code)
