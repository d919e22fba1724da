"""What a row of the table of keys is, and where a key means something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Context(StrEnum):
    """Where a key means something. The value is its heading in the help."""

    APP = "Everywhere"
    MAIN = "Main screen"
    LIST = "Any list"
    DOCUMENTS = "Documents"
    READER = "Reader"
    SELECTING = "Reader, while selecting"
    ENTITIES = "Entities"
    ENTITY = "About an entity"
    QUERY = "Query line"
    NOTE = "Note dialog"
    CHOICE = "Several notes on one place"
    ASK = "Dialog with one line"
    NOTEBOOK = "Notebook"
    WORDINGS = "Wordings of a note"
    CORRECTIONS = "Corrections"
    TIMELINE = "Timeline"
    MAP = "Map"
    NAMES = "Names on no map"
    SETTLE = "Which place is meant"
    DATE = "Date of a document"
    FACETS = "Facets"
    LIBRARIES = "Libraries"
    RELATED = "Related documents"
    COMPARISON = "Comparison"
    MATRIX = "Accounts of an event"
    VERSIONS = "Versions of a document"
    TRANSLATION = "Translation of a paragraph"
    HELP = "Help"
    FILTER = "Filter of a list"
    PALETTE = "Palette"


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a key does. ``keys`` are Textual's names; the first is the one that is shown."""

    name: str
    keys: tuple[str, ...]
    context: Context
    help: str
    footer: str = ""  # its word in the footer line; "" keeps it out


def section(context: Context, *rows: tuple[str, str, str] | tuple[str, str, str, str]) -> Iterator[Action]:
    """Yields the rows of a context: name, keys, help, and its word in the footer if it has one."""
    for name, keys, help_text, *footer in rows:
        yield Action(name, tuple(keys.split()), context, help_text, *footer)
