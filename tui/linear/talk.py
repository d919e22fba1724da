"""What linear mode prints and asks: whole lines, in order; no sign that moves or colours anything."""

from __future__ import annotations

import os
import signal
import sys

from index.notebook.rows import without_surrogates
from index.text.neutralise import for_terminal, neutralise_line
from tui.text.wrapping import Wrapping

PROMPT = "> "


def say(line: str) -> None:
    """Print a line, whatever it quotes; on a terminal it is broken between words."""
    shown = for_terminal(neutralise_line(line))
    width = _width()
    for row in _rows(shown, width) if width else [shown]:
        sys.stdout.write(row + "\n")
    sys.stdout.flush()


def ask(prompt: str = PROMPT) -> str | None:
    """Print a prompt and wait for a line; None at the end of what can be read (ctrl+d). ctrl+c is KeyboardInterrupt."""
    while_obeying = signal.signal(signal.SIGINT, signal.default_int_handler)  # asyncio's would let the wait go on
    try:
        sys.stdout.write(prompt)
        sys.stdout.flush()
        line = sys.stdin.readline()
    except KeyboardInterrupt:
        sys.stdout.write("\n")
        raise
    finally:
        signal.signal(signal.SIGINT, while_obeying)
    if not line:
        sys.stdout.write("\n")
        return None
    return without_surrogates(line.removesuffix("\n").removesuffix("\r"))


def _width() -> int:
    """Columns of the terminal; 0 where there is none, or it does not say."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else 0
    except OSError:
        return 0


def _rows(line: str, width: int) -> list[str]:
    wrapping = Wrapping(line, width)
    wrapping.wrap_until(lambda: False)
    return [line[start:end] for start, end in zip(wrapping.starts, wrapping.ends, strict=True)] or [""]
