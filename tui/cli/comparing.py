"""``dateline compare``: two accounts side by side, for people and for scripts."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict

import click

from index.compare.comparison import Account, Comparison, NameForm, Quote, Side
from index.compare.exporting import to_html, to_markdown
from index.compare.reading import account_of
from index.compare.side_by_side import compare as compare_accounts
from index.files import find_home
from index.libraries import library_to_read
from index.library import Library
from index.protocol import SpanPair
from tui.cli.common import json_option, print_json, say

FORMATS: dict[str, Callable[[Comparison, Account, Account], str]] = {"markdown": to_markdown, "html": to_html}
"""The forms in which a comparison can be kept."""

MOST_NAMES = 20
"""Rows of the table of names that are printed for people; JSON has them all."""


@click.command()
@click.argument("a")
@click.argument("b")
@click.option("--library", metavar="NAME|FOLDER", help="The library to use; a name, or a folder with a slash.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), help="Print the comparison as a document.")
@json_option
def compare(a: str, b: str, library: str | None, form: str | None, as_json: bool) -> int:
    """Compare the documents A and B, each named by its id, the start of its id, or its record's own id."""
    opened = Library(library_to_read(find_home(), library))
    try:
        accounts = [account_of(opened.catalogue, opened.document(opened.catalogue.find(name))) for name in (a, b)]
    finally:
        opened.close()
    comparison = compare_accounts(*accounts)
    if as_json:
        print_json(asdict(comparison))
    elif form:
        sys.stdout.write(FORMATS[form](comparison, *accounts))
    else:
        _print(comparison, *accounts)
    return 0 if comparison.pairs else 1


def _print(comparison: Comparison, a: Account, b: Account) -> None:
    here, there = _label(comparison.a, "A"), _label(comparison.b, "B")
    say(f"A: {a.title} ({a.source or 'no source'})")
    say(f"B: {b.title} ({b.source or 'no source'})")
    say(f"{len(comparison.pairs)} shared, {len(comparison.only_a)} only {here}, {len(comparison.only_b)} only {there}")
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
        say(f"  {quote.name or 'somebody'}{f' {quote.verb}' if quote.verb else ''}: {said}")
