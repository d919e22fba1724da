"""Reads a file as the builder does: cut into raw records, then made readable."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from index.model import Problem, RawRecord, Record
from index.sources import read_raw, to_record

Read = Callable[..., list[Record | Problem]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Writes bytes to a file of some name and returns all that is read from it."""

    def read_file(name: str, content: bytes | str, fields: Mapping[str, str] | None = None) -> list[Record | Problem]:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        found = read_raw(path, fields or {})
        return [to_record(item, str(path)) if isinstance(item, RawRecord) else item for item in found]

    return read_file
