"""Two accounts of one event, side by side."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from index.compare.alignment import Aligned, Parsed, align, parse
from index.compare.attribution import find_quotes
from index.compare.comparison import Account, Comparison, Pair, Quote, Side
from index.compare.figure_differences import figure_candidates
from index.compare.figure_table import figure_differences, figure_table
from index.compare.figures import figures_of
from index.compare.names import names_by_account
from index.compare.wording import differences
from index.model import Span, SpanPair


def compare(a: Account, b: Account) -> Comparison:
    """What two accounts share and how its wording differs, what only one says, and who calls whom what.

    Exchanging the accounts exchanges the sides of everything in the comparison. No library is needed.
    """
    quotes_a, quotes_b = find_quotes(a), find_quotes(b)
    figures_a, figures_b = figures_of(a, quotes_a), figures_of(b, quotes_b)
    parsed_a, parsed_b = parse(a, quotes_a, figures_a), parse(b, quotes_b, figures_b)
    aligned = align(parsed_a, parsed_b)
    quoted_a, quoted_b = _quoted(a, quotes_a), _quoted(b, quotes_b)
    differing = figure_differences(parsed_a, parsed_b, aligned, figures_a, figures_b)
    return Comparison(
        a=Side.of(a),
        b=Side.of(b),
        pairs=tuple(_pair(parsed_a, parsed_b, pair, quoted_a, quoted_b) for pair in aligned),
        only_a=_without(a.sentences, parsed_a.furniture.union(pair.a for pair in aligned)),
        only_b=_without(b.sentences, parsed_b.furniture.union(pair.b for pair in aligned)),
        names=names_by_account(parsed_a, parsed_b),
        figures=figure_candidates(parsed_a, parsed_b, aligned, differing, (figures_a, figures_b)),
        quotes_a=quotes_a,
        quotes_b=quotes_b,
        table=figure_table(differing, figures_a, figures_b),
    )


def _pair(a: Parsed, b: Parsed, aligned: Aligned, quoted_a: set[int], quoted_b: set[int]) -> Pair:
    here, there = a.account.sentences[aligned.a], b.account.sentences[aligned.b]
    return Pair(
        (here.start, here.end),
        (there.start, there.end),
        aligned.score,
        aligned.a in quoted_a and aligned.b in quoted_b,
        differences(a.account.text, a.sentences[aligned.a], b.account.text, b.sentences[aligned.b]),
    )


def _quoted(account: Account, quotes: Iterable[Quote]) -> set[int]:
    """The sentences of which a part stands in quotation marks."""
    found: set[int] = set()
    for quote in quotes:
        if quote.direct:
            first = bisect_right(account.sentences, quote.start, key=lambda span: span.end)
            last = bisect_left(account.sentences, quote.end, key=lambda span: span.start)
            found.update(range(first, last))
    return found


def _without(sentences: Iterable[Span], paired: frozenset[int]) -> tuple[SpanPair, ...]:
    return tuple((span.start, span.end) for number, span in enumerate(sentences) if number not in paired)
