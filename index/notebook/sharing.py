"""Notes shared through a folder that is synchronised by whatever means: git, rsync, Syncthing, a server's own disk.

Each analyst's Dateline appends the revisions of its notes to a file of its own there, a JSON line each, and reads
all other files. Nobody writes another's file, so there is nothing to lock and nothing to merge but revisions, which
come together in any order (``index.notebook.revisions``). A name in a file is what somebody wrote: no proof.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import json
import os
import re
import stat
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from index.errors import NotebookError, PathError
from index.notebook.annotation import Annotation
from index.notebook.reading.json_lines import is_own, read_own
from index.notebook.reading.values import text_of, texts_of
from index.notebook.revisions import History, Revision, revision_of, words_of
from index.notebook.store import Notebook

SUFFIX = ".notes.jsonl"
"""How the name of an analyst's file in a shared folder ends."""

MOST_BYTES = 50_000_000
LONGEST_LINE = 1_000_000
FORMAT = 1

RECENT_NS = 2 * 10**9
"""What was written so short a time ago may be written again without another time of change."""

_MOST_OF_ALL = 2 * MOST_BYTES
_MOST_REVISIONS = 100_000
_MOST_ENTRIES = 10_000
_NAME = re.compile(r"(?P<name>[^.].*?)\.notes\b(?P<copy>.*)\.jsonl", re.DOTALL)
"""An analyst's file, or a copy of it that a synchronising program has put beside it: they differ before ``.jsonl``."""

_MOMENT = "1970-01-01T00:00:00.000Z"
"""When a note was made that does not say so."""

FileState = tuple[int, int, int]
"""A file's number, size and time of change in nanoseconds."""


@dataclass(slots=True)
class Shared:
    """What an analyst's file holds."""

    name: str
    path: Path
    revisions: list[Revision] = field(default_factory=list)
    problem: str = ""  # why it is not read any further; "" if it was read to its end


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file of shared notes."""

    words: bytes
    revision: Revision | None  # None if it is none
    source: str = ""  # the notebook that it was written from
    reason: str = ""  # why it is none


def own_file(folder: Path, name: str) -> Path:
    """The file of the analyst with this name. Raises PathError for a name that gives no file name."""
    plain = _plain(name)
    if not plain:
        raise PathError(f"'{name}' gives no name for a file; use letters.")
    return folder / f"{plain}{SUFFIX}"


def _plain(name: str) -> str:
    return re.sub(r"[^\w-]+", "-", name).strip("-")


class SharedFiles:
    """The files of all others in a folder, each of which is read again only when it has changed."""

    def __init__(self) -> None:
        self._read: dict[Path, tuple[FileState, Shared]] = {}

    def read(self, folder: Path, name: str) -> list[Shared]:
        """What the files hold, by name. Raises PathError if the folder cannot be read."""
        own = own_file(folder, name).name.removesuffix(SUFFIX)
        found: dict[Path, tuple[FileState, Shared]] = {}
        left = _MOST_OF_ALL
        for path, _ in sorted(files_in(folder)):
            parts = _NAME.fullmatch(path.name)
            if parts is None or parts["name"] == own:
                continue
            state, shared = self._file(parts["name"], path, left)
            left -= state[1] if not shared.problem or shared.revisions else 0
            found[path] = state, shared
        self._read = found
        return [shared for _, shared in found.values()]

    def _file(self, name: str, path: Path, left: int) -> tuple[FileState, Shared]:
        """What a colleague's file holds. It is foreign: bounded, never followed as a link, never waited for."""
        shared = Shared(name, path)
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
            with os.fdopen(descriptor, "rb") as file:
                status = os.fstat(descriptor)
                state = status.st_ino, status.st_size, status.st_mtime_ns
                known = self._read.get(path)
                if known and known[0] == state and time.time_ns() - state[2] > RECENT_NS:
                    return known
                shared.problem = _refused(path, status, left)
                data = b"" if shared.problem else file.read(MOST_BYTES)
        except OSError as error:
            shared.problem = f"{path} cannot be read: {error.strerror}."
            return (0, 0, 0), shared
        return state, shared if shared.problem else read_shared(name, path, data)


def _refused(path: Path, status: os.stat_result, left: int) -> str:
    """Why a file is not read; "" if it is."""
    if not stat.S_ISREG(status.st_mode):
        return f"{path} is no ordinary file, so it is not read."
    if status.st_size > MOST_BYTES:
        return f"{path} is larger than {MOST_BYTES // 1_000_000} MB, so it is not read."
    if status.st_size > left:
        return f"{path} is not read: the files of all are larger than {_MOST_OF_ALL // 1_000_000} MB together."
    return ""


def files_in(folder: Path) -> list[tuple[Path, FileState]]:
    """The entries of a folder, each with its state. Raises PathError if it cannot be read or holds too many."""
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in itertools.islice(entries, _MOST_ENTRIES + 1):
                with contextlib.suppress(FileNotFoundError):  # it went away meanwhile
                    status = entry.stat(follow_symlinks=False)
                    found.append((Path(entry.path), (status.st_ino, status.st_size, status.st_mtime_ns)))
    except OSError as error:
        raise PathError(f"The folder {folder} cannot be read: {error.strerror}.") from error
    if len(found) > _MOST_ENTRIES:
        raise PathError(f"{folder} holds more than {_MOST_ENTRIES:,} files; share notes in a folder of their own.")
    return found


def colleagues(folder: Path, name: str) -> list[Shared]:
    """What the files of all others in the folder hold, by name. Raises PathError if the folder cannot be read."""
    return SharedFiles().read(folder, name)


def joined(files: Iterable[Shared]) -> dict[str, History]:
    """What all files together say of each note, whatever their order.

    Where two say different things under one stamp, the file of the one who is said to have written it is believed.
    """
    found: dict[str, dict[str, tuple[bool, Revision]]] = {}
    for file in files:
        for revision in file.revisions:
            there = found.setdefault(revision.note, {})
            one = _plain(revision.author) == file.name, revision
            known = there.get(revision.stamp)
            if known is None or (known != one and (known[0], repr(known[1])) < (one[0], repr(one[1]))):
                there[revision.stamp] = one
    return {note: History.of(one for _, one in revisions.values()) for note, revisions in found.items()}


def current_notes(files: Sequence[Shared], histories: Mapping[str, History]) -> dict[str, Annotation]:
    """What each note says now, by its id. ``histories`` are those of the files together.

    Who has taken a note over and deletes it, or deletes what others have taken over, does so for nobody else: the note
    stays as it stands in the other's file.
    """
    found = {}
    deleted = set()
    for note, history in histories.items():
        if (current := history.current) is not None:
            found[note] = current
        else:
            deleted.add(note)
    for file in files if deleted else ():
        own: dict[str, list[Revision]] = {}
        for revision in file.revisions:
            if revision.note in deleted:
                own.setdefault(revision.note, []).append(revision)
        for note, revisions in own.items():
            current = History.of(revisions).current
            if current is not None and (note not in found or found[note].stamp < current.stamp):
                found[note] = current
    return found


def other_wordings(histories: Mapping[str, History], notebook: Notebook) -> dict[str, Annotation]:
    """What others have made of the notebook's own notes, as far as it says something else and is not known there yet.

    By the note's id; of several the latest.
    """
    found: dict[str, Annotation] = {}
    known = {(one.note, one.stamp) for one, _ in notebook.revisions()}
    for note in notebook.annotations():
        if note.id in histories:
            heads = histories[note.id].joined([revision_of(note)]).heads
            new = [one.content for one in heads if one.content and (note.id, one.stamp) not in known]
            said = next((one for one in new if words_of(one) != words_of(note)), None)
            if said is not None:
                found[note.id] = said
    return found


def notes_of(files: Sequence[Shared], notebook: Notebook) -> list[Annotation]:
    """The notes of others that are not in the notebook, as they are now."""
    own = own_ids(notebook)
    current = [one for note, one in current_notes(files, joined(files)).items() if note not in own]
    return sorted(current, key=lambda one: (one.author, one.document, one.created))


def own_ids(notebook: Notebook) -> set[str]:
    """The ids of the notes that are, or were, in a notebook."""
    return {one.id for one in notebook.annotations()} | {one.note for one, _ in notebook.revisions()}


def read_shared(name: str, path: Path, data: bytes) -> Shared:
    """What a file with this content holds, up to the first line that is none; one without its end is waited for."""
    shared = Shared(name, path)
    for number, line in enumerate(read_lines(name, data), start=1):
        if line.revision is None:
            shared.problem = f"{path} is damaged from line {number} on ({line.reason}); what stands before it was read."
            break
        if number > _MOST_REVISIONS:
            shared.problem = f"{path} has more than {_MOST_REVISIONS:,} lines; what stands before them was read."
            break
        shared.revisions.append(line.revision)
    return shared


def read_lines(name: str, data: bytes) -> Iterator[Line]:
    """The whole lines of a file of the analyst with this name. What is after the last of them is being written."""
    for words in io.BytesIO(data[: whole_lines(data)]):
        try:
            if len(words) > LONGEST_LINE:
                raise NotebookError("it is too long")
            record = json.loads(words)
            yield Line(words, _revision(record, name), text_of(record, "notebook", ""))
        except (ValueError, RecursionError):
            yield Line(words, None, reason="it is no JSON")
        except NotebookError as error:
            yield Line(words, None, reason=str(error))


def whole_lines(data: bytes) -> int:
    """The length of what ends with the end of a line."""
    return data.rfind(b"\n") + 1


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
