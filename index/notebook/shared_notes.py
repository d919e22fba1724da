"""Where a notebook's notes are shared, and what colleagues share there: remembered, looked at again, taken over."""

from __future__ import annotations

import contextlib
import json
import math
import secrets
import time
from collections.abc import Callable, Collection
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from index.errors import DatelineError, NotebookError, PathError
from index.home.folders import find_home, make_private_folder, read_ordinary_file, write_whole
from index.home.patience import PATIENCE, awaited, begun
from index.notebook.annotation import Annotation
from index.notebook.importing import Incoming, plan_import
from index.notebook.publishing import publish, sources_in
from index.notebook.revisions import History, stamp_of
from index.notebook.sharing import (
    RECENT_NS,
    Shared,
    SharedFiles,
    colleagues,
    current_notes,
    files_in,
    joined,
    other_wordings,
    own_ids,
)
from index.notebook.store import Notebook

_MOST_BYTES = 10_000
_MOST_HIDDEN = 5_000_000
_TRY_AGAIN = 30.0
"""Seconds after which one's own notes are shared again that could not be."""


@dataclass(frozen=True, slots=True)
class SharedFolder:
    """A folder that notes are shared in, and the name that stands there with one's own."""

    path: Path
    name: str
    source: str = ""  # what tells the notebook from another one that is shared in the same file


def shared_folder(notebook: Path) -> SharedFolder | None:
    """Where the notes of a notebook are shared; None if they are not."""
    try:
        found = json.loads(read_ordinary_file(_memory(notebook), _MOST_BYTES))
        return SharedFolder(Path(found["folder"]), str(found["name"]), str(found.get("source", "")))
    except (OSError, ValueError, LookupError, TypeError, RecursionError, DatelineError):
        return None


def share_in(notebook: Path, folder: SharedFolder) -> None:
    """Share a notebook's notes there from now on. Raises PathError, OSError."""
    known = shared_folder(notebook)
    source = folder.source or (known.source if known else "") or secrets.token_hex(8)
    kept = {"folder": str(folder.path), "name": folder.name, "source": source}
    make_private_folder(_memory(notebook).parent)
    write_whole(_memory(notebook), json.dumps(kept).encode())


def share_no_more(notebook: Path) -> None:
    """Share a notebook's notes nowhere."""
    _memory(notebook).unlink(missing_ok=True)


def share_now(notebook: Path, told: Callable[[str], None]) -> int:
    """Share what is new in a notebook, if it is shared; returns how many changes that were.

    ``told`` is given what is to be told of it, a sentence each. Raises NotebookError, PathError, also if the folder
    does not answer.
    """
    folder = shared_folder(notebook)
    if folder is None:
        return 0

    def work() -> int:
        with contextlib.closing(Notebook.open(notebook)) as opened:
            return publish(opened, folder.path, folder.name, folder.source, told)

    return awaited(begun(work), folder.path)


def is_written_elsewhere(folder: SharedFolder) -> bool:
    """Whether other notebooks have written to one's own file, as those of somebody of the same name.

    Raises PathError if it cannot be read.
    """
    return awaited(begun(lambda: bool(sources_in(folder.path, folder.name) - {folder.source, ""})), folder.path)


def files_now(folder: SharedFolder) -> list[Shared]:
    """What the files of all others hold. Raises PathError, also if the folder does not answer."""
    return awaited(begun(partial(colleagues, folder.path, folder.name)), folder.path)


def initials(name: str) -> str:
    """Two letters for a name, to stand beside a passage: of two words, or the first two of one."""
    words = name.replace("-", " ").replace("_", " ").replace(".", " ").split()
    letters = words[0][:1] + words[-1][:1] if len(words) > 1 else name.strip()[:2]
    return letters.upper()


class SharedNotes:
    """What colleagues share beside a notebook, as it was looked at last. Files are read when they have changed.

    Looking reads a folder that may hang, and a notebook: it is done in a thread (``index.home.patience``). All else
    is in memory or in Dateline's own folders.
    """

    def __init__(self, notebook: Path) -> None:
        self._notebook = notebook
        self._files = SharedFiles()
        self._seen: object = None
        self._again = math.inf  # when one's own notes are to be shared that could not be, by the monotonic clock
        self._going: Future[bool] | None = None
        self._began = 0.0  # when that did, by the monotonic clock
        self._histories: dict[str, History] = {}
        self._notes: dict[str, Annotation] = {}
        self._hidden = frozenset[str]()
        self.wordings: dict[str, Annotation] = {}
        """What colleagues have made of one's own notes, by the note's id: other words, which are not known here yet."""
        self.problems: tuple[str, ...] = ()
        """What is wrong with the files in the folder, a sentence each."""

    @property
    def folder(self) -> SharedFolder | None:
        """Where the notes are shared; None if they are not."""
        return shared_folder(self._notebook)

    @property
    def notes(self) -> list[Annotation]:
        """The notes of colleagues that are not in the notebook, hidden ones among them."""
        return list(self._notes.values())

    @property
    def hidden(self) -> frozenset[str]:
        """The ids of the notes that the analyst does not want to see."""
        return self._hidden

    @property
    def shown(self) -> list[Annotation]:
        """The notes of colleagues that are not hidden."""
        return [one for one in self._notes.values() if one.id not in self._hidden]

    def about(self, documents: Collection[str], text_hash: str, url: str) -> list[Annotation]:
        """The notes on passages of a document: those on its text, whatever its id is where they were made."""
        return [
            one
            for one in self.shown
            if one.anchor is not None
            and (one.text_hash == text_hash or one.document in documents or (one.url and one.url == url))
        ]

    def note(self, key: str) -> Annotation | None:
        """The colleague's note with this id, if there is one."""
        return self._notes.get(key)

    @property
    def is_looking(self) -> bool:
        """Whether a look that was begun goes on."""
        return self._going is not None and not self._going.done()

    def begin_look(self, *, publish_own: bool = False) -> Future[bool]:
        """Look in a thread. While an earlier look goes on there is no other: its future is returned."""
        if self._going is None or not self.is_looking:
            self._began = time.monotonic()
            self._going = begun(partial(self.look, publish_own=publish_own))
        return self._going

    def look_now(self, *, publish_own: bool = False) -> None:
        """Look, and wait for it. Raises DatelineError, also if the folder does not answer, or did not before."""
        folder = self.folder
        if folder is not None:
            going = self.begin_look(publish_own=publish_own)
            awaited(going, folder.path, max(0.05, PATIENCE - (time.monotonic() - self._began)))

    def look(self, *, publish_own: bool = False) -> bool:
        """Read what has changed; True if there are other notes now. With ``publish_own`` the notebook is shared, too.

        The notebook is opened anew for it, so that this may be done in a thread. Notes that cannot be shared are among
        the problems, and colleagues' are read all the same. Raises DatelineError; what was read before stays.
        """
        folder = self.folder
        if folder is None:
            return self._take({}, {}, {}, ())
        notebook = _state_of_notebook(self._notebook)
        seen = folder, tuple(sorted(files_in(folder.path))), notebook
        is_due = time.time_ns() - notebook[0] < RECENT_NS or (publish_own and time.monotonic() > self._again)
        if seen == self._seen and not is_due:
            return False
        problems: list[str] = []
        with contextlib.closing(Notebook.open(self._notebook)) as opened:
            if publish_own:
                problems += self._publish(opened, folder)
            own = own_ids(opened)
            files = self._files.read(folder.path, folder.name)
            histories = joined(files)
            wordings = other_wordings(histories, opened)
        notes = {note: one for note, one in current_notes(files, histories).items() if note not in own}
        self._seen = seen
        return self._take(histories, notes, wordings, (*problems, *(one.problem for one in files if one.problem)))

    def _publish(self, opened: Notebook, folder: SharedFolder) -> list[str]:
        """Share the notebook; returns what is to be told of it."""
        told: list[str] = []
        try:
            publish(opened, folder.path, folder.name, folder.source, told.append)
        except PathError as error:
            self._again = time.monotonic() + _TRY_AGAIN
            return [str(error)]
        self._again = math.inf
        return told

    def _take(
        self,
        histories: dict[str, History],
        notes: dict[str, Annotation],
        wordings: dict[str, Annotation],
        problems: tuple[str, ...],
    ) -> bool:
        before = self._notes, self.wordings, self._hidden, self.problems
        self._histories, self._notes, self.wordings, self.problems = histories, notes, wordings, problems
        self._hidden = _read_hidden(self._notebook)
        return (self._notes, self.wordings, self._hidden, self.problems) != before

    def hide(self, key: str) -> bool:
        """Hide a note from now on, or show it again; True if it is hidden now. Raises OSError."""
        hidden = self._hidden ^ {key}
        place = _hidden(self._notebook)
        make_private_folder(place.parent)
        write_whole(place, json.dumps(sorted(hidden)).encode())
        self._hidden = hidden
        return key in hidden

    def take_over(self, notebook: Notebook, note: Annotation) -> Annotation:
        """Take a colleague's note, or wording of one's own, into the notebook with all that it was made of; returns it.

        Where one's own words know nothing of it, both are kept, to be settled. Raises NotebookError.
        """
        history = self._histories.get(note.id)
        if history is None:
            raise NotebookError("That note is no longer shared.")
        plan = plan_import(notebook.present(), Incoming([note], history.leading_to(stamp_of(note))))
        notebook.take_in(plan.changes, plan.further)
        self._notes = {key: one for key, one in self._notes.items() if key != note.id}
        self.wordings = {key: one for key, one in self.wordings.items() if key != note.id}
        self._seen = None
        return notebook.annotation(note.id) or note


def _state_of_notebook(notebook: Path) -> tuple[int, int]:
    try:
        status = notebook.stat()
    except OSError:
        return 0, 0
    return status.st_mtime_ns, status.st_size


def _read_hidden(notebook: Path) -> frozenset[str]:
    try:
        return frozenset(map(str, json.loads(read_ordinary_file(_hidden(notebook), _MOST_HIDDEN))))
    except (OSError, ValueError, TypeError, RecursionError, DatelineError):
        return frozenset()


def _memory(notebook: Path) -> Path:
    return find_home().state / notebook.stem / "share.json"


def _hidden(notebook: Path) -> Path:
    return find_home().state / notebook.stem / "hidden-notes.json"
