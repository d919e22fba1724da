"""The screen has the library brought up to date by another process."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.building.builder import Builder
from index.errors import LibraryError
from index.library.engines import open_engine
from index.library.library import LocalLibrary
from tui.updating import update_library


async def test_what_is_new_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("The lighthouse was lit.\n")
    Builder(tmp_path / "library", open_engine, processes=1).run([corpus])
    (corpus / "b.txt").write_text("The lighthouse went dark.\n")
    await update_library(tmp_path / "library", tmp_path / "notes.sqlite")
    library = LocalLibrary(tmp_path / "library")
    assert len(library.search("lighthouse").keys) == 2
    library.close()


async def test_what_went_wrong_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    (tmp_path / "notes.sqlite").write_text("not a notebook, but long enough to be looked at as one " * 20)
    (tmp_path / "library").mkdir(mode=0o700)
    with pytest.raises(LibraryError, match=r"not read again: .*notes\.sqlite"):
        await update_library(tmp_path / "library", tmp_path / "notes.sqlite")
