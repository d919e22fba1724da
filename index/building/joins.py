"""The files whose stories are one because the analyst says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from index.analysis.documents import document_id
from index.corrections.documents import Correction

_FIRST = "p0", 1
"""What a text file's only record is known by, and the number of its first story."""


@dataclass(frozen=True, slots=True)
class Joins:
    """Those files: by the id of their first story or, where they were moved, by the SHA-256 of their bytes."""

    stories: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()

    @classmethod
    def of(cls, corrections: Iterable[Correction]) -> Joins:
        """The files that these corrections join."""
        found = list(corrections)
        return cls(frozenset(one.subject for one in found), frozenset(one.value for one in found if one.value))

    def hold(self, path: str, digest: str | None) -> bool:
        """Whether the file at this path, with these bytes, is one story."""
        return digest in self.files or (bool(self.stories) and document_id(path, *_FIRST) in self.stories)
