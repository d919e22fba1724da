"""Libraries and notebooks of Dateline 0.1.0 open with all that is in them, and ids stay when they are read again."""

from __future__ import annotations

import base64
import gzip
import hashlib
import lzma
import sqlite3
import tarfile
from pathlib import Path

import pytest

from index.building.builder import Builder
from index.catalogue.reading import CatalogueReader
from index.catalogue.schema import MIGRATIONS
from index.corrections.documents import corrections
from index.corrections.entities import entity_corrections
from index.library.engines import open_engine
from index.library.library import LocalLibrary
from index.model import Origin
from index.notebook.anchors import locate
from index.notebook.store import Notebook

MADE = Path(__file__).parent / "version_0_1_0.tar.gz"
IDS = {
    "2utefqkftthuk": "A text that was packed",
    "chjsezy5zbio6": "Second",
    "gujnksa46rvvo": "First",
    "kd4mtjf4cm6se": "Row",
    "ls637rz54gtfc": "Forces enter Mayadin",
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    tmp_path.chmod(0o700)
    with tarfile.open(MADE) as archive:
        archive.extractall(tmp_path, filter="fully_trusted")
    return tmp_path


@pytest.fixture
def folder(home: Path) -> Path:
    return home / "libraries" / "v010corpus"


@pytest.fixture
def notes(home: Path) -> Path:
    return home / "notebooks" / "v010corpus.sqlite"


def assert_all_is_there(folder: Path, notes: Path) -> None:
    library = LocalLibrary(folder, notes)
    notebook = Notebook.open(notes)
    try:
        library.search("")
        keys = library.catalogue.ordered_keys("title")
        shown = {document.id: document for document in map(library.document, keys)}
        assert {id_: document.title for id_, document in shown.items()} == IDS
        assert shown["ls637rz54gtfc"].date == "2017-09-20"
        assert [library.document(key).title for key in library.search("Idlib").keys] == ["A text that was packed"]
        found = {}
        for annotation in notebook.annotations():
            if annotation.anchor is not None:
                text = shown[annotation.document].text
                place = locate(text, annotation.anchor, annotation.text_hash)
                assert place is not None
                found[annotation.note] = text[place.start : place.end]
        assert found == {"Who is he?": "Ryan Dillon", "Packed.": "Idlib"}
        assert len(notebook.annotations()) == 3
        assert (notebook.starred(), notebook.read()) == ({"chjsezy5zbio6"}, {"ls637rz54gtfc"})
        assert {one.value for one in corrections(notebook)} == {"2017-09-20", "A text that was packed"}
        assert [one.subject for one in entity_corrections(notebook)] == ["person:Ryan Dillon"]
        assert {library.catalogue.origin(key) for key in keys} == {Origin()}
        assert library.catalogue.relations.attached(library.find("ls637rz54gtfc")) == []
    finally:
        notebook.close()
        library.close()


def test_its_catalogue_is_read_as_it_stands(folder: Path) -> None:
    before = (folder / "catalogue.sqlite").read_bytes()
    catalogue = CatalogueReader(folder / "catalogue.sqlite")
    keys = catalogue.ordered_keys("title")
    assert {catalogue.document(key).id for key in keys} == set(IDS)
    assert {catalogue.origin(key) for key in keys} == {Origin()}
    assert catalogue.relations.attached(catalogue.find("ls637rz54gtfc")) == []
    catalogue.close()
    assert (folder / "catalogue.sqlite").read_bytes() == before


def test_it_opens_with_all_that_is_in_it_once_it_is_brought_up_to_date(folder: Path, notes: Path) -> None:
    summary = Builder(folder, open_engine, processes=1).run()
    assert (summary.documents, summary.removed) == (5, 0)
    assert_all_is_there(folder, notes)
    connection = sqlite3.connect(folder / "catalogue.sqlite")
    assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    connection.close()


def id_of_0_1_0(path: Path, identity: str, story: int = 1) -> str:
    name = b"\0".join((bytes(path), identity.encode(), str(story).encode()))
    return base64.b32encode(hashlib.blake2b(name, digest_size=8).digest()).decode().rstrip("=").lower()


def test_ids_stay_for_every_file_that_0_1_0_could_read(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    lines = b'{"id": "a", "text": "One."}\n{"id": "same", "text": "Two."}\n{"id": "same", "text": "Three."}\n'
    identities = ("ra", "p1", "p2")
    contents = {
        "text.txt": (b"Some words.\n", ("p0",)),
        "text.txt.gz": (gzip.compress(b"Some words.\n"), ("p0",)),
        "text.xz": (lzma.compress(b"Some words.\n"), ("p0",)),
        "rows.csv": (b"text\nOne.\nTwo.\n", ("p0", "p1")),
        "lines.jsonl": (lines, identities),
        "lines.jsonl.gz": (gzip.compress(lines), identities),
        "lines.jsonl.xz": (lzma.compress(lines), identities),
        "packed but named as a text.txt": (gzip.compress(b"Some words.\n"), ("p0",)),
    }
    for name, (content, _) in contents.items():
        (corpus / name).write_bytes(content)
    expected = {id_of_0_1_0(corpus / name, one) for name, (_, known) in contents.items() for one in known}
    Builder(tmp_path / "library", open_engine, processes=1).run([corpus])
    catalogue = CatalogueReader(tmp_path / "library" / "catalogue.sqlite")
    assert {summary.id for summary in catalogue.summaries(catalogue.ordered_keys("title"))} == expected
    catalogue.close()
