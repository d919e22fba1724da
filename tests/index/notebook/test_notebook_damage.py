"""A damaged notebook: told in a sentence, never listed in part, never written to."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from figures import record

from index.corrections.documents import DocumentField, correct_document
from index.errors import NotebookDamagedError, NotebookError
from index.notebook.anchors import Anchor
from index.notebook.annotation import Annotation, Subject
from index.notebook.rescue import rescue
from index.notebook.store import Notebook

NOTES = 60
DAMAGES = int(os.environ.get("DATELINE_TEST_DAMAGES", "60"))
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
            assert f"newest good copy is {full}.daily." in str(error)
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
    with pytest.raises(NotebookDamagedError, match="damaged"):
        Notebook.open(full)


def test_an_empty_file_where_a_notebook_was_is_damage(full: Path) -> None:
    shutil.copy(full, full.with_name(f"{full.name}.backup.1"))
    full.write_bytes(b"")
    with pytest.raises(NotebookDamagedError, match=r"it is empty.*backup\.1"):
        Notebook.open(full)
    assert full.read_bytes() == b""


def test_a_new_notebook_is_whole_as_soon_as_it_is_there(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True)
    command = "import sys; from pathlib import Path; from index.notebook.store import Notebook; "
    command += "notebook = Notebook.open(Path(sys.argv[1])); notebook.close()"
    running = [subprocess.Popen([sys.executable, "-c", command, path]) for _ in range(4)]
    while any(one.poll() is None for one in running):
        assert not path.exists() or path.stat().st_size
    assert [one.wait() for one in running] == [0] * 4
    assert [file for file in path.parent.iterdir() if file.suffix not in (".sqlite", ".sqlite-journal")] == []


def test_a_bit_that_changes_in_a_value_is_told(full: Path) -> None:
    """SQLite finds nothing wrong with these; only the rows' own checksums do."""
    data = full.read_bytes()
    for words in (b"note 33 ", b"Harbour Post", b"2021-03-01", b'["late"]', b"islands"):
        damaged = bytearray(data)
        damaged[data.index(words) + 2] ^= 1
        full.write_bytes(damaged)
        with pytest.raises(NotebookDamagedError):
            Notebook.open(full)


@pytest.mark.parametrize("table", ["marks", "corrections"])
def test_damage_in_marks_and_corrections_is_told(path: Path, table: str) -> None:
    with closing(Notebook.open(path)) as notebook:
        notebook.star(Subject("d-marked"))
        correct_document(notebook, Subject("d-marked"), DocumentField.TITLE, "What it is")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"UPDATE {table} SET text_hash = 'other'")
        connection.commit()
    with pytest.raises(NotebookDamagedError):
        Notebook.open(path)


def test_random_damage_is_told_or_does_no_harm(full: Path) -> None:
    """Of each damage either nothing is to be seen, or a sentence is; never fewer or other notes."""
    data = full.read_bytes()
    with closing(Notebook.open(full)) as notebook:
        whole = notebook.annotations()
    chance, told = random.Random(14), 0
    for _ in range(DAMAGES):
        damaged = bytearray(data)
        for _ in range(chance.choice((1, 1, 8, 64))):
            damaged[chance.randrange(len(data))] = chance.randrange(256)
        full.write_bytes(damaged)
        try:
            with closing(Notebook.open(full)) as notebook:
                assert notebook.annotations() == whole
        except NotebookError:
            told += 1
            assert full.read_bytes() == damaged
    record("damaged notebooks", f"{DAMAGES} at random: {told} told, {DAMAGES - told} harmless, 0 silent")


def test_an_error_in_a_damaged_schema_is_told(full: Path) -> None:
    data = bytearray(full.read_bytes())
    at = data.index(b"CREATE TABLE annotations")
    data[at : at + 24] = b"\xfd" * 24
    full.write_bytes(data)
    with pytest.raises(NotebookError):
        Notebook.open(full)


def test_all_notes_of_a_whole_notebook_can_be_rescued(full: Path) -> None:
    with closing(Notebook.open(full)) as notebook:
        long = notebook.add(Subject("d-long"), None, "words " * 5000)
        notebook.delete(notebook.annotations("d-3")[0])
        there = notebook.annotations()
    rescued = rescue(full)
    assert sorted(rescued.annotations, key=by_id) == sorted(there, key=by_id)
    assert long in rescued.annotations
    assert rescued.lost == []


@pytest.mark.parametrize("damage", [truncated, zeroed])
def test_every_note_is_rescued_or_listed_as_lost(full: Path, damage: Callable[[bytes, int], bytes]) -> None:
    data = full.read_bytes()
    with closing(Notebook.open(full)) as notebook:
        whole = {one.id: one for one in notebook.annotations()}
    fewest = NOTES
    for page in range(len(data) // PAGE):
        damaged = damage(data, page)
        full.write_bytes(damaged)
        rescued = rescue(full)
        assert all(whole[one.id] == one for one in rescued.annotations)
        assert not {key for key, _ in rescued.lost} & {one.id for one in rescued.annotations}
        fewest = min(fewest, len(rescued.annotations))
        if damage is zeroed:
            assert len(rescued.annotations) >= NOTES - PAGE // 400
        assert full.read_bytes() == damaged
    assert fewest < NOTES


def test_random_damage_never_gives_a_note_that_was_not_there(full: Path) -> None:
    data = full.read_bytes()
    with closing(Notebook.open(full)) as notebook:
        whole = set(notebook.annotations())
    chance = random.Random(15)
    for _ in range(DAMAGES):
        damaged = bytearray(data)
        for _ in range(chance.choice((1, 8, 64, 2000))):
            damaged[chance.randrange(len(data))] = chance.randrange(256)
        full.write_bytes(damaged)
        assert set(rescue(full).annotations) <= whole


def by_id(annotation: Annotation) -> str:
    return annotation.id
