"""Compressed files: streamed, capped, cut and damaged ones told."""

from __future__ import annotations

import gzip
import json
import lzma
import random
import zlib
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest

from index.model import Problem, Record
from index.sources import limits

Read = Callable[..., list[Any]]
LINES = b"".join(b'{"text": "Words of story %d, and more of them."}\n' % number for number in range(20_000))


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.txt.gz", gzip.compress),
        ("a.txt.xz", lzma.compress),
        ("a.txt", gzip.compress),
        ("a.md.gz", lzma.compress),
        ("a", lzma.compress),
        ("a.gz", lambda data: gzip.compress(data[:10]) + gzip.compress(data[10:])),
        ("a.xz", lambda data: lzma.compress(data[:10]) + bytes(8) + lzma.compress(data[10:]) + bytes(4)),
    ],
)
def test_a_compressed_text(read: Read, name: str, pack: Callable[[bytes], bytes]) -> None:
    assert read(name, pack("Some words, déjà vu.\n".encode())) == [Record(0, "Some words, déjà vu.\n")]


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_compressed_records(read: Read, pack: Callable[[bytes], bytes]) -> None:
    assert len(read("a.jsonl.gz", pack(LINES))) == 20_000
    assert read("a.csv.xz", pack(b"text\nWords.\n")) == [Record(0, "Words.")]


@pytest.mark.parametrize("length", [5_000, 20_000])
@pytest.mark.parametrize(
    ("pack", "unpacker"),
    [(gzip.compress, lambda: zlib.decompressobj(31)), (lzma.compress, lzma.LZMADecompressor)],
)
def test_a_cut_file_gives_what_comes_before_the_cut(
    read: Read, pack: Callable[[bytes], bytes], unpacker: Callable[[], Any], length: int
) -> None:
    words = random.Random(3).choices(["siege", "harbour", "island", "fisher", "guild", "people"], k=60_000)
    lines = b"".join(b'{"text": "%s"}\n' % " ".join(words[at : at + 6]).encode() for at in range(0, 60_000, 6))
    cut = pack(lines)[:length]
    *records, problem = read("a.jsonl", cut)
    assert problem.reason == "the file is cut short: its compressed data has no end"
    assert len(records) == unpacker().decompress(cut).count(b"\n") > 100


def test_a_cut_text_is_a_problem(read: Read) -> None:
    (problem,) = read("a.txt.gz", gzip.compress(LINES)[:-9])
    assert problem.reason == "the file is cut short: its compressed data has no end"


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_a_damaged_file(read: Read, pack: Callable[[bytes], bytes]) -> None:
    packed = bytearray(pack(LINES))
    packed[len(packed) // 2] ^= 0xFF
    problem = read("a.jsonl.gz", bytes(packed))[-1]
    assert isinstance(problem, Problem)
    assert "damaged" in problem.reason


def test_compressed_files_within_others_are_read_five_deep(read: Read) -> None:
    packed = b"words"
    for _ in range(5):
        packed = gzip.compress(packed)
    assert read("a.txt.gz.gz.gz.gz.gz", packed) == [Record(0, "words")]
    (problem,) = read("a.txt.gz", gzip.compress(packed))
    assert problem.reason == "containers within containers, more than 5 deep"


def test_bytes_are_counted_over_all_levels(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_UNPACKED_BYTES", 150_000)
    inner = gzip.compress(b"word " * 20_000)
    assert [type(found) for found in read("a.txt.gz", inner)] == [Record]
    stored = gzip.compress(inner + random.Random(1).randbytes(0), 0)
    assert [type(found) for found in read("a.txt.gz.gz", stored)] == [Record]
    (problem,) = read("a.txt.gz.gz", gzip.compress(gzip.compress(b"word " * 20_000, 0)))
    assert problem.reason == "the file unpacks to more than 0 MiB"


def test_one_text_of_too_much(read: Read) -> None:
    mebibyte = gzip.compress(b"word " * 2**18)
    (problem,) = read("a.txt.gz", mebibyte * 60)
    assert problem.reason == "more than 64 MiB in one text"


def test_one_line_of_too_much(read: Read) -> None:
    line = gzip.compress(b'{"text": "') + gzip.compress(b"x" * 2**20) * 65 + gzip.compress(b'"}\n')
    found = read("a.jsonl.gz", line + gzip.compress(b'{"text": "After."}\n'))
    assert (found[0].line, found[0].reason) == (1, "a line of more than 64 MiB")
    assert found[1] == Record(1, "After.")


def test_one_csv_field_of_too_much(read: Read) -> None:
    line = gzip.compress(b'id,text\n1,"') + gzip.compress((b"x" * 1023 + b"\n") * 1024) * 65
    found = read("a.csv.gz", line + gzip.compress(b'"\n2,After.\n'))
    assert (found[0].line, found[0].reason) == (2, "broken CSV: a record of more than 64 MiB")


def test_a_file_that_unpacks_to_too_much(read: Read) -> None:
    mebibyte = gzip.compress(b'{"id": "' + b"x" * (2**20 - 25) + b'", "text": "a"}\n')
    found = read("a.jsonl.gz", mebibyte * 260)
    assert found[-1].reason == "the file unpacks to more than 256 MiB"
    assert 250 < len(found) <= 257


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lzma.compress])
def test_a_large_file_is_read_to_its_end(
    read: Read, monkeypatch: pytest.MonkeyPatch, pack: Callable[[bytes], bytes]
) -> None:
    monkeypatch.setattr(limits, "MAX_UNPACKED_BYTES", 10_000)
    texts = [f"{number} {sha256(bytes([number])).hexdigest() * 3}" for number in range(250)]
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    found = read("a.jsonl.gz", pack(lines.encode()))
    assert [record.text for record in found] == texts


def test_an_xz_header_that_asks_for_too_much_memory(read: Read) -> None:
    packed = bytearray(lzma.compress(b"words " * 1000, preset=0))
    header = 12  # behind the stream's header; see "3.1. Block Header" of the .xz file format
    size = (packed[header] + 1) * 4
    filter_at = packed.index(b"\x21\x01", header)  # LZMA2, one byte of properties
    packed[filter_at + 2] = 37  # a dictionary of 1.5 GiB
    packed[header + size - 4 : header + size] = zlib.crc32(packed[header : header + size - 4]).to_bytes(4, "little")
    (problem,) = read("a.txt.xz", bytes(packed))
    assert "asks for too much memory" in problem.reason
