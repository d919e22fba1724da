"""A damaged notebook: told in a sentence, never listed in part, never written to."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index.errors import NotebookDamagedError, NotebookError
from index.notebook.anchors import Anchor
from index.notebook.annotation import Subject
from index.notebook.store import Notebook

NOTES = 60
PAGE = 4096


@pytest.fixture
def full(path: Path) -> Path:
    """A notebook with many notes, closed."""
    with closing(Notebook.open(path)) as notebook:
        words = "Ferries to the islands are late again. " * 40
        for number in range(NOTES):
            about = Subject(f"d-{number}", "Ferries late", "Harbour Post", "2021-03-01", "/corpus/ferries.txt")
            notebook.add(about, Anchor.of(words, number, number + 20), f"note {number} " * 20, ["late"], 1)
    return path


def truncated(data: bytes, page: int) -> bytes:
    return data[: page * PAGE]


def zeroed(data: bytes, page: int) -> bytes:
    return data[: page * PAGE] + bytes(PAGE) + data[(page + 1) * PAGE :]


@pytest.mark.parametrize("damage", [truncated, zeroed])
def test_damaged_pages_are_told_and_nothing_is_written(full: Path, damage: Callable[[bytes, int], bytes]) -> None:
    data, files = full.read_bytes(), sorted(full.parent.iterdir())
    for page in range(1, len(data) // PAGE):
        damaged = damage(data, page)
        full.write_bytes(damaged)
        try:
            with closing(Notebook.open(full)) as notebook:
                assert len(notebook.annotations()) == NOTES, page  # the page held nothing of the notebook
        except NotebookDamagedError as error:
            assert str(full) in str(error)
            assert "no good copy" in str(error)
        assert full.read_bytes() == damaged
        assert sorted(full.parent.iterdir()) == files


def test_an_index_that_lacks_a_row_is_damage(full: Path) -> None:
    with closing(sqlite3.connect(full)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM sqlite_schema WHERE name = 'annotations_of_document'")
        connection.commit()
    with pytest.raises(NotebookDamagedError):
        Notebook.open(full)


def test_the_newest_copy_that_is_whole_is_named(full: Path) -> None:
    good, bad = (full.with_name(f"{full.name}.backup.{day}") for day in (1, 2))
    shutil.copy(full, good)
    shutil.copy(full, bad)
    bad.write_bytes(truncated(bad.read_bytes(), 5))
    for damaged in (truncated(full.read_bytes(), 5), b"\0" * PAGE + full.read_bytes()[PAGE:]):
        full.write_bytes(damaged)
        with pytest.raises(NotebookDamagedError) as caught:
            Notebook.open(full)
        assert str(good) in str(caught.value)
        assert str(bad) not in str(caught.value)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("tags", "not json"),
        ("tags", "[" * 100_000),
        ("tags", '"late"'),
        ("tags", "[1]"),
        ("note", b"\xff"),
        ("colour", "red"),
        ("revision", 1.5),
        ('"start"', "twelve"),
        ('"end"', None),
        ("suffix", None),
    ],
)
def test_a_cell_that_holds_something_else_is_told(full: Path, column: str, value: object) -> None:
    with closing(sqlite3.connect(full)) as connection:
        connection.execute(f"UPDATE annotations SET {column} = ? WHERE document = 'd-7'", (value,))
        connection.commit()
    with pytest.raises(NotebookDamagedError), closing(Notebook.open(full)) as notebook:
        notebook.annotations()


def test_text_that_is_no_utf8_is_told(full: Path) -> None:
    with closing(sqlite3.connect(full)) as connection:
        connection.execute("UPDATE annotations SET note = CAST(x'ff41' AS TEXT) WHERE document = 'd-7'")
        connection.commit()
    with closing(Notebook.open(full)) as notebook, pytest.raises(NotebookDamagedError, match="damaged"):
        notebook.annotations()


def test_an_error_in_a_damaged_schema_is_told(full: Path) -> None:
    data = bytearray(full.read_bytes())
    at = data.index(b"CREATE TABLE annotations")
    data[at : at + 24] = b"\xfd" * 24
    full.write_bytes(data)
    with pytest.raises(NotebookError):
        Notebook.open(full)
