"""A file that is there whole or not at all, and originals in a folder."""

from __future__ import annotations

import csv
import stat
import zipfile
from pathlib import Path

import pytest

from index.errors import PathError
from index.export.documents import Document, Head
from index.export.originals import LIST, Originals
from index.export.whole_file import WholeFile
from index.notebook.annotation import Subject

HEAD = Head("", "harbour", 4, "2026-11-30T18:00:00Z")


def document(path: Path, member: str = "", title: str = "Story") -> Document:
    return Document(Subject(f"{path}{member}", title, path=str(path)), "", "", member, (), "")


def test_a_file_is_private_and_there_at_the_end(tmp_path: Path) -> None:
    target = tmp_path / "out.md"
    with WholeFile(target) as file:
        file.write("one")
        assert not target.exists()
    assert target.read_text() == "one"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [target]


def test_nothing_is_there_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no"), WholeFile(tmp_path / "out.md") as file:
        file.write("one")
        raise ValueError("no")
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_never_replaced(tmp_path: Path) -> None:
    target = tmp_path / "out.md"
    with pytest.raises(PathError, match="is there already"), WholeFile(target) as file:
        target.write_text("of somebody else")
        file.write("one")
    with pytest.raises(PathError, match="is there already"), WholeFile(target):
        pass
    assert target.read_text() == "of somebody else"
    with pytest.raises(PathError, match="cannot be written"), WholeFile(tmp_path / "none" / "out.md"):
        pass


def test_originals_are_copied_once_each_and_listed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\x00a")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("in/c.txt", "inside")
    folder = tmp_path / "out"
    whose = [
        document(tmp_path / "a.txt"),
        document(tmp_path / "a.txt", title="=1+1"),
        document(tmp_path / "b.zip", "in/c.txt"),
        document(tmp_path / "b.zip", "in/gone.txt"),
        document(tmp_path / "gone.txt"),
    ]
    with Originals(folder, HEAD) as originals:
        for one in whose:
            originals.take(one)
        originals.write_list()
    assert (originals.copied, originals.missing) == (2, 2)
    assert (folder / "0001 a.txt").read_bytes() == b"\xff\x00a"
    assert (folder / "0002 c.txt").read_text() == "inside"
    _, columns, *rows = csv.reader((folder / LIST).read_text().splitlines())
    listed = [dict(zip(columns, row, strict=True)) for row in rows]
    assert [row["file"] for row in listed] == ["0001 a.txt", "0001 a.txt", "0002 c.txt", "", ""]
    assert listed[1]["title"] == "'=1+1"
    assert "in/gone.txt" in listed[3]["problem"]
    assert listed[4]["problem"] == "the file has vanished"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    with pytest.raises(PathError, match="is not empty"):
        Originals(tmp_path, HEAD)
    with pytest.raises(PathError, match="cannot be made"):
        Originals(tmp_path / "x" / "y", HEAD)


def test_a_file_that_unpacks_without_end_costs_only_itself(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.txt", bytes(600_000_000))
        archive.writestr("b.txt", "small")
    with Originals(tmp_path / "out", HEAD) as originals:
        originals.take(document(tmp_path / "bomb.zip", "zeros.txt"))
        originals.take(document(tmp_path / "bomb.zip", "b.txt"))
        originals.write_list()
    assert originals.missing >= 1
    assert sum(file.stat().st_size for file in (tmp_path / "out").iterdir()) < 1_000_000


def test_names_that_strangers_chose_are_names_of_files(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("in/;rm -rf ~ $(x) <b>.txt", "inside")
    member = zipfile.ZipFile(tmp_path / "b.zip").namelist()[0]
    with Originals(tmp_path / "out", HEAD) as originals:
        originals.take(document(tmp_path / "b.zip", member))
    (name,) = (file.name for file in (tmp_path / "out").iterdir())
    assert name.isprintable()
    assert not set(";~$<>/") & set(name)
