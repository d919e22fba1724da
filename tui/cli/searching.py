"""``dateline search``: the same search as on the screen, for people and for scripts."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click

from index.catalogue.stored_documents import Summary
from index.errors import ConfigurationError, PathError, QueryError, UnreadableError
from index.home.folders import find_home
from index.home.searches import SavedSearches
from index.home.seen import SeenDocuments
from index.library.found import Found, FoundRow
from index.library.library import LocalLibrary
from index.library.news import hashes_of, mark_seen, news_of
from index.library.query_run import ORDERS
from index.model import Span
from index.text.decoding import decode
from index.text.pages import page_at
from tui.cli.common import (
    QueryCommand,
    at_most_one,
    counted,
    json_option,
    library_options,
    opened_library,
    parse_day,
    print_csv,
    print_json,
    say,
    warn,
)
from tui.cli.printing import FAINT, HIT, TITLE, Printer, color_option, printer, styled

DEFAULT_LIMIT = 50

FIELDS: dict[str, Callable[[Summary], Any]] = {
    "id": lambda summary: summary.id,
    "record": lambda summary: summary.record,
    "title": lambda summary: summary.title,
    "source": lambda summary: summary.source,
    "date": lambda summary: summary.date or None,
    "path": lambda summary: summary.path,
    "type": lambda summary: summary.type,
    "parent": lambda summary: summary.parent or None,
    "carries": lambda summary: summary.carries,
}
"""The columns of a hit that the catalogue knows."""

TEXT_FIELDS: dict[str, Callable[[FoundRow, LocalLibrary], Any]] = {
    "score": lambda row, _: round(row.score, 6),
    "snippet": lambda row, _: row.snippet.text,
    "spans": lambda row, _: _pairs(row.hits.text),
    "title_spans": lambda row, _: _pairs(row.hits.title),
    "pages": lambda row, library: _pages(row, library),
}
"""The columns of a hit for which its text is read."""

NEAR = 10
"""Documents that come near are shown of a query that finds nothing."""

ALL_FIELDS = (*FIELDS, *TEXT_FIELDS)
CSV_FIELDS = ("id", "title", "source", "date", "path", "snippet")


def _pages(row: FoundRow, library: LocalLibrary) -> list[str]:
    """The label of the page of each span; none where a document has no pages."""
    pages = library.catalogue.origin(row.summary.key).pages
    found = (page_at(pages, span.start) for span in row.hits.text)
    return [pages[page].label for page in found if page is not None]


def _pairs(spans: list[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


@click.command(cls=QueryCommand)
@click.argument("query", required=False, type=click.UNPROCESSED)
@click.option(
    "--limit", type=click.IntRange(min=0), default=DEFAULT_LIMIT, help="How many hits; 0 for all, as of --new."
)
@click.option("--sort", "order", type=click.Choice(ORDERS), default=None, help="The order of the hits.")
@click.option(
    "--match", type=click.Choice(["all", "any"]), default="all", help="any: plain words, any of which may occur."
)
@click.option("--as-typed", is_flag=True, help="Do not widen names to their other names.")
@click.option("--explain", is_flag=True, help="Also say what each part of the query meant.")
@click.option("--today", metavar="DATE", help="The day that 'last week' counts from, YYYY-MM-DD.")
@click.option("--fields", metavar="NAME,…", help=f"Only these of {', '.join(ALL_FIELDS)}.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV for a spreadsheet.")
@click.option("--saved", metavar="NAME", help="Run the search that was saved under this name.")
@click.option("--save", "save_as", metavar="NAME", help="Save QUERY under this name once it has run.")
@click.option("--new", "only_new", is_flag=True, help="Of --saved: only what was not seen yet; it is seen then.")
@click.option("--peek", is_flag=True, help="With --new: do not mark as seen what is printed.")
@click.option("--count", is_flag=True, help="Print how many documents there are, and nothing else.")
@click.option(
    "--batch",
    metavar="FILE",
    help="One query a line from FILE (- for standard input), one JSON line each; the exit code is 2 if one was wrong.",
)
@click.option("--strict", is_flag=True, help="Stop a --batch at the first query that is wrong.")
@color_option
@library_options
@json_option
def search(
    query: str | None,
    limit: int,
    order: str | None,
    match: str,
    as_typed: bool,
    explain: bool,
    today: str | None,
    fields: str | None,
    as_csv: bool,
    saved: str | None,
    save_as: str | None,
    only_new: bool,
    peek: bool,
    count: bool,
    batch: str | None,
    strict: bool,
    color: str,
    library: str | None,
    notebook: Path | None,
    as_json: bool,
) -> int:
    """Search a library. Without QUERY it lists every document."""
    home = find_home()
    _refuse_what_is_ignored(query, saved, fields, batch, printed=as_csv or as_json, keeps=save_as)
    _refuse_what_is_missing(strict=strict, batch=batch, only_new=only_new, saved=saved, peek=peek)
    at_most_one({"--csv": as_csv, "--json": as_json, "--count": count})
    at_most_one({"--explain": explain, "--csv": as_csv, "--count": count})
    at_most_one({"--batch": batch, "--csv": as_csv, "--count": count})
    if saved is not None:
        query = SavedSearches(home).query(saved)
    columns = _columns(fields, CSV_FIELDS if as_csv else ALL_FIELDS)
    with opened_library(library, notebook) as opened:

        def run(typed: str) -> Found:
            return opened.search(
                typed,
                order or "",
                match_any=match == "any",
                other_names=not as_typed,
                today=parse_day("--today", today) if today else None,
            )

        if batch is not None:
            return _batch(opened, run, _lines(batch), _Wanted(limit, columns, explain), strict=strict)
        found = run(query or "")
        seen = SeenDocuments(home, opened.folder)
        news = news_of(opened, seen, saved, found) if only_new and saved is not None else None
        found = news.found if news else found
        wanted = _Wanted(0 if news else limit, columns, explain)  # what is not printed would be marked as seen
        if save_as:
            SavedSearches(home).save(save_as, query or "")
            seen.forget(save_as.strip())
            seen.mark((save_as.strip(),), hashes_of(opened, found))
        if count:
            say(str(len(found.keys)))
        elif as_json:
            print_json(_as_object(opened, found, wanted))
        elif as_csv:
            _print_table(opened, found, wanted)
        else:
            _print_for_people(opened, found, wanted, color)
        sys.stdout.flush()
        if news and not peek and not count:  # a number shows no document
            mark_seen(seen, news)
    return 0 if found.keys else 1


def _refuse_what_is_ignored(
    query: str | None, saved: str | None, fields: str | None, batch: str | None, *, printed: bool, keeps: str | None
) -> None:
    """Raises ConfigurationError for options of which one would be ignored."""
    if saved is not None and query:
        raise ConfigurationError("--saved runs the search of that name; leave out QUERY, or type it without --saved.")
    if batch is not None and (query or saved is not None or keeps is not None):
        raise ConfigurationError("--batch takes its queries from the file; leave out QUERY, --saved and --save.")
    if fields is not None and not printed and batch is None:
        raise ConfigurationError("--fields are the columns of --json and --csv; add one of these.")
    if keeps is not None and not keeps.strip():
        raise ConfigurationError("--save needs a name: dateline search --save NAME QUERY")


def _refuse_what_is_missing(*, strict: bool, batch: str | None, only_new: bool, saved: str | None, peek: bool) -> None:
    """Raises ConfigurationError for options without the one that they are of."""
    if strict and batch is None:
        raise ConfigurationError("--strict is of --batch: dateline search --batch FILE --strict")
    if (only_new and saved is None) or (peek and not only_new):
        raise ConfigurationError("--new is of a saved search, and --peek of --new: dateline search --saved NAME --new")


def _columns(fields: str | None, default: tuple[str, ...]) -> tuple[str, ...]:
    if fields is None:
        return default
    names = tuple(name.strip() for name in fields.split(","))
    for name in names:
        if name not in ALL_FIELDS:
            raise ConfigurationError(f"There is no field '{name}' of a hit; there are {', '.join(ALL_FIELDS)}.")
    return names


def _hits(library: LocalLibrary, found: Found, limit: int, columns: tuple[str, ...]) -> list[dict[str, Any]]:
    """The hits as mappings. The texts are read only for columns that need them."""
    count = limit or len(found.keys)
    if not any(name in TEXT_FIELDS for name in columns):
        return [{name: FIELDS[name](row) for name in columns} for row in library.summaries(found, 0, count)]
    return [
        {name: FIELDS[name](row.summary) if name in FIELDS else TEXT_FIELDS[name](row, library) for name in columns}
        for row in library.rows(found, 0, count)
    ]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is told of a result: so many hits (0 for all), in these columns, and what the query meant."""

    limit: int
    columns: tuple[str, ...]
    explain: bool


def _as_object(library: LocalLibrary, found: Found, wanted: _Wanted) -> dict[str, Any]:
    limit, columns = wanted.limit, wanted.columns
    answer = {
        "query": found.query.typed,
        "total": len(found.keys),
        "hits": _hits(library, found, limit, columns),
    }
    if found.near is not None:
        near = found.near
        answer["near"] = {"total": len(near.keys), "hits": _hits(library, near, limit or NEAR, columns)}
    if wanted.explain:
        answer["explain"] = asdict(found.explain)
    return answer


def _print_table(library: LocalLibrary, found: Found, wanted: _Wanted) -> None:
    hits = _hits(library, found, wanted.limit, wanted.columns)
    print_csv(wanted.columns, ([hit[name] for name in wanted.columns] for hit in hits))


def _print_for_people(library: LocalLibrary, found: Found, wanted: _Wanted, color: str) -> None:
    with printer(color) as out:
        _print(out, library, found, wanted)
    if not found.keys:
        warn("Nothing found.")


def _batch(
    library: LocalLibrary, run: Callable[[str], Found], lines: list[str], wanted: _Wanted, *, strict: bool
) -> int:
    """One JSON line for each line: an answer, or the error of a query that is empty or cannot be understood."""
    code = 0
    for line in lines:
        try:
            if not line.strip():
                raise QueryError("this line is empty; write a query on it, or leave the line out")
            print_json(_as_object(library, run(line), wanted))
        except QueryError as error:
            print_json({"query": line, "error": {"column": error.column, "message": error.message}})
            code = 2
            if strict:
                break
    return code


def _lines(file: str) -> list[str]:
    try:
        text = decode(sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes())
    except UnreadableError as error:
        raise PathError(f"The queries in {file} cannot be read: {error}") from error
    except OSError as error:
        raise PathError(f"The queries in {file} cannot be read: {error.strerror}.") from error
    return text.removesuffix("\n").split("\n") if text else []


def _print(out: Printer, library: LocalLibrary, found: Found, wanted: _Wanted) -> None:
    """The hits, and where there are none those of what comes near."""
    total = len(found.keys)
    rows = library.rows(found, 0, wanted.limit or total)
    if wanted.explain or not total:
        out.line(found.explain.line, style=FAINT)
    if found.explain.suggestions:
        out.line(f"There is: {', '.join(found.explain.suggestions)}")
    _print_hits(out, rows)
    if total:
        shown = f", the first {len(rows)} shown" if len(rows) < total else ""
        out.line(f"{counted(total, 'document')}{shown}.")
    if found.near is not None:
        out.line(f"{found.near.explain.line}; those with most of them:")
        _print_hits(out, library.rows(found.near, 0, min(wanted.limit or NEAR, NEAR)))


def _print_hits(out: Printer, rows: list[FoundRow]) -> None:
    for row in rows:
        summary = row.summary
        story = f" · story {summary.story} of {summary.stories}" if summary.stories > 1 else ""
        date = f"{summary.date or 'no date':10}{summary.date_sign or ' '} "
        title = [Span(span.start + len(date), span.end + len(date)) for span in row.hits.title]
        out.line(date + summary.title, styled(title, HIT), style=TITLE)
        hits = counted(len(row.hits.text), "hit")
        out.line(f"{summary.id} · {summary.source or 'no source'}{story} · {hits}", style=FAINT, indent=4)
        out.line(row.snippet.text, styled(row.snippet.spans, HIT), indent=4)
