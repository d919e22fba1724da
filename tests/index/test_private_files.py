"""What Dateline makes is its owner's alone."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from index.errors import PathError, UnsafeFolderError
from index.files import make_private_folder


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
