"""What the analyst knows better than the analysis: corrections, kept in the notebook and applied when reading.

A correction is about a document (its date, title or source), named by its id; the hash of its text finds it where
the file was moved. Others are in the same table: they differ in ``kind``, and one that is about a passage has an
anchor as its ``place``.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from index.dates.intervals import interval_of
from index.errors import ConfigurationError
from index.notebook.annotation import Subject, now
from index.notebook.rows import Change, storable
from index.text.language_codes import language_names, near_languages
from index.text.languages import languages_in

if TYPE_CHECKING:
    from index.notebook.store import Notebook

TABLE = "corrections"
DOCUMENT = "document"
"""The kind of corrections that are about a document; their subject is its id."""

_PRECISIONS = (len("2017"), len("2017-09"), len("2017-09-21"))


class DocumentField(StrEnum):
    """What of a document can be corrected."""

    DATE = "date"
    TITLE = "title"
    SOURCE = "source"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that the analyst says."""

    kind: str  # of what it is about
    subject: str  # what it is about; of a document its id
    place: str  # a passage, as a JSON anchor; "" for the whole
    field: str  # what of it
    value: str  # what it is; of a date ISO, as precise as known, "" if nobody knows
    title: str  # of the document
    path: str  # of its file
    text_hash: str  # of its text
    made: str  # ISO, UTC


def corrections(notebook: Notebook, kind: str = DOCUMENT) -> list[Correction]:
    """The corrections of one kind, by subject. Raises NotebookError."""
    found = [Correction(*map(str, row)) for row in notebook.rows(TABLE)]
    return [correction for correction in found if correction.kind == kind]


def correct_document(notebook: Notebook, subject: Subject, field: DocumentField, value: str) -> None:
    """Say what a document's date, title, source or language is, as a step that can be undone.

    Raises ConfigurationError for a date or a language that is none, NotebookError.
    """
    value = checked(field, value)
    before = _known(notebook, subject, field)
    after = Correction(
        DOCUMENT, subject.document, "", field.value, value, subject.title, subject.path, subject.text_hash, now()
    )
    if before is None or before.value != value:
        _change(notebook, before, after)


def withdraw_correction(notebook: Notebook, subject: Subject, field: DocumentField) -> bool:
    """Take a correction back, as a step that can be undone; False if there is none. Raises NotebookError."""
    before = _known(notebook, subject, field)
    if before is not None:
        _change(notebook, before, None)
    return before is not None


def change_of(before: Correction | None, after: Correction | None) -> Change:
    """The change of a notebook's row that makes one correction another; None where there is none."""
    return Change(TABLE, *(storable(astuple(one)) if one else None for one in (before, after)))


def checked(field: DocumentField, written: str) -> str:
    """A value as it is kept. Raises ConfigurationError for a date or a language that is none."""
    if field is DocumentField.DATE:
        return checked_date(written)
    return checked_language(written) if field is DocumentField.LANGUAGE else written.strip()


def checked_language(written: str) -> str:
    """The ISO 639 code of a known language, or several with plus signs ("de+en"). Raises ConfigurationError."""
    code = written.strip().lower()
    unknown = [one for one in languages_in(code) if one not in language_names()]
    if unknown:
        near = ", ".join(f"{one} ({language_names()[one]})" for one in near_languages(unknown[0]))
        such = near or "ar, en or ru"
        raise ConfigurationError(f"'{unknown[0] or written}' is no language; write its code (ISO 639), such as {such}.")
    return code


def checked_date(written: str) -> str:
    """A day, month or year in ISO, or "" for an unknown date. Raises ConfigurationError."""
    written = written.strip()
    try:
        if written and (len(written) not in _PRECISIONS or interval_of(written).begin is None):
            raise ValueError(written)
    except ValueError as error:
        raise ConfigurationError(
            f"'{written}' is no day, month or year; write it as 2017-09-21, 2017-09 or 2017."
        ) from error
    return written


def _known(notebook: Notebook, subject: Subject, field: DocumentField) -> Correction | None:
    return next(
        (one for one in corrections(notebook) if (one.subject, one.field) == (subject.document, field.value)), None
    )


def _change(notebook: Notebook, before: Correction | None, after: Correction | None) -> None:
    one = after or before
    if one is None:
        return
    notebook.change(f"{one.field} of '{one.title}'", [change_of(before, after)], "{} put back", "{} corrected again")
