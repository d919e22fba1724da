"""Files that were split into stories and are one: the correction that says so, and the notes that it moves.

The correction's subject is the id of the file's first story, which is that of the joined one too; its value is the
SHA-256 of the file, by which a file that was moved is known. Joining and splitting read the file again, so
``index.library.story_plans`` plans beside the library where notes belong afterwards, and it is written here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from index.corrections.documents import Correction, change_of, corrections
from index.notebook.anchors import Anchor
from index.notebook.annotation import Subject, now, placed
from index.notebook.rows import Change, annotation_row
from index.notebook.store import Notebook

STORIES = "stories"
"""The kind of corrections that are about the stories of a file."""

JOIN = "join"
"""The field of a correction that makes the stories of a file one."""


@dataclass(frozen=True, slots=True)
class Move:
    """A note that belongs elsewhere once the stories are joined or split again."""

    annotation: str  # its id
    document: str  # which it is about now
    subject: Subject
    anchor: Anchor | None  # None for a whole document


@dataclass(frozen=True, slots=True)
class StoryPlan:
    """What joining a file's stories, or splitting them again, means. It travels from the worker to the screen."""

    subject: Subject  # the first story, with the hash of the joined text
    file_hash: str
    moves: tuple[Move, ...]
    starred: Subject | None = None  # the document that takes over the star of a story


def story_joins(notebook: Notebook) -> list[Correction]:
    """The files whose stories are one, as corrections. Raises NotebookError."""
    return corrections(notebook, STORIES)


def join_stories(notebook: Notebook, plan: StoryPlan) -> None:
    """Say that a file is one story, and take its notes along, as one step. Raises NotebookError.

    It holds once the library was brought up to date.
    """
    about = plan.subject
    correction = Correction(
        *(STORIES, about.document, "", JOIN, plan.file_hash, about.title, about.path, about.text_hash, now())
    )
    if _known(notebook, about.document) is not None:
        return
    changes = [change_of(None, correction), *_moved(notebook, plan.moves)]
    if plan.starred is not None and plan.starred.document not in notebook.starred():
        changes.append(Change("marks", None, (plan.starred.document, "starred", plan.starred.text_hash)))
    notebook.change(f"joining of '{about.title}'", changes, "{} undone", "{} done again")


def withdraw_join(notebook: Notebook, plan: StoryPlan) -> bool:
    """Let a file be stories again, and give each its notes, as one step; False if it was not joined.

    Raises NotebookError. It holds once the library was brought up to date.
    """
    known = _known(notebook, plan.subject.document)
    if known is not None:
        changes = [change_of(known, None), *_moved(notebook, plan.moves)]
        notebook.change(f"joining of '{known.title}'", changes, "{} done again", "{} undone again")
    return known is not None


def _known(notebook: Notebook, document: str) -> Correction | None:
    return next((one for one in story_joins(notebook) if one.subject == document), None)


def _moved(notebook: Notebook, moves: Iterable[Move]) -> list[Change]:
    """The changes of rows that move notes; a note that is about something else by now stays."""
    changes = []
    for move in moves:
        current = notebook.annotation(move.annotation)
        if current is not None and current.document == move.document:
            after = annotation_row(placed(current, move.subject, move.anchor))
            changes.append(Change("annotations", annotation_row(current), after))
    return changes
