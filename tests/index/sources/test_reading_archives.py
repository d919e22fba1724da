"""Archives of every kind, whole, nested, damaged, locked, and made to fill a disk."""

from __future__ import annotations

import bz2
import gzip
import importlib
import io
import lzma
import sys
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import py7zr
import pytest

from index.model import Problem, RawRecord
from index.sources import limits, read_raw
from index.sources.reading import MOST_LISTED

FILES = {
    "stories/one.txt": b"The forces had entered the town.",
    "stories/rows.csv": b"text\nFirst row.\nSecond row.\n",
    "empty folder is no file/.hidden.txt": b"Hidden.",
    "__MACOSX/x.txt": b"Hidden.",
    "page.html": "<html><body><p>Été</p></body></html>".encode(),
}
PAGE = "web page"
TEXTS = [
    ("stories/one.txt", "text"),
    ("stories/rows.csv", "csv"),
    ("stories/rows.csv", "csv"),
    ("page.html", "web page"),
]


def zipped(files: Mapping[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return kept.getvalue()


def tarred(files: Mapping[str, bytes], mode: str = "w") -> bytes:
    kept = io.BytesIO()
    with tarfile.open(fileobj=kept, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return kept.getvalue()


def seven(files: Mapping[str, bytes], password: str | None = None) -> bytes:
    kept = io.BytesIO()
    with py7zr.SevenZipFile(kept, "w", password=password) as archive:
        for name, content in files.items():
            archive.writestr(content, name)
    return kept.getvalue()


def zstandard(data: bytes) -> bytes:
    for name in ("compression.zstd", "backports.zstd"):
        try:
            return importlib.import_module(name).compress(data)  # type: ignore[no-any-return]
        except ImportError:
            continue
    raise AssertionError("nothing packs Zstandard")


PACKERS: dict[str, Callable[[Mapping[str, bytes]], bytes]] = {
    "a.zip": zipped,
    "a.tar": tarred,
    "a.tar.gz": lambda files: gzip.compress(tarred(files)),
    "a.tgz": lambda files: gzip.compress(tarred(files)),
    "a.tar.xz": lambda files: lzma.compress(tarred(files)),
    "a.tar.bz2": lambda files: bz2.compress(tarred(files)),
    "a.tar.zst": lambda files: zstandard(tarred(files)),
    "a.7z": seven,
}


def read(path: Path, content: bytes) -> list[RawRecord | Problem]:
    path.write_bytes(content)
    return list(read_raw(path, {}))


def members(found: list[RawRecord | Problem]) -> list[tuple[str, str]]:
    return [(item.member, item.type) for item in found if isinstance(item, RawRecord)]


def reasons(found: list[RawRecord | Problem]) -> list[str]:
    return [item.reason for item in found if isinstance(item, Problem)]


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("kind", PACKERS)
def test_an_archive_gives_its_members(tmp_path: Path, kind: str, named: bool) -> None:
    found = read(tmp_path / (kind if named else "archive"), PACKERS[kind](FILES))
    assert (sorted(members(found)), reasons(found)) == (sorted(TEXTS), [])
    contents = {item.member: item.content for item in found if isinstance(item, RawRecord)}
    assert contents["stories/one.txt"] == FILES["stories/one.txt"]


@pytest.mark.parametrize("kind", PACKERS)
def test_archives_within_archives(tmp_path: Path, kind: str) -> None:
    inner = PACKERS[kind](FILES)
    for outer in (zipped, tarred, seven):
        found = read(tmp_path / "outer", outer({f"in/{kind}": inner, "after.txt": b"Words after."}))
        expected = [(f"in/{kind}/{name}", type_) for name, type_ in TEXTS] + [("after.txt", "text")]
        assert (sorted(members(found)), reasons(found)) == (sorted(expected), [])


@pytest.mark.parametrize("kind", PACKERS)
def test_what_unpacks_to_too_much_is_given_up(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_UNPACKED_BYTES", 3_000_000)
    monkeypatch.setattr(limits, "MAX_UNPACKED_RATIO", 0)
    found = read(tmp_path / kind, PACKERS[kind]({f"{n}.txt": b"word " * 200_000 for n in range(10)}))
    assert len(members(found)) < 5
    assert reasons(found)[-1] == "the file unpacks to more than 2 MiB"


@pytest.mark.parametrize("kind", PACKERS)
def test_a_damaged_archive_says_so(tmp_path: Path, kind: str) -> None:
    whole = PACKERS[kind]({f"{n}.txt": bytes(f"Words of file {n}. ", "ascii") * 500 for n in range(30)})
    header = whole.find(b"1.txt") if kind == "a.tar" else 400  # nothing in a tar tells of damage but its headers
    for damaged in (whole[: len(whole) // 2], whole[:header] + bytes(200) + whole[header + 200 :], whole[:20]):
        assert reasons(read(tmp_path / kind, damaged)), len(damaged)


def test_a_damaged_member_of_a_zip_costs_that_member(tmp_path: Path) -> None:
    content = {f"{n}.txt": f"Words {n}.".encode() for n in range(3)}
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as archive:
        for name, words in content.items():
            archive.writestr(name, words)
    found = read(tmp_path / "a.zip", kept.getvalue().replace(b"Words 1.", b"Other 1."))
    assert [name for name, _ in members(found)] == ["0.txt", "2.txt"]
    assert [item.path for item in found if isinstance(item, Problem)] == [f"{tmp_path}/a.zip/1.txt"]


def test_locked_archives_are_told_once(tmp_path: Path) -> None:
    packed = bytearray(zipped({"a.txt": b"Words.", "b.txt": b"Words."}))
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := packed.find(magic, start + 1)) >= 0:
            packed[start + at] |= 1
    assert reasons(read(tmp_path / "a.zip", bytes(packed))) == ["needs a password (2 of its files)"]
    assert reasons(read(tmp_path / "a.7z", seven(FILES, "secret"))) == ["needs a password"]


def test_names_of_members(tmp_path: Path) -> None:
    data = zipped({"../up\\one.txt": b"Words.", "xxxxxxxx.txt": b"Words."}).replace(b"xxxxxxxx", "été 1.".encode())
    assert [name for name, _ in members(read(tmp_path / "a.zip", data))] == ["../up/one.txt", "été 1..txt"]


def test_a_zip_that_holds_itself_and_a_gzip_that_does(tmp_path: Path) -> None:
    packed = b"Words."
    name = "a.txt"
    for _ in range(7):
        packed, name = zipped({name: packed}), "a.zip"
    assert reasons(read(tmp_path / "a.zip", packed)) == ["containers within containers, more than 5 deep"]


def test_of_very_many_archives_that_lie_too_deep_the_rest_is_counted(tmp_path: Path) -> None:
    empty = zipped({"a.txt": b"Words."})
    packed = zipped({f"{number}.zip": empty for number in range(MOST_LISTED + 3)})
    for _ in range(4):
        packed = zipped({"a.zip": packed})
    found = reasons(read(tmp_path / "a.zip", packed))
    assert len(found) == MOST_LISTED + 1
    assert found[-1] == "3 more containers within containers, more than 5 deep"


def test_a_container_of_nothing(tmp_path: Path) -> None:
    assert reasons(read(tmp_path / "a.zip", zipped({}))) == ["empty: it holds nothing"]
    assert reasons(read(tmp_path / "a.tar", tarred({".x": b"y"}))) == ["empty: it holds nothing"]


@pytest.mark.parametrize(("kind", "shown"), [("a.7z", "a 7z archive"), ("a.tar.zst", "a Zstandard file")])
def test_what_is_not_installed_is_told_with_the_line_to_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, shown: str
) -> None:
    packed = PACKERS[kind](FILES)
    for module in ("py7zr", "compression.zstd", "backports.zstd"):
        monkeypatch.setitem(sys.modules, module, None)
    found = read(tmp_path / "a.zip", zipped({kind: packed, "b.txt": b"Words."}))
    assert reasons(found) == [f"{shown}; in Dateline's folder: pip install '.[archives]'"]
    assert [name for name, _ in members(found)] == ["b.txt"]
