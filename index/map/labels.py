"""Names beside their places, so that none covers another: the most important first, each where there is room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """Cells from a column on in one row."""

    column: int
    row: int
    width: int

    def touches(self, other: Box) -> bool:
        """Whether they share a cell."""
        across = self.column < other.column + other.width and other.column < self.column + self.width
        return self.row == other.row and across


@dataclass(frozen=True, slots=True)
class Label:
    """What is to be written beside a place, and how wide it is in cells."""

    column: int
    row: int
    width: int


def place_labels(labels: Sequence[Label], signs: Iterable[Box], columns: int, rows: int) -> list[Box | None]:
    """Where each label stands, by importance; None where there is no room. ``signs`` are kept free.

    A label stands right or left of its place, else above or below it.
    """
    taken: dict[int, list[Box]] = {}
    for sign in signs:
        taken.setdefault(sign.row, []).append(sign)
    placed: list[Box | None] = []
    for label in labels:
        found = next(
            (box for box in _choices(label, columns, rows) if not any(map(box.touches, taken.get(box.row, ())))), None
        )
        if found is not None:
            taken.setdefault(found.row, []).append(found)
        placed.append(found)
    return placed


def _choices(label: Label, columns: int, rows: int) -> Iterator[Box]:
    beside = ((label.column + 1, label.row), (label.column - label.width, label.row))
    middle = label.column - label.width // 2
    for column, row in (*beside, (middle, label.row - 1), (middle, label.row + 1)):
        if column >= 0 and column + label.width <= columns and 0 <= row < rows:
            yield Box(column, row, label.width)
