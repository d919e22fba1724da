"""A document's hits in the order in which they are walked: those in the title first, then those in the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from index.model import Span, SpanPair


class Hits:
    """Hits numbered from 0, the title's first. Spans are offsets into the title or the text, in order."""

    def __init__(self, title: Sequence[SpanPair] = (), text: Sequence[SpanPair] = ()) -> None:
        self.title = tuple(Span(*pair) for pair in title)
        self.text = tuple(sorted(Span(*pair) for pair in text))
        self._starts = [span.start for span in self.text]

    def __len__(self) -> int:
        """The number of all hits."""
        return len(self.title) + len(self.text)

    def number_at(self, offset: int) -> int | None:
        """The number of the text's hit that holds an offset, None if there is none."""
        index = bisect_right(self._starts, offset) - 1
        return len(self.title) + index if index >= 0 and offset < self.text[index].end else None

    def after(self, offset: int) -> int:
        """The number of the first hit of the text that starts after an offset; the number of all hits if none does."""
        return len(self.title) + bisect_right(self._starts, offset)

    def before(self, offset: int) -> int:
        """The number of the last hit before the one at an offset, or before the offset; -1 if there is none."""
        at = self.number_at(offset)
        return at - 1 if at is not None else len(self.title) + bisect_left(self._starts, offset) - 1

    def in_title(self, number: int) -> bool:
        """Whether a hit is one of the title's."""
        return number < len(self.title)

    def span(self, number: int) -> Span:
        """Where a hit is, in the title or in the text."""
        return self.title[number] if self.in_title(number) else self.text[number - len(self.title)]
