"""``dateline sources`` and ``dateline libraries``: where documents come from, and which libraries there are."""

from __future__ import annotations

import contextlib
from collections import Counter
from pathlib import Path
from typing import Any

import click

from index.catalogue.reading import CatalogueReader
from index.errors import LibraryError, NotebookError
from index.home.folders import Home, find_home
from index.library.choosing import last_library
from index.notebook.store import Notebook
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


@click.command()
@json_option
def libraries(as_json: bool) -> int:
    """List the libraries: their names, what they were made of, documents and notes; * is the one used last."""
    home = find_home()
    last = last_library(home)
    folders = {folder for folder in home.libraries.glob("*") if (folder / "catalogue.sqlite").exists()}
    found = [_about(home, folder, folder == last) for folder in sorted(folders | ({last} if last else set()))]
    if as_json:
        print_json({"total": len(found), "libraries": found})
    for one in () if as_json else found:
        size = one["error"] or f"{counted(one['documents'], 'document')}, {counted(one['notes'], 'note')}"
        say(f"{'*' if one['last'] else ' '} {one['name']}: {size}")
        for root in one["roots"]:
            say(f"    {root}")
    if not found:
        warn("There is no library yet; make one with: dateline index FOLDER")
    return 0 if found else 1


def _about(home: Home, folder: Path, last: bool) -> dict[str, Any]:
    """What is told of a library; one that cannot be read is told with the reason."""
    told: dict[str, Any] = {"name": folder.name, "folder": str(folder), "last": last, "error": None}
    told |= {"roots": [], "documents": 0, "notes": 0}
    try:
        with contextlib.closing(CatalogueReader(folder / "catalogue.sqlite")) as catalogue:
            told |= {"roots": catalogue.roots(), "documents": catalogue.counts()["documents"]}
        file = home.notebook(folder)
        if file.exists():
            with contextlib.closing(Notebook.open(file)) as notebook:
                told["notes"] = len(notebook.annotations())
    except (LibraryError, NotebookError) as error:
        told["error"] = str(error)
    return told
