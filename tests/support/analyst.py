"""A scripted analyst: searches, reads, scrolls and writes notes, key by key, and remembers what was confirmed."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterator

from pty_terminal import PATIENCE, Terminal

QUERIES = (
    "Dillon",
    "syria OR russia",
    '"deir ezzor"',
    "coalition*",
    "date:2017",
    "person:dillon",
    "nothinglikethis",
    "",
)
MOVES = ("j", "k", "n", "N", "space", "ctrl+d", "ctrl+u", "l", "w", ")", "}", "1", "2", "e", "s")

Step = str | Callable[[], bool]
"""A key to press, or what to wait for."""


class Analyst:
    """Works in one terminal. ``confirmed`` are the notes that the screen said were saved."""

    def __init__(self, terminal: Terminal, seed: int) -> None:
        self._terminal = terminal
        self._random = random.Random(seed)
        self._seed = seed
        self._script = self._steps()
        self._waiting: Callable[[], bool] | None = None
        self._since = 0.0
        self.keys = 0
        self.confirmed: list[str] = []
        self.delays: list[float] = []
        """Milliseconds from each letter of a note to the last byte of its answer."""
        self.typing = ""
        """The note whose dialog is open: as much of it as the screen has shown; "" if none is open."""

    def work(self, seconds: float, keys_a_second: float = 40) -> None:
        """Work on for so long, and stop wherever that is. Raises AssertionError if the screen does not answer."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self._waiting is not None and not self._waiting():
                assert time.monotonic() < self._since + PATIENCE, "\n".join(self._terminal.lines)
                self._terminal.read(0.02)
                continue
            step = next(self._script)
            self._waiting, self._since = None, time.monotonic()
            if isinstance(step, str):
                self._press(step, 1 / keys_a_second)
            else:
                self._waiting = step

    def _press(self, key: str, rest: float) -> None:
        self.keys += 1
        self._terminal.press(key)
        pressed = time.monotonic()
        end = pressed + rest
        while (left := end - time.monotonic()) > 0:
            self._terminal.read(left)
        if self.typing and self._terminal.last_answer > pressed:
            self.delays.append((self._terminal.last_answer - pressed) * 1000)

    def _steps(self) -> Iterator[Step]:
        number = 0
        while True:
            yield from ("escape", "1", "/", "ctrl+u")
            yield from self._random.choice(QUERIES)
            yield "enter"
            for _ in range(self._random.randrange(12)):
                yield self._random.choice(MOVES)
            if self._random.random() < 0.6:
                number += 1
                yield from self._note(f"{self._seed}-{number}-by-the-analyst")

    def _note(self, text: str) -> Iterator[Step]:
        """Annotate the sentence at the caret, if there is a document."""
        yield from ("escape", "1", "/", "ctrl+u", "enter")
        yield lambda: self._shows(r"all documents.* document \d+/")
        yield "2"
        yield lambda: self._shows(r"v select") and self._shows(r"document \d+/")  # all keys are taken, and it is open
        yield "a"
        yield lambda: "Note on “" in self._terminal.text
        for length, letter in enumerate(text, 1):
            yield letter
            yield lambda length=length: self._noted().startswith(text[:length])
            self.typing = text[:length]
        yield "enter"
        yield lambda: "Note on “" not in self._terminal.text and "Note saved." in self._terminal.text
        self.typing = ""
        self.confirmed.append(text)

    def _shows(self, pattern: str) -> bool:
        return re.search(pattern, self._terminal.text) is not None

    def _noted(self) -> str:
        """What stands in the first line of the note's field; "" if no dialog is open."""
        above = next((row for row, line in enumerate(self._terminal.lines) if "Note on “" in line), None)
        return "" if above is None else self._terminal.lines[above + 1].strip()
