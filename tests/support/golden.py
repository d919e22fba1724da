"""Whole screens as text, compared with files that were looked at by a person."""

from __future__ import annotations

import difflib
import os
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "tui" / "screens"
RENEW = "DATELINE_RENEW_SCREENS"


def check_screen(name: str, shown: str) -> None:
    """Compare what a screen shows with the file of this name; spaces at the ends of lines do not count.

    Raises AssertionError with the differences and how to renew the file.
    """
    file = FOLDER / f"{name}.txt"
    lines = [line.rstrip() for line in shown.splitlines()]
    if os.environ.get(RENEW):
        FOLDER.mkdir(exist_ok=True)
        file.write_text("\n".join(lines) + "\n")
    expected = file.read_text().splitlines() if file.exists() else []
    if lines != expected:
        differences = "\n".join(difflib.unified_diff(expected, lines, "expected", "shown", lineterm=""))
        raise AssertionError(
            f"The screen '{name}' has changed:\n{differences}\n"
            f"If that is right, write the files again and look at what git diff tells: "
            f"{RENEW}=1 .venv/bin/pytest tests/tui/test_screens.py"
        )
