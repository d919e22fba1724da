"""Headers and footers of a PDF: lines at the edge of a page that recur at the same height on three pages or more."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from index.sources.formats.pdf_lines import Line, PageLines

_FEWEST_PAGES = 3
_DEEPEST = 3  # lines from the edge of a page
_MARGIN = 0.12  # of a page's height: headers and footers stand no deeper in it
_STEP = 4.0  # points by which the height may differ
_MOST_CELLS = 3  # a line of more is the head of a table that goes on

_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b")


def without_margins(pages: Sequence[PageLines]) -> tuple[list[list[Line]], list[str]]:
    """Return the lines of each page without headers and footers, and what these say, each once, in their order."""
    edges = [_edges(page) for page in pages]
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    for number, page_edges in enumerate(edges):
        for line in {id(line): line for edge in page_edges for line in edge}.values():
            for key in _keys(line):
                seen[key].add(number)
    recurring = {key for key, numbers in seen.items() if len(numbers) >= _FEWEST_PAGES}
    bodies: list[list[Line]] = []
    left_out: dict[str, None] = {}
    for page, page_edges in zip(pages, edges, strict=True):
        margins: set[int] = set()
        for edge in page_edges:
            for line in edge:
                if not any(key in recurring for key in _keys(line)):
                    break
                margins.add(id(line))
                left_out[line.text] = None
        bodies.append([line for line in page.lines if id(line) not in margins])
    if not any(bodies):
        return [list(page.lines) for page in pages], []
    return bodies, list(left_out)


def _edges(page: PageLines) -> tuple[list[Line], list[Line]]:
    """The lines at the head of a page, the topmost first, and those at its foot, the lowest first."""
    margin = _MARGIN * (page.head - page.foot)
    level = sorted((line for line in page.lines if not line.turn), key=lambda line: -line.base)
    head = [line for line in level[:_DEEPEST] if line.base > page.head - margin]
    foot = [line for line in level[::-1][:_DEEPEST] if line.base < page.foot + margin]
    return head, foot


def _keys(line: Line) -> tuple[tuple[str, int], ...]:
    """What lines have in common that recur: their words without numbers, and their height, rounded in two ways."""
    if len(line.cells) > _MOST_CELLS:
        return ()
    words = _NUMBER.sub("#", line.text.casefold())
    steps = line.base / _STEP
    return (words, 2 * round(steps)), (words, 2 * round(steps + 0.5) + 1)
