"""What this session changed, step by step, so that it can be undone and done again."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.notebook.rows import Change


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
