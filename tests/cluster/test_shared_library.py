"""What the worker asks of a library, answered by one on a cluster: the same tests as for a local one."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from ferry_stories import MANY, json_lines
from library_contract import *  # noqa: F403 - the tests
from library_contract import LONG
from shared_libraries import build, give

from index.cluster.places import SharedPlace
from index.service.library import Library
from index.shared.library import SharedLibrary


@pytest.fixture(scope="module")
def place(port: int, name: str, tmp_path_factory: pytest.TempPathFactory) -> SharedPlace:
    """Where the ferry's stories are."""
    folder = build(tmp_path_factory.mktemp("ferry"), json_lines([*MANY, LONG]))
    return give(folder, port, name)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the notebook lies, if it is made."""
    return tmp_path / "notes.sqlite"


@pytest.fixture
def library(place: SharedPlace, file: Path, tmp_path: Path) -> Iterator[Library]:
    """The library, with the notebook."""
    with contextlib.closing(SharedLibrary(place, tmp_path / "stand-in", file)) as library:
        yield library
