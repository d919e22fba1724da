"""``dateline compare``: two accounts side by side, or more against each other, for people and for scripts."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from index.compare.accounts import account_of
from index.compare.comparison import Account, Comparison, Matrix, NameForm, Quote, Side
from index.compare.exporting import to_html, to_markdown
from index.compare.matrix import make_matrix
from index.compare.side_by_side import compare as compare_accounts
from index.errors import ConfigurationError
from index.model import SpanPair
from tui.cli.common import at_most_one, json_option, library_options, opened_library, print_json, say

FORMATS: dict[str, Callable[[Comparison, Account, Account], str]] = {"markdown": to_markdown, "html": to_html}
"""The forms in which a comparison can be kept."""

MOST_NAMES = 20
"""Rows of the table of names that are printed for people; JSON has them all."""


@click.command()
@click.argument("documents", nargs=-1, required=True, metavar="A B [C …]")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), help="Print the comparison of two as a document.")
@library_options
@json_option
def compare(
    documents: Sequence[str], form: str | None, library: str | None, notebook: Path | None, as_json: bool
) -> int:
    """Compare documents, each named by its id, the start of its id, or its record's own id.

    Two are set side by side. Of more, it is counted which quotes each two share and which names each has.
    """
    if len(documents) < 2 or (form and len(documents) > 2):
        raise ConfigurationError("Name two documents to be compared; without --format also more: dateline compare A B")
    at_most_one({"--format": form, "--json": as_json})
    with opened_library(library, notebook) as opened:
        stored = [opened.document(opened.find(name)) for name in documents]
        accounts = [account_of(opened.catalogue, document) for document in stored]
    if len(accounts) > 2:
        return _compare_all(accounts, as_json=as_json)
    comparison = compare_accounts(*accounts)
    if as_json:
        print_json(asdict(comparison))
    elif form:
        sys.stdout.write(FORMATS[form](comparison, *accounts))
    else:
        _print(comparison, *accounts)
    return 0 if comparison.pairs else 1


def _compare_all(accounts: Sequence[Account], *, as_json: bool) -> int:
    matrix = make_matrix(accounts)
    if as_json:
        print_json(asdict(matrix))
    else:
        _print_matrix(matrix)
    return 0 if any(map(any, matrix.shared_quotes)) or any(_in_several(name.counts) for name in matrix.names) else 1


def _in_several(counts: Sequence[int]) -> bool:
    return sum(count > 0 for count in counts) > 1


def _print_matrix(matrix: Matrix) -> None:
    """The figures in order of time; a column for each account, by number: quotes shared, how often it has each name."""
    for number, side in enumerate(matrix.accounts, 1):
        say(f"{number:3} {side.date or 'no date':10} {side.title} ({side.source or 'no source'})")
    _head("Figures, by kind and in order of time", matrix.figures)
    for one in matrix.figures:
        told = f"{'of them ' if one.figure.part else ''}{one.figure.text} {one.figure.whom}".strip()
        date = matrix.accounts[one.account].date or "no date"
        say(f"    {one.figure.kind:10} {date:10} {one.account + 1:3}  {told}")
    _head("Quoted sentences that each two share", matrix.accounts)
    say("    " + "".join(f"{number:4}" for number in range(1, len(matrix.accounts) + 1)))
    for number, row in enumerate(matrix.shared_quotes, 1):
        say(f"{number:3} " + "".join(f"{count:4}" for count in row))
    names = [name for name in matrix.names if _in_several(name.counts)][:MOST_NAMES]
    _head("Names that several have, and how often", names)
    for name in names:
        say("    " + "".join(f"{count:4}" for count in name.counts) + f"  {name.name} ({name.type})")


def _print(comparison: Comparison, a: Account, b: Account) -> None:
    here, there = _label(comparison.a, "A"), _label(comparison.b, "B")
    say(f"A: {a.title} ({a.source or 'no source'})")
    say(f"B: {b.title} ({b.source or 'no source'})")
    say(f"{len(comparison.pairs)} shared, {len(comparison.only_a)} only {here}, {len(comparison.only_b)} only {there}")
    _print_table(comparison)
    _print_shared(comparison, a, b)
    _print_only(comparison.only_a, a, here)
    _print_only(comparison.only_b, b, there)
    _print_names(comparison, here, there)
    _print_figures(comparison)
    _print_quotes(comparison.quotes_a, a, here)
    _print_quotes(comparison.quotes_b, b, there)


def _label(side: Side, otherwise: str) -> str:
    return side.source or otherwise


def _words(account: Account, span: SpanPair) -> str:
    return " ".join(account.text[slice(*span)].split())


def _head(line: str, below: Sequence[object]) -> None:
    """A line above what stands below it, if there is anything."""
    if below:
        say()
        say(line)


def _print_table(comparison: Comparison) -> None:
    _head("Figures", comparison.table)
    for row in comparison.table:
        shown = [f"{figure.text} {figure.whom}".strip() if figure else "—" for figure in (row.a, row.b)]
        say(f"  {row.kind:10} {'≠' if row.differs else '=' if row.a and row.b else ' '} A {shown[0]} · B {shown[1]}")


def _print_shared(comparison: Comparison, a: Account, b: Account) -> None:
    _head("Shared", comparison.pairs)
    for pair in comparison.pairs:
        say(f"  A {_words(a, pair.a)}")
        say(f"  B {_words(b, pair.b)}")
        for difference in pair.differences:
            say(f"      ‘{_words(a, difference.a)}’ against ‘{_words(b, difference.b)}’")


def _print_only(spans: Sequence[SpanPair], account: Account, label: str) -> None:
    _head(f"Only {label}", spans)
    for span in spans:
        say(f"  {_words(account, span)}")


def _print_names(comparison: Comparison, here: str, there: str) -> None:
    rows = [row for row in comparison.names if row.a and row.b][:MOST_NAMES]
    _head("Names", rows)
    for row in rows:
        say(f"  {row.name} ({row.type}): {here}: {_forms(row.a)}; {there}: {_forms(row.b)}")


def _forms(forms: Iterable[NameForm]) -> str:
    return ", ".join(f"{form.text} {len(form.spans)}" for form in forms)


def _print_figures(comparison: Comparison) -> None:
    _head("Figures that may differ", comparison.figures)
    for figure in comparison.figures:
        say(f"  ‘{figure.a_text}’ against ‘{figure.b_text}’: {', '.join(figure.about)}")


def _print_quotes(quotes: Sequence[Quote], account: Account, label: str) -> None:
    _head(f"Who says so in {label}", quotes)
    for quote in quotes:
        said = _words(account, (quote.start, quote.end))
        name = f"{quote.name}?" if quote.doubtful and quote.name else quote.name
        say(f"  {name or 'somebody'}{f' {quote.verb}' if quote.verb else ''}: {said}")
