"""What Dateline makes is its owner's alone."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import PathError, UnsafeFolderError
from index.home.folders import make_private_folder
from index.library.library import Library


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
    with contextlib.closing(Library(library)) as opened, pytest.raises(UnsafeFolderError, match="chmod go-w"):
        opened.search("syria")


def test_a_table_of_contents_of_another_user_is_not_opened(library: Path) -> None:
    (file,) = (library / "index").glob("*.toc")
    if os.geteuid() == 0:
        os.chown(file, 65534, 65534)
    else:
        file.unlink()
        file.symlink_to("/etc/passwd")
    with contextlib.closing(Library(library)) as opened, pytest.raises(UnsafeFolderError, match="another user"):
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
