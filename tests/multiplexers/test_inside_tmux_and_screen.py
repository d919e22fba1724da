"""Dateline inside tmux and GNU screen: `make test-terminal` runs this; it needs both programs."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from figures import record
from pty_terminal import Terminal, children, dateline_command, until_gone

from index.home.folders import find_home
from index.notebook.store import Notebook

SIZES = [(80, 24), (120, 40)]
HOSTILE = "\x1b]2;owned\x07\x1bkowned\x1b\\\x1b]52;c;b3duZWQ=\x07\x1bPtmux;\x1b\x1b]52;c;b3duZWQ=\x07\x1b\\\x1b[31mred"


@dataclass(frozen=True)
class Multiplexer:
    """How a program is started in a multiplexer of its own, left, come back to, and ended."""

    name: str
    term: str
    start: list[str]
    attach: list[str]
    detach: list[str]
    end: list[str]


def tmux(folder: Path, term: str) -> Multiplexer:
    """tmux with its own socket and no status line; TERM inside is ``term``."""
    configuration = folder / "tmux.conf"
    configuration.write_text(
        f"set -g default-terminal {term}\nset -g status off\nset -g set-clipboard on\nset -s escape-time 20\n"
    )
    command = ["tmux", "-S", str(folder / "tmux.socket"), "-f", str(configuration)]
    return Multiplexer(
        "tmux",
        term,
        [*command, "new-session"],
        [*command, "attach"],
        [*command, "detach-client"],
        [*command, "kill-server"],
    )


def screen(folder: Path, term: str) -> Multiplexer:
    """GNU screen with its own folder of sockets; TERM inside is ``term``."""
    configuration = folder / "screenrc"
    configuration.write_text(f"term {term}\nstartup_message off\ndefutf8 on\nmaptimeout 20\naltscreen on\n")
    command = ["screen", "-c", str(configuration), "-S", "test"]
    return Multiplexer(
        "screen",
        term,
        ["screen", "-U", "-c", str(configuration), "-S", "test"],
        ["screen", "-U", "-r", "test"],
        ["screen", "-S", "test", "-X", "detach"],
        [*command, "-X", "quit"],
    )


KINDS = {
    "tmux-256color": (tmux, "tmux-256color"),
    "tmux as screen": (tmux, "screen-256color"),
    "screen-256color": (screen, "screen-256color"),
    "screen": (screen, "screen"),
}


@pytest.fixture(params=KINDS.values(), ids=KINDS)
def multiplexer(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Multiplexer]:
    """Each multiplexer, ended after the test."""
    make, term = request.param
    sockets = tmp_path / "sockets"
    sockets.mkdir(mode=0o700)
    monkeypatch.setenv("SCREENDIR", str(sockets))
    monkeypatch.setenv("TMUX_TMPDIR", str(sockets))
    made = make(sockets, term)
    yield made
    subprocess.run(made.end, capture_output=True, check=False)


def opened(multiplexer: Multiplexer, library: Path, size: tuple[int, int]) -> Terminal:
    """Dateline in the multiplexer, in a terminal of the kind that pyte is."""
    terminal = Terminal([*multiplexer.start, *dateline_command(library)], size, {"TERM": "linux"})
    terminal.until_shown("document 1/")
    return terminal


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_search_mark_leave_and_come_back(multiplexer: Multiplexer, library: Path, size: tuple[int, int]) -> None:
    with opened(multiplexer, library, size) as terminal:
        terminal.type("/Dillon\r")
        terminal.until_shown("2 of 3 documents", "hit 1/6")
        terminal.type("n")
        terminal.until_shown("hit 2/6")
        terminal.type("2a")
        terminal.until_shown("Note on “")
        terminal.type("Who met whom?")
        terminal.until_shown("Who met whom?")
        subprocess.run(multiplexer.detach, check=True)
        terminal.wait()
    with Terminal(multiplexer.attach, size, {"TERM": "linux"}) as terminal:
        terminal.until_shown("Note on “", "Who met whom?")
        terminal.press("enter")
        terminal.until_shown("Note saved.")
        terminal.type("o")
        terminal.until_shown("▸ 1 Who met whom?")
        terminal.press("ctrl+q")
        terminal.wait()
    notebook = Notebook.open(find_home().notebook(library))
    assert [one.note for one in notebook.annotations()] == ["Who met whom?"]
    notebook.close()
    record(f"left and come back to in {multiplexer.name}", f"{multiplexer.term} {size[0]}x{size[1]}", "terminals")


def test_ending_it_leaves_no_process(multiplexer: Multiplexer, library: Path, tmp_path: Path) -> None:
    pids = tmp_path / "pid"
    command = ["sh", "-c", f'echo $$ > {pids}; exec "$@"', "sh", *dateline_command(library)]
    with Terminal([*multiplexer.start, *command], environ={"TERM": "linux"}) as terminal:
        terminal.until_shown("document 1/")
        app = int(pids.read_text())
        processes = [app, *children(app)]
        assert len(processes) == 2
        subprocess.run(multiplexer.end, check=True)
        terminal.wait()
        until_gone(processes)


def test_a_document_changes_no_title_and_no_clipboard(multiplexer: Multiplexer, build: Callable[..., Path]) -> None:
    library = build(
        {"hostile.txt": f"Bridge {HOSTILE}\n\nThe bridge. {HOSTILE}\n", "na\x1b]2;owned\x07me.txt": "Bridge.\n"}
    )
    with opened(multiplexer, library, (80, 24)) as terminal:
        terminal.type("/bridge\r")
        terminal.until_shown("2 of 2 documents", "␛]2;owned")
        terminal.type("jk2o")
        terminal.until_shown("Notebook")
        terminal.type("q")
        terminal.until_quiet()
        assert "owned" not in terminal.window_title
        assert clipboard(multiplexer) == ""


def test_a_copy_reaches_the_clipboard_of_tmux(library: Path, tmp_path: Path) -> None:
    multiplexer = tmux(tmp_path, "tmux-256color")
    with opened(multiplexer, library, (80, 24)) as terminal:
        terminal.type("/Dillon\r")
        terminal.until_shown("hit 1/6")
        terminal.type("2y")
        terminal.until(lambda: "Dillon" in clipboard(multiplexer), "the copy")
        subprocess.run(multiplexer.end, check=True)


def clipboard(multiplexer: Multiplexer) -> str:
    """What tmux would paste; nothing for screen, which has no such command."""
    if multiplexer.name != "tmux":
        return ""
    shown = subprocess.run([*multiplexer.end[:-1], "show-buffer"], capture_output=True, text=True, check=False)
    return shown.stdout
