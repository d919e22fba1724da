"""``dateline original``: the bytes of a document's file, or of the file within it, as they were before it was read."""

from __future__ import annotations

from pathlib import Path

import click

from index.building.changes import content_hash
from index.errors import PathError, UnreadableError
from index.sources.originals import copy_original
from tui.cli.common import library_options, opened_library, say, warn


@click.command()
@click.argument("document")
@click.option(
    "--output", required=True, type=click.Path(path_type=Path), metavar="FILE", help="Where to; it must not be there."
)
@library_options
def original(document: str, output: Path, library: str | None, notebook: Path | None) -> int:
    """Write the original of DOCUMENT to a file: its file as it stands, or the mail or attachment within that."""
    with opened_library(library, notebook) as opened:
        key = opened.find(document)
        path = Path(opened.document(key).path)
        member = opened.catalogue.origin(key).member
        known = opened.catalogue.file_hash(str(path))
    try:
        if known and content_hash(path) != known:
            warn(f"{path} has changed since it was read; see: dateline index")
    except OSError as error:
        raise PathError(f"{path} cannot be read: {error.strerror}.") from error
    _copy(path, member, output)
    say(f"{output}: {output.stat().st_size:,} bytes, the original of {member or path}")
    return 0


def _copy(path: Path, member: str, output: Path) -> None:
    """Write the original to a file that is not there yet. Raises PathError; what was half written is removed."""
    try:
        target = output.open("xb")
    except FileExistsError as error:
        raise PathError(f"{output} is there already; give another name, or remove it.") from error
    except OSError as error:
        raise PathError(f"{output} cannot be written: {error.strerror}.") from error
    try:
        with target:
            copy_original(path, member, target)
    except UnreadableError as error:
        output.unlink()
        raise PathError(f"{path} does not hold the original any more: {error}; see: dateline index") from error
    except OSError as error:
        output.unlink()
        raise PathError(f"{output} cannot be written: {error.strerror}.") from error
