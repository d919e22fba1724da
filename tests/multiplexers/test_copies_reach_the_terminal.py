"""A copy made inside tmux or GNU screen reaches the clipboard of the terminal around it, byte for byte."""

from __future__ import annotations

import base64
import re
import subprocess
from pathlib import Path

import pytest
from pty_terminal import Terminal, dateline_command

COPY = re.compile(r"\x1b\]52;c?;([A-Za-z0-9+/=]+)(?:\x07|\x1b\\)")


def copied(terminal: Terminal) -> list[str]:
    """The texts that the terminal was asked to put in its clipboard."""
    return [base64.b64decode(found).decode() for found in COPY.findall(terminal.sent)]


def copy_in(start: list[str], library: Path, home: Path) -> tuple[list[str], str]:
    """Copy a quote in Dateline; returns what arrived at the terminal, and what is in the file."""
    with Terminal([*start, *dateline_command(library)], environ={"TERM": "xterm-256color"}) as terminal:
        terminal.until_shown("document 1/")
        terminal.type("/Dillon\r")
        terminal.until_shown("hit 1/6")
        terminal.type("2Vy")  # a paragraph: longer than what screen takes at once
        terminal.until_shown("copied.txt")
        terminal.until(lambda: copied(terminal), "the copy")
        return copied(terminal), next(home.rglob("copied.txt")).read_text()


@pytest.mark.parametrize("settings", ["set -g set-clipboard on", "set -g allow-passthrough on"])
def test_through_tmux(library: Path, home: Path, tmp_path: Path, settings: str) -> None:
    configuration = tmp_path / "tmux.conf"
    configuration.write_text(f"set -g default-terminal tmux-256color\nset -g set-clipboard off\n{settings}\n")
    command = ["tmux", "-S", str(tmp_path / "socket"), "-f", str(configuration)]
    try:
        arrived, kept = copy_in([*command, "new-session"], library, home)
        assert set(arrived) == {kept}
    finally:
        subprocess.run([*command, "kill-server"], capture_output=True, check=False)


def test_through_screen(library: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sockets = tmp_path / "sockets"
    sockets.mkdir(mode=0o700)
    monkeypatch.setenv("SCREENDIR", str(sockets))
    configuration = tmp_path / "screenrc"
    configuration.write_text("startup_message off\ndefutf8 on\n")
    command = ["screen", "-c", str(configuration), "-S", "copying"]
    try:
        arrived, kept = copy_in(["screen", "-U", *command[1:]], library, home)
        assert arrived == [kept]
        assert len(kept) > 256  # so it came in pieces
    finally:
        subprocess.run([*command, "-X", "quit"], capture_output=True, check=False)
