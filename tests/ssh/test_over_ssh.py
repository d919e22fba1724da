"""Dateline through `ssh -t`: every kind of terminal, both sizes, inside tmux, and the line cut off."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from figures import record
from pty_terminal import Terminal, children, dateline_command, until_gone
from ssh_server import SshServer

from index.home.folders import find_home
from index.notebook.store import Notebook

SIZES = [(80, 24), (120, 40)]
TERMS = ["xterm-256color", "screen-256color", "tmux-256color", "linux", "vt100"]


def remote(library: Path) -> list[str]:
    """The command as a shell over there takes it."""
    return [f"'{part}'" for part in dateline_command(library)]


def notes(library: Path) -> list[str]:
    """What stands in the library's notebook."""
    notebook = Notebook.open(find_home().notebook(library))
    try:
        return [one.note for one in notebook.annotations()]
    finally:
        notebook.close()


def search_and_mark(terminal: Terminal, library: Path) -> None:
    """The way of an analyst in short."""
    terminal.until_shown("document 1/")
    terminal.type("/HİKMET OR Dillon\r")
    terminal.until_shown("HİKMET (1) OR Dillon (2)", "hit 1/7")
    terminal.type("n2a")
    terminal.until_shown("Note on “")
    terminal.type("Wer war da? Ärger\r")
    terminal.until_shown("Note saved.")
    terminal.type("o")
    terminal.until_shown("▸ 1 Wer war da? Ärger")
    terminal.press("ctrl+q")
    terminal.wait()
    assert notes(library) == ["Wer war da? Ärger"]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("term", TERMS)
def test_search_and_mark(server: SshServer, library: Path, term: str, size: tuple[int, int]) -> None:
    with Terminal(server.command(remote(library)), size, {"TERM": term}) as terminal:
        search_and_mark(terminal, library)
    record("ssh -t", f"{term} {size[0]}x{size[1]}", "terminals")


@pytest.mark.parametrize("locale", ["C", "POSIX"])
def test_a_locale_without_utf_8(server: SshServer, library: Path, locale: str) -> None:
    with Terminal(
        ["env", f"LC_ALL={locale}", *server.command(["env", f"LC_ALL={locale}", *remote(library)])]
    ) as terminal:
        search_and_mark(terminal, library)
    record("ssh -t", f"locale {locale}", "terminals")


def test_inside_tmux(server: SshServer, library: Path, tmp_path: Path) -> None:
    command = [
        "tmux",
        "-u",
        "-S",
        f"'{tmp_path}/tmux'",
        "-f",
        "/dev/null",
        "new-session",
        '"' + " ".join(remote(library)) + '"',
    ]
    with Terminal(server.command(command), environ={"TERM": "linux"}) as terminal:
        search_and_mark(terminal, library)
    record("ssh -t", "in tmux", "terminals")


def test_inside_screen(server: SshServer, library: Path, tmp_path: Path) -> None:
    (tmp_path / "sockets").mkdir(mode=0o700)
    command = [
        "env",
        f"SCREENDIR='{tmp_path}/sockets'",
        "screen",
        "-U",
        "-c",
        "/dev/null",
        "-s",
        "sh",
        *remote(library),
    ]
    with Terminal(server.command(command), environ={"TERM": "linux"}) as terminal:
        search_and_mark(terminal, library)
    record("ssh -t", "in screen", "terminals")


@pytest.mark.parametrize("way", ["client killed", "session's sshd killed", "terminal closed"])
def test_a_line_that_is_cut_leaves_nothing_and_loses_nothing(server: SshServer, library: Path, way: str) -> None:
    command = server.command(remote(library))
    with Terminal(command) as terminal:
        terminal.until_shown("document 1/")
        sessions = below(server.pid)
        terminal.type("2asaved\r")
        terminal.until_shown("Note saved.")
        terminal.type("l)a")
        terminal.until_shown("Note on “")
        terminal.type("half a no")
        terminal.until_shown("half a no")
        if way == "client killed":
            terminal.signal(signal.SIGKILL)
        elif way == "terminal closed":
            terminal.hang_up()
        else:
            os.kill(children(server.pid)[0], signal.SIGKILL)
        terminal.wait()
        until_gone(sessions)
    assert notes(library) == ["saved"]
    with Terminal(command) as terminal:
        terminal.until_shown("half a no")
        terminal.press("enter")
        terminal.until_shown("Note saved.")
    assert sorted(notes(library)) == ["half a no", "saved"]


def below(pid: int) -> list[int]:
    """All processes that a process has started, and those that they have."""
    found = children(pid)
    for child in found:
        found += children(child)
    return found
