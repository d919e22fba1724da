"""Notes follow their documents when files changed, moved or vanished: what is to be asked, and what is written.

Where a note belongs now is found beside the library (``index.library.note_places``), by the command itself or by the
worker; the notebook is written here, by the command or by the screen's process.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from index.notebook.anchors import Anchor
from index.notebook.annotation import Annotation, Mark, Subject
from index.notebook.store import Notebook


@dataclass(frozen=True, slots=True)
class Proposal:
    """A passage that an orphan may be attached to by hand."""

    subject: Subject
    start: int
    end: int
    score: float  # 0 to 1


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a note belongs now. It travels from the worker to the screen."""

    outcome: str  # a value of ``index.notebook.reanchor.Outcome``
    subject: Subject | None = None  # its document; None for an orphan
    anchor: Anchor | None = None  # None for a whole document too
    start: int | None = None  # where its words stand; None for an orphan and a whole document
    end: int | None = None
    proposals: tuple[Proposal, ...] = ()  # for an orphan, the likeliest first


Place = tuple[str, Anchor | None]
"""A document's id, and the passage in it; None for the whole."""


def place_of(annotation: Annotation) -> Place:
    """What an annotation is about."""
    return annotation.document, annotation.anchor


@dataclass(slots=True)
class Followed:
    """What became of a notebook's notes. Those whose documents are as they were are not in it."""

    found: list[tuple[Annotation, Placement]] = field(default_factory=list)
    approximate: dict[str, Placement] = field(default_factory=dict)  # by the note's id
    orphans: dict[str, Placement] = field(default_factory=dict)
    marks: list[tuple[Mark, Subject]] = field(default_factory=list)  # of documents that moved, with where to
    looked_for: dict[str, Place] = field(default_factory=dict)  # by the note's id, what was looked for

    def is_approximate(self, annotation: Annotation) -> bool:
        """Whether the note's words have changed."""
        return annotation.id in self.approximate and self.looked_for[annotation.id] == place_of(annotation)

    def is_orphan(self, annotation: Annotation) -> bool:
        """Whether the note's words were not found. One that was attached since is none."""
        return annotation.id in self.orphans and self.looked_for[annotation.id] == place_of(annotation)

    @property
    def summary(self) -> str:
        """What to tell of it on one line, "" if there is nothing."""
        parts = [
            f"{len(self.found)} found again" if self.found else "",
            f"{len(self.approximate)} where words have changed" if self.approximate else "",
            f"{len(self.orphans)} not found any more, see: dateline notes list" if self.orphans else "",
        ]
        told = ", ".join(part for part in parts if part)
        return f"Notes: {told}." if told else ""


class Following:
    """One look at a notebook: first ``documents`` are asked for, then each of ``notes`` and ``marks`` is placed."""

    def __init__(self, notebook: Notebook) -> None:
        """Read the notebook. Raises NotebookError."""
        self._notebook = notebook
        self._annotations = notebook.annotations()
        self._marks = notebook.marks()
        self.followed = Followed()

    @property
    def documents(self) -> list[str]:
        """The ids of the documents that anything in the notebook is about."""
        return sorted({one.document for one in self._annotations} | {one.document for one in self._marks})

    def notes(self, hashes: Mapping[str, str]) -> list[Annotation]:
        """The notes to place: their documents have not the text that they were made on. ``hashes`` are by id."""
        return [one for one in self._annotations if not one.text_hash or hashes.get(one.document) != one.text_hash]

    def marks(self, hashes: Mapping[str, str]) -> list[Mark]:
        """The stars and read marks to place: their documents are gone."""
        return [one for one in self._marks if one.document not in hashes]

    def take_note(self, annotation: Annotation, placement: Placement) -> None:
        """Take in where a note belongs."""
        self.followed.looked_for[annotation.id] = place_of(annotation)
        if placement.outcome == "found":
            self.followed.found.append((annotation, placement))
        elif placement.outcome == "approximate":
            self.followed.approximate[annotation.id] = placement
        elif placement.outcome == "orphan":
            self.followed.orphans[annotation.id] = placement

    def take_mark(self, mark: Mark, placement: Placement) -> None:
        """Take in where a star or read mark belongs; one whose document is nowhere stays as it is."""
        if placement.outcome == "found" and placement.subject:
            self.followed.marks.append((mark, placement.subject))

    def write(self) -> None:
        """Write down where notes and marks were found, as no step. Raises NotebookError.

        A note that was changed or attached elsewhere since it was read is left for the next time.
        """
        moved = []
        for annotation, placement in self.followed.found:
            current = self._notebook.annotation(annotation.id)
            if current and placement.subject and place_of(current) == place_of(annotation):
                moved.append((current, placement.subject, placement.anchor))
        self._notebook.follow_all(moved, self.followed.marks)
