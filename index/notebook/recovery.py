"""What was typed and could not be saved: a file each, taken back at the next start.

A dialog that cannot save its note, or that is open when the program is ended, leaves its text here.
"""

from __future__ import annotations

import dataclasses
import json
import os
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import DatelineError, NotebookError
from index.home.folders import check_owned, make_private_folder
from index.model import Problem
from index.notebook.anchors import Anchor
from index.notebook.annotation import Subject, now
from index.notebook.reading.values import anchor_of, number_of, text_of, texts_of
from index.notebook.store import Notebook


@dataclass(frozen=True, slots=True)
class Unsaved:
    """The content of a dialog."""

    subject: Subject
    anchor: Anchor | None
    note: str
    tags: tuple[str, ...] = ()
    colour: int = 0
    editing: str = ""  # id of the annotation that was edited; "" for a new one
    moment: str = ""  # when it was kept: ISO, UTC
    besides: tuple[tuple[Subject, Anchor | None], ...] = ()  # further passages that a new note is about as well

    @property
    def passages(self) -> list[tuple[Subject, Anchor | None]]:
        """All that it is about."""
        return [(self.subject, self.anchor), *self.besides]


def keep(folder: Path, unsaved: Unsaved, replacing: Path | None = None) -> Path:
    """Write the text into a file of mode 0600 in the folder, or in place of an earlier one; returns the file.

    It is on disk, whole, when this returns. Raises NotebookError if it cannot be written, UnsafeFolderError.
    """
    make_private_folder(folder)
    moment = now()
    target = replacing or folder / f"{moment.replace(':', '')}-{uuid.uuid4()}.json"
    content = json.dumps(dataclasses.asdict(dataclasses.replace(unsaved, moment=moment)))
    part = target.with_suffix(".part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise NotebookError(f"The text could not be kept in {folder} either: {error.strerror}.") from error
    return target


def kept(folder: Path) -> tuple[list[tuple[Path, Unsaved]], list[Problem]]:
    """What is kept in the folder, each with its file, the oldest first; and the files that cannot be read.

    Nothing is removed. Raises UnsafeFolderError if others own the folder or may write to it.
    """
    check_owned(folder)
    found: list[tuple[Path, Unsaved]] = []
    problems = []
    for path in sorted(folder.glob("*.json")):
        try:
            check_owned(path)
            found.append((path, _unsaved(json.loads(path.read_text("utf-8")))))
        except OSError as error:
            problems.append(Problem(str(path), None, f"it cannot be read: {error.strerror}"))
        except (ValueError, RecursionError):
            problems.append(Problem(str(path), None, "it is no JSON"))
        except DatelineError as error:
            problems.append(Problem(str(path), None, str(error)))
    return found, problems


def save_kept(folder: Path, notebook: Notebook) -> tuple[int, list[Problem]]:
    """Save in the notebook what is kept in the folder; returns how many texts, and the files that cannot be read.

    Nothing newer is overwritten: where a note was changed since, the text becomes another note on the same passage.
    Raises NotebookError, UnsafeFolderError; what could not be saved stays in the folder.
    """
    found, problems = kept(folder)
    for path, unsaved in found:
        _save(unsaved, notebook)
        discard(path)
    return len(found), problems


def _save(unsaved: Unsaved, notebook: Notebook) -> None:
    new = (unsaved.note, unsaved.tags, unsaved.colour)
    there = {(one.document, one.anchor) for one in notebook.annotations() if (one.note, one.tags, one.colour) == new}
    missing = [(about, anchor) for about, anchor in unsaved.passages if (about.document, anchor) not in there]
    if not missing:
        return  # it was saved after all
    edited = notebook.annotation(unsaved.editing) if unsaved.editing else None
    if edited is not None and edited.modified <= unsaved.moment:
        notebook.edit(edited, note=unsaved.note, tags=unsaved.tags, colour=unsaved.colour)
    else:
        notebook.add_all(missing, unsaved.note, unsaved.tags, unsaved.colour)


def discard(path: Path) -> None:
    """Remove the file of a text that was saved or is not wanted; one that is gone already does no harm."""
    path.unlink(missing_ok=True)


def _unsaved(record: Any) -> Unsaved:
    if not isinstance(record, dict):
        raise NotebookError("it is no unsaved note")
    besides = record.get("besides", [])
    if not isinstance(besides, list) or not all(isinstance(pair, list) and len(pair) == 2 for pair in besides):
        raise NotebookError("its 'besides' are no passages")
    subject, anchor = _passage(record.get("subject"), record.get("anchor"))
    return Unsaved(
        subject=subject,
        anchor=anchor,
        note=text_of(record, "note"),
        tags=texts_of(record, "tags"),
        colour=number_of(record, "colour", 0),
        editing=text_of(record, "editing"),
        moment=text_of(record, "moment"),
        besides=tuple(_passage(*pair) for pair in besides),
    )


def _passage(about: Any, anchor: Any) -> tuple[Subject, Anchor | None]:
    if not isinstance(about, dict):
        raise NotebookError("it is no unsaved note")
    subject = Subject(*(text_of(about, field.name, "") for field in dataclasses.fields(Subject)))
    if anchor is None:
        return subject, None
    if not isinstance(anchor, dict):
        raise NotebookError("its 'anchor' is no object")
    return subject, anchor_of(anchor, anchor, text_of(anchor, "text_hash"), bool(anchor.get("repeated")))
