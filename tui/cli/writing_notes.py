"""``dateline notes add``, ``edit`` and ``delete``: notes written by a script."""

from __future__ import annotations

import contextlib
from pathlib import Path

import click

from index.errors import ConfigurationError, DocumentMissingError, LibraryMissingError, NotebookError
from index.notebook.anchors import Anchor
from index.notebook.annotation import COLOUR_NAMES, COLOURS, Annotation, Subject
from index.notebook.store import Notebook
from index.notebook.web_places import occurrences
from index.text.neutralise import neutralise_line
from tui.cli.common import json_option, library_options, print_json, say
from tui.cli.notebooks import opened_notebook, places_of, share_again

_AROUND = 30
_MOST_SHOWN = 20

note_option = click.option("--note", metavar="TEXT", help="What the note says.")
tag_option = click.option("--tag", "tags", multiple=True, metavar="TAG", help="A tag; may be given several times.")
colour_option = click.option("--colour", metavar="COLOUR", help="A digit from 0 to 6, or a colour's name.")


@click.command("add")
@click.argument("document")
@click.option("--quote", metavar="WORDS", help="The passage; without it the note is about the whole document.")
@click.option("--at", type=click.IntRange(0), metavar="OFFSET", help="Which one, where the quote stands several times.")
@note_option
@tag_option
@colour_option
@library_options
@json_option
def add_note(
    document: str,
    quote: str | None,
    at: int | None,
    note: str | None,
    tags: tuple[str, ...],
    colour: str | None,
    library: str | None,
    notebook: Path | None,
    as_json: bool,
) -> int:
    """Add a note on the words of --quote in DOCUMENT, an id. Spaces and the kind of quotation marks do not count."""
    if at is not None and quote is None:
        raise ConfigurationError("--at says which of several places is meant; give the words with --quote.")
    file, folder = places_of(library, notebook)
    if folder is None:
        raise LibraryMissingError("There is no library yet; name one with --library.")
    subject, anchor = _passage(folder, document, quote, at)
    with contextlib.closing(Notebook.open(file)) as opened:
        made = opened.add(subject, anchor, note or "", tags, _colour(colour, 1))
    share_again(file)
    return _told("Added", made, as_json)


@click.command("edit")
@click.argument("key", metavar="NOTE")
@note_option
@tag_option
@colour_option
@library_options
@json_option
def edit_note(
    key: str,
    note: str | None,
    tags: tuple[str, ...],
    colour: str | None,
    library: str | None,
    notebook: Path | None,
    as_json: bool,
) -> int:
    """Change NOTE, an id or the start of one: what is given takes the place of what was there, --tag "" of all tags."""
    file, _ = places_of(library, notebook)
    with contextlib.closing(opened_notebook(file)) as opened:
        there = _found(opened, key)
        changed = opened.edit(there, note=note, tags=tags or None, colour=_colour(colour, there.colour))
    share_again(file)
    return _told("Changed", changed, as_json)


@click.command("delete")
@click.argument("key", metavar="NOTE")
@library_options
@json_option
def delete_note(key: str, library: str | None, notebook: Path | None, as_json: bool) -> int:
    """Delete NOTE, an id or the start of one."""
    file, _ = places_of(library, notebook)
    with contextlib.closing(opened_notebook(file)) as opened:
        there = _found(opened, key)
        opened.delete(there)
    share_again(file)
    return _told("Deleted", there, as_json)


def _told(what: str, annotation: Annotation, as_json: bool) -> int:
    if as_json:
        print_json({"id": annotation.id, "revision": annotation.revision})
    else:
        say(f"{what} note {annotation.id}.")
    return 0


def _passage(folder: Path, document: str, quote: str | None, at: int | None) -> tuple[Subject, Anchor | None]:
    """The document, and the passage of it that the quote names. Raises DocumentMissingError, ConfigurationError."""
    from index.library.library import LocalLibrary

    with contextlib.closing(LocalLibrary(folder)) as library:
        one = library.document(library.find(document))
    subject = Subject(one.id, one.title, one.source, one.date, one.path, one.text_hash, one.url)
    if quote is None:
        return subject, None
    places = occurrences(one.text, quote)
    if at is not None:
        places = [place for place in places if place[0] == at]
    if not places:
        raise DocumentMissingError(f"'{quote}' does not stand {'there' if at is not None else 'in this document'}.")
    if len(places) > 1:
        shown = "; ".join(_in_context(one.text, start, end) for start, end in places[:_MOST_SHOWN])
        raise ConfigurationError(
            f"'{quote}' stands in this document {len(places)} times; give more words, or --at OFFSET: {shown}"
        )
    return subject, Anchor.of(one.text, *places[0])


def _in_context(text: str, start: int, end: int) -> str:
    around = neutralise_line(" ".join(text[max(0, start - _AROUND) : end + _AROUND].split()))
    return f"{start}: …{around}…"


def _found(notebook: Notebook, key: str) -> Annotation:
    """The note whose id begins so. Raises NotebookError if there is none, or several."""
    found = [one for one in notebook.annotations() if one.id.startswith(key.lower())]
    if len(found) != 1:
        several = f"Several notes begin with '{key}'; give more of the id." if found else ""
        raise NotebookError(several or f"There is no note '{key}'; see: dateline notes list --json")
    return found[0]


def _colour(written: str | None, otherwise: int) -> int:
    """The colour by its number or name. Raises ConfigurationError."""
    if written is None:
        return otherwise
    names = {name: number for number, name in enumerate(COLOUR_NAMES)} | {str(number): number for number in COLOURS}
    if written.lower() not in names:
        raise ConfigurationError(f"There is no colour '{written}'; there are 0 to 6: {', '.join(COLOUR_NAMES)}.")
    return names[written.lower()]
