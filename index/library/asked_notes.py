"""The notes that the conditions of a query are about: the analyst's own, and with ``by:`` those of colleagues."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from index.query.hits import matches
from index.query.tree import Node, TextLeaf, affirmed

if TYPE_CHECKING:
    from index.notebook.annotation import Annotation
    from index.notebook.shared_notes import SharedNotes
    from index.notebook.store import Notebook


class AskedNotes:
    """The notes that one query asks for. What is read is kept for as long as this is."""

    def __init__(
        self, notebook: Notebook | None, root: Node | None, places: Callable[[Annotation], Iterable[str]]
    ) -> None:
        """``root`` is the query, ``places`` the ids of the documents here that a colleague's note is about."""
        self._notebook = notebook
        self._by = [one for one in affirmed(root) if isinstance(one, TextLeaf) and one.field == "by"]
        self._places = places

    @property
    def names_analysts(self) -> bool:
        """Whether the query says whose notes it asks for."""
        return bool(self._by)

    @cached_property
    def asked(self) -> list[Annotation]:
        """The analyst's own notes; those by whom the query asks for, colleagues among them, where it does.

        Raises NotebookError, PathError if the colleagues' folder does not answer.
        """
        if not self._by:
            return self._notebook.annotations() if self._notebook else []
        return [one for one in self.all if any(matches(leaf, one.author) for leaf in self._by)]

    @cached_property
    def all(self) -> list[Annotation]:
        """The analyst's own notes and those of colleagues, of their documents as this library has them."""
        if self._notebook is None:
            return []
        shared = _colleagues(self._notebook.path)
        shared.look_now()
        places: dict[tuple[str, str], tuple[str, ...]] = {}
        found = self._notebook.annotations()
        for note in shared.notes:
            where = note.text_hash, note.document
            if where not in places:
                places[where] = tuple(self._places(note))
            found += [replace(note, document=place) for place in places[where]]
        return found

    def documents_by(self, leaf: TextLeaf) -> set[str]:
        """The ids of the documents with a note by whom the condition names."""
        return {one.document for one in self.all if matches(leaf, one.author)}


@lru_cache(maxsize=4)
def _colleagues(notebook: Path) -> SharedNotes:
    """What colleagues share beside a notebook: their files are read again only when they change."""
    from index.notebook.shared_notes import SharedNotes  # what most searches do without

    return SharedNotes(notebook)
