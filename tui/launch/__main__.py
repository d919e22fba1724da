"""The command ``dateline`` and ``python -m dateline``: says where Dateline cannot run, and starts it where it can."""

from __future__ import annotations

import os
import sys

OLDEST = (3, 11)
"""The oldest Python that Dateline runs on, as ``requires-python`` in ``pyproject.toml`` has it."""


def refusal(system: str, version: tuple[int, ...]) -> str:
    """Why Dateline cannot run on this system (``os.name``) and Python, as a sentence; "" if it can."""
    if system != "posix":
        return "Dateline does not run on Windows itself; install it in the Windows Subsystem for Linux (WSL)."
    if version < OLDEST:
        found = ".".join(map(str, version[:2]))
        return f"Dateline needs Python 3.11 or later, and this is {found}; install it with a later one."
    return ""


def main() -> None:
    """Run the command line, or tell why it cannot be."""
    if sentence := refusal(os.name, sys.version_info[:3]):
        sys.stderr.write(f"dateline: {sentence}\n")
        sys.exit(2)
    from tui.__main__ import main as run

    run()


if __name__ == "__main__":
    main()
