"""Which files under the roots have changed and come to rest, judged by listing them again and again.

A file that is being written has another size or time at every look. It is read when it has been the same for a while,
so that a half-written one is read when it is whole. Looking works on every file system; being told of changes does not
on those of a network.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple

QUIET = 2.0
"""Seconds for which a file must have stayed the same."""

LONGEST = 300.0
"""After so many seconds a file that never rests is read as it stands."""

NEW, CHANGED, GONE = "new", "changed", "gone"

Stat = tuple[int, int]
"""Size and time of a file, in nanoseconds."""


class Look(NamedTuple):
    """What one look has shown: the files that are at rest, with how they have changed, and those that are not."""

    ready: Mapping[str, str]
    restless: Set[str]


@dataclass(slots=True)
class _Change:
    """A file that is other than when it was taken."""

    stat: Stat | None  # at the last look; None if it is gone
    first: float  # when it was first seen to have changed
    since: float  # when it last did


@dataclass(slots=True)
class QuietFiles:
    """Remembers the files as they were taken, and what has changed since. Times are seconds of any steady clock."""

    _taken: dict[str, Stat] = field(default_factory=dict)
    _changes: dict[str, _Change] = field(default_factory=dict)

    def look(self, files: Mapping[str, Stat], now: float, unlisted: Sequence[str] = ()) -> Look:
        """Compare with the files as they are now. What is missing in the ``unlisted`` folders may still be there."""
        paths = {path for path, stat in files.items() if self._taken.get(path) != stat}
        paths |= {path for path in self._taken if path not in files and not _is_in(path, unlisted)}
        for path in [path for path in self._changes if path not in paths]:
            del self._changes[path]
        ready, restless = {}, set()
        for path in sorted(paths):
            stat = files.get(path)
            change = self._changes.setdefault(path, _Change(stat, now, now))
            if change.stat != stat:
                change.stat, change.since = stat, now
            if now - change.since >= QUIET or now - change.first >= LONGEST:
                ready[path] = GONE if stat is None else CHANGED if path in self._taken else NEW
            else:
                restless.add(path)
        return Look(ready, restless)

    def take(self, look: Look) -> None:
        """Remember the files that were ready as taken."""
        for path in look.ready:
            stat = self._changes.pop(path).stat
            if stat is None:
                self._taken.pop(path, None)
            else:
                self._taken[path] = stat


def _is_in(path: str, folders: Sequence[str]) -> bool:
    return any(path == folder or path.startswith(f"{folder.rstrip('/')}/") for folder in folders)
