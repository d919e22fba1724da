"""What several processes do to one notebook, and what a kill leaves."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from index.notebook.store import Notebook

KILLS = int(os.environ.get("DATELINE_TEST_KILLS", "4"))
CHANGES = 200

WRITER = """
import sys
from pathlib import Path
from index.notebook.anchors import Anchor
from index.notebook.annotation import Subject, new_annotation
from index.notebook.store import Notebook

notebook = Notebook.open(Path(sys.argv[1]))
number = 0
print("open", flush=True)
while True:
    number += 1
    name = f"{sys.argv[2]}-{number}"
    added = notebook.add(Subject("d"), Anchor.of("x" * 999, number % 900, 950), name + " " + "x" * 3000)
    print("note", added.id, name, flush=True)
    edited = notebook.edit(added, note=name + " edited")
    print("note", added.id, name + " edited", flush=True)
    taken = [new_annotation(Subject("e"), None, f"{name} taken in", (), 1) for _ in range(20)]
    notebook.take_in([(None, one) for one in taken])
    print("import", *(one.id for one in taken), flush=True)
"""


def confirmed(output: bytes) -> tuple[dict[str, str], set[str]]:
    """The notes by id and the imported ids that the writer had printed a whole line about."""
    notes, imported = {}, set()
    for line in output.decode().split("\n")[:-1]:
        kind, *words = line.split(" ")
        if kind == "note":
            notes[words[0]] = " ".join(words[1:])
        elif kind == "import":
            imported.update(words)
    return notes, imported


def test_killing_a_session_at_any_moment_keeps_every_confirmed_note(path: Path) -> None:
    moments = random.Random(2017)
    for kill in range(KILLS):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, path, str(kill)], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"open\n"
        with pytest.raises(subprocess.TimeoutExpired):
            writer.wait(moments.uniform(0.0, 0.15))
        writer.kill()
        output = writer.stdout.read()
        writer.stdout.close()
        assert writer.wait() == -9
        notebook = Notebook.open(path)
        there = {one.id: one.note for one in notebook.annotations()}
        notebook.close()
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        notes, imported = confirmed(output)
        assert imported <= set(there)
        for key, name in notes.items():
            assert there[key].startswith(name)
        takes = sum(note.startswith(f"{kill}-") and note.endswith("taken in") for note in there.values())
        assert takes % 20 == 0


SESSION = """
import random, sys, time
from pathlib import Path
from index.errors import NotebookConflictError
from index.notebook.annotation import Subject
from index.notebook.store import Notebook

notebook = Notebook.open(Path(sys.argv[1]))
name, changes, choice = sys.argv[2], int(sys.argv[3]), random.Random(sys.argv[2])
print("open", flush=True)
sys.stdin.readline()
done = 0
while done < changes:
    there = notebook.annotations()
    try:
        if choice.random() < 0.3 or len(there) < 3:
            notebook.add(Subject("d"), None, f"{name}{done}")
        else:
            chosen = choice.choice(there)
            notebook.edit(chosen, note=f"{chosen.note} {name}{done}")
        done += 1
        time.sleep(choice.random() / 50)  # nobody types without a pause, and SQLite's waiting is not fair
    except NotebookConflictError:
        pass
"""


def test_two_sessions_changing_the_same_notes_lose_nothing(path: Path) -> None:
    Notebook.open(path).close()
    half, pipe = CHANGES // 2, subprocess.PIPE
    with ExitStack() as running:
        sessions = [
            running.enter_context(
                subprocess.Popen([sys.executable, "-c", SESSION, path, name, str(half)], stdin=pipe, stdout=pipe)
            )
            for name in "AB"
        ]
        for session in sessions:
            assert session.stdout is not None
            assert session.stdout.readline() == b"open\n"
        for session in sessions:
            assert session.stdin is not None
            session.stdin.write(b"\n")
            session.stdin.flush()
    assert [session.returncode for session in sessions] == [0, 0]
    notebook = Notebook.open(path)
    words = [word for one in notebook.annotations() for word in one.note.split()]
    notebook.close()
    assert sorted(words) == sorted(f"{name}{number}" for name in "AB" for number in range(half))
