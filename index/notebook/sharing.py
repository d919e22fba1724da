"""Notes shared through a folder that is synchronised by whatever means: git, rsync, Syncthing, a server's own disk.

Each analyst's Dateline appends the revisions of its notes to a file of its own there, a JSON line each, and reads
all other files. Nobody writes another's file, so there is nothing to lock and nothing to merge but revisions, which
come together in any order (``index.notebook.revisions``). A name in a file is what somebody wrote: no proof.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from index.errors import NotebookError, PathError
from index.notebook.annotation import Annotation
from index.notebook.reading.json_lines import is_own, read_own
from index.notebook.reading.values import text_of, texts_of
from index.notebook.revisions import History, Revision
from index.notebook.store import Notebook

SUFFIX = ".notes.jsonl"
"""How the name of an analyst's file in a shared folder ends."""

MOST_BYTES = 50_000_000
_LONGEST_LINE = 1_000_000
FORMAT = 1
_MOMENT = "1970-01-01T00:00:00.000Z"
"""When a note was made that does not say so."""


@dataclass(slots=True)
class Shared:
    """What an analyst's file holds."""

    name: str
    path: Path
    revisions: list[Revision] = field(default_factory=list)
    problem: str = ""  # why it is not read any further; "" if it was read to its end


def own_file(folder: Path, name: str) -> Path:
    """The file of the analyst with this name. Raises PathError for a name that gives no file name."""
    plain = re.sub(r"[^\w-]+", "-", name).strip("-")
    if not plain:
        raise PathError(f"'{name}' gives no name for a file; use letters.")
    return folder / f"{plain}{SUFFIX}"


def colleagues(folder: Path, name: str) -> list[Shared]:
    """What the files of all others in the folder hold, by name. Raises PathError if the folder cannot be read."""
    own = own_file(folder, name)
    try:
        paths = sorted(path for path in folder.iterdir() if path.name.endswith(SUFFIX) and path != own)
    except OSError as error:
        raise PathError(f"The folder {folder} cannot be read: {error.strerror}.") from error
    return [_read_file(path) for path in paths]


def joined(files: Iterable[Shared]) -> dict[str, History]:
    """What all files together say of each note, whatever their order."""
    found: dict[str, list[Revision]] = {}
    for file in files:
        for revision in file.revisions:
            found.setdefault(revision.note, []).append(revision)
    return {note: History.of(sorted(revisions, key=repr)) for note, revisions in found.items()}


def notes_of(files: Iterable[Shared], notebook: Notebook) -> list[Annotation]:
    """The notes of others that are not in the notebook, as they are now."""
    own = own_ids(notebook)
    current = (history.current for note, history in joined(files).items() if note not in own)
    return sorted((one for one in current if one is not None), key=lambda one: (one.author, one.document, one.created))


def own_ids(notebook: Notebook) -> set[str]:
    """The ids of the notes that are, or were, in a notebook."""
    return {one.id for one in notebook.annotations()} | {one.note for one, _ in notebook.revisions()}


def _read_file(path: Path) -> Shared:
    """What a colleague's file holds. It is foreign: bounded, never followed as a link, never waited for."""
    shared = Shared(path.name.removesuffix(SUFFIX), path)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                shared.problem = f"{path} is no ordinary file, so it is not read."
                return shared
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        shared.problem = f"{path} cannot be read: {error.strerror}."
        return shared
    if len(data) > MOST_BYTES:
        shared.problem = f"{path} is larger than {MOST_BYTES // 1_000_000} MB, so it is not read."
        return shared
    return read_lines(shared.name, path, data[: whole_lines(data)])  # the rest is being written just now


def whole_lines(data: bytes) -> int:
    return data.rfind(b"\n") + 1


def read_lines(name: str, path: Path, data: bytes) -> Shared:
    """The revisions in whole lines, up to the first one that is none."""
    shared = Shared(name, path)
    for number, line in enumerate(data.split(b"\n")[:-1], start=1):
        try:
            if len(line) > _LONGEST_LINE:
                raise NotebookError("it is too long")
            shared.revisions.append(_revision(json.loads(line), name))
        except (ValueError, RecursionError):
            reason = "it is no JSON"
        except NotebookError as error:
            reason = str(error)
        else:
            continue
        shared.problem = f"{path} is damaged from line {number} on ({reason}); what stands before it was read."
        break
    return shared


def _revision(record: Any, name: str) -> Revision:
    if not isinstance(record, dict) or record.get("dateline") != FORMAT:
        raise NotebookError("it is no shared note of a Dateline that is known")
    note, stamp, parents = text_of(record, "note"), text_of(record, "stamp"), texts_of(record, "parents")
    content = record.get("content")
    if content is not None and not (isinstance(content, dict) and is_own(content)):
        raise NotebookError("its content is no note")
    author = text_of(record, "by", name) or name
    kept = None if content is None else replace(read_own(content, _MOMENT), id=note, author=author)
    return Revision(note, stamp, parents, author, kept)
