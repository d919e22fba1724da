"""A file of notes, whichever of the formats it is in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from index.errors import NotebookError
from index.notebook.annotation import Annotation, Mark, now
from index.notebook.importing import Incoming
from index.notebook.reading.hypothesis_export import is_hypothesis, read_hypothesis
from index.notebook.reading.json_lines import is_mark, is_own, read_history, read_mark, read_own
from index.notebook.reading.values import Record
from index.notebook.reading.web_annotation import is_foreign, is_w3c, read_w3c
from index.notebook.revisions import Revision
from index.notebook.w3c_model import not_held

_LISTS = ("items", "annotations", "rows")
"""Where a W3C page, Hypothesis' export and its API's answer have their annotations."""


@dataclass(slots=True)
class NotesRead:
    """The annotations of a file, in its order, and what could not be read of it, a sentence each."""

    annotations: list[Annotation] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)  # of Dateline's own notes, beside the present ones
    marks: list[Mark] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def incoming(self) -> Incoming:
        """What an import takes in."""
        return Incoming(self.annotations, self.revisions, self.marks)


def read_notes(text: str) -> NotesRead:
    """The annotations in the text of a file. One without a time is taken to be made now.

    Raises NotebookError if the file is in no format that Dateline knows.
    """
    read, moment = NotesRead(), now()
    try:
        records = list(_records(json.loads(text)))
    except (ValueError, RecursionError):
        records = _lines(text, read.problems)
    for number, record in enumerate(records, start=1):
        try:
            _take(record, moment, read, number)
        except NotebookError as error:
            read.problems.append(f"Note {number} was left out: {error}.")
    if read.problems and not (read.annotations or read.marks):
        raise NotebookError(
            f"No notes can be read from this file: {read.problems[0]} "
            "It must be W3C JSON-LD, Dateline's JSON lines or an export of Hypothesis."
        )
    return read


def _records(value: Any) -> Iterator[Any]:
    """The records of a JSON value: its own list, a list of pages, or the value itself."""
    waiting = [value]
    while waiting:  # a page holds the next one, and so on, deeper than calls can go
        one = waiting.pop()
        if isinstance(one, list):
            yield from one
        elif not isinstance(one, dict) or "target" in one:
            yield one
        else:
            lists = [one[name] for name in _LISTS if isinstance(one.get(name), list)]
            pages = [one[name] for name in ("first", "next") if isinstance(one.get(name), dict)]
            if not lists and not pages and one.get("total") != 0:
                yield one
            for found in lists:
                yield from found
            waiting += reversed(pages)


def _lines(text: str, problems: list[str]) -> list[Any]:
    """The records of JSON lines; a line that is none is reported."""
    records = []
    for number, line in enumerate(text.split("\n"), start=1):
        try:
            records += [json.loads(line)] if line.strip() else []
        except (ValueError, RecursionError):
            problems.append(f"Line {number} is no JSON.")
    return records


def _take(record: Any, moment: str, read: NotesRead, number: int) -> None:
    """Read a record into what was read. Raises NotebookError if a value does not hold."""
    if isinstance(record, dict):
        checked: Record = record
        if is_own(checked):
            annotation, revisions = read_own(checked, moment), read_history(checked, moment)
            read.annotations.append(annotation)
            read.revisions += revisions
            return
        if is_mark(checked):
            read.marks.append(read_mark(checked))
            return
        if is_w3c(checked):
            read.annotations.append(read_w3c(checked, moment))
            if kept := not_held(checked) if is_foreign(checked) else []:
                read.problems.append(f"Note {number}: kept for an export, but not shown: {', '.join(kept)}.")
            return
        if is_hypothesis(checked):
            read.annotations.append(read_hypothesis(checked, moment))
            return
    raise NotebookError("it is no annotation")
