"""Lines that are cut at random moments: nothing stays, nothing that was confirmed is lost."""

from __future__ import annotations

import fcntl
import os
import random
import signal
import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from analyst import Analyst
from figures import record
from pty_terminal import Terminal, children, dateline_command, until_gone
from ssh_server import SshServer

from index.home.folders import find_home
from index.notebook.store import Notebook

DROPS = int(os.environ.get("DATELINE_DROPS", "30"))
"""How often the line is cut."""


class Session:
    """Dateline over ssh, with the processes over there."""

    def __init__(self, server: SshServer, library: Path, pids: Path, ignoring: bool) -> None:
        self._server = server
        command = " ".join(f"'{part}'" for part in dateline_command(library))
        inside = f"trap '' HUP; {command}; :" if ignoring else f"echo $$ > {pids}; exec {command}"
        pids.unlink(missing_ok=True)
        self.terminal = Terminal(server.command(["sh", "-c", '"' + inside.replace("$", "\\$") + '"']))
        self._pids = pids

    def processes(self) -> list[int]:
        """All that runs for this session under sshd."""
        found = children(self._server.pid)
        for child in found:
            found += children(child)
        return found

    def signal_app(self, number: signal.Signals) -> None:
        os.kill(int(self._pids.read_text()), number)

    def kill_sshd(self) -> None:
        os.kill(children(self._server.pid)[0], signal.SIGKILL)

    def kill_client(self) -> None:
        self.terminal.signal(signal.SIGKILL)


WAYS: dict[str, Callable[[Session], None]] = {
    "SIGHUP": lambda session: session.signal_app(signal.SIGHUP),
    "SIGTERM": lambda session: session.signal_app(signal.SIGTERM),
    "kill -9": lambda session: session.signal_app(signal.SIGKILL),
    "sshd killed": Session.kill_sshd,
    "client killed": Session.kill_client,
    "SIGHUP ignored": Session.kill_client,
}


def test_a_line_cut_at_any_moment(server: SshServer, library: Path, tmp_path: Path) -> None:
    chance = random.Random(2017)
    confirmed: list[str] = []
    unsaved = ""
    ways: list[str] = []
    for number in range(DROPS):
        way = chance.choice(list(WAYS))
        session = Session(server, library, tmp_path / "pid", ignoring=way == "SIGHUP ignored")
        with session.terminal as terminal:
            if unsaved:
                confirmed.append(save_what_was_kept(terminal, library, unsaved))
            terminal.until_shown("documents")
            analyst = Analyst(terminal, seed=number)
            analyst.work(chance.uniform(0, 3))
            terminal.read(0)
            processes = session.processes()
            WAYS[way](session)
            terminal.wait()
            until_gone(processes)
            if way in ("SIGHUP", "SIGTERM"):
                assert "\x1b[?1049l" in terminal.sent
        ways.append(way)
        confirmed += analyst.confirmed
        unsaved = analyst.typing if way != "kill -9" and analyst.typing not in notes(library) else ""
        if way == "kill -9":
            forget_session(library)
        assert_unlocked(library)
        assert set(confirmed) <= set(notes(library)), ways
    record("lines cut", f"{DROPS}: " + ", ".join(f"{way} {count}" for way, count in sorted(Counter(ways).items())))
    record("notes confirmed before a cut, and lost", f"{len(confirmed)}, 0")


def save_what_was_kept(terminal: Terminal, library: Path, text: str) -> str:
    """The dialog that was cut off is there again, with all that it had shown: save it. Returns its text."""
    terminal.until_shown("Note on “", text)
    terminal.press("enter")
    terminal.until_shown("Note saved.")
    return next(note for note in notes(library) if note.startswith(text))


def assert_unlocked(library: Path) -> None:
    """Nobody holds the library or the notebook any more."""
    with (library / "lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    connection = sqlite3.connect(find_home().notebook(library), timeout=0)
    connection.execute("BEGIN EXCLUSIVE")
    connection.close()


def forget_session(library: Path) -> None:
    """After kill -9 the text of a dialog is as it was some seconds before: begin without."""
    for file in (find_home().state / find_home().notebook(library).stem).glob("session.json"):
        file.unlink()


def notes(library: Path) -> list[str]:
    """What stands in the notebook."""
    notebook = Notebook.open(find_home().notebook(library))
    try:
        return [one.note for one in notebook.annotations()]
    finally:
        notebook.close()
