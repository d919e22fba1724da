"""``dateline sources``: where documents come from."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from index.text.collation import collation_key
from tui.cli.common import (
    at_most_one,
    counted,
    json_option,
    library_options,
    opened_library,
    print_csv,
    print_json,
    say,
    warn,
)


@click.group(no_args_is_help=False)
def sources() -> None:
    """Tell about the sources of a library."""


@sources.command("list")
@click.argument("query", required=False)
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV for a spreadsheet.")
@library_options
@json_option
def list_sources(query: str | None, as_csv: bool, library: str | None, notebook: Path | None, as_json: bool) -> int:
    """List the sources of QUERY's documents, or of all, each with its number of documents."""
    at_most_one({"--csv": as_csv, "--json": as_json})
    with opened_library(library, notebook) as opened:
        keys = opened.search(query).keys if query else opened.browse().keys
        counts = Counter(summary.source for summary in opened.catalogue.summaries(list(keys)))
    found = sorted(counts.items(), key=lambda one: (-one[1], collation_key(one[0])))
    if as_json:
        rows = [{"source": source or None, "documents": number} for source, number in found]
        print_json({"query": query or "", "total": len(rows), "sources": rows})
    elif as_csv:
        print_csv(("source", "documents"), found)
    else:
        for source, number in found:
            say(f"{number:6}  {source or 'no source'}")
        (say if found else warn)(f"{counted(len(found), 'source')}.")
    return 0 if found else 1
