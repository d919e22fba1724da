"""However a session ends, no process stays, what was confirmed is kept, and a terminal that is there is restored."""

from __future__ import annotations

import contextlib
import os
import signal
from pathlib import Path

import pytest
from figures import record
from pty_terminal import DATELINE, Terminal, children, open_dateline, until_gone

from index.home.folders import find_home
from index.notebook.store import Notebook

SWITCHED_OFF = [f"\x1b[?{mode}l" for mode in (1049, 1000, 1003, 1004, 1006, 1015, 2004)]
"""Main screen, no mouse, no focus reports, no marked pastes."""

SWITCHED_ON = ["\x1b[?25h", "\x1b[?7h", "\x1b[<u"]
"""Cursor, line wrap, plain keys."""


def notes(library: Path) -> list[str]:
    """What stands in the library's notebook."""
    notebook = Notebook.open(find_home().notebook(library))
    try:
        return [annotation.note for annotation in notebook.annotations()]
    finally:
        notebook.close()


def write_note(terminal: Terminal, text: str) -> None:
    """Type a note into the dialog, without saving it."""
    terminal.press("2", "a")
    terminal.until_shown("Note on “")
    terminal.type(text)
    terminal.until_shown(text)


def whole_tree(terminal: Terminal) -> list[int]:
    """The process in the terminal and all that it has started."""
    pids = [terminal.pid]
    for pid in pids:
        pids += children(pid)
    return pids


def is_restored(terminal: Terminal) -> bool:
    """Whether the terminal gives lines again, and all that was switched on is switched off after the last time."""
    last = terminal.sent[terminal.sent.rindex("\x1b[?1049h") :]
    off = all(last.rfind(sequence) > last.rfind(sequence.replace("l", "h")) for sequence in SWITCHED_OFF)
    on = all(last.rfind(sequence) > last.rfind("\x1b[?25l") for sequence in SWITCHED_ON)
    return terminal.reads_lines and off and on


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_a_signal_ends_everything_and_restores_the_terminal(library: Path, number: signal.Signals) -> None:
    with open_dateline(library) as terminal:
        processes = whole_tree(terminal)
        assert len(processes) > 1
        terminal.signal(number)
        assert terminal.wait() == 128 + number
        until_gone(processes)
        assert is_restored(terminal)


def test_a_second_signal_forgets_nothing(library: Path) -> None:
    """A line that is cut tells more than once: the kernel, sshd and a shell each send their signal."""
    with open_dateline(library) as terminal:
        write_note(terminal, "half a no")
        for _ in range(40):
            for number in (signal.SIGTERM, signal.SIGHUP):
                with contextlib.suppress(ProcessLookupError):
                    terminal.signal(number)
            terminal.read(0.01)
        terminal.wait()
        assert is_restored(terminal)
    with open_dateline(library, shown="half a no"):
        pass
    record("80 signals while a note is being typed", "its text came back, the terminal was restored")


def test_a_closed_terminal_ends_everything(library: Path) -> None:
    with open_dateline(library) as terminal:
        processes = whole_tree(terminal)
        write_note(terminal, "half a no")
        terminal.hang_up()
        assert terminal.wait() == 128 + signal.SIGHUP
        until_gone(processes)
    with open_dateline(library, shown="half a no") as terminal:
        terminal.press("enter")
        terminal.until_shown("Note saved.")
    assert notes(library) == ["half a no"]


def test_a_closed_terminal_ends_everything_when_nobody_is_told(library: Path) -> None:
    """The shell that leads the session ignores SIGHUP, and does not pass it on."""
    command = ["sh", "-c", f"trap '' HUP; '{DATELINE}' --library '{library}/'; :"]
    with Terminal(command) as terminal:
        terminal.until_shown("document 1/")
        processes = whole_tree(terminal)
        assert len(processes) > 2
        write_note(terminal, "half a no")
        terminal.hang_up()
        until_gone(processes)
    with open_dateline(library, shown="half a no"):
        pass


def test_killing_it_after_a_note_was_saved_keeps_the_note(library: Path) -> None:
    with open_dateline(library) as terminal:
        processes = whole_tree(terminal)
        write_note(terminal, "kept for ever")
        terminal.on_frame = lambda: terminal.signal(signal.SIGKILL) if "Note saved." in terminal.text else None
        terminal.press("enter")
        assert terminal.wait() == -signal.SIGKILL
        until_gone(processes)
    assert notes(library) == ["kept for ever"]


def test_a_library_can_be_read_and_written_again_after_a_kill(library: Path, tmp_path: Path) -> None:
    with open_dateline(library) as terminal:
        processes = whole_tree(terminal)
        for process in processes:
            os.kill(process, signal.SIGKILL)
        until_gone(processes)
    story = tmp_path / "later.txt"
    story.write_text("A bridge opened later\n\nThe bridge opened.\n")
    with Terminal([DATELINE, "--library", f"{library}/", str(story)]) as terminal:
        terminal.until_shown("4 documents", "A bridge opened later")
    record("all processes killed at once", "the next start read, and indexed a file more")


def test_suspended_and_brought_back(library: Path) -> None:
    with Terminal(["sh", "-i"], environ={"PS1": "prompt> ", "ENV": "", "HISTFILE": ""}) as terminal:
        terminal.until_shown("prompt>")
        terminal.type(f"'{DATELINE}' --library '{library}/'\n")
        terminal.until_shown("document 1/3")
        write_note(terminal, "half a no")
        shown = terminal.lines
        terminal.press("ctrl+z")
        terminal.until_shown("prompt>")
        assert is_restored(terminal)
        terminal.type("fg\n")
        terminal.until(lambda: terminal.lines == shown, "the screen as it was")
        terminal.press("enter")
        terminal.until_shown("Note saved.")
        terminal.press("ctrl+q")
        terminal.until_shown("prompt>")
    assert notes(library) == ["half a no"]
    record("ctrl+z and fg while a note is being typed", "the same screen, and the note saved")
