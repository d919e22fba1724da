"""The bytes of a file, or of a file within it, as they were before anything was read from them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import IO

from index.errors import UnreadableError
from index.sources.fields import FieldNames
from index.sources.limits import Budget
from index.sources.reading import Walk
from index.sources.source import Source


def copy_original(path: Path, member: str, target: IO[bytes]) -> None:
    """Write the bytes of a file, or with a ``member`` of the file within it that has this path.

    Raises UnreadableError, also for a member that is not there, and OSError.
    """
    budget = Budget()
    source = Source.of_file(path, budget, FieldNames({}))
    if not member:
        with source.open() as stream:
            shutil.copyfileobj(stream, target)
        return
    if not Walk(path, budget).copy_member(source, member, target):
        raise UnreadableError(f"there is no {member} in it")
