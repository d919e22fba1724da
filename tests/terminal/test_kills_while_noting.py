"""kill -9 at random moments while the screen marks and edits and a command imports: nothing confirmed is lost."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from figures import record
from pty_terminal import DATELINE, Terminal, children, open_dateline, until_gone

from index.home.folders import find_home
from index.notebook.store import Notebook

KILLS = int(os.environ.get("DATELINE_TEST_KILLS", "4"))
IMPORTED = 40
"""So many notes are in a file that is imported."""

MOST_SECONDS = 3.0
"""How long a session lives at most: an import takes about a third of it."""

EDITED = " edited"


class Noting:
    """Marks sentence after sentence and edits each note. ``confirmed`` is what the screen said was saved."""

    def __init__(self, terminal: Terminal, name: str) -> None:
        self.confirmed: list[str] = []
        self.doing = "marking"
        self._name = name
        self._terminal = terminal
        self._pending = ""
        terminal.on_frame = self._look

    def _look(self) -> None:
        text = self._terminal.text
        if self._pending and "Note saved." in text and "Note on “" not in text:
            self.confirmed.append(self._pending)
            self._pending = ""

    def until_killed(self, moment: float, processes: list[int]) -> None:
        """Work until that time, then kill the processes, and read what had been shown."""
        steps = self._steps()
        condition: Callable[[], object] = lambda: True  # noqa: E731
        while time.monotonic() < moment:
            if condition():
                condition = next(steps)
            else:
                self._terminal.read(0.01)
        for process in processes:
            os.kill(process, signal.SIGKILL)
        while self._terminal.read(0.5):
            pass

    def _steps(self) -> Iterator[Callable[[], object]]:
        """Each presses keys and says what has to be on the screen before the next."""
        self._terminal.type("2")
        number = 0
        while True:
            number += 1
            note = f"{self._name}-{number}."
            self.doing = "marking"
            yield from self._save("a", "", note)
            self.doing = "editing"
            yield from self._save("\r", note, EDITED)
            self._terminal.type(")")

    def _save(self, key: str, there: str, typed: str) -> Iterator[Callable[[], object]]:
        self._terminal.type(key)
        yield lambda: "Note on “" in self._terminal.text and there in self._terminal.text
        self._pending = there + typed
        self._terminal.type(typed + "\r")
        yield lambda: not self._pending


def notes_to_import(folder: Path, name: str) -> tuple[Path, set[str]]:
    """A file of notes, and their ids."""
    ids = [str(uuid.uuid4()) for _ in range(IMPORTED)]
    file = folder / f"{name}.jsonl"
    lines = [{"id": one, "document": "d", "note": f"{name} {one} " + "x" * 2000, "colour": 1} for one in ids]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return file, set(ids)


def session(library: Path, tmp_path: Path, name: str, seconds: float) -> tuple[Noting, set[str], bool]:
    """A session that is killed after so many seconds; what it noted, what was to be imported, and whether it was."""
    file, ids = notes_to_import(tmp_path, name)
    command = [DATELINE, "notes", "import", str(file), "--library", f"{library}/"]
    with open_dateline(library) as terminal:
        noting = Noting(terminal, name)
        moment = time.monotonic() + seconds
        with subprocess.Popen(command, stdout=subprocess.PIPE) as importing:
            screen = [terminal.pid, *children(terminal.pid)]
            noting.until_killed(moment, [*screen, importing.pid])
            assert importing.stdout is not None
            imported = f"New: {IMPORTED}." in importing.stdout.read().decode()
        until_gone(screen)
    for state in find_home().state.rglob("session.json"):
        state.unlink()  # the next one begins without the dialog that was open
    return noting, ids, imported


def test_nothing_confirmed_is_lost(library: Path, tmp_path: Path) -> None:
    chance = random.Random(2017)
    confirmed: list[str] = []
    imported: set[str] = set()
    doing: Counter[str] = Counter()
    for kill in range(KILLS):
        noting, ids, complete = session(library, tmp_path, f"s{kill}", chance.uniform(0, MOST_SECONDS))
        doing[f"{noting.doing}, {'imported' if complete else 'importing'}"] += 1
        confirmed += noting.confirmed
        file = find_home().notebook(library)
        with closing(sqlite3.connect(file)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        with closing(Notebook.open(file)) as notebook:
            there = {one.id: one.note for one in notebook.annotations()}
        assert len(ids & set(there)) in ((IMPORTED,) if complete else (0, IMPORTED))
        imported |= ids if complete else set()
        assert imported <= set(there)
        assert set(confirmed) <= {*there.values(), *(note.removesuffix(EDITED) for note in there.values())}
    record(
        "kill -9 while marking, editing and importing", f"{KILLS}: {dict(doing)}; {len(confirmed)} confirmed, 0 lost"
    )
