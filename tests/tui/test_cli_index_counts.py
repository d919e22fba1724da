"""What ``dateline index`` and ``doctor`` count, and passwords that are tried and never kept."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import py7zr
import pytest
from mails import thread_box

from index.building.builder import Builder
from index.building.progress import Progress
from index.library.engines import open_engine
from tui.__main__ import main
from tui.cli.indexing import _progress_text

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["dateline", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        return int(end.value.code or 0), *capsys.readouterr()

    return command


def zip_crypto(files: dict[str, bytes], password: bytes) -> bytes:
    """A zip archive whose members are encrypted in the old way (APPNOTE 6.1), which Python reads and cannot write."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    data = bytearray(out.getvalue())
    plain = zipfile.ZipFile(io.BytesIO(bytes(data)))
    rebuilt, directory = bytearray(), bytearray()
    for info in plain.infolist():
        content = files[info.filename]
        keys = _Keys(password)
        packed = bytes(keys.encrypt(byte) for byte in bytes(11) + bytes([info.CRC >> 24]) + content)
        name = info.filename.encode()
        head = b"\x14\x00\x01\x00\x00\x00" + b"\x00\x00\x21\x00"
        sizes = info.CRC.to_bytes(4, "little") + len(packed).to_bytes(4, "little") + len(content).to_bytes(4, "little")
        offset = len(rebuilt).to_bytes(4, "little")
        rebuilt += b"PK\x03\x04" + head + sizes + len(name).to_bytes(2, "little") + b"\x00\x00" + name + packed
        directory += b"PK\x01\x02\x14\x00" + head + sizes + len(name).to_bytes(2, "little") + bytes(12) + offset + name
    count = len(files).to_bytes(2, "little")
    end = len(directory).to_bytes(4, "little") + len(rebuilt).to_bytes(4, "little")
    return bytes(rebuilt + directory + b"PK\x05\x06" + bytes(4) + count + count + end + b"\x00\x00")


class _Keys:
    """The three keys of the old encryption of zip archives."""

    def __init__(self, password: bytes) -> None:
        self.keys = [0x12345678, 0x23456789, 0x34567890]
        for byte in password:
            self._update(byte)

    def _update(self, byte: int) -> None:
        one, two, three = self.keys
        one = _crc(one, byte)
        two = ((two + (one & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        self.keys = [one, two, _crc(three, two >> 24)]

    def encrypt(self, byte: int) -> int:
        key = self.keys[2] | 2
        encrypted = byte ^ (((key * (key ^ 1)) >> 8) & 0xFF)
        self._update(byte)
        return encrypted


def _crc(value: int, byte: int) -> int:
    value ^= byte
    for _ in range(8):
        value = (value >> 1) ^ (0xEDB88320 if value & 1 else 0)
    return value


def test_passwords_are_tried_in_turn_and_kept_nowhere(tmp_path: Path, home: Path, run: Run) -> None:
    files = {"a.txt": b"Words of a letter that was locked.", "b.txt": b"More words that were locked away."}
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "locked.zip").write_bytes(zip_crypto(files, b"tuna melt"))
    (tmp_path / "in" / "open.txt").write_text("Words for all.")
    code, out, _ = run("index", tmp_path / "in")
    assert (code, "needs a password (2 of its files)" in out, "1 document in" in out) == (0, True, True)
    wrong, right = tmp_path / "wrong", tmp_path / "right"
    wrong.write_text("sesame\n\nopen\n")
    right.write_text("sesame\ntuna melt\n")
    assert "needs a password" in run("index", tmp_path / "in", "--passwords", wrong)[1]
    _, out, _ = run("index", tmp_path / "in", "--passwords", right)
    assert "needs a password" not in out and "3 documents" in out and "1 file read" in out
    assert run("index", tmp_path / "in")[1].count("not read") == 1  # "0 not read", and nothing is read again
    assert not [path for path in home.rglob("*") if path.is_file() and b"tuna melt" in path.read_bytes()]
    code, out, err = run("index", tmp_path / "in", "--passwords", tmp_path / "none")
    assert code == 2 and "cannot be read" in err


def test_a_7z_with_a_password(tmp_path: Path, run: Run) -> None:
    (tmp_path / "in").mkdir()
    for name, hidden in (("names.7z", True), ("plain.7z", False)):
        with py7zr.SevenZipFile(tmp_path / "in" / name, "w", password="tuna", header_encryption=hidden) as archive:
            archive.writestr(f"Words that were locked in {name}.", "a.txt")
    (tmp_path / "passwords").write_text("salt\ntuna\n")
    code, out, err = run("index", tmp_path / "in")
    assert code == 2 and out.count("needs a password") >= 2 and "nothing that Dateline can read" in err
    assert "2 documents" in run("index", tmp_path / "in", "--passwords", tmp_path / "passwords")[1]


def test_a_run_is_counted_and_the_doctor_lists_what_was_refused(tmp_path: Path, run: Run) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "box.mbox").write_bytes(thread_box())
    (tmp_path / "in" / "a.txt").write_text("Words of a note.")
    (tmp_path / "in" / "empty.txt").write_text("")
    (tmp_path / "in" / "void.txt").write_text("")
    _, out, _ = run("index", tmp_path / "in")
    assert "2 containers with 5 members; documents by type: mail 3, text 2." in out
    assert "not read, by reason: empty 2, not text: an image 1." in out
    _, out, _ = run("index", tmp_path / "in", "--json")
    assert json.loads(out)["refused"] == {}
    _, out, _ = run("doctor")
    assert "types: mail 3, text 2" in out and "refused: empty 2," in out
    code, out, _ = run("doctor", "--only-problems")
    assert (code, out.splitlines()[0], len(out.splitlines())) == (0, "problems of reading: 3", 4)
    _, out, _ = run("doctor", "--only-problems", "--json")
    assert json.loads(out)["refused"]["empty"] == 2


def test_a_file_that_takes_long_is_named() -> None:
    assert _progress_text(Progress(documents=3, file="/in/long.zip", file_seconds=7.2)).endswith("· 7 s in long.zip")
    assert "long" not in _progress_text(Progress(documents=3, file="/in/long.zip", file_seconds=1.0))


def test_the_file_that_is_read_is_told_to_whoever_watches(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words of a note.")
    told: list[str] = []
    Builder(tmp_path / "library", open_engine, lambda progress: told.append(progress.file), processes=1).run(
        [tmp_path / "a.txt"]
    )
    assert told[-1] == str(tmp_path / "a.txt")


def test_a_library_of_another_version_is_told_and_read_again(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("The ferry sank near the port on Monday.")
    run("index", tmp_path / "in")
    assert "another version" not in run("doctor")[1]
    assert "read again" not in run("index")[1]
    monkeypatch.setattr("index.analysis.documents.VERSION", "later")
    assert "1 file of the library was read by another version" in run("doctor")[1]
    assert "read again, since another version of Dateline had read them: 1 file." in run("index")[1]
    assert "another version" not in run("doctor")[1]
