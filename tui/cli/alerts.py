"""``dateline alerts``: what is new of all saved searches, as a digest that cron can send."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import click

from index.errors import ConfigurationError, DatelineError
from index.home.folders import find_home
from index.home.searches import SavedSearches
from index.home.seen import SeenDocuments
from index.library.library import LocalLibrary
from index.library.news import News, mark_seen, news_of
from tui.cli.common import at_most_one, json_option, library_options, opened_library, print_json, say, warn

MOST_LISTED = 50
"""Documents of a search that a digest lists; JSON has them all."""


@click.command()
@click.option("--peek", is_flag=True, help="Do not mark as seen what is printed.")
@click.option("--exec", "program", metavar="PROGRAM", help="Run PROGRAM with the JSON on its standard input.")
@library_options
@json_option
def alerts(peek: bool, program: str | None, library: str | None, notebook: Path | None, as_json: bool) -> int:
    """Print what the saved searches find that was not seen yet; nothing, and exit code 1, where there is nothing."""
    at_most_one({"--exec": program, "--json": as_json})
    searches = SavedSearches(find_home()).all()
    with opened_library(library, notebook) as opened:
        seen = SeenDocuments(find_home(), opened.folder)
        found = [news_of(opened, seen, name, opened.search(query)) for name, query in searches.items()]
        news = [one for one in found if one.hashes]
        if not news:
            return 1
        told = {"library": opened.folder.name, "alerts": [_object(opened, one) for one in news]}
        if program:
            _run(program, told)
        elif as_json:
            print_json(told)
        else:
            _print(opened, news)
        sys.stdout.flush()
    if not peek:
        for one in news:
            mark_seen(seen, one)
    return 0


def _object(library: LocalLibrary, news: News) -> dict[str, Any]:
    return {
        "search": news.search,
        "query": news.found.query.typed,
        "documents": [
            {
                "id": summary.id,
                "title": summary.title,
                "source": summary.source,
                "date": summary.date or None,
                "path": summary.path,
                "text_hash": summary.text_hash,
                "changed": summary.id in news.changed,
            }
            for summary in library.summaries(news.found, 0, len(news.found.keys))
        ],
    }


def _print(library: LocalLibrary, news: list[News]) -> None:
    for one in news:
        say(f"{one.search}: {one.summary}")
        for summary in library.summaries(one.found, 0, MOST_LISTED):
            sign = "changed" if summary.id in one.changed else "new"
            say(f"  {sign:8}{summary.date or 'no date':11}{summary.title}")
            say(f"          {summary.id} · {summary.source or 'no source'}")
        if len(one.found.keys) > MOST_LISTED:
            say(f"  … and {len(one.found.keys) - MOST_LISTED:,} more; see: dateline alerts --json")


def _run(program: str, told: dict[str, Any]) -> None:
    """Run a program; what it was told counts as seen only if it ends well."""
    try:
        words = shlex.split(program)
        ended = subprocess.run(words, input=json.dumps(told).encode(), check=False)
    except (OSError, ValueError, IndexError) as error:
        raise ConfigurationError(f"--exec {program} cannot be run: {error}.") from error
    if ended.returncode:
        warn(f"{program} ended with {ended.returncode}.")
        raise DatelineError("What is new was not marked as seen, since the program that was to be told of it failed.")
