"""Another program holds a database for as long as it likes: a sentence, nothing is lost, and it goes on by itself."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from figures import record
from pty_terminal import DATELINE, PATIENCE, Terminal, dateline_command, open_dateline

from index.home.folders import find_home
from index.notebook.store import Notebook

SECONDS = float(os.environ.get("DATELINE_LOCKED_SECONDS", "12"))
"""How long a database is held: longer than Dateline waits for it. The report takes minutes."""


HELD = "Another program is holding the notebook"


@contextmanager
def held(database: Path) -> Iterator[None]:
    """Hold a database, so that nobody else can write to it, nor read it if it is no WAL."""
    with closing(sqlite3.connect(database, timeout=PATIENCE, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield
        connection.execute("ROLLBACK")


def index(*arguments: object) -> subprocess.CompletedProcess[str]:
    """``dateline index``; it never shows a traceback."""
    command = [DATELINE, "index", "--processes", "1", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS + 2 * PATIENCE, check=False)
    assert "Traceback" not in done.stderr + done.stdout
    return done


def notes(library: Path) -> list[str]:
    """What stands in the notebook."""
    with closing(Notebook.open(find_home().notebook(library))) as notebook:
        return [one.note for one in notebook.annotations()]


def test_a_notebook_that_is_held_for_long(library: Path) -> None:
    with open_dateline(library) as terminal:
        terminal.type("2afirst\r")
        terminal.until_shown("Note saved.")
        refused = 0
        with held(find_home().notebook(library)):
            terminal.type("l)a")
            terminal.until_shown("Note on “")
            terminal.until_gone("Note saved.")
            text, until = "held 0", time.monotonic() + SECONDS
            terminal.type(text)
            while time.monotonic() < until or not refused:
                refused += 1
                text = f"held {refused % 10}"
                terminal.type(f"\r\x7f{refused % 10}")  # the digit shows once the key before it has been answered
                terminal.until_shown(text, HELD)
                terminal.read(0.5)
        terminal.press("enter")
        terminal.until_gone("Note on “")
        terminal.until_shown("Note saved.")
        assert sorted(notes(library)) == ["first", text]
        with held(find_home().notebook(library)):
            terminal.type("1/bridge OR dillon\r")  # reading and searching go on
            terminal.until_shown("2 of 3 documents")
            terminal.type("s")
            terminal.type("jk")
            terminal.until_shown("document 1/2")
        terminal.type("o")
        terminal.until_shown("2 notes")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        assert "Traceback" not in terminal.sent
    record("notebook held by another program", f"for {SECONDS:.0f} s, {refused} times refused; saved when it was free")


def test_a_start_on_a_notebook_that_is_held(library: Path) -> None:
    with open_dateline(library) as terminal:
        terminal.type("2akept\r")
        terminal.until_shown("Note saved.")
        terminal.press("ctrl+q")
        terminal.wait()
    with held(find_home().notebook(library)), Terminal(dateline_command(library)) as terminal:
        assert terminal.wait() == 2
        assert HELD in terminal.text
        assert "Traceback" not in terminal.text
    with open_dateline(library):
        assert notes(library) == ["kept"]
    record("a start while another program holds the notebook", "refused in a sentence")


def test_a_catalogue_that_is_held_for_long(library: Path, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("A bridge\n\nThe bridge opened.\n")
    with open_dateline(library) as terminal:
        with held(library / "catalogue.sqlite"):
            began, refused = time.monotonic(), 0
            while time.monotonic() < began + SECONDS or not refused:
                done = index("--library", f"{library}/", story)
                assert done.returncode == 2
                assert "locked" in done.stderr
                assert len(done.stderr.splitlines()) == 1
                refused += 1
                terminal.type(f"/dillon {'' if refused % 2 else 'OR x'}\r")  # searching goes on all the while
                terminal.until_shown("2 of 3 documents", "document 1/2")
                terminal.type("/\x15\r")
                terminal.until_shown("document 1/3")
        done = index("--library", f"{library}/", "--json", story)
        assert json.loads(done.stdout)["documents"] == 4
        terminal.type("/bridge opened\r")
        terminal.until_shown("1 of 4 documents")
    record("catalogue held by another program", f"for {SECONDS:.0f} s, indexing refused {refused} times, then done")
