"""A damaged catalogue: an answer is what it was, or a sentence is told; the next run builds it anew."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from figures import record

from index.building.builder import Builder
from index.catalogue.checksum import checksum_file
from index.catalogue.schema import DAMAGED
from index.catalogue.writing import CatalogueWriter
from index.errors import DatelineError, LibraryDamagedError
from index.library.engines import open_engine
from index.library.library import LocalLibrary

STORY = "Ferries to the islands were late again on Monday, and nobody at the harbour of Varna said why. "
DAMAGES = int(os.environ.get("DATELINE_TEST_DAMAGES", "40"))
QUERIES = ("", "ferries", "place:Varna", "source:Reuters", "mentions:2017-09", "date:none", "title:story")


@pytest.fixture
def folder(build: Callable[..., Path]) -> Path:
    return build({f"{number}.txt": f"Story {number}\n\n{STORY * (number + 1)}" for number in range(12)})


def texts(folder: Path) -> dict[str, str]:
    with closing(LocalLibrary(folder)) as library:
        return {one.path: one.text for one in map(library.document, library.browse().keys)}


def answers(folder: Path) -> dict[str, str]:
    """What a library says of itself, of what is searched for and of each document, whatever can be asked."""
    said = {}
    with closing(LocalLibrary(folder)) as library:
        said["info"] = repr(library.info())
        said["problems"] = repr(library.catalogue.problems())
        for typed in QUERIES:
            found = library.search(typed)
            said[typed] = repr([(row.summary, row.snippet, row.hits.text) for row in library.rows(found, 0, 99)])
            for ask in (library.facets, library.entities, library.timeline, library.map):
                said[f"{ask.__name__} {typed}"] = repr(ask(found))
        for order in ("newest", "oldest", "source", "title"):
            said[order] = repr(library.summaries(library.browse(order), 0, 99))
        for key in library.browse().keys:
            document = library.document(key)
            more = library.origin(key), library.times(key), library.catalogue.mentioned.mentions(key)
            said[document.id] = repr((document, more, library.versions(document.id)))
    return said


def change(folder: Path, statement: str) -> None:
    """Damages a catalogue after its checksum was compared: what is left to notice it are the rows themselves."""
    checksum_file(folder / "catalogue.sqlite").unlink()
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


def test_random_damage_never_gives_another_answer(folder: Path) -> None:
    """Whatever is asked of a damaged catalogue: what a whole one answers, or a sentence."""
    file = folder / "catalogue.sqlite"
    sound, data = answers(folder), file.read_bytes()
    chance, told = random.Random(3), 0
    for _ in range(DAMAGES):
        damaged = bytearray(data)
        for _ in range(chance.choice((1, 8, 64))):
            damaged[chance.randrange(len(data))] ^= chance.randrange(1, 256)
        file.write_bytes(damaged[: chance.choice((len(data), len(data), chance.randrange(len(data))))])
        try:
            assert answers(folder) == sound
        except DatelineError:
            told += 1
    assert told
    record(f"{DAMAGES} damaged catalogues", f"{told} told, no traceback, no other answer")


def test_a_damaged_catalogue_is_built_anew_from_its_own_folders(folder: Path) -> None:
    sound = answers(folder)
    file = folder / "catalogue.sqlite"
    data = bytearray(file.read_bytes())
    place = data.rindex(b"nobody at the harbour")
    data[place : place + 6] = b"people"
    file.write_bytes(data)
    with pytest.raises(LibraryDamagedError, match="dateline index"):
        LocalLibrary(folder)
    summary = Builder(folder, open_engine, processes=1).run()
    assert "built anew" in summary.repaired
    assert (folder / "catalogue.sqlite.damaged").read_bytes() == data
    assert {key: said for key, said in answers(folder).items() if key in QUERIES[1:]} == {
        key: said for key, said in sound.items() if key in QUERIES[1:]
    }
    assert Builder(folder, open_engine, processes=1).run().repaired == ""


def test_how_files_are_read_outlives_their_catalogue(folder: Path) -> None:
    Builder(folder, open_engine, processes=1).run(encoding="cp866", language="bg")
    (folder / DAMAGED).touch()
    assert "built anew" in Builder(folder, open_engine, processes=1).run().repaired
    with closing(CatalogueWriter(folder / "catalogue.sqlite")) as catalogue:
        assert {(one.encoding, one.language) for one in catalogue.roots().values()} == {("cp866", "bg")}


def test_a_catalogue_without_roots_says_what_it_is_to_be_built_of(folder: Path) -> None:
    (folder / "catalogue.sqlite").write_bytes(b"nothing of SQLite's")
    with pytest.raises(LibraryDamagedError, match="dateline index FOLDER"):
        Builder(folder, open_engine, processes=1).run()
    corpus = folder.parent / "built-corpus"
    assert Builder(folder, open_engine, processes=1).run([corpus]).documents == 12


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
