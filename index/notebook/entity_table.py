"""The corrections of entities as a table of tab-separated values, one a line, the same for the same corrections."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from index.errors import ConfigurationError
from index.notebook.corrections import Correction
from index.notebook.entity_corrections import ENTITY, PASSAGE, Entity, EntityField, anchor_of

COLUMNS = ("correction", "about", "place", "becomes", "title", "path", "text_hash", "made")
"""``about`` is an entity or a document's id, ``place`` a spelling or a passage."""

_ESCAPED = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_UNESCAPED = {escaped[1]: sign for sign, escaped in _ESCAPED.items()}
_SIGNS = re.compile(r"[\\\t\n\r]")
_ESCAPES = re.compile(r"\\([\\tnr])")


def write_entity_table(found: Iterable[Correction]) -> str:
    """The table; tabs, line ends and backslashes of a value are escaped with backslashes."""
    lines = ["\t".join(COLUMNS)]
    for one in found:
        values = (one.field, one.subject, one.place, one.value, one.title, one.path, one.text_hash, one.made)
        lines.append("\t".join(_SIGNS.sub(lambda sign: _ESCAPED[sign.group()], value) for value in values))
    return "\n".join(lines) + "\n"


def read_entity_table(table: str) -> list[Correction]:
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
        kind = PASSAGE if field == EntityField.IS else ENTITY
        correction = Correction(kind, subject, place, field, value, title, path, text_hash, made)
        _check(correction)
    except ConfigurationError as error:
        raise ConfigurationError(
            f"The table's line {number} cannot be read. {error} Nothing was taken over."
        ) from error
    return correction


def _check(correction: Correction) -> None:
    """Raises ConfigurationError if a correction could not be applied."""
    if correction.field not in set(EntityField):
        raise ConfigurationError(f"'{correction.field}' is none of {', '.join(EntityField)}.")
    if correction.kind == PASSAGE:
        anchor = anchor_of(correction)
        words = (anchor.exact, anchor.prefix, anchor.suffix, anchor.text_hash)
        if not all(isinstance(place, int) for place in (anchor.start, anchor.end)) or not all(
            isinstance(word, str) for word in words
        ):
            raise ConfigurationError("Its passage is none.")
    else:
        Entity.parse(correction.subject)
    if correction.field != EntityField.NOT:
        Entity.parse(correction.value)
    try:
        told = datetime.datetime.fromisoformat(correction.made)
    except ValueError as error:
        raise ConfigurationError(f"'{correction.made}' is no moment.") from error
    if told.tzinfo is None:
        raise ConfigurationError(f"'{correction.made}' has no time zone.")
