"""A comparison as lines to scroll through: two columns, or one account above the other where they do not fit."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.compare.comparison import Comparison, ComparisonAnswer, Figure, NameForm, Pair, Quote
from index.model import SpanPair
from index.text.neutralise import neutralise_line
from tui.text.cells import width_of
from tui.text.wrapping import Wrapping

SAME, REWORDED, ONLY_FIRST, ONLY_SECOND = "=", "≈", "<", ">"
"""The signs between the columns: the same words, other words, only the first or only the second account."""

MOST_MARKED = 0.6
"""Of a sentence: if more of it is only worded otherwise, none of that is marked, for it would be nearly the whole."""

_WEIGHTY = re.compile(r"\d|(?<!\w)[^\W\d_a-z]|\b(?:no|not|never|none|nobody|nothing|denied|denies)\b|n[’']t\b")
_LONGEST_LABEL = 16
_SPACES = str.maketrans("\n\r\t", "   ")

Pieces = list[tuple[str, str]]
"""Texts with the names of their styles."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What an account has in a block: safe text, the parts of it that differ, and the passage of the document."""

    text: str
    marks: tuple[SpanPair, ...] = ()
    passage: SpanPair = (0, 0)
    light: tuple[SpanPair, ...] = ()  # parts that are only worded otherwise

    @property
    def offset(self) -> int:
        """Where the passage begins."""
        return self.passage[0]


@dataclass(frozen=True, slots=True)
class Block:
    """What belongs together: a pair, a sentence of one account, a row of a table; or a heading above such."""

    sign: str = ""
    a: Cell | None = None
    b: Cell | None = None
    heading: str = ""
    whole: bool = False  # its one cell takes the whole width
    folded: int = 0  # how many blocks are folded away below this heading

    @property
    def differs(self) -> bool:
        """Whether it is a difference to stop at."""
        return self.sign in (REWORDED, ONLY_FIRST, ONLY_SECOND)


@dataclass(frozen=True, slots=True)
class Line:
    """A line on the screen, and the number of the block that it belongs to; an empty line stands below each block."""

    block: int
    pieces: Pieces


def labels(comparison: Comparison) -> tuple[str, str]:
    """Returns what the two accounts are called: their sources, or A and B where these do not tell them apart."""
    a, b = neutralise_line(comparison.a.source), neutralise_line(comparison.b.source)
    if a and b and a != b:
        return a, b
    return f"{a} A".strip(), f"{b} B".strip()


def counts(comparison: Comparison) -> str:
    """Returns how much is shared and how much only one of the two says."""
    a, b = labels(comparison)
    return f"{len(comparison.pairs)} shared, {len(comparison.only_a)} only {a}, {len(comparison.only_b)} only {b}"


# Blocks


def blocks(answer: ComparisonAnswer, *, strongest_first: bool = False, folded: Collection[str] = ()) -> list[Block]:
    """Returns the parts of a comparison, each below its heading: figures, what both say, what only one says, tables.

    Parts that are ``folded``, by their headings, have nothing below these. Shared passages come in the order of the
    first account, or with ``strongest_first`` those that differ most.
    """
    comparison = answer.comparison
    a, b = labels(comparison)
    parts = (
        ("Figures: what each counts", _table(comparison)),
        (f"Both say: {SAME} same words, {REWORDED} other words", _shared(answer, strongest_first)),
        (f"Only {a}", (Block(ONLY_FIRST, a=_cell(answer.a_text, span), whole=True) for span in comparison.only_a)),
        (f"Only {b}", (Block(ONLY_SECOND, b=_cell(answer.b_text, span), whole=True) for span in comparison.only_b)),
        ("Names: what each calls them, and how often", _names(comparison)),
        ("Numbers and times that may differ", _figures(comparison)),
        (f"Who says so: {a}", (Block(a=cell, whole=True) for cell in _sayings(answer.a_text, comparison.quotes_a))),
        (f"Who says so: {b}", (Block(b=cell, whole=True) for cell in _sayings(answer.b_text, comparison.quotes_b))),
    )  # fmt: skip
    result: list[Block] = []
    for heading, found in parts:
        part = list(found)
        if part:
            result += [Block(heading=heading, folded=len(part) if heading in folded else 0)]
            result += [] if heading in folded else part
    return result


def _shared(answer: ComparisonAnswer, strongest_first: bool) -> list[Block]:
    """The pairs: those that differ in numbers or names most, then in most words, come first if that is wanted."""
    found = [_pair(answer, pair) for pair in answer.comparison.pairs]
    return sorted(found, key=_strength) if strongest_first else found


def _pair(answer: ComparisonAnswer, pair: Pair) -> Block:
    a_marks = [words for difference in pair.differences for words in difference.a_words]
    b_marks = [words for difference in pair.differences for words in difference.b_words]
    sign = REWORDED if pair.differences else SAME
    return Block(sign, _cell(answer.a_text, pair.a, a_marks), _cell(answer.b_text, pair.b, b_marks))


def _strength(block: Block) -> tuple[int, int]:
    cells = [cell for cell in (block.a, block.b) if cell is not None]
    return -sum(len(cell.marks) for cell in cells), -sum(len(cell.light) for cell in cells)


def _cell(text: str, span: SpanPair, marks: Iterable[SpanPair] = ()) -> Cell:
    """A passage with what differs marked: numbers and names strongly, other words unless they are nearly all of it."""
    start, end = span
    inside = sorted((max(first, start) - start, min(last, end) - start) for first, last in marks)
    shown = [(first, last) for first, last in inside if first < last]
    written = text[start:end]
    strong = [(first, last) for first, last in shown if _WEIGHTY.search(written[first:last])]
    light = [mark for mark in shown if mark not in strong]
    calm = sum(last - first for first, last in light) > MOST_MARKED * len(written)
    return Cell(_safe(written), tuple(strong), span, () if calm else tuple(light))


def _safe(text: str) -> str:
    """The text on one line, without anything that a terminal obeys, one character for one."""
    return neutralise_line(text.translate(_SPACES))


def _names(comparison: Comparison) -> Iterator[Block]:
    """The names that both have."""
    for row in comparison.names:
        if row.a and row.b:
            same = {form.text for form in row.a} == {form.text for form in row.b}
            yield Block(SAME if same else REWORDED, _forms(row.a), _forms(row.b))


def _forms(forms: Sequence[NameForm]) -> Cell:
    text = ", ".join(f"{form.text} {len(form.spans)}" for form in forms)
    return Cell(_safe(text), passage=min(span for form in forms for span in form.spans))


def _figures(comparison: Comparison) -> Iterator[Block]:
    for figure in comparison.figures:
        a, b = (
            Cell(_safe(f"{text} ({', '.join(figure.about)})"), ((0, len(text)),), span)
            for text, span in ((figure.a_text, figure.a), (figure.b_text, figure.b))
        )
        yield Block(REWORDED, a, b)


def _table(comparison: Comparison) -> Iterator[Block]:
    """The table of figures: where the accounts give other numbers first, within each kind."""
    for row in comparison.table:
        sign = REWORDED if row.differs else SAME if row.a and row.b else ""
        a, b = (_figure(figure, row.differs) for figure in (row.a, row.b))
        yield Block(sign, a, b, whole=a is None or b is None)


def _figure(figure: Figure | None, differs: bool) -> Cell | None:
    if figure is None:
        return None
    number = f"{'of them ' if figure.part else ''}{figure.text}"
    told = [
        f"{figure.kind}: {number} {figure.whom}".rstrip(),
        figure.where,
        figure.speaker and f"says {figure.speaker}",
    ]
    text = _safe(" · ".join(filter(None, [*told, figure.remark])))
    start = len(figure.kind) + 2
    return Cell(text, ((start, start + len(number)),) if differs else (), (figure.start, figure.end))


def _sayings(text: str, quotes: Iterable[Quote]) -> Iterator[Cell]:
    for quote in quotes:
        name = f"{quote.name}?" if quote.doubtful and quote.name else quote.name
        who = " ".join(filter(None, (name or "somebody", quote.verb)))
        yield Cell(_safe(f"{who}: {text[quote.start : quote.end]}"), ((0, len(who)),), (quote.start, quote.end))


def noted(blocks: Sequence[Block], a_notes: Sequence[SpanPair], b_notes: Sequence[SpanPair]) -> frozenset[int]:
    """Returns the numbers of the blocks of which a passage has a note; the notes are spans of the two documents."""
    return frozenset(
        number
        for number, block in enumerate(blocks)
        for cell, notes in ((block.a, a_notes), (block.b, b_notes))
        if cell is not None and any(start < cell.passage[1] and cell.passage[0] < end for start, end in notes)
    )


# Lines


def lines(blocks: Sequence[Block], names: tuple[str, str], width: int, *, beside: bool) -> list[Line]:
    """Returns the blocks, each followed by an empty line, in lines of ``width`` cells.

    ``names`` are the labels of the accounts, which stand in two columns, or with ``beside`` False one above the other.
    """
    result: list[Line] = []
    for number, block in enumerate(blocks):
        if block.heading:
            hidden = f" · {block.folded:,} folded away" if block.folded else ""
            rows: Iterable[Pieces] = [[(block.heading + hidden, "heading")]]
        elif block.whole and not (block.a and block.b):
            rows = _alone(block, width) if block.differs else _wrapped(block.a or block.b, width, "quoted")
        elif beside:
            rows = _beside(block, names, width)
        else:
            rows = _above(block, names, width)
        result += [Line(number, pieces) for pieces in rows]
        result.append(Line(number, []))
    return result


def _alone(block: Block, width: int) -> Iterator[Pieces]:
    """What only one account says, over the whole width behind its sign."""
    sign = block.sign
    for pieces in _wrapped(block.a or block.b, width - 2, "only"):
        yield [(f"{sign:1} ", "sign"), *pieces]
        sign = ""


def _beside(block: Block, names: tuple[str, str], width: int) -> Iterator[Pieces]:
    column = (width - 3) // 2
    plain = "" if block.a and block.b else "only"
    left, right = (_wrapped(cell, column, plain) for cell in (block.a, block.b))
    if block.b is None:
        right = [[(f"— only {names[0]}", "muted")]]
    if block.a is None:
        left = [[(f"only {names[1]} —", "muted")]]
    for row in range(max(len(left), len(right))):
        here = left[row] if row < len(left) else []
        there = right[row] if row < len(right) else []
        gap = " " * max(0, column - sum(width_of(text) for text, _ in here))
        yield [*here, (gap, ""), (f" {'│' if row else block.sign} ", "sign"), *there]


def _above(block: Block, names: tuple[str, str], width: int) -> Iterator[Pieces]:
    label_width = min(_LONGEST_LABEL, max(map(width_of, names)) + len("only "))
    only = block.a is None or block.b is None
    sign = block.sign
    for cell, name in zip((block.a, block.b), names, strict=True):
        if cell is None:
            continue
        label = f"only {name}" if only else name
        for pieces in _wrapped(cell, width - label_width - 3, "only" if only else ""):
            yield [(f"{sign:1} ", "sign"), (_padded(label, label_width) + " ", "muted"), *pieces]
            sign = label = ""


def _padded(label: str, width: int) -> str:
    shown = label if width_of(label) <= width else label[: width - 1] + "…"
    return shown + " " * max(0, width - width_of(shown))


def _wrapped(cell: Cell | None, width: int, style: str) -> list[Pieces]:
    if cell is None:
        return []
    wrapping = Wrapping(cell.text, width)
    wrapping.wrap_until(lambda: False)
    rows = zip(wrapping.starts, wrapping.ends, strict=True)
    return [_pieces(cell, start, end, style) for start, end in rows]


def _pieces(cell: Cell, start: int, end: int, style: str) -> Pieces:
    """A row of a cell, cut at what is marked."""
    pieces: Pieces = []
    at = start
    marked = [(mark, "differs") for mark in cell.marks] + [(mark, "reworded") for mark in cell.light]
    for (first, last), mark_style in sorted(marked):
        first, last = max(first, at), min(last, end)
        if first < last:
            pieces += [(cell.text[at:first], style), (cell.text[first:last], mark_style)]
            at = last
    pieces.append((cell.text[at:end], style))
    return [piece for piece in pieces if piece[0]]
