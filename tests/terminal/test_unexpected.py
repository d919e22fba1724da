"""An error of the screen that nobody expected: a sentence that names the log, and the terminal as it was."""

from __future__ import annotations

from pathlib import Path

from pty_terminal import Terminal, dateline_command

from index.home.folders import find_home
from index.home.log import log_file

SITECUSTOMIZE = """
import sys
if sys.argv[1:2] == ["--library"]:
    from tui.app import DatelineApp
    async def fail(self, key=""): raise KeyError("out of order")
    DatelineApp.action_help = fail
"""


def test_the_screen_ends_with_a_sentence(library: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\nif not hasattr(sys, 'argv'): sys.argv = sys.orig_argv[1:]\n" + SITECUSTOMIZE
    )
    with Terminal(
        dateline_command(library), environ={"PYTHONPATH": f"{tmp_path}:{Path(__file__).parents[2]}"}
    ) as terminal:
        terminal.until_shown("document 1/3")
        terminal.press("?")
        assert terminal.wait() == 3
        shown = terminal.sent.rpartition("\x1b[?1049l")[2]
    assert "Something went wrong (KeyError)" in shown
    assert "Traceback" not in shown
    assert "out of order" in log_file(find_home(), find_home().notebook(library)).read_text()
