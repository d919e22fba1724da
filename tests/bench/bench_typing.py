"""How long it takes from a key in the query line to its results on the screen, over a pseudo terminal."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "support"))

from pty_terminal import Terminal, open_dateline

SIZE = (120, 40)


def typing_delays(library: Path, words: Sequence[str], home: Path) -> list[float]:
    """Milliseconds from each letter of these words until the screen shows what was found for all letters so far."""
    delays = []
    with open_dateline(library, SIZE, {"DATELINE_HOME": str(home)}) as terminal:
        terminal.press("/")
        for word in words:
            terminal.press("ctrl+u")
            terminal.until_quiet(1.0)
            for length in range(1, len(word) + 1):
                pressed = time.monotonic()
                terminal.press(word[length - 1])
                terminal.until(lambda typed=word[:length]: _shows_result(terminal, typed), f"{word[:length]}'s result")
                delays.append((time.monotonic() - pressed) * 1000)
                terminal.until_quiet(0.3)
    return delays


def _shows_result(terminal: Terminal, typed: str) -> bool:
    """Whether the line under the query tells what was found for what is typed."""
    return re.match(rf" *(?:nothing has )?{re.escape(typed)}\b", terminal.lines[1]) is not None
