"""``dateline related``: other accounts of the event that a document reports."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from index.catalogue.stored_documents import Summary
from index.compare.related import COUNT, Reason, Related, Relations
from index.errors import ConfigurationError, DocumentMissingError
from index.library.library import LocalLibrary
from tui.cli.common import json_option, library_options, opened_library, print_json, warn
from tui.cli.printing import FAINT, TITLE, Printer, color_option, printer


@click.command()
@click.argument("document", required=False)
@click.option("--all", "of_all", is_flag=True, help="For every document, one JSON line each.")
@click.option("--limit", type=click.IntRange(min=1), default=COUNT, help="How many proposals, at most.")
@color_option
@library_options
@json_option
def related(
    document: str | None,
    of_all: bool,
    limit: int,
    color: str,
    library: str | None,
    notebook: Path | None,
    as_json: bool,
) -> int:
    """List other documents on the event that DOCUMENT reports, best first, with the reasons and how sure they are."""
    if of_all == bool(document):
        raise ConfigurationError("Name one document, or give --all for every document: dateline related DOCUMENT")
    with opened_library(library, notebook) as opened:
        relations = Relations(opened.catalogue, opened.searcher())
        if of_all:
            return _all(opened, relations, limit)
        key = opened.find(document or "")
        found = relations.related(key, limit)
        summaries = _summaries(opened, found)
        if as_json:
            print_json(_as_object(opened.catalogue.summaries([key])[0], found, summaries))
        else:
            with printer(color) as out:
                _print(out, found, summaries)
            if not found:
                warn("No other document seems to report this event.")
    return 0 if found else 1


def _all(library: LocalLibrary, relations: Relations, limit: int) -> int:
    for key in library.catalogue.ordered_keys("newest"):
        one = _of_one(library, relations, key, limit)
        if one is not None:
            print_json(one)
    return 0


def _of_one(library: LocalLibrary, relations: Relations, key: int, limit: int) -> dict[str, Any] | None:
    """What is printed of one document of them all; None if it has left the library since they were listed."""
    while own := library.catalogue.summaries([key]):
        with contextlib.suppress(DocumentMissingError):  # one that is related to it left just now: again without that
            found = relations.related(key, limit)
            return _as_object(own[0], found, _summaries(library, found))
    return None


def _summaries(library: LocalLibrary, found: Sequence[Related]) -> dict[int, Summary]:
    """What the list shows of what is proposed. Raises DocumentMissingError if one has left the library."""
    summaries = {one.key: one for one in library.catalogue.summaries(proposal.key for proposal in found)}
    if any(proposal.key not in summaries for proposal in found):
        raise DocumentMissingError("The library has changed meanwhile; try again.")
    return summaries


def _as_object(of: Summary, found: Sequence[Related], summaries: dict[int, Summary]) -> dict[str, Any]:
    return {
        "id": of.id,
        "record": of.record,
        "related": [_proposal(proposal, summaries) for proposal in found],
    }


def _proposal(proposal: Related, summaries: dict[int, Summary]) -> dict[str, Any]:
    summary = summaries[proposal.key]
    copy_of = summaries[proposal.copy_of] if proposal.copy_of is not None else None
    return {
        "id": summary.id,
        "record": summary.record,
        "title": summary.title,
        "source": summary.source,
        "date": summary.date or None,
        "score": proposal.score,
        "reasons": [asdict(reason) for reason in proposal.reasons],
        "duplicate": proposal.duplicate,
        "copy_of": copy_of.id if copy_of else None,
    }


def _print(out: Printer, found: Sequence[Related], summaries: dict[int, Summary]) -> None:
    """Accounts of their own one by one, copies only counted."""
    own = [proposal for proposal in found if not proposal.duplicate and proposal.copy_of is None]
    for proposal in own:
        summary = summaries[proposal.key]
        copies = sum(other.copy_of == proposal.key for other in found)
        folded = f" · and {copies} with the same text" if copies else ""
        out.line(f"{proposal.score:4.0%} {summary.date or 'no date':10} {summary.title}", style=TITLE)
        out.line(f"{summary.id} · {summary.source or 'no source'}{folded}", style=FAINT, indent=5)
        out.line("; ".join(_in_words(reason) for reason in proposal.reasons), indent=5)
    duplicates = [summaries[proposal.key] for proposal in found if proposal.duplicate]
    for summary in duplicates:
        out.line(f"the same text: {summary.id} · {summary.source or 'no source'} · {summary.title}")


def _in_words(reason: Reason) -> str:
    heads = {"quote": "a shared quote of ", "copy": "the same text, ", "alike": "mostly the same text; ", "time": ""}
    between = "; " if reason.kind == "alike" else ", "
    return f"{heads.get(reason.kind, f'{reason.kind}: ')}{between.join(reason.values)}"
