"""What is typed while Dateline starts or builds a library, kept as it was typed until the screen can obey it.

A terminal that reads lines, as a shell leaves it, echoes what is typed, turns ``enter`` into a newline and lets
``ctrl+u`` rub out the line.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import termios
from typing import Any

_LONGEST = 65_536  # bytes; a terminal keeps far fewer

_IFLAG, _LFLAG, _CC = 0, 3, 6  # places in what tcgetattr returns


class EarlyKeys:
    """A context in which a terminal gives single keys, without echo; ``ctrl+c`` still interrupts."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self.modes: list[Any] | None = None
        """How the terminal was before, as ``termios.tcgetattr`` tells it; None if it does not tell."""
        self.typed = ""
        """What was typed before the context was entered."""

    def __enter__(self) -> EarlyKeys:
        with contextlib.suppress(termios.error):
            self.modes = termios.tcgetattr(self._descriptor)
            modes = termios.tcgetattr(self._descriptor)
            modes[_IFLAG] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR | termios.IXON)
            modes[_LFLAG] &= ~(termios.ICANON | termios.ECHO | termios.IEXTEN)
            modes[_CC][termios.VMIN], modes[_CC][termios.VTIME] = 1, 0
            signal.signal(signal.SIGTERM, _leave)
            termios.tcsetattr(self._descriptor, termios.TCSANOW, modes)
            if select.select([self._descriptor], [], [], 0)[0]:
                self.typed = os.read(self._descriptor, _LONGEST).decode(errors="replace").replace("\n", "\r")
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(termios.error):
            if self.modes is not None:
                termios.tcsetattr(self._descriptor, termios.TCSANOW, self.modes)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _leave(number: int, _: object) -> None:
    sys.exit(128 + number)  # so that the terminal is restored
