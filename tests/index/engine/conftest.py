"""Every test of this folder runs with an engine of each kind."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from engines import KINDS, Documents, filled

from index.engine import Engine, Searcher


@pytest.fixture(params=list(KINDS))
def kind(request: pytest.FixtureRequest) -> str:
    """The name of a kind of engine."""
    return str(request.param)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the engine keeps what it holds."""
    return tmp_path / "engine"


@pytest.fixture
def fill(kind: str, folder: Path) -> Callable[..., Engine]:
    """Makes an engine with these documents, committed in batches."""
    return partial(filled, kind, folder)


@pytest.fixture
def searched(fill: Callable[..., Engine]) -> Callable[..., Searcher]:
    """Makes a searcher of these documents, committed in batches."""

    def make(*batches: Documents) -> Searcher:
        return fill(*batches).searcher()

    return make
