"""``dateline notes share``, ``shared``, ``take`` and ``agreement``: notes beside those of colleagues."""

from __future__ import annotations

import contextlib
import itertools
from pathlib import Path

import click

from index.errors import ConfigurationError, NotebookError
from index.notebook.agreement import agreements
from index.notebook.annotation import Annotation
from index.notebook.citation import citation
from index.notebook.shared_notes import (
    SharedFolder,
    SharedNotes,
    files_now,
    is_written_elsewhere,
    share_in,
    share_no_more,
    share_now,
    shared_folder,
)
from index.notebook.sharing import Shared, joined, notes_of
from index.notebook.store import Notebook
from tui.cli.common import at_most_one, json_option, library_options, print_json, say, warn
from tui.cli.notebooks import opened_notebook, places_of, share_again


@click.command("share")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--as", "name", metavar="NAME", help="The name that stands with your notes there; nobody proves it.")
@click.option("--stop", is_flag=True, help="Share no more; what was shared stays in the folder.")
@library_options
def share_notes(folder: Path | None, name: str | None, stop: bool, library: str | None, notebook: Path | None) -> int:
    """Share your notes in FOLDER, which colleagues share as well, in a file of your own; again, what is new.

    FOLDER may be any that is synchronised: by git, rsync or Syncthing, or on one server. Nobody writes your file,
    and you write nobody else's. Whoever can read the folder reads all notes of your notebook, also those that you
    change or delete later, and what they said before.
    """
    at_most_one({"FOLDER with --as": folder is not None or name, "--stop": stop})
    file, _ = places_of(library, notebook)
    if stop:
        share_no_more(file)
        say("Your notes are shared no more; what was shared stays in the folder.")
        return 0
    if folder is not None and name:
        share_in(file, SharedFolder(folder.expanduser().absolute(), name))
    elif folder is not None or name:
        raise ConfigurationError("Name both the folder and yourself: dateline notes share FOLDER --as NAME")
    there = _shared_in(file)
    if folder is not None and is_written_elsewhere(there):
        warn(
            f"Notes of {there.name} are there already that this notebook did not write; "
            "if they are somebody else's, share yours under another name."
        )
    count = share_now(file, warn)  # the notebook is made, if there are no notes yet
    say(f"{count} {'change' if count == 1 else 'changes'} shared in {there.path} as {there.name}.")
    return 0


@click.command("shared")
@click.option("--by", metavar="NAME", default="", help="Only notes of those whose name has this in it.")
@library_options
@json_option
def shared_notes(by: str, library: str | None, notebook: Path | None, as_json: bool) -> int:
    """List the notes of colleagues in the folder that you share."""
    file, _ = places_of(library, notebook)
    files = _files(file)
    with contextlib.closing(opened_notebook(file)) as opened:
        found = [one for one in notes_of(files, opened) if by.casefold() in one.author.casefold()]
    if as_json:
        print_json({"total": len(found), "notes": [_as_object(one) for one in found]})
    for one in () if as_json else found:
        words = " ".join(one.note.split()) or "(no words)"
        say(f"{one.author}: {words}{''.join(f' #{tag}' for tag in one.tags)}")
        say(f"    {citation(one.subject, one.anchor)}")
        say(f"    {one.id}")
    return 0 if found else 1


@click.command("take")
@click.argument("key", metavar="NOTE")
@library_options
def take_note(key: str, library: str | None, notebook: Path | None) -> int:
    """Take a colleague's NOTE, an id or the start of one, over into your own notebook."""
    file, _ = places_of(library, notebook)
    _shared_in(file)
    shared = SharedNotes(file)
    shared.look_now()
    found = [one for one in shared.notes if one.id.startswith(key.lower())]
    if len(found) != 1:
        raise NotebookError(f"{'Several notes begin' if found else 'No note of a colleague begins'} with '{key}'.")
    with contextlib.closing(Notebook.open(file)) as opened:
        shared.take_over(opened, found[0])
    share_again(file)
    say(f"Taken over: note {found[0].id} by {found[0].author}.")
    return 0


@click.command("agreement")
@click.argument("first", metavar="NAME")
@click.argument("second", metavar="[NAME]", required=False)
@library_options
@json_option
def agreement(first: str, second: str | None, library: str | None, notebook: Path | None, as_json: bool) -> int:
    """Tell how far two analysts agree in their tags on the same passages (Cohen's kappa); you, if one is named."""
    file, _ = places_of(library, notebook)
    by_name: dict[str, list[Annotation]] = {}
    for shared_by, files in itertools.groupby(_files(file), key=lambda one: one.name.casefold()):
        by_name[shared_by] = [history.current for history in joined(files).values() if history.current]
    with contextlib.closing(opened_notebook(file)) as opened:
        own = opened.annotations()
    one, other = _notes_by(by_name, first), own if second is None else _notes_by(by_name, second)
    found = agreements(one, other)
    if as_json:
        counts = [(tag, tag.kappa) for tag in found]
        print_json({"tags": [{"tag": one.tag, "kappa": kappa, "both": one.both} for one, kappa in counts]})
    for tag in () if as_json else found:
        kappa = "-" if tag.kappa is None else f"{tag.kappa:.2f}"
        say(f"{kappa}  {tag.tag}: both {tag.both}, one alone {tag.first} and {tag.second}, neither {tag.neither}")
    return 0 if found else 1


def _notes_by(by_name: dict[str, list[Annotation]], name: str) -> list[Annotation]:
    found = [notes for one, notes in by_name.items() if name.casefold() in one]
    if len(found) != 1:
        names = ", ".join(by_name) or "nobody"
        raise ConfigurationError(f"'{name}' is not the name of one colleague; in the folder are: {names}.")
    return found[0]


def _files(notebook: Path) -> list[Shared]:
    """The files of all colleagues; what is wrong with one is warned of. Raises ConfigurationError if none is shared."""
    files = files_now(_shared_in(notebook))
    for one in files:
        if one.problem:
            warn(one.problem)
    return files


def _shared_in(notebook: Path) -> SharedFolder:
    """The folder that the notes are shared in, and under which name. Raises ConfigurationError if they are not."""
    found = shared_folder(notebook)
    if found is None:
        raise ConfigurationError("Notes are not shared yet; run: dateline notes share FOLDER --as NAME")
    return found


def _as_object(one: Annotation) -> dict[str, object]:
    anchor = one.anchor
    return {
        "id": one.id,
        "by": one.author,
        "title": one.title,
        "quote": anchor.exact if anchor else None,
        "note": one.note,
        "tags": list(one.tags),
        "modified": one.modified,
    }
