"""Corrections as a table of tab-separated values, one a line, the same for the same corrections."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from index.corrections.documents import DOCUMENT, Correction, DocumentField, checked_date, checked_language
from index.corrections.entities import ENTITY, PASSAGE, Entity, EntityField, read_anchor
from index.corrections.pages import PAGES, STORY
from index.corrections.places import LOCATION, WHERE, checked_place
from index.corrections.stories import JOIN, STORIES
from index.errors import ConfigurationError
from index.notebook.anchors import Anchor

COLUMNS = ("correction", "about", "place", "becomes", "title", "path", "text_hash", "made")
"""``about`` is an entity or a document's id, ``place`` a spelling or a passage.

``becomes`` is an entity, a place, a document's date, title or source, or of a file that is one story its SHA-256.
"""

_KINDS = (
    {field.value: PASSAGE if field.is_of_passage else ENTITY for field in EntityField}
    | {field.value: DOCUMENT for field in DocumentField}
    | {JOIN: STORIES, STORY: PAGES, WHERE: LOCATION}
)
"""The kind of the corrections that each word in the first column says."""

_ESCAPED = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_UNESCAPED = {escaped[1]: sign for sign, escaped in _ESCAPED.items()}
_FILE_HASH = re.compile("([0-9a-f]{64})?")
_SIGNS = re.compile(r"[\\\t\n\r]")
_ESCAPES = re.compile(r"\\([\\tnr])")


def write_corrections(found: Iterable[Correction]) -> str:
    """The table; tabs, line ends and backslashes of a value are escaped with backslashes."""
    lines = ["\t".join(COLUMNS)]
    for one in found:
        values = (one.field, one.subject, one.place, one.value, one.title, one.path, one.text_hash, one.made)
        lines.append("\t".join(_SIGNS.sub(lambda sign: _ESCAPED[sign.group()], value) for value in values))
    return "\n".join(lines) + "\n"


def read_corrections(table: str) -> list[Correction]:
    """The corrections in a table. Raises ConfigurationError, with the line, for what is no correction."""
    first, *lines = table.split("\n")
    if first.rstrip("\r") != "\t".join(COLUMNS):
        raise ConfigurationError(f"This is no table of corrections; its first line has to be: {' '.join(COLUMNS)}")
    return [_read(line.rstrip("\r"), number) for number, line in enumerate(lines, 2) if line.strip()]


def _read(line: str, number: int) -> Correction:
    values = [_ESCAPES.sub(lambda escape: _UNESCAPED[escape.group(1)], value) for value in line.split("\t")]
    try:
        if len(values) != len(COLUMNS):
            raise ConfigurationError(f"There are {len(values)} columns and not {len(COLUMNS)}.")
        field, subject, place, value, title, path, text_hash, made = values
        if field not in _KINDS:
            raise ConfigurationError(f"'{field}' is none of {', '.join(_KINDS)}.")
        correction = Correction(_KINDS[field], subject, place, field, value, title, path, text_hash, made)
        _check(correction)
    except ConfigurationError as error:
        raise ConfigurationError(
            f"The table's line {number} cannot be read. {error} Nothing was taken over."
        ) from error
    return correction


def _check(correction: Correction) -> None:
    """Raises ConfigurationError if a correction could not be applied."""
    if correction.kind == PASSAGE:
        _check_passage(read_anchor(correction.place))
    elif correction.kind == ENTITY:
        Entity.parse(correction.subject)
    if correction.kind in (PASSAGE, ENTITY) and correction.field not in (EntityField.NOT, EntityField.NOT_HERE):
        Entity.parse(correction.value)
    if correction.field == WHERE:
        checked_place(correction.place, correction.value)
    if correction.field == JOIN and not _FILE_HASH.fullmatch(correction.value):
        raise ConfigurationError(f"'{correction.value}' is no SHA-256 of a file.")
    if correction.field == DocumentField.DATE and checked_date(correction.value) != correction.value:
        raise ConfigurationError(f"'{correction.value}' is no date.")
    if correction.field == DocumentField.LANGUAGE and checked_language(correction.value) != correction.value:
        raise ConfigurationError(f"'{correction.value}' is no language.")
    try:
        told = datetime.datetime.fromisoformat(correction.made)
    except ValueError as error:
        raise ConfigurationError(f"'{correction.made}' is no moment.") from error
    if told.tzinfo is None:
        raise ConfigurationError(f"'{correction.made}' has no time zone.")


def _check_passage(anchor: Anchor) -> None:
    words = (anchor.exact, anchor.prefix, anchor.suffix, anchor.text_hash)
    places = (anchor.start, anchor.end)
    if not all(isinstance(place, int) for place in places) or not all(isinstance(word, str) for word in words):
        raise ConfigurationError("Its passage is none.")
    if not anchor.exact.strip() or not 0 <= anchor.start < anchor.end:
        raise ConfigurationError("Its passage has no words.")
