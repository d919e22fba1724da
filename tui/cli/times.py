"""``dateline timeline``: how many documents were published in each day, week, month or year, and speak of it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from index.answers.counts import TimelineAnswer
from index.library.timeline import Scale
from tui.cli.common import counted, json_option, library_options, opened_library, parse_day, print_json, say, warn
from tui.text.bars import bar

_BAR = 40  # cells


@click.command()
@click.argument("query", required=False)
@click.option(
    "--by", type=click.Choice([scale.value for scale in Scale]), help="How long each row is; by default what fits."
)
@click.option("--today", metavar="DATE", help="The day that 'last week' counts from, YYYY-MM-DD.")
@library_options
@json_option
def timeline(
    query: str | None, by: str | None, today: str | None, library: str | None, notebook: Path | None, as_json: bool
) -> int:
    """Show when QUERY's documents were published and changed, and what times they speak of; without QUERY, of all."""
    with opened_library(library, notebook) as opened:
        found = opened.search(query or "", today=parse_day("--today", today) if today else None)
        answer = opened.timeline(found, Scale(by) if by else None)
    if as_json:
        print_json({"query": query or "", **asdict(answer)})
    else:
        _print(answer)
    return 0 if answer.buckets else 1


def _print(answer: TimelineAnswer) -> None:
    most = max((bucket.published + bucket.spoken for bucket in answer.buckets), default=0)
    was_changed = any(bucket.changed for bucket in answer.buckets)
    for bucket in answer.buckets:
        drawn = "".join(bar(bucket.published, bucket.spoken, most, _BAR))
        changed = f" {bucket.changed:6} changed" if was_changed else ""
        say(
            f"{bucket.label:10} {bucket.published:6} published {bucket.spoken:6} speak of it{changed}  {drawn}".rstrip()
        )
    notes = [counted(answer.documents, "document")]
    notes += [f"{answer.undated} without a date"] if answer.undated else []
    notes += [f"{answer.coarser} known only by a longer time"] if answer.coarser else []
    (say if answer.buckets else warn)(", ".join(notes) + ".")
