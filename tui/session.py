"""Where the analyst was: what is written down at the end of a session and taken up at the next.

Pure values and their JSON; ``load`` and ``store`` are the only functions that touch a file.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import tempfile
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, TypeVar

from index.errors import SessionDamagedError
from index.home.folders import read_ordinary_file
from index.notebook.annotation import COLOURS

FILE = "session.json"
"""Its name in the folder of a notebook's sessions."""

_MOST_BYTES = 10_000_000
"""A longer file is no session's: a query and a note are what a person types."""

_LARGEST = 2**53
"""No row or offset is beyond it."""

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Draft:
    """A note that was being typed and is not saved: kept so that a lost line loses no words."""

    document: str = ""
    start: int = 0
    end: int = 0
    note: str = ""
    tags: str = ""  # as typed, separated by commas
    colour: int = 1
    annotation: str = ""  # its id, when an existing one is being edited
    hits: bool = False  # it is about every sentence with a hit of the query


@dataclass(frozen=True, slots=True)
class SessionState:
    """Query, order, row, document and caret, pane, folds and widths, theme, and a note not yet saved."""

    query: str = ""
    order: str = ""
    row: int = 0
    document: str = ""
    caret: int = 0
    pane: str = "documents"
    reading: bool = False
    entities_folded: bool = False
    documents_width: int = 0  # of the list in cells, 0 by the window
    entities_width: int = 0
    theme: str = ""
    newest: int = 0  # the key of the newest document that was taken up, 0 for none
    draft: Draft | None = None


_State = TypeVar("_State", Draft, SessionState)


def to_json(state: SessionState) -> str:
    """Returns the state as JSON text."""
    return json.dumps(asdict(state))


def from_json(text: str) -> SessionState:
    """Returns the state that ``to_json`` wrote. What is missing or cannot be so takes its default.

    Raises ValueError if the text is no JSON object.
    """
    try:
        found = json.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if not isinstance(found, dict):
        raise ValueError("it is no JSON object")
    state = _taken(SessionState(), found)
    draft = found.get("draft")
    return replace(state, draft=_taken(Draft(), draft)) if isinstance(draft, dict) else state


def _taken(default: _State, found: dict[str, Any]) -> _State:
    """Returns ``default`` with the values found that can stand in its fields."""
    names = [field.name for field in fields(default)]
    wanted = {name: _clean(found[name]) for name in names if name in found}
    return replace(default, **{n: value for n, value in wanted.items() if _holds(n, value, getattr(default, n))})


def _clean(value: Any) -> Any:
    """The value; in a text U+FFFD stands for what is no character."""
    return _SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value


def _holds(name: str, value: Any, default: object) -> bool:
    """Whether the value has the type of the field, and a number its range."""
    if type(value) is not type(default) or default is None:
        return False
    if name == "colour":
        return value in COLOURS
    return not isinstance(value, int) or 0 <= value < _LARGEST


def load(path: Path) -> SessionState:
    """Returns the state stored at ``path``, or a clean one where there is none.

    Raises SessionDamagedError if the file holds something else or cannot be read.
    """
    try:
        return from_json(read_ordinary_file(path, _MOST_BYTES).decode("utf-8"))
    except FileNotFoundError:
        return SessionState()
    except OSError as error:
        reason = error.strerror or "it cannot be read"
    except UnicodeDecodeError:
        reason = "it is not UTF-8"
    except ValueError as error:
        reason = str(error)
    raise SessionDamagedError(f"Where the last session ended is not known, so this one starts clean: {path}: {reason}.")


def newest_seen(folder: Path) -> int:
    """Returns the key of the newest document of the last session that is kept in a folder, 0 if it is not known."""
    try:
        return load(folder / FILE).newest
    except SessionDamagedError:
        return 0


def store(path: Path, text: str) -> None:
    """Writes a small private file in one step, so that a kill leaves the old or the new one. Raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # created with mode 0600
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
