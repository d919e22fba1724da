"""Stars and read marks of several documents at once, as one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from enum import StrEnum
from typing import TYPE_CHECKING

from index.notebook.annotation import Subject
from index.notebook.history import titled
from index.notebook.rows import Change

if TYPE_CHECKING:
    from index.notebook.store import Notebook


class MarkKind(StrEnum):
    """What a document can be marked with; the value is the notebook's word for it."""

    STAR = "starred"
    READ = "read"


_SENTENCES = {
    (MarkKind.STAR, True): ("star of {} taken off again", "star of {} put on again"),
    (MarkKind.STAR, False): ("star of {} put on again", "star of {} taken off again"),
    (MarkKind.READ, True): ("{} marked unread again", "{} marked read again"),
    (MarkKind.READ, False): ("{} marked read again", "{} marked unread again"),
}
"""What is said of undoing a mark, or its taking off, and of doing it again."""


def mark_documents(notebook: Notebook, subjects: Sequence[Subject], mark: MarkKind, *, wanted: bool) -> int:
    """Give documents a mark, or take it off them; returns how many changed. Raises NotebookError."""
    there = {one.document: one for one in notebook.marks() if one.mark == mark}
    changing = [one for one in subjects if (one.document in there) != wanted]
    changes = [
        Change("marks", None, (one.document, mark.value, one.text_hash))
        if wanted
        else Change("marks", astuple(there[one.document]), None)
        for one in changing
    ]
    if changes:
        what = titled(changing[0]) if len(changing) == 1 else f"{len(changing):,} documents"
        notebook.change(what, changes, *_SENTENCES[mark, wanted])
    return len(changing)
