"""An index whose files cannot be trusted: the error that says so, and the mark that has it built again."""

from __future__ import annotations

import contextlib
from pathlib import Path

from index.errors import LibraryDamagedError

MARK = "damaged"
"""The name of an empty file in the index's folder: the next run of ``dateline index`` builds the index again."""


def report_damage(folder: Path, how: str) -> LibraryDamagedError:
    """The error for an index that cannot be used. Its folder is marked, so that damage found late is repaired too."""
    with contextlib.suppress(OSError):
        (folder / MARK).touch(mode=0o600)
    return LibraryDamagedError(
        f"The index in {folder} is damaged ({how}); build it again with: dateline index. Your notes are safe."
    )
