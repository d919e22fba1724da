"""Which engine a library has is written in its catalogue."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest

from index.building.builder import Builder
from index.catalogue.writing import CatalogueWriter
from index.errors import LibraryError
from index.library.engines import open_engine
from index.library.library import LocalLibrary


@pytest.fixture
def folder(build: Callable[..., Path]) -> Path:
    """A library whose catalogue names an engine that nobody knows."""
    folder = build({"a.txt": "Rain fell on the harbour."})
    with contextlib.closing(CatalogueWriter(folder / "catalogue.sqlite")) as catalogue:
        catalogue.set_meta("engine", "zebra")
    return folder


def test_an_engine_that_is_not_known_is_not_replaced_by_another(folder: Path) -> None:
    for use in (lambda: LocalLibrary(folder), lambda: Builder(folder, open_engine, processes=1).run()):
        with pytest.raises(LibraryError, match=r"searched with 'zebra'.*update Dateline"):
            use()
