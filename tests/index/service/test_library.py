"""What the worker asks of a library, answered by a local one with each kind of engine."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from engines import KINDS
from ferry_stories import MANY, json_lines
from library_contract import *  # noqa: F403 - the tests
from library_contract import LONG

from index.building.builder import Builder
from index.catalogue.writing import CatalogueWriter
from index.engine import Engine
from index.service.library import Library
from index.service.served import ServedLibrary


def open_engine(folder: Path, name: str) -> Engine:
    """The engine of the kind that the catalogue names."""
    engine: Engine = KINDS[name](folder / "index")
    return engine


@pytest.fixture(scope="module", params=list(KINDS))
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library of the ferry's stories, with an engine of each kind; nobody writes to it."""
    folder = tmp_path_factory.mktemp(request.param)
    (folder / "library").mkdir(mode=0o700)
    with contextlib.closing(CatalogueWriter(folder / "library" / "catalogue.sqlite")) as catalogue:
        catalogue.set_meta("engine", request.param)
    (folder / "stories.jsonl").write_text(json_lines([*MANY, LONG]))
    Builder(folder / "library", open_engine, processes=1).run([folder / "stories.jsonl"])
    return folder / "library"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the notebook lies, if it is made."""
    return tmp_path / "notes.sqlite"


@pytest.fixture
def library(folder: Path, file: Path) -> Iterator[Library]:
    """The library, corrected by the notebook."""
    with contextlib.closing(ServedLibrary(folder, file, open_engine)) as library:
        yield library
