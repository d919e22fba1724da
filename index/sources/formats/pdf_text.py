"""The text of a PDF: its pages' lines put together to paragraphs, and where in it each page begins."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from index.sources.formats.pdf_columns import reading_order
from index.sources.formats.pdf_lines import LINE_END_HYPHEN, Line, PageLines
from index.sources.formats.pdf_margins import without_margins

_LIGATURES = re.compile(r"[\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufdff\ufe70-\ufefc]")
"""Ligatures and letters by their shape, for which Unicode has the letters themselves."""

_HYPHENS = (LINE_END_HYPHEN, "-", "\u2010", "\u00ad")
_WORD = re.compile(r"\w+(?:[-\u2010]\w+)*")
_FIRST_WORD = re.compile(r"\w+")
_LAST_WORD = re.compile(r"\w+(?=\W\Z)")
_NUMBER = re.compile(r"(?<!\S)\d")
_ITEM = re.compile(r"[•‣◦▪●○■□♦➢✓*]\s?|\(?(?:\d{1,3}|[ivxIVX]{1,4}|[a-zA-Z])[.)]\s|[-–—]\s")
_DASH_ITEM = re.compile(r"[-–—]\s")
_SENTENCE_ENDS = (".", "!", "?", ":", "…", "؟", "۔", "。", '"', "”", "»", ")")
_SUSPENDED = frozenset("and or to und oder bis et ou e o y u en of".split())
"""Words before which a hyphen belongs to the word that came: "pre- and postwar"."""

_COMMON = "012"
"""The classes of words that are no names (``index.entities.wordlists``)."""

_NEIGHBOURS = 3  # lines above and below by which a column's edges are told
_MOST_LEADING = 2.6  # sizes of type from line to line, in double spacing
_USUAL_LEADING = 1.7  # where too few lines show what is usual
_MORE_LEADING = 1.2  # of the usual one between paragraphs
_INDENT = 0.8  # sizes of type
_SLACK, _SLACK_AT_END = 1.5, 0.3  # sizes of type that a next word may be wider than it is taken to be
_RAGGED = 0.25  # of a column's width
_MOST_DIGITS = 0.5  # of a line's words in running text
_MOST_CHANGE = 1.35  # of the size of type within a paragraph; small capitals are a quarter smaller


@dataclass(frozen=True, slots=True)
class PdfText:
    """A text, where each of its pages begins in it, their lines, and the headers and footers that were left out."""

    text: str
    starts: tuple[int, ...]
    bodies: tuple[list[Line], ...]
    margins: tuple[str, ...]


def put_together(pages: Sequence[PageLines]) -> PdfText:
    """Return the text of pages, given by their lines."""
    bodies, margins = without_margins(pages)
    known = _words_of(bodies)
    pieces: list[str] = []
    starts: list[int] = []
    length = 0
    before: _Placed | None = None
    for lines in bodies:
        start = -1
        for block in reading_order(lines):
            for placed in _placed(block):
                if before is not None:
                    gap = _between(before, placed, known)
                    pieces[-1] = pieces[-1][: len(pieces[-1]) - gap.cut]
                    pieces.append(gap.put)
                    length += len(gap.put) - gap.cut
                start = length if start < 0 else start
                pieces.append(resolved(placed.line.text))
                length += len(pieces[-1])
                before = placed
        starts.append(start)
    if pieces and pieces[-1].endswith(LINE_END_HYPHEN):
        pieces[-1] = pieces[-1][:-1] + "-"
    return PdfText("".join(pieces), _filled(starts, length), tuple(bodies), tuple(margins))


def resolved(text: str) -> str:
    """Return a text with the letters that its ligatures, and letters by their shape, stand for."""
    if text.isascii():
        return text
    return _LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)


def _filled(starts: Sequence[int], length: int) -> tuple[int, ...]:
    """A page without text begins where the next one does."""
    filled: list[int] = []
    following = length
    for start in reversed(starts):
        following = start if start >= 0 else following
        filled.append(following)
    return tuple(reversed(filled))


def _words_of(bodies: Iterable[Sequence[Line]]) -> frozenset[str]:
    """The words of a document, and those with hyphens within them, but for what stands on either side of a line's end
    that cuts a word."""
    words: set[str] = set()
    cut = False
    for lines in bodies:
        for line in lines:
            found = _WORD.findall(resolved(line.text).casefold())
            first = 1 if cut else 0
            cut = line.text.endswith(_HYPHENS)
            words.update(found[first : len(found) - 1 if cut else len(found)])
    return frozenset(words)


class _Run:
    """Lines of a block that stand one right below the other."""

    def __init__(self, lines: Sequence[Line], leading: float) -> None:
        self.lines = lines
        self.leading = leading  # that is usual in its block, 0 if none is
        self._lefts = [line.left for line in lines]
        self._rights = [line.right for line in lines]

    def edges(self, number: int) -> tuple[float, float]:
        """The edges of the column around a line."""
        first, last = max(0, number - _NEIGHBOURS), number + _NEIGHBOURS + 1
        return min(self._lefts[first:last]), max(self._rights[first:last])

    def is_ragged(self, number: int) -> bool:
        """Whether most lines around one end far from the edge, as those of lists do."""
        left, right = self.edges(number)
        near = self._rights[max(0, number - _NEIGHBOURS) : number + _NEIGHBOURS + 1]
        return 2 * sum(one < right - _RAGGED * (right - left) for one in near) > len(near)


class _Placed(NamedTuple):
    """A line and its place among those around it."""

    line: Line
    run: _Run
    number: int  # in its run

    @property
    def is_full(self) -> bool:
        """Whether a short word would hardly have fitted behind it."""
        return self.line.right > self.run.edges(self.number)[1] - 3 * self.line.size


def _placed(block: Sequence[Line]) -> Iterator[_Placed]:
    leading = _usual_leading(block)
    start = 0
    for end in range(1, len(block) + 1):
        if end == len(block) or not _is_below(block[end - 1], block[end]):
            run = _Run(block[start:end], leading)
            yield from (_Placed(line, run, number) for number, line in enumerate(run.lines))
            start = end


def _usual_leading(block: Sequence[Line]) -> float:
    """The distance of lines that occurs most in a block, 0 if too few show it."""
    steps = Counter(
        round(line.base - below.base, 1)
        for line, below in pairwise(block)
        if 0 < line.base - below.base < _MOST_LEADING * max(line.size, below.size)
    )
    step, count = steps.most_common(1)[0] if steps else (0.0, 0)
    return step if count > 1 else 0.0


@dataclass(frozen=True, slots=True)
class _Gap:
    """What comes between two lines: so many characters of the first are cut off, and these are put there."""

    put: str
    cut: int = 0


_SPACE, _LINE, _PARAGRAPH = _Gap(" "), _Gap("\n"), _Gap("\n\n")


def _between(placed: _Placed, following: _Placed, known: frozenset[str]) -> _Gap:
    line, below = placed.line, following.line
    near = placed.run is following.run
    hyphen = line.text.endswith(_HYPHENS) and _hyphen_gap(line.text, below.text, known)
    if hyphen and (near or line.text.endswith(LINE_END_HYPHEN) or below.text[:1].islower()):
        return hyphen
    if near and _is_one_paragraph(placed, following):
        return _SPACE
    if not near and _runs_over(placed, following):
        return _SPACE
    return _LINE if near and not _is_apart(placed, following) else _PARAGRAPH


def _hyphen_gap(text: str, below: str, known: frozenset[str]) -> _Gap | None:
    """What becomes of a hyphen at a line's end; None if no word is cut there.

    A hyphen is left out only before a small letter, and only if the word without it occurs elsewhere in the document
    and the one with it does not, or if it is an English word and its halves are not: "Saudi-led", "Al-Assad", "F-16"
    and "co-operated" keep theirs.
    """
    head = _LAST_WORD.search(text)
    tail = _FIRST_WORD.match(below)
    if head is None or tail is None:
        return _Gap("- " if text.endswith(LINE_END_HYPHEN) else " ", text.endswith(LINE_END_HYPHEN))
    if tail[0].casefold() in _SUSPENDED:
        return _Gap("- ", 1)
    if not tail[0][0].isupper() and not tail[0][0].isdigit():
        word, other = (resolved(part).casefold() for part in (head[0], tail[0]))
        if f"{word}-{other}" not in known and (word + other in known or _is_cut(word, other)):
            return _Gap("", 1)
    return _Gap("-", 1)


def _is_cut(start: str, end: str) -> bool:
    """Whether two parts make up an English word, and are not both words themselves."""
    from index.entities.wordlists import case_class  # 15 MB, 60 ms

    return case_class(start + end) in _COMMON and not (case_class(start) in _COMMON and case_class(end) in _COMMON)


def _is_below(line: Line, below: Line) -> bool:
    """Whether a line stands right below another, as the next of its paragraph or the first of the next one."""
    step = line.base - below.base
    return (
        line.turn == below.turn
        and 0 < step < _MOST_LEADING * max(line.size, below.size)
        and below.left < line.right
        and line.left < below.right
    )


def _is_apart(placed: _Placed, following: _Placed) -> bool:
    """Whether more than the usual space lies between two lines."""
    size = max(placed.line.size, following.line.size)
    usual = placed.run.leading or _USUAL_LEADING * size
    return placed.line.base - following.line.base > _MORE_LEADING * usual


def _is_one_paragraph(placed: _Placed, following: _Placed) -> bool:
    line, below = placed.line, following.line
    if _is_apart(placed, following) or not _alike(line, below):
        return False
    if _begins_item(line.text, below.text) or not (_is_prose(line) and _is_prose(below)):
        return False
    left, right = placed.run.edges(placed.number)
    if below.left - max(left, line.left) > _INDENT * below.size and not _ITEM.match(line.text):
        return False
    first_word = len(below.text.partition(" ")[0]) + 1
    room = first_word * (below.right - below.left) / max(1, len(below.text))
    ends = line.text.endswith(_SENTENCE_ENDS)
    if line.right + room < right - (_SLACK_AT_END if ends else _SLACK) * line.size:
        return False
    return not (
        (ends or following.run.is_ragged(following.number)) and not placed.is_full and not below.text[:1].islower()
    )


def _runs_over(placed: _Placed, following: _Placed) -> bool:
    """Whether a sentence goes on in the next column or on the next page."""
    line, below = placed.line, following.line
    return (
        placed.is_full
        and len(placed.run.lines) > 1
        and len(following.run.lines) > 1
        and below.text[:1].islower()
        and not line.text.endswith(_SENTENCE_ENDS)
        and _alike(line, below)
        and _is_prose(line)
        and _is_prose(below)
        and not _begins_item(line.text, below.text)
    )


def _alike(line: Line, below: Line) -> bool:
    return max(line.size, below.size) < _MOST_CHANGE * min(line.size, below.size)


def _is_prose(line: Line) -> bool:
    """Whether a line may belong to a paragraph: without wide gaps, but behind an item's sign, and mostly words."""
    if len(line.cells) > 2 or (line.cells and not _ITEM.fullmatch(line.cells[0].text + " ")):
        return False
    return len(_NUMBER.findall(line.text)) <= _MOST_DIGITS * (line.text.count(" ") + 1)


def _begins_item(text: str, below: str) -> bool:
    """Whether an item of a list begins below a line. A dash begins one only where a sentence has ended."""
    if not _ITEM.match(below):
        return False
    return not _DASH_ITEM.match(below) or text.endswith(_SENTENCE_ENDS)
