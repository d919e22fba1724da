from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.notebook.annotation import Subject
from index.notebook.store import Notebook


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "notebooks" / "harbour.sqlite"


@pytest.fixture
def notebook(path: Path) -> Iterator[Notebook]:
    opened = Notebook.open(path)
    yield opened
    opened.close()


@pytest.fixture
def other_session(notebook: Notebook) -> Iterator[Notebook]:
    opened = Notebook.open(notebook.path)
    yield opened
    opened.close()


@pytest.fixture
def text() -> str:
    return (
        "Dockers in the port of Varna went back to work on Monday. The union said that the new shifts were "
        "shorter by an hour. “Nobody was consulted,” its chairwoman, Мария Стоева, said. The port's owner "
        "declined to comment."
    )


@pytest.fixture
def subject() -> Subject:
    return Subject("d-17", "Dockers return", "Harbour Post", "2021-03-01", "/corpus/varna.txt")
