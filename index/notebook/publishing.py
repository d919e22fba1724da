"""One's own notes, appended to one's own file in a folder that is shared (``index.notebook.sharing``)."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import stat
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from index.errors import PathError
from index.home.folders import read_ordinary_file
from index.notebook.annotation import Annotation, now
from index.notebook.clock import next_stamp
from index.notebook.export.json_lines import as_fields, as_json
from index.notebook.revisions import History, Revision, revision_of, words_of
from index.notebook.sharing import FORMAT, LONGEST_LINE, MOST_BYTES, own_file, read_lines, whole_lines
from index.notebook.store import Notebook

_LOCKED_SECONDS = 2.0
"""So long another session of the same analyst is waited for. Whoever may read the file can lock it, for ever."""

_WITHOUT_LOCKS = (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS)
"""What file systems say that have no locks: there, two sessions at once may write a line twice, which does no harm."""


def publish(
    notebook: Notebook, folder: Path, name: str, source: str = "", told: Callable[[str], None] = lambda _: None
) -> int:
    """Append what the notebook knows and the analyst's file does not; returns how many revisions that were.

    It is on disk when this returns. ``source`` tells the analyst's notebooks apart that are shared in one file: what
    another one has written there is left alone. A file that was damaged is written anew, and ``told`` is given the
    sentence on it. Raises PathError if the file cannot be written, NotebookError.
    """
    path = own_file(folder, name)
    try:
        with _opened(path) as file:
            content = file.read()
            known = _known(name, content)
            lines = list(map(partial(_line, name=name, source=source), _missing(notebook, known, source)))
            new = b"".join(line for line in lines if len(line) <= LONGEST_LINE)
            if len(content) + len(new) > MOST_BYTES:
                raise PathError(
                    f"Your notes are not shared: {path} would be larger than {MOST_BYTES // 1_000_000} MB, which "
                    "nobody reads; move it away, and it is begun anew."
                )
            if known.reason:
                _write_anew(path, content, known.good + new)
                told(f"Your file of shared notes was damaged: {path} was written anew; what it was lies beside it.")
            else:
                file.truncate(whole_lines(content))  # what a killed session began to write
                file.seek(0, os.SEEK_END)
                file.write(new)
                file.flush()
                os.fsync(file.fileno())
    except OSError as error:
        raise PathError(f"Your notes could not be shared in {path}: {error.strerror}.") from error
    if long := sum(len(line) > LONGEST_LINE for line in lines):
        told(f"{long} of your notes are not shared: a note with its passage may have {LONGEST_LINE:,} bytes.")
    return len(lines) - long


def sources_in(folder: Path, name: str) -> set[str]:
    """The notebooks that have written to the analyst's file. Raises PathError if it cannot be read."""
    path = own_file(folder, name)
    try:
        content = read_ordinary_file(path, MOST_BYTES)
    except FileNotFoundError:
        return set()
    except OSError as error:
        raise PathError(f"{path} cannot be read: {error.strerror}.") from error
    return {line.source for line in read_lines(name, content) if line.revision}


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """One's own file, made if it is not there, for this session alone. Raises OSError, PathError."""
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    descriptor = os.open(path, flags, 0o644)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1 or status.st_size > MOST_BYTES:
            raise PathError(f"{path} is no ordinary file or too large, so your notes are not written to it.")
        _lock(descriptor, path)
        if not status.st_size:
            with contextlib.suppress(OSError):  # some file systems have no modes
                os.fchmod(descriptor, 0o644)  # to be read by others, whatever the umask says of all else
        with os.fdopen(descriptor, "r+b", closefd=False) as file:
            yield file
    finally:
        os.close(descriptor)


@dataclass(slots=True)
class _Known:
    """What stands in one's own file."""

    revisions: list[Revision] = field(default_factory=list)
    sources: dict[tuple[str, str], str] = field(default_factory=dict)  # by note and stamp, the notebook it is from
    good: bytes = b""  # the lines that hold
    reason: str = ""  # why the first line that does not hold does not


def _known(name: str, content: bytes) -> _Known:
    known, good = _Known(), []
    for line in read_lines(name, content):
        if line.revision is None:
            known.reason = known.reason or line.reason
        else:
            good.append(line.words)
            known.revisions.append(line.revision)
            known.sources[line.revision.note, line.revision.stamp] = line.source
    known.good = b"".join(good)
    return known


def _lock(descriptor: int, path: Path) -> None:
    give_up = time.monotonic() + _LOCKED_SECONDS
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > give_up:
                raise PathError(f"Your notes are not shared for now: another program has locked {path}.") from None
            time.sleep(0.05)
        except OSError as error:
            if error.errno in _WITHOUT_LOCKS:
                return
            raise
        else:
            return


def _write_anew(path: Path, content: bytes, whole: bytes) -> None:
    """Keep the damaged content beside, and put the whole one in its place. Raises OSError."""
    beside = path.with_name(f"{path.name}.damaged-{now().replace(':', '')}")
    part = path.with_name(f".{path.name}.part")
    for target, data in ((beside, content), (part, whole)):
        with contextlib.suppress(FileNotFoundError):
            target.unlink()
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
        with os.fdopen(descriptor, "wb") as file:
            with contextlib.suppress(OSError):
                os.fchmod(descriptor, 0o644)
            file.write(data)
            file.flush()
            os.fsync(descriptor)
    part.replace(path)


def _missing(notebook: Notebook, known: _Known, source: str) -> Iterator[Revision]:
    """The revisions that are not in the file, and what takes those back that are in it but were undone."""
    there: dict[str, list[Revision]] = {}
    for revision in known.revisions:
        there.setdefault(revision.note, []).append(revision)
    here: dict[str, list[Revision]] = {one.id: [revision_of(one)] for one in notebook.annotations()}
    for revision, _ in notebook.revisions():
        here.setdefault(revision.note, []).append(revision)
    for note in sorted({*here, *there}):
        published = History.of(there.get(note, ()))
        own = History.of(here.get(note, ()))
        yield from (one for stamp, one in sorted(own.revisions.items()) if stamp not in published.revisions)
        both = own.joined(published.revisions.values())
        undone = [
            one.stamp
            for one in both.heads
            if one.stamp not in own.revisions and known.sources.get((note, one.stamp)) == source
        ]
        if undone and _said(both) != _said(own):
            yield _taken_back(note, undone, max(both.revisions), own.current)


def _said(history: History) -> object:
    return words_of(history.current) if history.current else None


def _taken_back(note: str, undone: list[str], latest: str, current: Annotation | None) -> Revision:
    """The revision that follows those that were undone, and says what the note says now."""
    parents = tuple(sorted(undone))
    stamp = next_stamp(latest)
    content = current and replace(current, stamp=stamp, parents=parents)
    return Revision(note, stamp, parents, current.author if current else "", content)


def _line(revision: Revision, *, name: str, source: str) -> bytes:
    """The line of a revision. Where its file lies here is nobody else's concern: its name says enough."""
    content = revision.content and replace(revision.content, path=Path(revision.content.path).name)
    record = {
        "dateline": FORMAT,
        "by": revision.author or name,
        "notebook": source,
        "note": revision.note,
        "stamp": revision.stamp,
        "parents": list(revision.parents),
        "content": as_fields(content) if content else None,
    }
    return (as_json(record) + "\n").encode("utf-8")
