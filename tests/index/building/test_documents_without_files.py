"""Documents that came from another library, without their files, stay when files are read beside them."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from index.building.builder import Builder
from index.catalogue.packing import Packed, pack
from index.library.engines import open_engine
from index.library.library import LocalLibrary
from index.shared.copies import add_documents


def packed(library: Path, *paths: Path) -> list[Packed]:
    """All documents of a library that is made of these files."""
    library.mkdir(mode=0o700)
    Builder(library, open_engine, processes=1).run(paths)
    with closing(LocalLibrary(library)) as opened, opened.catalogue.reading() as connection:
        return list(pack(connection, list(opened.search("").keys)))


def titles(library: Path) -> list[str]:
    with closing(LocalLibrary(library)) as opened:
        return sorted(summary.title for summary in opened.summaries(opened.search(""), 0, 100))


@pytest.mark.parametrize("folder", ["elsewhere", "corpus"])
def test_they_stay(tmp_path: Path, folder: str) -> None:
    """Also below a folder that is read here, which lacks their file."""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "elsewhere").mkdir()
    theirs = tmp_path / folder / "theirs.txt"
    theirs.write_text("Two ferries collided off Varna.\n")
    documents = packed(tmp_path / "shared", theirs)
    theirs.unlink()
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    assert add_documents(home, documents) == 1
    (tmp_path / "corpus" / "ours.txt").write_text("The bridge was shut on Monday.\n")
    for _ in range(2):
        assert Builder(home, open_engine, processes=1).run([tmp_path / "corpus"]).files_gone == 0
        assert titles(home) == ["The bridge was shut on Monday.", "Two ferries collided off Varna."]
    (tmp_path / "corpus" / "ours.txt").unlink()
    assert Builder(home, open_engine, processes=1).run().files_gone == 1
    assert titles(home) == ["Two ferries collided off Varna."]


def test_a_file_that_is_there_takes_their_place(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    story = corpus / "story.txt"
    story.write_text("Two ferries collided off Varna.\n")
    documents = packed(tmp_path / "shared", story)
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    add_documents(home, documents)
    story.write_text("Three ferries collided off Varna, the coast guard said.\n")
    Builder(home, open_engine, processes=1).run([corpus])
    assert titles(home) == ["Three ferries collided off Varna, the coast guard said."]
    story.unlink()
    assert Builder(home, open_engine, processes=1).run().documents == 0
