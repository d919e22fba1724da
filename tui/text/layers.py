"""What is highlighted in a text, in layers, and the runs that one row is painted in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from index.model import Span
from index.notebook.annotation import COLOUR_NAMES


@dataclass(frozen=True, slots=True)
class AnnotationMark:
    """An annotated passage as the reader shows it: ``colour`` is 0 (none) to 6; not ``exact`` is approximate.

    ``initials`` are those of the colleague whose note it is, "" for one's own.
    """

    id: str
    start: int
    end: int
    colour: int
    exact: bool
    initials: str = ""


def notes_told(marks: Sequence[AnnotationMark]) -> Iterator[str]:
    """Yields what the gutter's signs of these annotations mean: their number, colour, whose, and if words changed."""
    if len(marks) > 1:
        yield f"{len(marks)} notes"
    for mark in marks[-1:]:
        whose = f"note by {mark.initials}" if mark.initials else f"note {mark.colour}" if mark.colour else "note"
        colour = COLOUR_NAMES[mark.colour] if mark.colour and not mark.initials else ""
        yield ", ".join(filter(None, (whose, colour, "" if mark.exact else "its words have changed")))


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one row that look the same, with the names of the layers that cover them, lowest first."""

    start: int
    end: int
    names: tuple[str, ...]


class Spans:
    """Spans of a text, which may overlap, for finding those that touch a row quickly."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        """Offsets, end exclusive, in any order; a span's number is its place in it. Empty ones are left out."""
        numbered = sorted((start, end, number) for number, (start, end) in enumerate(spans) if start < end)
        self._starts = [start for start, _, _ in numbered]
        self._ends = [end for _, end, _ in numbered]
        self._numbers = [number for _, _, number in numbered]
        self._furthest = list(accumulate(self._ends, max))  # never falls, so it can be bisected

    def __len__(self) -> int:
        return len(self._starts)

    def touching(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Start, end and number of each span that shares a character with ``start`` to ``end``, by start."""
        for index in range(bisect_right(self._furthest, start), bisect_left(self._starts, end)):
            if self._ends[index] > start < end:
                yield self._starts[index], self._ends[index], self._numbers[index]

    def at(self, offset: int) -> list[int]:
        """The numbers of the spans that hold the character at ``offset``, by start."""
        return [number for _, _, number in self.touching(offset, offset + 1)]


@dataclass(frozen=True, slots=True)
class Layer:
    """Spans that look alike, under a name."""

    name: str
    spans: Spans


def layers_by_name(named: Iterable[tuple[str, int, int]]) -> list[Layer]:
    """A layer for each name, in the order in which the names first occur."""
    groups: dict[str, list[tuple[int, int]]] = {}
    for name, start, end in named:
        groups.setdefault(name, []).append((start, end))
    return [Layer(name, Spans(spans)) for name, spans in groups.items()]


def runs(start: int, end: int, layers: Sequence[Layer], extra: Sequence[tuple[str, Span]] = ()) -> list[Run]:
    """The runs that tile ``start`` to ``end``, each as long as the names over it stay the same.

    ``extra`` are single spans, such as the selection and the caret, that lie over the layers.
    """
    cover = [
        (max(first, start), min(last, end), order, layer.name)
        for order, layer in enumerate(layers)
        for first, last, _ in layer.spans.touching(start, end)
    ]
    cover += [
        (max(span.start, start), min(span.end, end), len(layers) + order, name)
        for order, (name, span) in enumerate(extra)
        if span.start < end and span.end > start
    ]
    cuts = sorted({start, end, *(cut for first, last, _, _ in cover for cut in (first, last))})
    result: list[Run] = []
    for first, last in pairwise(cuts):
        over = sorted({(order, name) for begin, finish, order, name in cover if begin <= first and last <= finish})
        names = tuple(name for _, name in over)
        if result and result[-1].names == names:
            result[-1] = Run(result[-1].start, last, names)
        else:
            result.append(Run(first, last, names))
    return result


def difference(before: Span | None, after: Span | None) -> list[Span]:
    """The characters that are in one of two spans and not in the other."""
    if before is None or after is None or before.end <= after.start or after.end <= before.start:
        spans = [span for span in (before, after) if span is not None]
    else:
        starts, ends = sorted((before.start, after.start)), sorted((before.end, after.end))
        spans = [Span(*starts), Span(*ends)]
    return [span for span in spans if span.start < span.end]
