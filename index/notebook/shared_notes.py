"""Where a notebook's notes are shared, and what colleagues share there: remembered, looked at again, taken over."""

from __future__ import annotations

import contextlib
import json
import os
import time
from dataclasses import dataclass
from pathlib import Path

from index.errors import DatelineError, NotebookError
from index.home.folders import find_home, make_private_folder, read_ordinary_file, write_whole
from index.notebook.annotation import Annotation
from index.notebook.importing import Incoming, plan_import
from index.notebook.publishing import publish
from index.notebook.revisions import History
from index.notebook.sharing import colleagues, joined, own_ids
from index.notebook.store import Notebook

_MOST_BYTES = 10_000
_MOST_HIDDEN = 5_000_000
_RECENT_NS = 2 * 10**9
"""A notebook that was written so short a time ago may be written again without another time of change."""


@dataclass(frozen=True, slots=True)
class SharedFolder:
    """A folder that notes are shared in, and the name that stands there with one's own."""

    path: Path
    name: str


def shared_folder(notebook: Path) -> SharedFolder | None:
    """Where the notes of a notebook are shared; None if they are not."""
    try:
        found = json.loads(read_ordinary_file(_memory(notebook), _MOST_BYTES))
        return SharedFolder(Path(found["folder"]), str(found["name"]))
    except (OSError, ValueError, LookupError, TypeError, RecursionError, DatelineError):
        return None


def share_in(notebook: Path, folder: SharedFolder) -> None:
    """Share a notebook's notes there from now on. Raises PathError, OSError."""
    make_private_folder(_memory(notebook).parent)
    write_whole(_memory(notebook), json.dumps({"folder": str(folder.path), "name": folder.name}).encode())


def share_no_more(notebook: Path) -> None:
    """Share a notebook's notes nowhere."""
    _memory(notebook).unlink(missing_ok=True)


def initials(name: str) -> str:
    """Two letters for a name, to stand beside a passage: of two words, or the first two of one."""
    words = name.replace("-", " ").replace("_", " ").replace(".", " ").split()
    letters = words[0][:1] + words[-1][:1] if len(words) > 1 else name.strip()[:2]
    return letters.upper()


class SharedNotes:
    """What colleagues share beside a notebook, as it was looked at last. Files are read when they have changed."""

    def __init__(self, notebook: Path) -> None:
        self._notebook = notebook
        self._seen: object = None
        self._histories: dict[str, History] = {}
        self._notes: dict[str, Annotation] = {}
        self._hidden = frozenset[str]()
        self.problems: tuple[str, ...] = ()
        """What is wrong with the files of colleagues, a sentence each."""

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

    def note(self, key: str) -> Annotation | None:
        """The colleague's note with this id, if there is one."""
        return self._notes.get(key)

    def look(self, *, publish_own: bool = False) -> bool:
        """Read what has changed; True if there are other notes now. With ``publish_own`` the notebook is shared, too.

        The notebook is opened anew for it, so that this may be done in a thread. Raises DatelineError.
        """
        folder = shared_folder(self._notebook)
        if folder is None:
            return self._take({}, {}, ())
        notebook = _state_of_notebook(self._notebook)
        seen = folder, _state_of(folder.path), notebook
        if seen == self._seen and time.time_ns() - notebook[0] > _RECENT_NS:
            return False
        with contextlib.closing(Notebook.open(self._notebook)) as opened:
            if publish_own:
                publish(opened, folder.path, folder.name)
            own = own_ids(opened)
        files = colleagues(folder.path, folder.name)
        histories = joined(files)
        notes = {
            note: history.current
            for note, history in histories.items()
            if note not in own and history.current is not None
        }
        self._seen = seen
        return self._take(histories, notes, tuple(one.problem for one in files if one.problem))

    def _take(self, histories: dict[str, History], notes: dict[str, Annotation], problems: tuple[str, ...]) -> bool:
        before = self._notes, self._hidden, self.problems
        self._histories, self._notes, self.problems = histories, notes, problems
        self._hidden = _read_hidden(self._notebook)
        return (self._notes, self._hidden, self.problems) != before

    def hide(self, key: str) -> bool:
        """Hide a note from now on, or show it again; True if it is hidden now. Raises OSError."""
        hidden = self._hidden ^ {key}
        place = _hidden(self._notebook)
        make_private_folder(place.parent)
        write_whole(place, json.dumps(sorted(hidden)).encode())
        self._hidden = hidden
        return key in hidden

    def take_over(self, notebook: Notebook, note: Annotation) -> Annotation:
        """Take a colleague's note into the notebook, with its history; returns it. Raises NotebookError."""
        history = self._histories.get(note.id)
        if history is None:
            raise NotebookError("That note is no longer shared.")
        plan = plan_import(notebook.present(), Incoming([note], list(history.revisions.values())))
        notebook.take_in(plan.changes, plan.further)
        self._notes = {key: one for key, one in self._notes.items() if key != note.id}
        self._seen = None
        return notebook.annotation(note.id) or note


def _state_of(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Which files are there, as far as a look at the folder tells."""
    try:
        with os.scandir(folder) as entries:
            found = [(one.name, one.stat(follow_symlinks=False)) for one in entries]
    except OSError:
        return ()  # it is told when it is read
    return tuple(sorted((name, status.st_mtime_ns, status.st_size) for name, status in found))


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
