"""``dateline libraries``: which libraries there are, another name for one, and one that is no longer wanted."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from index.errors import ConfigurationError
from index.home.folders import find_home
from index.library.choosing import library_to_read
from index.library.libraries import LibraryFacts, all_libraries, finish_renaming, forget_library, rename_library
from tui.cli.common import counted, json_option, print_json, say, warn
from tui.session import newest_seen


@click.group(invoke_without_command=True, no_args_is_help=False)
@json_option
@click.pass_context
def libraries(ctx: click.Context, as_json: bool) -> int | None:
    """List the libraries: names, what they were made of, documents, what is new, notes; * is the one used last."""
    if ctx.invoked_subcommand is not None:
        return None
    home = find_home()
    finish_renaming(home)
    found = all_libraries(home, lambda notebook: newest_seen(home.sessions(notebook)))
    if as_json:
        print_json({"total": len(found), "libraries": [_as_json(one) for one in found]})
    for one in () if as_json else found:
        say(f"{'*' if one.last else ' '} {one.name}: {told(one)}")
        for root in one.roots:
            say(f"    {root}")
    if not found:
        warn("There is no library yet; make one with: dateline index FOLDER")
    return 0 if found else 1


def told(library: LibraryFacts) -> str:
    """How much is in a library, or why it cannot be read."""
    if library.error:
        return library.error
    new = f", {library.new} new" if library.new else ""
    return f"{counted(library.documents, 'document')}{new}, {counted(library.notes, 'note')}"


def _as_json(library: LibraryFacts) -> dict[str, object]:
    facts = asdict(library)
    return {"name": library.name, **facts, "folder": str(library.folder), "error": library.error or None}


@libraries.command()
@click.argument("old")
@click.argument("new")
def rename(old: str, new: str) -> int:
    """Give the library OLD the name NEW; its notebook and what is kept of its sessions go with it."""
    home = find_home()
    finish_renaming(home)
    folder = rename_library(home, library_to_read(home, old), new)
    say(f"'{old}' is '{folder.name}' now.")
    return 0


@libraries.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do it; without it nothing is deleted.")
def forget(name: str, yes: bool) -> int:
    """Delete the library NAME, which can be built again from its files. Its notes are kept."""
    home = find_home()
    folder = library_to_read(home, name)
    if not yes:
        raise ConfigurationError(f"This deletes the library in {folder}, not its notes; add --yes to do it.")
    forget_library(home, folder)
    notebook: Path = home.notebook(folder)
    kept = f" Its notes are kept in {notebook}, for a library of that name." if notebook.exists() else ""
    say(f"'{name}' is forgotten.{kept}")
    return 0


@libraries.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@click.option("--query", default="", help="Only the documents that this query finds.")
def transfer(source: str, target: str, query: str) -> int:
    """Copy documents from a local library to a shared one, or from a shared one to a local one.

    A shared library is named by its address, opensearch://HOST/NAME, or as in libraries.toml. Run it again if it was
    interrupted. Notes stay where they are.
    """
    from tui.cli.transferring import transfer_documents  # what speaks to a cluster is imported where one is named

    moved = transfer_documents(source, target, query)
    say(f"{counted(moved.there, 'document')} of {moved.wanted:,} in {target} now.")
    return 0 if moved.there == moved.wanted else 1
