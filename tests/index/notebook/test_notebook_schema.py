from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from index.errors import NotebookError
from index.notebook.annotation import Subject
from index.notebook.schema import MIGRATIONS, connect, migrate
from index.notebook.store import Notebook

LATER = (*MIGRATIONS, ("ALTER TABLE annotations ADD COLUMN mood TEXT", "UPDATE annotations SET mood = 'calm'"))


def copies(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.name}.version-*"))


def test_a_copy_is_kept_before_the_schema_changes(notebook: Notebook, subject: Subject) -> None:
    added = notebook.add(subject, None, "kept")
    notebook.close()
    with closing(connect(notebook.path)) as connection:
        copy = migrate(connection, notebook.path, LATER)
        assert connection.execute("SELECT mood FROM annotations").fetchall() == [("calm",)]
    assert copy is not None
    assert copies(notebook.path) == [copy]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    old = Notebook.open(copy)
    assert old.annotations() == [added]
    old.close()


def test_a_migration_that_fails_changes_nothing(notebook: Notebook, subject: Subject) -> None:
    added = notebook.add(subject, None, "kept")
    broken = (*LATER[:-1], ("ALTER TABLE annotations ADD COLUMN mood TEXT", "UPDATE nothing SET mood = 'calm'"))
    with closing(connect(notebook.path)) as connection, pytest.raises(sqlite3.Error):
        migrate(connection, notebook.path, broken)
    assert notebook.annotations() == [added]


def test_nothing_is_copied_when_nothing_changes(notebook: Notebook) -> None:
    notebook.close()
    Notebook.open(notebook.path).close()
    assert copies(notebook.path) == []


def test_a_notebook_of_a_later_version_is_refused_and_kept(notebook: Notebook) -> None:
    notebook.close()
    with closing(connect(notebook.path)) as connection:
        migrate(connection, notebook.path, LATER)
    before = notebook.path.read_bytes()
    with pytest.raises(NotebookError, match="later Dateline"):
        Notebook.open(notebook.path)
    assert notebook.path.read_bytes() == before
