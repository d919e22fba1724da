"""A session file that is damaged: the screen opens, and says so."""

from __future__ import annotations

from pathlib import Path

from pty_terminal import open_dateline

from index.home.folders import find_home


def test_a_session_that_cannot_be_taken_up_is_told(library: Path) -> None:
    file = find_home().state / find_home().notebook(library).stem / "session.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("[" * 100_000)
    with open_dateline(library, (160, 24)) as terminal:
        terminal.until_shown("so this one starts clean")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
