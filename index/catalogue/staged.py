"""What a run hands to the catalogue, and what the catalogue hands to the index: files, their reading, documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from index.dates.order import DateOrder
from index.model import Document, Problem


@dataclass(frozen=True, slots=True)
class FileState:
    """What is known of a file that was read before."""

    id: int
    size: int | None
    mtime_ns: int | None
    hash: str | None  # None while its reading is unfinished
    reading: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """How the files of a root are to be read."""

    fields: Mapping[str, str] = field(default_factory=dict)  # our names of a record's fields to the files' own
    date_order: DateOrder = DateOrder.AUTO
    encoding: str = ""  # of texts that are in none of Unicode's; "" where each is to tell itself
    language: str = ""  # of texts; "" where each is to tell itself
    scans: str = ""  # in which a machine reads pictures of pages; "" where none is to


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that has been read to its end, with the problems found in it."""

    id: int
    size: int
    mtime_ns: int
    hash: str
    reading: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class StagedDocument:
    """A document on its way into the catalogue, with where it comes from."""

    file: int
    identity: str  # what its record is known by in the file
    record_hash: str
    document: Document
    received: str = ""  # when its text came: ISO, UTC, to the second
    address: str = ""  # of the page that it is, in the form that all ways to write it share


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """What the index needs of a document."""

    key: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Staged:
    """What the index has to do for a batch: take these documents up, and let those with these keys go."""

    entries: list[IndexEntry]
    leaving: list[int]
