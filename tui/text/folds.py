"""Parts of a text that are shown as one row each until they are opened: a header, quoted replies, a signature."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.model import Span


@dataclass(frozen=True, slots=True)
class Fold:
    """Whole lines of a text, from the start of one to the start of another, and what the row says in their place."""

    start: int
    end: int
    label: str

    def hides(self, offset: int) -> bool:
        """Whether a caret there would not be seen: at its start it stands on the fold's own row."""
        return self.start < offset < self.end


def header_fold(text: str, end: int) -> list[Fold]:
    """The header of a text, up to the story's beginning at ``end``; none if that is 0."""
    return [Fold(0, end, f"▸ header, {_lines(text, 0, end)} · i opens")] if end else []


def quoted_folds(text: str, parts: Iterable[Span]) -> Iterator[Fold]:
    """What a mail quotes and its signatures, in order; ``parts`` begin with a line."""
    behind = 0
    for part in parts:
        end = text.find("\n", max(part.start, part.end - 1)) + 1 or len(text)
        if part.start >= behind and (part.start == 0 or text[part.start - 1] == "\n"):
            name = "signature" if text.startswith("--", part.start) else "quoted"
            yield Fold(part.start, end, f"▸ {name}, {_lines(text, part.start, end)} · i opens")
            behind = end


def without(folds: Sequence[Fold], opened: Iterable[int]) -> tuple[Fold, ...]:
    """The folds that do not start at one of these offsets."""
    starts = set(opened)
    return tuple(fold for fold in folds if fold.start not in starts)


def _lines(text: str, start: int, end: int) -> str:
    count = sum(1 for line in text[start:end].split("\n") if line.strip())
    return f"{count:,} {'line' if count == 1 else 'lines'}"
