"""What the screen's process imports: nothing heavy, and nothing that belongs below the worker."""

from __future__ import annotations

import subprocess
import sys

SCREENS = ("tui.app", "tui.screens.help", "tui.main.palette", "tui.__main__", "tui.cli.opening")
HEAVY = ("whoosh", "numpy", "rapidfuzz", "dateparser", "trafilatura", "Stemmer")
HEAVY += ("index.library.library", "index.service.worker")


def test_the_screen_imports_nothing_heavy() -> None:
    code = f"import sys, {', '.join(SCREENS)}; print([name for name in {HEAVY!r} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_the_terminal_is_looked_at_before_textual_is_imported() -> None:
    code = "import sys, tui.terminal.signals, tui.cli.opening; print('textual' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"
