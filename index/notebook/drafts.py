"""Notes that were typed and left without saving: a file each, until they are saved or thrown away."""

from __future__ import annotations

from pathlib import Path

from index.model import Problem
from index.notebook.recovery import Unsaved, discard, keep, kept


class Drafts:
    """The drafts of a notebook, at most one on the same passages or on the same edited note."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def all(self) -> tuple[list[Unsaved], list[Problem]]:
        """Returns the drafts, the newest first, and the files that cannot be read. Raises UnsafeFolderError."""
        found, problems = self._kept()
        return [draft for _, draft in reversed(found)], problems

    def of(self, about: Unsaved) -> Unsaved | None:
        """Returns the draft on what ``about`` is about, whatever it says. Raises UnsafeFolderError."""
        return next((draft for _, draft in self._on(about)), None)

    def keep(self, draft: Unsaved) -> None:
        """Writes a draft, in place of an earlier one on the same. It is on disk, whole, when this returns.

        Raises NotebookError if it cannot be written, UnsafeFolderError.
        """
        earlier = [path for path, _ in self._on(draft)]
        keep(self._folder, draft)
        for path in earlier:
            discard(path)

    def discard(self, about: Unsaved) -> None:
        """Removes the draft on what ``about`` is about, if there is one. Raises UnsafeFolderError."""
        for path, _ in self._on(about):
            discard(path)

    def _kept(self) -> tuple[list[tuple[Path, Unsaved]], list[Problem]]:
        return kept(self._folder) if self._folder.exists() else ([], [])

    def _on(self, about: Unsaved) -> list[tuple[Path, Unsaved]]:
        return [(path, draft) for path, draft in self._kept()[0] if _key(draft) == _key(about)]


def _key(draft: Unsaved) -> object:
    """What a draft is about: a note that is edited, else passages, whatever a document's title is now."""
    return draft.editing or [(subject.document, anchor) for subject, anchor in draft.passages]
