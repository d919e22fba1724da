"""Captures are written at once or not at all, can be verified, and are read as documents."""

from __future__ import annotations

import datetime
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from figures import record
from hypothesis import given, settings
from hypothesis import strategies as st

from index.captures.reading import captured_in, record_at
from index.captures.writing import CaptureFolder, whole_bytes
from index.model import Problem, RawRecord, Record
from index.sources import read_raw, to_record

AT = datetime.datetime(2026, 11, 28, 9, 15, tzinfo=datetime.UTC)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
PAGE = (
    b"<html><head><title>Ferries late</title></head><body><article><h1>Ferries late</h1><p>Ferries to the islands"
    b" were late again on Monday, a spokesman for the line said.</p><p>Nobody had told those who waited.</p></article>"
)
ITEM = (
    b'{"version": "https://jsonfeed.org/version/1.1", "title": "Wire", "items": [{"id": "1", "content_text": "Shut."}]}'
)
KILLS = int(os.environ.get("DATELINE_TEST_KILLS", "2"))


def written(folder: Path) -> Path:
    """A file of three records: a page, that it was the same later, and what a feed said of another."""
    captures = CaptureFolder(folder, lambda _: None)
    page = captures.response("http://news.example/1", AT, HEAD, PAGE)
    captures.revisit(page, AT, b"HTTP/1.1 304 Not Modified\r\n\r\n", asked=True)
    captures.conversion("http://news.example/2", AT, ITEM, "application/feed+json", page.id)
    return folder / "2026-11-28.warc.gz"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of such a file."""
    return written(tmp_path_factory.mktemp("whole")).read_bytes()


def read(file: Path) -> list[Record | Problem]:
    found = read_raw(file, {})
    return [to_record(one, str(file)) if isinstance(one, RawRecord) else one for one in found]


def test_what_is_written_is_found_where_it_stands(tmp_path: Path) -> None:
    file = written(tmp_path)
    page, same, said = captured_in(file)
    assert [one.kind for one in (page, same, said)] == ["response", "revisit", "conversion"]
    assert (page.address, page.status, page.fault) == ("http://news.example/1", "200", "")
    assert (same.address, same.status, same.fault) == ("http://news.example/1", "304", "")
    assert page.digest == same.digest != said.digest
    assert record_at(file, page.offset, page.length).endswith(HEAD + PAGE + b"\r\n\r\n")
    assert record_at(file, said.offset, said.length).endswith(ITEM + b"\r\n\r\n")
    assert said.offset + said.length == file.stat().st_size


def test_captures_are_read_as_documents(tmp_path: Path) -> None:
    page, said = read(written(tmp_path))
    assert isinstance(page, Record)
    assert (page.title, page.url) == ("Ferries late", "http://news.example/1")
    assert page.dates == (("captured", "2026-11-28T09:15:00.000000Z"),)
    assert isinstance(said, Record)
    assert (said.text, said.source, said.url) == ("Shut.", "Wire", "http://news.example/2")


def test_evidence_and_what_was_cut_short_are_no_documents(tmp_path: Path) -> None:
    captures = CaptureFolder(tmp_path, lambda _: None)
    captures.response("http://news.example/feed", AT, HEAD, PAGE, role="feed")
    captures.response("http://news.example/1", AT, HEAD, PAGE, truncated="disconnect")
    (problem,) = read(tmp_path / "2026-11-28.warc.gz")
    assert isinstance(problem, Problem)
    assert problem.reason == "cut short when it was captured (disconnect)"


@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_a_torn_record_is_told_and_left_out(
    data: st.DataObject, whole: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("captures")
    file = folder / "2026-11-28.warc.gz"
    file.write_bytes(whole)
    starts = [one.offset for one in captured_in(file)]
    size = data.draw(st.integers(1, len(whole) - 1))
    file.write_bytes(whole[:size])
    kept = max(start for start in [*starts, len(whole)] if start <= size)
    assert whole_bytes(file) == kept
    faults = [one.fault for one in captured_in(file) if one.fault]
    assert bool(faults) == (size != kept)
    told: list[str] = []
    CaptureFolder(folder, told.append).conversion("http://news.example/3", AT, ITEM, "application/feed+json")
    assert len(told) == (size != kept)
    assert file.read_bytes()[:kept] == whole[:kept]
    assert [one.fault for one in captured_in(file)] == [""] * (starts.index(kept) + 1)


@settings(deadline=None, max_examples=40)
@given(at=st.integers(0, 3000), change=st.integers(1, 255))
def test_a_byte_that_was_changed_is_told(
    at: int, change: int, whole: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("captures") / "a.warc.gz"
    file.write_bytes(whole)
    content = bytearray(whole)
    content[at % len(content)] ^= change
    before = {(one.digest, record_at(file, one.offset, one.length)) for one in captured_in(file)}
    file.write_bytes(content)
    found = list(captured_in(file))
    intact = [one for one in found if not one.fault]
    assert all((one.digest, record_at(file, one.offset, one.length)) in before for one in intact)
    assert len(intact) == 3 or any(one.fault for one in found)


WRITER = """
import datetime, sys
from pathlib import Path
from index.captures.writing import CaptureFolder
captures = CaptureFolder(Path(sys.argv[1]), lambda _: None)
at = datetime.datetime(2026, 11, 28, tzinfo=datetime.UTC)
for number in range(100_000):
    captures.response(f"http://news.example/{number}", at, b"HTTP/1.1 200 OK\\r\\n\\r\\n", bytes(5000))
    print(number, flush=True)
"""


def test_what_was_confirmed_before_a_kill_is_there(tmp_path: Path) -> None:
    confirmed = -1
    for kill in range(KILLS):
        process = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        last = [int(process.stdout.readline()) for _ in range(2 + kill)][-1]
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().split()
        process.stdout.close()
        process.wait()
        confirmed += 1 + (int(rest[-1]) if rest else last)
    CaptureFolder(tmp_path, lambda _: None).conversion("http://news.example/end", AT, ITEM, "application/feed+json")
    found = list(captured_in(tmp_path / "2026-11-28.warc.gz"))
    assert len(found) - 1 > confirmed
    assert not any(one.fault for one in found)
    record("kill -9 while captures are written", f"{KILLS} times; {confirmed + 1:,} records confirmed, 0 lost")


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    from index.errors import PathError

    (tmp_path / "file").write_text("x")
    with pytest.raises(PathError):
        CaptureFolder(tmp_path / "file" / "sub", lambda _: None).response("http://a.example/", AT, HEAD, PAGE)
