"""``dateline events``: the documents of a library by the event that they report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from index.catalogue.reading import Summary
from index.compare.events import group_by_event
from index.compare.related import Relations
from index.files import find_home
from index.libraries import library_to_read
from index.library import Library
from tui.cli.common import json_option, print_json, say, warn


@click.command()
@click.argument("query", required=False)
@click.option("--library", metavar="NAME|FOLDER", help="The library to use; a name, or a folder with a slash.")
@json_option
def events(query: str | None, library: str | None, as_json: bool) -> int:
    """Group documents by the event that they report: those that QUERY finds, or all."""
    opened = Library(library_to_read(find_home(), library))
    try:
        keys = opened.search(query).keys if query else opened.browse().keys
        groups = group_by_event(Relations(opened.catalogue, opened.snapshot()), keys)
        found = [opened.catalogue.summaries(group.keys) for group in groups]
    finally:
        opened.close()
    if as_json:
        print_json({"query": query or "", "total": len(found), "events": [_as_object(event) for event in found]})
    else:
        _print(found)
    return 0 if found else 1


def _as_object(event: Sequence[Summary]) -> dict[str, Any]:
    dates = sorted(summary.date for summary in event if summary.date)
    return {
        "title": event[0].title,
        "begin": dates[0] if dates else None,
        "end": dates[-1] if dates else None,
        "sources": len(_sources(event)),
        "documents": [
            {
                "id": summary.id,
                "record": summary.record,
                "title": summary.title,
                "source": summary.source,
                "date": summary.date or None,
            }
            for summary in event
        ],
    }


def _sources(event: Sequence[Summary]) -> set[str]:
    return {summary.source for summary in event if summary.source}


def _print(found: Sequence[Sequence[Summary]]) -> None:
    """The events with several documents; the others are only counted."""
    several = [event for event in found if len(event) > 1]
    for event in several:
        dates = sorted(summary.date for summary in event if summary.date) or ["no date"]
        span = dates[0] if dates[0] == dates[-1] else f"{dates[0]} to {dates[-1]}"
        say(f"{span} · {len(event)} documents, {len(_sources(event))} sources · {event[0].title}")
        for summary in event:
            say(
                f"    {summary.id} · {summary.date or 'no date':10} · {summary.source or 'no source'} · {summary.title}"
            )
    if found:
        say(f"{len(several)} events with several documents, {len(found) - len(several)} documents on their own.")
    else:
        warn("Nothing found.")
