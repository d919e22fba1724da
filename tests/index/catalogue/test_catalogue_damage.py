"""A damaged catalogue: a text is the one that was stored or a sentence is told, never another text."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index.errors import DatelineError, LibraryDamagedError
from index.library.library import LocalLibrary

STORY = "Ferries to the islands were late again on Monday, and nobody at the harbour of Varna said why. "
DAMAGES = 60


@pytest.fixture
def folder(build: Callable[..., Path]) -> Path:
    return build({f"{number}.txt": f"Story {number}\n\n{STORY * (number + 1)}" for number in range(12)})


def texts(folder: Path) -> dict[str, str]:
    with closing(LocalLibrary(folder)) as library:
        return {one.path: one.text for one in map(library.document, library.browse().keys)}


def change(folder: Path, statement: str) -> None:
    with closing(sqlite3.connect(folder / "catalogue.sqlite")) as connection:
        connection.execute(statement)
        connection.commit()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE documents SET text = replace(text, 'late', 'gone')",
        "UPDATE documents SET text = CAST(x'ff41' AS TEXT)",
        "UPDATE documents SET text = x'41'",
        "UPDATE documents SET evidence = 'no json'",
        "UPDATE documents SET evidence = x'00'",
        "UPDATE documents SET text_hash = 'other'",
    ],
)
def test_a_document_that_is_not_as_it_was_stored_is_told(folder: Path, statement: str) -> None:
    change(folder, statement)
    with pytest.raises(LibraryDamagedError, match="index its files again"):
        texts(folder)


def test_random_damage_never_gives_another_text(folder: Path) -> None:
    """Whatever is read of a damaged catalogue: the texts that were stored, or a sentence."""
    file = folder / "catalogue.sqlite"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    sound, data = set(texts(folder).values()), file.read_bytes()
    chance, told = random.Random(3), 0
    for _ in range(DAMAGES):
        damaged = bytearray(data)
        for _ in range(chance.choice((1, 8, 64))):
            damaged[chance.randrange(100, len(data))] = chance.randrange(256)
        file.write_bytes(damaged)
        try:
            assert set(texts(folder).values()) <= sound
        except DatelineError:
            told += 1
    assert told


def test_doctor_finds_what_no_page_shows(folder: Path) -> None:
    with closing(LocalLibrary(folder)) as library:
        assert library.catalogue.damage() == ""
    change(folder, "UPDATE documents SET text = text || '.' WHERE key = 3")
    with closing(LocalLibrary(folder)) as library:
        assert "is not as it was stored" in library.catalogue.damage()


@pytest.mark.parametrize("value", ["key = -24", "date_begin = 'x'", "date_begin = 9999999999", "key = 3000000000"])
def test_keys_and_days_that_cannot_be_are_told(folder: Path, value: str) -> None:
    change(folder, f"UPDATE documents SET {value} WHERE key = 3")
    with closing(LocalLibrary(folder)) as library, pytest.raises(LibraryDamagedError):
        library.facets(library.search("ferries"))
