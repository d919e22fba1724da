"""Which files are found under a root, and what is left out and said."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from index.errors import PathError
from index.sources import list_files


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    return folder


def names(root: Path) -> list[str]:
    return [os.path.relpath(file.path, root) for file in list_files(root).files]


def test_folders_are_walked_and_sorted_and_hidden_files_left_out(root: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", ".hidden.txt", ".git/x.txt", "a/.x/y.txt"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("words")
    os.utime(root / "b.txt", ns=(1, 1_500_000_000_123_456_789))
    listing = list_files(root)
    assert names(root) == ["a/b/c.txt", "a/z.txt", "b.txt"]
    assert (listing.root, listing.complete, listing.problems) == (root, True, ())
    assert (listing.files[2].size, listing.files[2].mtime_ns) == (5, 1_500_000_000_123_456_789)


def test_a_root_may_be_one_file_or_hidden_itself(root: Path) -> None:
    (root / ".notes.txt").write_text("words")
    assert [file.path for file in list_files(root / ".notes.txt").files] == [str(root / ".notes.txt")]
    (root / ".folder").mkdir()
    (root / ".folder" / "x.txt").write_text("words")
    assert names(root / ".folder") == ["x.txt"]


@pytest.mark.parametrize("name", ["missing", "file.txt/below", "nul\x00"])
def test_a_root_that_is_not_there(root: Path, name: str) -> None:
    (root / "file.txt").write_text("words")
    with pytest.raises(PathError):
        list_files(root / name)


def test_a_root_that_is_a_pipe(root: Path) -> None:
    os.mkfifo(root / "pipe")
    with pytest.raises(PathError, match="neither a file nor a folder"):
        list_files(root / "pipe")


def test_the_sentence_about_a_missing_root_is_harmless(root: Path) -> None:
    with pytest.raises(PathError) as caught:
        list_files(root / "\x1b]52;c;x\x07\n")
    assert str(caught.value).isprintable()


def test_links(root: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text("words")
    (root / "here").mkdir()
    (root / "here" / "a.txt").write_text("words")
    (root / ".store").mkdir()
    (root / ".store" / "kept.txt").write_text("words")
    for name, target in {
        "loop": root,
        "here/up": root / "here",
        "self": root / "self",
        "again.txt": root / "here" / "a.txt",
        "out": tmp_path / "outside",
        "out.txt": tmp_path / "outside" / "secret.txt",
        "sibling": tmp_path / "corpus-2",
        "kept.txt": root / ".store" / "kept.txt",
        "store": root / ".store",
    }.items():
        (root / name).symlink_to(target)
    (tmp_path / "corpus-2").mkdir()
    listing = list_files(root)
    assert names(root) == ["here/a.txt", "kept.txt", "store/kept.txt"]
    assert listing.complete
    said = {Path(problem.path).name: problem.reason for problem in listing.problems}
    assert sorted(said) == ["out", "out.txt", "self", "sibling"]
    assert "nowhere" in said["self"]
    assert all("leads out" in said[name] for name in ("out", "out.txt", "sibling"))


def test_pipes_and_sockets_are_reported(root: Path) -> None:
    os.mkfifo(root / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(root / "socket"))
    listing = list_files(root)
    assert listing.files == ()
    assert listing.complete
    assert ["pipe, socket or device" in problem.reason for problem in listing.problems] == [True, True]


def test_a_folder_too_deep_to_list_makes_the_listing_incomplete(root: Path) -> None:
    (root / "seen.txt").write_text("words")
    here = os.open(root, os.O_RDONLY)
    try:
        for _ in range(25):  # relative to the one above: the whole path is longer than the system allows
            os.mkdir("d" * 200, dir_fd=here)
            below = os.open("d" * 200, os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = below
    finally:
        os.close(here)
    listing = list_files(root)
    assert names(root) == ["seen.txt"]
    assert not listing.complete
    assert "cannot be" in listing.problems[0].reason


def test_hostile_names_survive(root: Path) -> None:
    raw_names = [
        b"bad\xff\xfe.txt",
        b"two\nlines.txt",
        b"esc\x1b[31m.txt",
        "раз.txt".encode(),
        b"<b>[@click=app.quit].txt",
    ]
    for name in raw_names:
        (root / os.fsdecode(name)).write_text("words")
    assert sorted(os.fsencode(Path(file.path).name) for file in list_files(root).files) == sorted(raw_names)


def test_names_in_problems_are_harmless(root: Path) -> None:
    os.mkfifo(root / os.fsdecode(b"pipe\xff\x1b\n\xe2\x80\xae"))
    problem = list_files(root).problems[0]
    assert problem.path.isprintable()
    problem.path.encode("utf-8")
