"""``dateline events``: the documents of a library by the event that they report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import click

from index.catalogue.stored_documents import Summary
from index.compare.events import Event, group_by_event
from index.compare.related import Relations
from index.library.library import LocalLibrary
from tui.cli.common import counted, json_option, library_options, opened_library, print_json_list, warn
from tui.cli.printing import FAINT, TITLE, Printer, color_option, printer


@dataclass(frozen=True, slots=True)
class _Told:
    """An event as it is printed: its documents, copies behind what they copy, and what versions of a text changed."""

    documents: Sequence[Summary]
    copied: Mapping[int, int]
    changes: Mapping[int, Sequence[str]]


@click.command()
@click.argument("query", required=False)
@color_option
@library_options
@json_option
def events(query: str | None, color: str, library: str | None, notebook: Path | None, as_json: bool) -> int:
    """Group documents by the event that they report: those that QUERY finds, or all."""
    with opened_library(library, notebook) as opened:
        keys = opened.search(query).keys if query else opened.browse().keys
        relations = Relations(opened.catalogue, opened.searcher())
        found = group_by_event(relations, keys)
        told = (_told(opened, relations, group) for group in found)
        if as_json:
            print_json_list({"query": query or "", "total": len(found)}, "events", map(_as_object, told))
        elif found:
            with printer(color) as out:
                _print(out, found, told)
        else:
            warn("Nothing found.")
    return 0 if found else 1


def _told(library: LocalLibrary, relations: Relations, event: Event) -> _Told:
    by_original = relations.originals(event.keys)
    ordered = [key for original, copies in by_original.items() for key in (original, *copies)]
    copied = {copy: original for original, copies in by_original.items() for copy in copies}
    return _Told(library.catalogue.summaries(ordered), copied, relations.changes(list(by_original)))


def _as_object(event: _Told) -> dict[str, Any]:
    ids = {summary.key: summary.id for summary in event.documents}
    dates = sorted(summary.date for summary in event.documents if summary.date)
    return {
        "title": event.documents[0].title,
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
                "copy_of": ids[event.copied[summary.key]] if summary.key in event.copied else None,
                "changed": list(event.changes.get(summary.key, ())),
            }
            for summary in event.documents
        ],
    }


def _sources(event: _Told) -> set[str]:
    return {summary.source for summary in event.documents if summary.source}


def _print(out: Printer, found: Sequence[Event], told: Iterable[_Told]) -> None:
    """The events with several documents, which come first; the others are only counted."""
    several = sum(len(event.keys) > 1 for event in found)
    for event in islice(told, several):
        dates = sorted(summary.date for summary in event.documents if summary.date) or ["no date"]
        span = dates[0] if dates[0] == dates[-1] else f"{dates[0]} to {dates[-1]}"
        count = f"{counted(len(event.documents), 'document')}, {counted(len(_sources(event)), 'source')}"
        out.line(f"{span} · {count} · {event.documents[0].title}", style=TITLE)
        for summary in event.documents:
            copy = "= copy " if summary.key in event.copied else ""
            about = f"{summary.date or 'no date':10} · {summary.source or 'no source'} · {copy}{summary.title}"
            out.line(f"{summary.id} · {about}", indent=4)
            if summary.key in event.changes:
                changes = "; ".join(event.changes[summary.key])
                out.line(f"mostly the same text as before; {changes}", style=FAINT, indent=8)
    alone = counted(len(found) - several, "document")
    out.line(f"{counted(several, 'event')} with several documents, {alone} on their own.")
