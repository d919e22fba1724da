"""``dateline notes``: the notebook without the screen: listed, exported, imported, copied."""

from __future__ import annotations

import contextlib
import datetime
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from index.errors import ConfigurationError, NotebookError, PathError
from index.home.folders import read_ordinary_file
from index.model import Page
from index.notebook.annotation import Annotation, threaded
from index.notebook.citation import citation, quoted
from index.notebook.export.formats import FORMATS, REPORTS, WITH_OPTIONS
from index.notebook.export.options import Options
from index.notebook.export.writing import encoded, format_of, write_notes
from index.notebook.importing import ImportPlan, plan_import
from index.notebook.moved_documents import Followed
from index.notebook.origins import provenance
from index.notebook.reading.notes import read_notes
from index.notebook.rescue import rescue
from index.notebook.store import Notebook
from index.text.pages import cited, page_at
from tui.cli.common import json_option, library_options, print_json, say, warn
from tui.cli.moved_notes import examine_notes, facts_about, follow_notes, outcomes_of, pages_about
from tui.cli.notebooks import annotations_in, opened_notebook, places_of, present_in, share_again
from tui.cli.printing import FAINT, TITLE, Printer, color_option, printer
from tui.cli.sharing_notes import agreement, share_notes, shared_notes, take_note
from tui.cli.writing_notes import add_note, delete_note, edit_note

MOST_BYTES = 100_000_000
"""A longer file is not read, as JSON takes many times its length in memory: 100,000 notes have a tenth of it."""

Pages = Mapping[str, Sequence[Page]]
"""The pages of documents, by id."""

_GZIP = b"\x1f\x8b"


@click.group(no_args_is_help=False)
def notes() -> None:
    """List, add, edit, export, import and copy a library's notes."""


@notes.command("list")
@color_option
@library_options
@json_option
def list_notes(color: str, library: str | None, notebook: Path | None, as_json: bool) -> int:
    """List all notes, and say which of them cannot be placed any more."""
    file, folder = places_of(library, notebook)
    annotations = annotations_in(file, named=notebook is not None)
    followed = examine_notes(folder, file) if annotations else None
    pages = pages_about(folder, annotations) if annotations else {}
    if as_json:
        found = [_as_object(annotation, followed, pages) for annotation in annotations]
        print_json({"notebook": str(file), "total": len(found), "notes": found})
    elif annotations:
        with printer(color) as out:
            for depth, annotation in threaded(annotations):
                _print(out, annotation, followed, depth, pages)
            out.line(_count(annotations, followed))
    else:
        warn("There are no notes.")
    return 0 if annotations else 1


@notes.command()
@click.option("--format", "form", type=click.Choice(list(FORMATS)), required=True, help="The format.")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="The file; else standard output.")
@click.option("--report", is_flag=True, help="Group by tag, with a citation after each passage (markdown, html).")
@click.option("--paths", is_flag=True, help="Say where the files lie on this machine.")
@library_options
def export(
    form: str, output: Path | None, report: bool, paths: bool, library: str | None, notebook: Path | None
) -> int:
    """Write all notes in a format that others read."""
    if report and form not in REPORTS:
        raise ConfigurationError(f"--report is written as {' or '.join(REPORTS)}; give one as --format.")
    file, folder = places_of(library, notebook)
    present = present_in(file, named=notebook is not None)
    if not present.annotations:
        warn("There are no notes.")
        return 1
    facts = facts_about(folder, present.annotations) if form in WITH_OPTIONS else {}
    options = Options(facts, by_tag=report, paths=paths)
    if output is None:
        sys.stdout.buffer.write(encoded(present.annotations, form, present, options))
        sys.stdout.buffer.flush()
    else:
        write_notes(present.annotations, form, output, file, present, options)
        say(f"{_count(present.annotations)} written to {output}")
    return 0


@notes.command("import")
@click.argument("source", metavar="FILE|-")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@library_options
def import_notes(source: str, dry_run: bool, library: str | None, notebook: Path | None) -> int:
    """Take in notes from W3C JSON-LD, Dateline's JSON lines or an export of Hypothesis.

    None is doubled, and nothing that anybody wrote is lost: what was changed here and there keeps both wordings.
    """
    file, folder = places_of(library, notebook)
    read = read_notes(_text_of(source))
    for problem in read.problems:
        warn(problem)
    if dry_run:
        plan = plan_import(present_in(file, named=False), read.incoming)
        _print_plan(plan)
        if plan.added and (outcomes := outcomes_of(folder, plan.added)):
            say(f"Of the new ones {len(plan.added) - outcomes['orphan']} attach, {outcomes['orphan']} are orphans.")
    else:
        with contextlib.closing(Notebook.open(file)) as opened:
            plan = plan_import(opened.present(), read.incoming)
            opened.take_in(plan.changes, plan.further)
        share_again(file)
        follow_notes(folder, file)
    say(plan.summary + (" Nothing was changed." if dry_run else ""))
    return 0


@notes.command()
@click.argument("target", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
@library_options
def backup(target: Path | None, library: str | None, notebook: Path | None) -> int:
    """Copy the notebook, as it is now, into a new FILE; without one, beside it."""
    file, _ = places_of(library, notebook)
    moment = datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%S%f")
    target = target or file.with_name(f"{file.name}.backup.{moment}")
    with contextlib.closing(opened_notebook(file)) as opened:
        opened.backup(target)
    say(f"Copied to {target}")
    return 0


@notes.command("rescue")
@click.argument("target", metavar="FILE", type=click.Path(path_type=Path))
@library_options
def rescue_notes(target: Path, library: str | None, notebook: Path | None) -> int:
    """Write what can still be read of a damaged notebook to FILE, and list what is lost. The notebook stays as it is.

    The exit code is 1 if something is lost.
    """
    file, _ = places_of(library, notebook)
    try:
        rescued = rescue(file)
    except OSError as error:
        raise PathError(f"{file} cannot be read: {error.strerror}.") from error
    if not rescued.annotations:
        raise NotebookError(f"No notes can be read from {file}.")
    write_notes(rescued.annotations, format_of(target), target, file, rescued.further)
    say(f"{_count(rescued.annotations)} written to {target}; see: dateline notes import FILE")
    for key, document in rescued.lost:
        warn(f"lost: note {key} on document {document}")
    return 1 if rescued.lost else 0


def _text_of(source: str) -> str:
    """The text of a file of notes, in the encoding of Unicode that it is written in."""
    try:
        data = sys.stdin.buffer.read(MOST_BYTES + 1) if source == "-" else read_ordinary_file(Path(source), MOST_BYTES)
        if len(data) > MOST_BYTES:
            raise PathError(f"The input is larger than {MOST_BYTES // 1_000_000} MB; import it in parts.")
        if not data.strip():
            raise PathError(f"{source} is empty, so there are no notes in it.")
        if data.startswith(_GZIP):
            raise PathError(f"{source} is compressed; unpack it: gzip -dc FILE | dateline notes import -")
        return data.decode(json.detect_encoding(data))
    except OSError as error:
        raise PathError(f"{source} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise PathError(f"{source} is not UTF-8, so there are no notes in it.") from error


notes.add_command(add_note)
notes.add_command(edit_note)
notes.add_command(delete_note)
notes.add_command(share_notes)
notes.add_command(shared_notes)
notes.add_command(take_note)
notes.add_command(agreement)


# Telling of notes


def _as_object(annotation: Annotation, followed: Followed | None, pages: Pages) -> dict[str, Any]:
    anchor = annotation.anchor
    state, start, end = _state(annotation, followed)
    page = page_at(pages.get(annotation.document, ()), start) if start is not None else None
    placement = followed.orphans.get(annotation.id) if followed else None
    return {
        "id": annotation.id,
        "document": annotation.document,
        "title": annotation.title,
        "source": annotation.source,
        "date": annotation.date or None,
        "path": annotation.path,
        "quote": anchor.exact if anchor else None,
        "start": start,
        "end": end,
        "page": pages[annotation.document][page].label if page is not None else None,
        "state": state,
        "proposals": [asdict(proposal) for proposal in placement.proposals] if placement else [],
        "note": annotation.note,
        "tags": list(annotation.tags),
        "colour": annotation.colour,
        "author": annotation.author,
        "answers": annotation.answers or None,
        "url": annotation.url or None,
        "created": annotation.created,
        "modified": annotation.modified,
    }


def _state(annotation: Annotation, followed: Followed | None) -> tuple[str | None, int | None, int | None]:
    """Whether its words are found ("exact", "approximate", "orphan", None if unknown), and where they stand."""
    anchor = annotation.anchor
    if followed is None:
        return None, anchor.start if anchor else None, anchor.end if anchor else None
    if annotation.id in followed.orphans:
        return "orphan", None, None
    placement = followed.approximate.get(annotation.id)
    if placement is not None:
        return "approximate", placement.start, placement.end
    moved = next((place for one, place in followed.found if one.id == annotation.id), None)
    if moved is not None:
        return "exact", moved.start, moved.end
    return "exact", anchor.start if anchor else None, anchor.end if anchor else None


def _print(out: Printer, annotation: Annotation, followed: Followed | None, depth: int, pages: Pages) -> None:
    indent = 4 * depth
    reply = "↳ " if depth else ""
    words = " ".join(annotation.note.split()) or "(no words)"
    out.line(reply + " ".join([words, *(f"#{tag}" for tag in annotation.tags)]), style=TITLE, indent=indent)
    start = _state(annotation, followed)[1]
    page = cited(pages.get(annotation.document, ()), start) if start is not None else ""
    out.line(citation(annotation.subject, annotation.anchor, page), indent=indent + 4)
    if written := provenance(annotation):
        out.line(written, style=FAINT, indent=indent + 4)
    if followed and annotation.id in followed.approximate:
        out.line("~ approximate: its words have changed", indent=indent + 4)
    if followed and annotation.id in followed.orphans:
        out.line("! orphan: its words were not found", indent=indent + 4)
        for proposal in followed.orphans[annotation.id].proposals[:1]:
            out.line(f"perhaps {proposal.subject.path}:{proposal.start}-{proposal.end}", indent=indent + 6)


def _print_plan(plan: ImportPlan) -> None:
    newer = [incoming for _, incoming in plan.replaced]
    for what, group in (("new", plan.added), ("newer", newer), ("left out", plan.kept)):
        for annotation in group:
            say(f"{what}: {_line(annotation)}")
    for ours, theirs in plan.contested:
        say(f"two wordings: {_quote(ours)}")
        for whose, one in (("here", ours), ("there", theirs)):
            tags = "".join(f" #{tag}" for tag in one.tags)
            say(f"    {whose}{f' ({one.author})' if one.author else ''}: {' '.join(one.note.split())}{tags}")


def _line(annotation: Annotation) -> str:
    return f"{_quote(annotation)} {' '.join(annotation.note.split())}".rstrip()


def _quote(annotation: Annotation) -> str:
    return quoted(annotation.anchor.exact) if annotation.anchor else annotation.title or annotation.document


def _count(annotations: Sequence[Annotation], followed: Followed | None = None) -> str:
    count = "1 note" if len(annotations) == 1 else f"{len(annotations)} notes"
    if followed is None:
        return count
    parts = [count]
    parts += [f"{len(followed.approximate)} approximate"] if followed.approximate else []
    parts += [f"{len(followed.orphans)} not found (orphans)"] if followed.orphans else []
    return ", ".join(parts) + "."
