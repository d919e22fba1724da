"""What Dateline makes is its owner's alone."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from index.catalogue import schema as catalogue
from index.errors import LibraryError, PathError, UnsafeFolderError
from index.home.folders import make_private_folder
from index.home.lock import writer_lock
from index.library.library import LocalLibrary
from index.notebook import schema as notebook


def test_every_folder_that_is_made_is_private_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        make_private_folder(tmp_path / "one" / "two" / "three")
    finally:
        os.umask(before)
    for folder in ("one", "one/two", "one/two/three"):
        assert stat.S_IMODE((tmp_path / folder).stat().st_mode) == 0o700
    make_private_folder(tmp_path / "one" / "two" / "three")


def test_a_file_in_the_way_and_a_folder_that_others_may_write_are_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PathError):
        make_private_folder(tmp_path / "file")
    with pytest.raises(PathError):
        make_private_folder(tmp_path / "file" / "below")
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o777)
    with pytest.raises(UnsafeFolderError):
        make_private_folder(tmp_path / "open")


@pytest.mark.parametrize("pattern", ["*.toc", "version"])
def test_a_file_of_the_index_that_others_may_have_written_is_not_opened(library: Path, pattern: str) -> None:
    (file,) = (library / "index").glob(pattern)
    file.chmod(0o666)
    with contextlib.closing(LocalLibrary(library)) as opened, pytest.raises(UnsafeFolderError, match="chmod go-w"):
        opened.search("syria")


def test_a_table_of_contents_of_another_user_is_not_opened(library: Path) -> None:
    (file,) = (library / "index").glob("*.toc")
    if os.geteuid() == 0:
        os.chown(file, 65534, 65534)
    else:
        file.unlink()
        file.symlink_to("/etc/passwd")
    with contextlib.closing(LocalLibrary(library)) as opened, pytest.raises(UnsafeFolderError, match="another user"):
        opened.search("syria")


def test_every_file_of_a_library_is_private_whatever_the_umask(build: Callable[..., Path]) -> None:
    before = os.umask(0)
    try:
        folder = build({"a.txt": "The zebra came on Tuesday."})
    finally:
        os.umask(before)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*") if path.is_file()}
    assert "MAIN_WRITELOCK" in modes
    assert {name: mode for name, mode in modes.items() if mode != 0o600} == {}


@pytest.mark.parametrize("mode", [0o720, 0o702])
def test_a_folder_that_a_group_or_others_may_write_is_refused(tmp_path: Path, mode: int) -> None:
    folder = tmp_path / "open"
    folder.mkdir()
    folder.chmod(mode)
    with pytest.raises(UnsafeFolderError, match="Others may write"):
        make_private_folder(folder)


def test_a_lock_is_never_written_through_a_link(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    (tmp_path / "lock").symlink_to(victim)
    with pytest.raises(LibraryError), writer_lock(tmp_path):
        pass
    assert victim.read_text() == "precious"


def test_what_is_sorted_does_not_lie_in_a_folder_for_all(library: Path, tmp_path: Path) -> None:
    notebook.make(tmp_path / "notebook.sqlite")
    for connection in (
        catalogue.connect(library / "catalogue.sqlite", write=False),
        notebook.connect(tmp_path / "notebook.sqlite"),
    ):
        with contextlib.closing(connection):
            assert connection.execute("PRAGMA temp_store").fetchone()[0] == 2  # in memory
