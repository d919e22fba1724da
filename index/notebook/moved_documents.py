"""Notes follow their documents when files changed, moved or vanished: what is to be asked, and what is written.

Where a note belongs now is found beside the library (``index.library.note_places``), by the command itself or by the
worker; the notebook is written here, by the command or by the screen's process.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

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


_EXACT = ("found", "unchanged")
_FEWEST_VOTES = 2
"""So many notes that were not found must propose the same document; one whose whole context is there counts twice."""

_IN_WHOLE_CONTEXT = 0.95

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
    def counts(self) -> FollowedCounts:
        """How many there are of each."""
        return FollowedCounts(len(self.found), len(self.approximate), len(self.orphans))

    @property
    def summary(self) -> str:
        """What to tell of it on one line, "" if there is nothing."""
        return self.counts.summary


@dataclass(frozen=True, slots=True)
class FollowedCounts:
    """How many notes were found anew, stand where words have changed, and were not found."""

    found: int = 0
    approximate: int = 0
    orphans: int = 0

    @property
    def summary(self) -> str:
        """What to tell of it on one line, "" if there is nothing."""
        parts = [
            f"{self.found} found again" if self.found else "",
            f"{self.approximate} where words have changed" if self.approximate else "",
            f"{self.orphans} not found any more, see: dateline notes list" if self.orphans else "",
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

    def second_look(self, hashes: Mapping[str, str]) -> list[tuple[Annotation, Subject]]:
        """The notes that were not found, each with the document that their document has become.

        It is told by the other notes on the same document: by those that were found, else by what is proposed for
        most of them. ``hashes`` are those of the documents that are there.
        """
        asked = []
        for document, notes in self._lost(hashes).items():
            target = self._became(document, notes)
            if target is not None:
                asked += [(note, target) for note in notes if note.id in self.followed.orphans]
        return asked

    def take_second(self, looks: Sequence[tuple[Annotation, Placement]]) -> None:
        """Take in what was found at the second look. What was only proposed counts if two notes or more agree."""
        agreeing = Counter(note.document for note, place in looks if note.anchor and place.outcome in _EXACT)
        for note, placement in looks:
            sure = self._found_in(note.document) or agreeing[note.document] > 1
            if sure and placement.outcome != "orphan":
                del self.followed.orphans[note.id]
                outcome = placement.outcome if placement.outcome == "approximate" else "found"
                self.take_note(note, replace(placement, outcome=outcome))

    def became(self, hashes: Mapping[str, str]) -> dict[str, Subject]:
        """The documents that are gone, each with the one that its notes are in now."""
        found = {document: self._found_in(document) for document in self._lost(hashes)}
        return {document: subject for document, subject in found.items() if subject}

    def _lost(self, hashes: Mapping[str, str]) -> dict[str, list[Annotation]]:
        """The notes that were placed, by their documents, of the documents that are not there any more."""
        groups: dict[str, list[Annotation]] = {}
        for note in self._annotations:
            if note.document not in hashes and note.id in self.followed.looked_for:
                groups.setdefault(note.document, []).append(note)
        return groups

    def _found_in(self, document: str) -> Subject | None:
        """The document that those of its notes are in that were found, if it is one."""
        found = {
            place.subject.document: place.subject
            for note, place in self.followed.found
            if note.document == document and place.subject
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def _became(self, document: str, notes: Sequence[Annotation]) -> Subject | None:
        """The document that this one has become, as far as its notes tell."""
        if found := self._found_in(document):
            return found
        orphans = [self.followed.orphans[note.id] for note in notes if note.id in self.followed.orphans]
        subjects = {one.subject.document: one.subject for orphan in orphans for one in orphan.proposals}
        votes: Counter[str] = Counter()
        for orphan in orphans:
            best = {one.subject.document: one.score for one in reversed(orphan.proposals)}
            votes.update({key: 2 if score >= _IN_WHOLE_CONTEXT else 1 for key, score in best.items()})
        ranked = votes.most_common(2)
        if not ranked or ranked[0][1] < _FEWEST_VOTES or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
            return None
        return subjects[ranked[0][0]]

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
        subject = placement.subject
        if placement.outcome in _EXACT and subject and subject.document != mark.document:
            self.followed.marks.append((mark, subject))

    def write(self) -> None:
        """Write down where notes and marks were found, as no step. Raises NotebookError.

        A note that was changed or attached elsewhere since it was read is left for the next time.
        """
        moved = []
        for annotation, placement in [*self.followed.found, *self._moved_approximately()]:
            current = self._notebook.annotation(annotation.id)
            if current and placement.subject and place_of(current) == place_of(annotation):
                moved.append((current, placement.subject, placement.anchor))
        self._notebook.follow_all(moved, self.followed.marks)

    def _moved_approximately(self) -> list[tuple[Annotation, Placement]]:
        """The notes whose words have changed and stand in another document now; their passage stays as it is."""
        notes = {one.id: one for one in self._annotations}
        return [
            (notes[key], replace(place, anchor=notes[key].anchor))
            for key, place in self.followed.approximate.items()
            if place.subject and place.subject.document != notes[key].document
        ]
