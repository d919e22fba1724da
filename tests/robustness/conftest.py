"""Small disks for faults."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from disk import Disk


@pytest.fixture
def make_disk(tmp_path: Path) -> Iterator[Callable[[str], Disk]]:
    """Mounts small disks, and unmounts them after the test."""
    made: list[Disk] = []

    def make(size: str) -> Disk:
        made.append(Disk(tmp_path / f"disk-{len(made)}", size))
        return made[-1]

    yield make
    for disk in made:
        disk.remove()
