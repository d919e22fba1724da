"""What this session changed, step by step, so that it can be undone and done again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from index.notebook.annotation import Annotation, Subject
from index.notebook.rows import Change

_SHOWN = 30
"""How many characters of a note stand for it in a sentence."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that the analyst did, with the sentence for its undoing and the one for doing it again."""

    changes: tuple[Change, ...]
    what: str  # was changed: "note 'Check this'"
    undone: str
    redone: str


@dataclass(slots=True)
class History:
    """The steps that can be undone and those that can be done again, the next one last."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def add(self, step: Step) -> None:
        """Something was done anew: what had been undone before cannot be done again."""
        self.done.append(step)
        self.undone.clear()


def taken_back(changes: Sequence[Change]) -> tuple[Change, ...]:
    """What takes the changes back, the last one first."""
    return tuple(change.reversed() for change in reversed(changes))


def named(annotation: Annotation) -> str:
    """The annotation in a sentence: the beginning of its note, else of its quote."""
    words = " ".join((annotation.note or (annotation.anchor.exact if annotation.anchor else "")).split())
    return f"note '{_short(words)}'" if words else "note"


def titled(subject: Subject) -> str:
    """The document in a sentence."""
    return f"'{_short(subject.title)}'" if subject.title else "the document"


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
