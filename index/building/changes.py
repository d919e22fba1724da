"""Which files are new, changed, the same or gone, judged by size and time and then by content."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeGuard

from index.catalogue.staged import FileState, Reading
from index.errors import PathError
from index.model import Problem
from index.sources import FileStat, list_files

RACY_NS = 2_000_000_000
"""A file that was written less than two seconds before it was read may change again without a new time."""


UNSETTLED_TIME = -1
"""A time that no file has: one that is kept with it is looked at again."""


@dataclass(slots=True)
class Changes:
    """What there is to do. ``unchanged`` counts the files that need not be looked at."""

    to_read: list[tuple[FileStat, Reading]] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)


def find_changes(
    roots: Mapping[str, Reading],
    known: Mapping[str, FileState],
    mark: Callable[[Reading, str, str | None], str],
    restless: Set[str] = frozenset(),
) -> Changes:
    """Compare the files under the roots with those that were read before.

    ``mark`` tells how a file with this path and the hash of its content would be read now; one that was read
    otherwise is read again.
    Files that are ``restless`` are being written, or were removed just now, and are left as they were.
    A file under several roots is read as the innermost of them says.
    A file counts as gone only where every root that held it was listed completely, and if it was ever read here:
    documents that came from another library without their files stay.
    """
    changes = Changes()
    listed: set[str] = set()
    incomplete: list[str] = []
    for root, reading in sorted(roots.items(), key=lambda item: -len(item[0])):
        try:
            listing = list_files(Path(root))
        except PathError as error:
            changes.problems.append(Problem(root, None, str(error)))
            incomplete.append(root)
            continue
        changes.problems.extend(listing.problems)
        if not listing.complete:
            incomplete.append(root)
        for file in listing.files:
            if file.path in listed:
                continue
            listed.add(file.path)
            if file.path in restless:
                continue
            state = known.get(file.path)
            if _is_unchanged(state, file) and state.reading == mark(reading, file.path, state.hash):
                changes.unchanged += 1
            else:
                changes.to_read.append((file, reading))
    changes.gone.extend(
        state.id
        for path, state in known.items()
        if path not in listed
        and path not in restless
        and state.reading is not None
        and not any(_is_under(path, root) for root in incomplete)
    )
    return changes


def _is_unchanged(state: FileState | None, file: FileStat) -> TypeGuard[FileState]:
    return state is not None and state.hash is not None and (state.size, state.mtime_ns) == (file.size, file.mtime_ns)


def _is_under(path: str, root: str) -> bool:
    return path == root or path.startswith(root.rstrip("/") + "/")


def content_hash(path: Path) -> str:
    """SHA-256 of a file's bytes, hexadecimal. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def settled_time(file: FileStat, read_at_ns: int) -> int:
    """The time to remember for a file: none that would match if it may yet change within the clock's grain."""
    return file.mtime_ns if file.mtime_ns < read_at_ns - RACY_NS else UNSETTLED_TIME
