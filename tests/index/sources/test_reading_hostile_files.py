"""No file, whatever it holds, breaks the reading or brings anything harmful through."""

from __future__ import annotations

import os
import tempfile
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.model import Problem, RawRecord, Record
from index.sources import read_raw, to_record
from index.text.neutralise import PART_OF_WORDS

NAMES = ["a.txt", "a.md", "a.html", "a.jsonl", "a.json", "a.csv", "a.tsv", "a", "a.gz", "a.xz", "a.pdf"]
FRAGMENTS = [
    b"{", b"}", b"[", b"]", b'"text"', b":", b",", b'"', b"\\", b"\n", b"\r", b"\x00", b"\xff", b"text", b";", b"\t",
    b"<html>", b"<p>", b"</p>", b"<!--", b"&#27;", b"\x1b[2J", b"\\ud800", b"1e999", b"NaN", b"\xe2\x80\xae", b" ",
    b"id,text\n", b"=1+1", b"\xff\xfe", b"\x1f\x8b\x08", b"\xfd7zXZ\x00", "é漢".encode(),
    b'{"text": "words"}\n', b"\xc2\x85",
]  # fmt: skip
CONTENTS = st.lists(st.sampled_from(FRAGMENTS), max_size=40).map(b"".join) | st.binary(max_size=200)


def assert_harmless(text: str) -> None:
    text.encode("utf-8")
    for character in text:
        harmless = character.isprintable() or character in PART_OF_WORDS or unicodedata.category(character) == "Zs"
        assert character == "\n" or harmless


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(NAMES), CONTENTS)
def test_any_bytes_become_harmless_records_or_problems(name: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        found = list(read_raw(path, {}))
        assert found == list(read_raw(path, {}))
    assert found
    places = [item.place for item in found if isinstance(item, RawRecord)]
    assert places == sorted(set(places))
    for item in found:
        record = to_record(item, str(path)) if isinstance(item, RawRecord) else item
        if isinstance(record, Problem):
            assert_harmless(record.reason)
            continue
        assert record.text.strip()
        assert_harmless(record.text)
        for line in (record.record_id, record.title, record.source, record.author, record.date, record.url):
            assert line is None or (line.strip() and "\n" not in line)
            assert_harmless(line or "")


LOOP = "cannot be opened: too many levels of symbolic links"


@pytest.mark.parametrize("place", ["pipe", "device", "loop"])
def test_what_took_a_files_place_is_not_opened(tmp_path: Path, place: str) -> None:
    path = tmp_path / "a.txt"
    if place == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero" if place == "device" else path)
    (problem,) = read_raw(path, {})
    assert isinstance(problem, Problem)
    assert problem.reason == (LOOP if place == "loop" else "not a regular file")


def test_the_paths_of_problems_are_harmless(tmp_path: Path) -> None:
    path = Path(os.fsdecode(bytes(tmp_path) + b"/bad\xff\x1b]0;x\x07\n.txt"))
    path.write_bytes(b"")
    (problem,) = read_raw(path, {})
    assert isinstance(problem, Problem)
    assert problem.path.isprintable()
    refused = to_record(RawRecord(0, 1, "text", b"\x00" * 100), str(path))
    assert isinstance(refused, Problem)
    assert refused.path == problem.path


def test_paths_in_records_are_only_text(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"text": "file:///etc/passwd", "id": "../../../etc/passwd", "url": "/etc/passwd"}'
    )
    (raw,) = read_raw(tmp_path / "a.jsonl", {})
    assert isinstance(raw, RawRecord)
    assert to_record(raw, "a.jsonl") == Record(
        0, "file:///etc/passwd", record_id="../../../etc/passwd", url="/etc/passwd"
    )


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv", "a.html"])
def test_fifty_megabytes_on_one_line(tmp_path: Path, name: str) -> None:
    starts = {"a.jsonl": b'{"text": "', "a.csv": b"text\n"}
    (tmp_path / name).write_bytes(starts.get(name, b"") + b"word " * 10_000_000 + (b'"}' if name == "a.jsonl" else b""))
    (raw,) = read_raw(tmp_path / name, {})
    assert isinstance(raw, RawRecord)
    record = to_record(raw, name)
    if name == "a.html":
        assert isinstance(record, Problem)
    else:
        assert isinstance(record, Record)
        assert len(record.text) == 50_000_000


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", b'[{"a": "' * 200_000),
        ("a.json", b"[" * 2_000_000),
        ("a.json", b"[" + b'{"text": "\\' * 200_000),
        ("a.json", b'[{"a": ' + b'""' * 500_000),
        ("a.csv", b'id,text\n' + b'1,"a\n' * 200_000),
        ("a.csv", b"id,text\n1," + b'"' * 3_000_000),
        ("a.html", b"<html>" + b"<?xml " * 500_000),
        ("a", b"<!-- -->" * 300_000 + b"x"),
        ("a.txt", b"<?xml" + b" " * 3_000_000),
    ],
)  # fmt: skip
def test_contents_that_would_take_quadratic_time(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    found = list(read_raw(tmp_path / name, {}))
    assert found
    for item in found:
        if isinstance(item, RawRecord):
            to_record(item, name)
