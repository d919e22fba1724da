"""``dateline events``: the documents of a library by the event that they report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

from index.catalogue.reading import Summary
from index.compare.copies import originals
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
        relations = Relations(opened.catalogue, opened.snapshot())
        groups = group_by_event(relations, keys)
        found = [opened.catalogue.summaries(group.keys) for group in groups]
        by_original = [originals(group.keys, relations.is_copy) for group in groups]
        copied = {copy: key for found_in in by_original for key, its in found_in.items() for copy in its}
    finally:
        opened.close()
    if as_json:
        print_json(
            {"query": query or "", "total": len(found), "events": [_as_object(event, copied) for event in found]}
        )
    else:
        _print(found, copied)
    return 0 if found else 1


def _as_object(event: Sequence[Summary], copied: Mapping[int, int]) -> dict[str, Any]:
    ids = {summary.key: summary.id for summary in event}
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
                "copy_of": ids[copied[summary.key]] if summary.key in copied else None,
            }
            for summary in event
        ],
    }


def _sources(event: Sequence[Summary]) -> set[str]:
    return {summary.source for summary in event if summary.source}


def _print(found: Sequence[Sequence[Summary]], copied: Mapping[int, int]) -> None:
    """The events with several documents; the others are only counted."""
    several = [event for event in found if len(event) > 1]
    for event in several:
        dates = sorted(summary.date for summary in event if summary.date) or ["no date"]
        span = dates[0] if dates[0] == dates[-1] else f"{dates[0]} to {dates[-1]}"
        say(f"{span} · {len(event)} documents, {len(_sources(event))} sources · {event[0].title}")
        for summary in event:
            copy = "= copy " if summary.key in copied else ""
            about = f"{summary.date or 'no date':10} · {summary.source or 'no source'} · {copy}{summary.title}"
            say(f"    {summary.id} · {about}")
    if found:
        say(f"{len(several)} events with several documents, {len(found) - len(several)} documents on their own.")
    else:
        warn("Nothing found.")
