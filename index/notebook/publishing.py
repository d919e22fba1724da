"""One's own notes, appended to one's own file in a folder that is shared (``index.notebook.sharing``)."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from index.errors import PathError
from index.notebook.annotation import Annotation
from index.notebook.clock import next_stamp
from index.notebook.export.json_lines import as_fields, as_json
from index.notebook.revisions import History, Revision, revision_of, words_of
from index.notebook.sharing import FORMAT, MOST_BYTES, own_file, read_lines, whole_lines
from index.notebook.store import Notebook


def publish(notebook: Notebook, folder: Path, name: str) -> int:
    """Append what the notebook knows and the analyst's file does not; returns how many revisions that were.

    It is on disk when this returns. Raises PathError if the file cannot be written, NotebookError.
    """
    path = own_file(folder, name)
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
        with os.fdopen(descriptor, "r+b") as file:
            fcntl.flock(descriptor, fcntl.LOCK_EX)  # another session of the same analyst
            if not os.fstat(descriptor).st_size:
                os.fchmod(descriptor, 0o644)  # to be read by others, whatever the umask says of all else
            file.truncate(whole_lines(file.read(MOST_BYTES)))  # what a killed session began to write
            file.seek(0)
            known = read_lines(name, path, file.read(MOST_BYTES))
            missing = list(_missing(notebook, known.revisions))
            file.seek(0, os.SEEK_END)
            file.write("".join(_line(revision, name) for revision in missing).encode("utf-8"))
            file.flush()
            os.fsync(descriptor)
    except OSError as error:
        raise PathError(f"Your notes could not be shared in {path}: {error.strerror}.") from error
    return len(missing)


def _missing(notebook: Notebook, known: Iterable[Revision]) -> Iterator[Revision]:
    """The revisions that are not in the file, and what takes those back that are in it but were undone."""
    there: dict[str, list[Revision]] = {}
    for revision in known:
        there.setdefault(revision.note, []).append(revision)
    here: dict[str, list[Revision]] = {one.id: [revision_of(one)] for one in notebook.annotations()}
    for revision, _ in notebook.revisions():
        here.setdefault(revision.note, []).append(revision)
    for note in sorted({*here, *there}):
        published = History.of(there.get(note, ()))
        own = History.of(here.get(note, ()))
        yield from (one for stamp, one in sorted(own.revisions.items()) if stamp not in published.revisions)
        both = own.joined(published.revisions.values())
        if _said(both) != _said(own):
            yield _taken_back(note, both, own.current)


def _said(history: History) -> object:
    return words_of(history.current) if history.current else None


def _taken_back(note: str, both: History, current: Annotation | None) -> Revision:
    """The revision that follows all that were published, and says what the note says now."""
    parents = tuple(sorted(head.stamp for head in both.heads))
    stamp = next_stamp(max(both.revisions))
    content = current and replace(current, stamp=stamp, parents=parents)
    return Revision(note, stamp, parents, current.author if current else "", content)


def _line(revision: Revision, name: str) -> str:
    record = {
        "dateline": FORMAT,
        "by": revision.author or name,
        "note": revision.note,
        "stamp": revision.stamp,
        "parents": list(revision.parents),
        "content": as_fields(revision.content) if revision.content else None,
    }
    return as_json(record) + "\n"
