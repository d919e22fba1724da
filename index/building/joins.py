"""What the analyst says of files: that their stories are one, and that pages are stories whatever the rules say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from index.analysis.documents import document_id
from index.corrections.documents import Correction
from index.corrections.pages import PAGES
from index.corrections.stories import STORIES
from index.text.neutralise import neutralise_line

_FIRST = "p0", 1
"""What a text file's only record is known by, and the number of its first story."""


@dataclass(frozen=True, slots=True)
class Joins:
    """Files that are one story, by the id of their first story or, if they were moved, the SHA-256 of their bytes.

    ``pages`` are those that are stories, as the list of problems names them.
    """

    stories: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()

    @classmethod
    def of(cls, corrections: Iterable[Correction]) -> Joins:
        """The files that these corrections join, and the pages that they call stories."""
        given = list(corrections)
        found = [one for one in given if one.kind == STORIES]
        return cls(
            frozenset(one.subject for one in found),
            frozenset(one.value for one in found if one.value),
            frozenset(one.subject for one in given if one.kind == PAGES),
        )

    def hold(self, path: str, digest: str | None) -> bool:
        """Whether the file at this path, with these bytes, is one story."""
        return digest in self.files or (bool(self.stories) and document_id(path, *_FIRST) in self.stories)

    def stories_in(self, path: str) -> list[str]:
        """Those pages that lie in the file at this path, or are it."""
        name = neutralise_line(path)
        return sorted(page for page in self.pages if page == name or page.startswith(f"{name}/"))
