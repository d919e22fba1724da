"""Where the analyst was: what is written down at the end of a session and taken up at the next.

Pure values and their JSON; ``load`` and ``store`` are the only functions that touch a file.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, TypeVar


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
    """Query, order, row, document and caret, pane and folds, theme, and a note not yet saved."""

    query: str = ""
    order: str = ""
    row: int = 0
    document: str = ""
    caret: int = 0
    pane: str = "documents"
    reading: bool = False
    entities_folded: bool = False
    theme: str = ""
    draft: Draft | None = None


_State = TypeVar("_State", Draft, SessionState)


def to_json(state: SessionState) -> str:
    """Returns the state as JSON text."""
    return json.dumps(asdict(state))


def from_json(text: str) -> SessionState:
    """Returns the state that ``to_json`` wrote. What is missing or of the wrong type takes its default.

    A damaged or older file is no error: the session merely starts clean.
    """
    try:
        found = json.loads(text)
    except ValueError:
        return SessionState()
    if not isinstance(found, dict):
        return SessionState()
    state = _taken(SessionState(), found)
    draft = found.get("draft")
    return replace(state, draft=_taken(Draft(), draft)) if isinstance(draft, dict) else state


def _taken(default: _State, found: dict[str, Any]) -> _State:
    """Returns ``default`` with the values found that have its types."""
    names = [field.name for field in fields(default)]
    return replace(
        default, **{n: found[n] for n in names if n in found and type(found[n]) is type(getattr(default, n))}
    )


def load(path: Path) -> SessionState:
    """Returns the state stored at ``path``, or a clean one where there is none that can be read."""
    try:
        return from_json(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        return SessionState()


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
