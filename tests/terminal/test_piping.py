"""Documents given to a command that has the terminal meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pty_terminal import Terminal, open_dateline

TEXT = "Ferry sinks\n\nThe ferry sank in the harbour. Nobody was hurt; $(touch owned) `id`.\n"


@pytest.fixture
def stories(build: Callable[..., Path]) -> Path:
    return build({"ferry.txt": TEXT, "train.txt": "Train stops\n\nThe train stopped.\n"})


def pipe(terminal: Terminal, command: str) -> None:
    terminal.type("|")
    terminal.until_shown("Give ")
    terminal.press("ctrl+u")
    terminal.type(command)
    terminal.press("enter")


def test_the_result_the_document_and_the_selection(stories: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    with open_dateline(stories, (80, 24)) as terminal:
        terminal.until_shown("2 documents")
        pipe(terminal, f"cat > {out}; wc -l < {out}")
        terminal.until_shown("enter: back to Dateline")
        assert "2 documents" in out.read_text()
        assert "The train stopped." in out.read_text()
        terminal.press("enter")
        terminal.until_shown("has ended.")
        terminal.type("/ferry\r\r")
        terminal.until_shown("hit 1/")
        pipe(terminal, f"cat > {out}")
        terminal.until_shown("enter: back to Dateline")
        assert "Ferry sinks" in out.read_text()
        assert "all documents" not in out.read_text()
        assert "$(touch owned) `id`" in out.read_text()
        terminal.press("enter")
        terminal.until_shown("has ended.")
        terminal.type("gvw")
        pipe(terminal, f"cat > {out}")
        terminal.until_shown("enter: back to Dateline")
        words = out.read_text()
        assert 0 < len(words) < 20
        assert words in TEXT
        terminal.press("enter")
        terminal.until_shown("has ended.")
    assert not Path("owned").exists()


def test_no_word_of_a_text_is_in_a_command_line_and_the_file_has_no_name(stories: Path, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    script = tmp_path / "look.sh"
    script.write_text(f"tr '\\0' ' ' < /proc/$PPID/cmdline > {seen}; ls -l /proc/self/fd/0 >> {seen}; env >> {seen}\n")
    with open_dateline(stories) as terminal:
        terminal.until_shown("2 documents")
        pipe(terminal, f"sh {script}; true")
        terminal.until_shown("enter: back to Dateline")
        terminal.press("enter")
        terminal.until_shown("has ended.")
    told = seen.read_text()
    assert "harbour" not in told
    assert "(deleted)" in told


def test_a_command_that_fails_is_told_and_the_screen_is_there_again(stories: Path) -> None:
    with open_dateline(stories) as terminal:
        terminal.until_shown("2 documents")
        pipe(terminal, "no-such-command-here")
        terminal.until_shown("enter: back to Dateline")
        terminal.press("enter")
        terminal.until_shown("ended with code 127")
        terminal.type("j")
        terminal.until_shown("document 2/2")


def test_ctrl_c_ends_the_command_alone(stories: Path) -> None:
    with open_dateline(stories) as terminal:
        terminal.until_shown("2 documents")
        pipe(terminal, "echo wai''ts; exec sleep 600")
        terminal.until_shown("waits")
        terminal.press("ctrl+c")
        terminal.until_shown("enter: back to Dateline")
        terminal.press("enter")
        terminal.until_shown("ended with code 130")
        terminal.type("j")
        terminal.until_shown("document 2/2")
