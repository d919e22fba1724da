"""``dateline figures``: how many were killed, wounded, arrested and so on, as each document of a result gives it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from index.compare.accounts import account_of
from index.compare.comparison import Account, AccountFigure, remark_on
from index.compare.figure_table import figures_in_time
from index.compare.figures import figures_of
from tui.cli.common import at_most_one, json_option, library_options, opened_library, print_csv, print_json, say, warn

COLUMNS = (
    "kind", "date", "source", "text", "low", "high", "whom", "where", "when", "speaker", "part", "earlier", "denied",
    "id", "title", "start", "end",
)  # fmt: skip
"""What is told of a figure, in this order."""


@click.command()
@click.argument("query", required=False)
@click.option("--limit", type=click.IntRange(min=0), default=0, help="Figures of so many documents; 0 for all.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV for a spreadsheet.")
@library_options
@json_option
def figures(
    query: str | None, limit: int, as_csv: bool, library: str | None, notebook: Path | None, as_json: bool
) -> int:
    """Tell the figures that the documents of QUERY give of what happened: by kind, each in order of publication."""
    at_most_one({"--csv": as_csv, "--json": as_json})
    with opened_library(library, notebook) as opened:
        keys = opened.search(query).keys if query else opened.browse().keys
        chosen = list(keys)[: limit or None]
        accounts = [account_of(opened.catalogue, opened.document(key)) for key in chosen]
    found = figures_in_time(accounts, figures_of)
    rows = [_as_object(accounts[one.account], one) for one in found]
    if as_json:
        print_json({"query": query or "", "documents": len(accounts), "total": len(rows), "figures": rows})
    elif as_csv:
        print_csv(COLUMNS, ([_cell(row[name]) for name in COLUMNS] for row in rows))
    else:
        _print(rows)
    return 0 if rows else 1


def _as_object(account: Account, one: AccountFigure) -> dict[str, Any]:
    told = asdict(one.figure) | {"id": account.id, "title": account.title, "source": account.source}
    return {name: (told | {"date": account.date or None})[name] for name in COLUMNS}


def _cell(value: object) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    return "" if value is None else str(value)


def _print(rows: Sequence[dict[str, Any]]) -> None:
    kind = ""
    for row in rows:
        if row["kind"] != kind:
            kind = row["kind"]
            say(kind)
        about = [row["where"], row["speaker"] and f"says {row['speaker']}", remark_on(row["denied"], row["earlier"])]
        number = f"{'of them ' if row['part'] else ''}{row['text']} {row['whom']}".strip()
        told = " · ".join(filter(None, [number, *about]))
        say(f"    {row['date'] or 'no date':10} {row['source'] or 'no source'} · {told} · {row['id']}")
    if not rows:
        warn("No figures found.")
