"""Web archives: captures with their address and time; torn, damaged and foreign records cost themselves alone."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from index.model import Problem, RawRecord, Record
from index.sources import read_raw, to_record

WORDS = "<p>The forces had entered the town of {0} after two days of clashes, a spokesman of the army said.</p>" * 6


def page(name: str) -> str:
    body = f"<article><h1>{name}</h1>{WORDS.format(name)}</article>"
    return f"<html><head><title>{name}</title></head><body>{body}</body></html>"


def record(
    address: str,
    content: bytes,
    media_type: str = "text/html; charset=utf-8",
    *,
    status: str = "200 OK",
    kind: str = "response",
    headers: str = "",
) -> bytes:
    digest = base64.b32encode(hashlib.sha1(content).digest()).decode()
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2018-03-13T10:00:00Z\r\n"
    if kind == "response":
        media_type, http = "application/http; msgtype=response", f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n"
        content = f"{http}{headers}\r\n".encode() + content
    head += f"WARC-Payload-Digest: sha1:{digest}\r\nContent-Type: {media_type}\r\nContent-Length: {len(content)}\r\n"
    return f"{head}\r\n".encode() + content + b"\r\n\r\n"


def archive(*, packed: bool = True) -> bytes:
    squeezed = gzip.compress(page("Packed").encode())
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(page("Pieces").encode()), page("Pieces").encode())
    site = "https://news.example"
    records = [
        record("", b"software: x\r\n", "application/warc-fields", kind="warcinfo"),
        record(f"{site}/one", page("One").encode()),
        record(f"{site}/logo.png", b"\x89PNG", "image/png"),
        record(f"{site}/gone", page("Gone").encode(), status="404 Not Found"),
        record(f"{site}/zwei", page("Zürich").encode("cp1252"), "text/html; charset=windows-1252"),
        record(f"{site}/packed", squeezed, headers="Content-Encoding: gzip\r\n"),
        record(f"{site}/pieces", chunked, headers="Transfer-Encoding: chunked\r\n"),
        record(f"{site}/text", "Words of a note.".encode("utf-16"), "text/plain", kind="resource"),
        record(f"{site}/one", page("One").encode()),
    ]
    return b"".join(map(gzip.compress, records) if packed else records)


NAMES = ["One", "Zürich", "Packed", "Pieces", None, "One"]


def read(path: Path, content: bytes) -> list[RawRecord | Problem]:
    path.write_bytes(content)
    return list(read_raw(path, {}))


def titles(found: list[RawRecord | Problem]) -> list[str | None]:
    records = [to_record(item, "a") for item in found if isinstance(item, RawRecord)]
    return [item.title if isinstance(item, Record) else item.reason for item in records]


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a", "a.txt"])
def test_the_captures_of_a_web_archive(tmp_path: Path, packed: bool, name: str) -> None:
    found = read(tmp_path / name, archive(packed=packed))
    assert [item for item in found if isinstance(item, Problem)] == []
    assert titles(found) == NAMES
    first, last = found[0], found[-1]
    assert isinstance(first, RawRecord)
    assert isinstance(last, RawRecord)
    assert (first.member, last.member) == (
        "https://news.example/one 2018-03-13T10:00:00Z",
        "https://news.example/one 2018-03-13T10:00:00Z (2)",
    )
    assert (first.values, first.dates) == ({"url": "https://news.example/one"}, (("captured", "2018-03-13T10:00:00Z"),))
    assert (first.type, first.parents) == ("web page", ())


def test_an_archive_that_was_packed_as_one_and_one_packed_in_pieces(tmp_path: Path) -> None:
    plain = archive(packed=False)
    assert titles(read(tmp_path / "a.warc.gz", gzip.compress(plain))) == NAMES
    pieces = b"".join(gzip.compress(plain[at : at + 700]) for at in range(0, len(plain), 700))
    assert titles(read(tmp_path / "a.warc.gz", pieces)) == NAMES


@pytest.mark.parametrize("packed", [True, False])
def test_a_damaged_record_is_told_and_the_others_are_kept(tmp_path: Path, packed: bool) -> None:
    whole = archive(packed=packed)
    if packed:
        starts = [at for at in range(len(whole)) if whole.startswith(b"\x1f\x8b\x08\x00", at)]
        torn = whole[: starts[4] + 60] + whole[starts[5] :]
    else:
        start = whole.index("Zürich".encode("cp1252"))
        torn = whole[:start] + whole[start + 200 :]
    found = read(tmp_path / "a.warc.gz", torn)
    assert titles(found) == ["One", "Packed", "Pieces", None, "One"]
    (problem,) = (item.reason for item in found if isinstance(item, Problem))
    lost = "damaged: 1 of its records cannot be unpacked"
    assert problem == (lost if packed else "damaged: the record does not end where it says")


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_that_is_cut_short(tmp_path: Path, packed: bool) -> None:
    whole = archive(packed=packed)
    found = read(tmp_path / "a.warc.gz", whole[:-100])
    assert titles(found) == NAMES[:-1]
    assert len([item for item in found if isinstance(item, Problem)]) == 1


def test_bytes_that_are_not_those_captured_are_read_and_told(tmp_path: Path) -> None:
    found = read(
        tmp_path / "a.warc", archive(packed=False).replace(b"a spokesman of the army", b"a spokesman of the ARMY")
    )
    assert titles(found) == NAMES
    reasons = {item.reason for item in found if isinstance(item, Problem)}
    assert reasons == {"read, but its bytes are not those that were captured: the digest differs"}


def test_a_wacz(tmp_path: Path) -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as packed:
        packed.writestr("archive/data.warc.gz", archive())
        packed.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n{"url": "x", "text": "Words"}\n')
        packed.writestr("indexes/index.cdx", "x")
        packed.writestr("datapackage.json", "{}")
    for name in ("a.wacz", "a.zip"):
        found = read(tmp_path / name, kept.getvalue())
        assert titles(found) == NAMES
        assert [item for item in found if isinstance(item, Problem)] == []


@pytest.mark.parametrize(
    "content",
    [
        b"WARC/1.0\r\nContent-Length: 60000000\r\n\r\n" * 3000,
        b"WARC/1.0\r\n" * 30_000,
        b"WARC/1.0\r\nContent-Length: 5\r\n\r\nHTTP/\r\n\r\n",
        b"WARC/1.0\r\nContent-Length: 99999999999999\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: x\r\nContent-Length: 0\r\n\r\n\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 9\r\n\r\nHTTP/1.1\r\n",
        b"WARC/1.0\r\n\r\n" + b"\n" * 3_000_000,
        gzip.compress(b"WARC/1.0\r\nContent-Length: 5\r\n\r\nwords\r\n\r\n") + b"\x1f\x8b\x08" * 100_000,
    ],
    ids=lambda _: "hostile",
)
def test_archives_made_to_break_a_reader(tmp_path: Path, content: bytes) -> None:
    assert read(tmp_path / "a.warc.gz", content)
