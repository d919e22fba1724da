"""Office files with bytes turned, cut out or put in: the words or a sentence, and no crash of the run."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from office_files import SENTENCE, office_files, zipped

from index.building.reader import CutRecord, ReaderLimits
from index.building.reader_process import ReaderProcess
from index.model import Problem

ROUNDS = 25
LIMITS = ReaderLimits(seconds=20, memory=1_000_000_000)


@pytest.fixture(scope="module")
def reader() -> Iterator[ReaderProcess]:
    with ReaderProcess(LIMITS) as process:
        yield process


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The content with one kind of damage."""
    at = chance.randrange(len(content))
    kind = chance.randrange(4)
    if kind == 0:
        return content[:at]
    if kind == 1:
        return content[:at] + content[at + chance.randrange(1, 200) :]
    if kind == 2:
        return content[:at] + chance.randbytes(20) + content[at:]
    turned = bytearray(content)
    for _ in range(chance.randrange(1, 12)):
        turned[chance.randrange(len(turned))] = chance.randrange(256)
    return bytes(turned)


@pytest.mark.parametrize("name", [name for name in office_files() if name != "a.doc"])  # catdoc may be installed
def test_damage_ends_in_words_or_a_sentence(reader: ReaderProcess, tmp_path: Path, name: str) -> None:
    content = office_files()[name]
    chance = random.Random(name)
    reading = None
    for _ in range(ROUNDS):
        (tmp_path / name).write_bytes(damaged(content, chance) or b"x")
        found = list(reader.read(str(tmp_path / name), {}))
        assert found
        for item in found:
            assert isinstance(item, CutRecord) or (isinstance(item, Problem) and item.reason)
            assert not isinstance(item, Problem) or "its reader failed" not in item.reason
        reading = reading or reader.pid
    assert reader.pid == reading  # it was never ended


@pytest.mark.parametrize("name", ["a.docx", "a.pptx", "a.odt", "a.epub", "a.xlsx", "a.rtf"])
def test_whole_files_are_read(reader: ReaderProcess, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(office_files()[name])
    (found,) = reader.read(str(tmp_path / name), {})
    assert isinstance(found, CutRecord)
    assert not isinstance(found.raw.content, bytes)
    assert SENTENCE in found.raw.content["text"]


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
TEXT = 'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
BOMB = f'<!DOCTYPE x [<!ENTITY e0 "lol">{ENTITIES}]>'
FAR_APART = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("name", "part", "content"),
    [
        ("a.docx", "word/document.xml", f"<w:x {WORD}><w:p>" + "<w:r><w:t>word </w:t></w:r>" * 50_000),
        ("a.docx", "word/document.xml", f"<w:x {WORD}>" + "<w:p>" * 50_000),
        ("a.docx", "word/document.xml", f"{BOMB}<w:t {WORD}>&e11;</w:t>"),
        ("a.xlsx", "xl/worksheets/sheet1.xml", f"{BOMB}<worksheet>&e11;</worksheet>"),
        ("a.xlsx", "xl/worksheets/sheet1.xml", f"<worksheet {SHEET}><sheetData>{FAR_APART}</sheetData></worksheet>"),
        ("a.epub", "a.html", "<div>" * 100_000 + "words"),
        ("a.odt", "content.xml", f"<t:p {TEXT}>" + '<t:s t:c="999"/>' * 50_000),
    ],
    ids=["runs", "deep", "entities", "sheet entities", "far apart", "page", "blanks"],
)
def test_files_made_to_fill_memory(tmp_path: Path, name: str, part: str, content: str) -> None:
    with zipfile.ZipFile(io.BytesIO(office_files()[name])) as archive:
        parts = {one: archive.read(one).decode() for one in archive.namelist()}
    (tmp_path / name).write_bytes(zipped(parts | {part: content}))
    with ReaderProcess(LIMITS) as process:
        found = list(process.read(str(tmp_path / name), {}))
    assert found
    assert all(not isinstance(item, Problem) or "its reader failed" not in item.reason for item in found)
