"""More than two accounts of one event: which of them names whom, and which share a quote."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from index.compare.alignment import Parsed, align, parse
from index.compare.comparison import Account, Matrix, NameCount, Side
from index.compare.figure_table import figures_in_time
from index.compare.figures import figures_of
from index.compare.tokens import name_key
from index.model import Span
from index.text.quotation_marks import find_quotations
from index.text.sentences import sentences

FEWEST_WORDS = 5
"""Words of a quote that two accounts do not share by chance."""


def make_matrix(accounts: Sequence[Account]) -> Matrix:
    """The matrix of these accounts, in their order."""
    quoted = [parse(_quoted_part(account)) for account in accounts]
    shared = [[0] * len(accounts) for _ in accounts]
    for i in range(len(accounts)):
        for j in range(i):
            shared[i][j] = shared[j][i] = _shared_quotes(quoted[i], quoted[j])
    return Matrix(
        accounts=tuple(map(Side.of, accounts)),
        names=_names(accounts),
        shared_quotes=tuple(tuple(row) for row in shared),
        figures=tuple(figures_in_time(accounts, figures_of)),
    )


def _names(accounts: Sequence[Account]) -> tuple[NameCount, ...]:
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0] * len(accounts))
    firsts: defaultdict[str, list[int]] = defaultdict(lambda: [-1] * len(accounts))
    names: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for number, account in enumerate(accounts):
        for mention in account.mentions:
            key = name_key(mention)
            counts[key][number] += 1
            names[key][mention.name, mention.type.value] += 1
            if firsts[key][number] < 0:
                firsts[key][number] = mention.start
    rows = []
    for key, row in counts.items():
        name, type_ = min(names[key], key=lambda pair: (-names[key][pair], pair))
        rows.append(NameCount(name, type_, tuple(row), tuple(firsts[key])))
    return tuple(sorted(rows, key=lambda row: (-sum(count > 0 for count in row.counts), -sum(row.counts), row.name)))


def _quoted_part(account: Account) -> Account:
    """The account with only those sentences, or parts of them, that stand in quotation marks."""
    spans: list[Span] = []
    for quotation in find_quotations(account.text):
        within = sentences(account.text, quotation.start + 1, quotation.end - 1)
        spans += [span for span in within if len(account.text[span.start : span.end].split()) >= FEWEST_WORDS]
    return Account(account.id, account.title, account.source, account.text, account.mentions, tuple(spans))


def _shared_quotes(a: Parsed, b: Parsed) -> int:
    return len(align(a, b))
