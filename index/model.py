"""What everything else speaks of: frozen dataclasses without behaviour.

Offsets are Unicode code points into a document's text, end exclusive.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The characters ``text[start:end]`` of some text."""

    start: int
    end: int


SpanPair = tuple[int, int]
"""Start and end of a span, as it travels between processes."""


class EntityType(StrEnum):
    """The types of entities.

    An affiliation is a nationality or a religious or political adherence, a weapon also a military vehicle.
    """

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    AFFILIATION = "affiliation"
    OPERATION = "operation"
    WEAPON = "weapon"


class EditKind(StrEnum):
    """The kinds of edits between two versions of a text, the weightiest first; a cosmetic one changes no word."""

    NUMBERS = "numbers"
    NAMES = "names"
    TIMES = "times"
    NEGATIONS = "negations"
    ATTRIBUTIONS = "attributions"
    QUOTES = "quotes"
    HEDGES = "hedges"
    CORRECTIONS = "corrections"
    PASSAGES = "passages"
    WORDING = "wording"
    PUNCTUATION = "punctuation"
    MOVED = "moved"
    COSMETIC = "cosmetic"


@dataclass(frozen=True, slots=True)
class Edit:
    """What was edited between two versions of a document: ``before`` in the older text became ``after`` in the newer.

    One of the two spans is empty where something was only added or taken away; it is then the place where it would
    stand. With ``in_title`` they are spans of the titles.
    """

    kinds: tuple[EditKind, ...]  # the weightiest first
    before: Span
    after: Span
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Where a page (or slide, sheet, chapter, time code) begins in a text, and what it is called there."""

    start: int
    label: str
    certainty: float | None = None  # of a machine that has read its words on a picture, 0 to 1; None of other pages


@dataclass(frozen=True, slots=True)
class MailHeaders:
    """What a mail says of itself beside its subject, sender and date."""

    message_id: str = ""
    thread: str = ""  # the id of the mail that its thread began with, as far as its references tell
    to: str = ""
    cc: str = ""
    attachments: tuple[str, ...] = ()  # the names of what is attached to it, read or not


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One record as it stands in its file: cheap to cut out, not yet made readable.

    ``content`` is the bytes of a whole text or HTML file, or the named fields of a record or of a text that its
    reader has made already.
    """

    place: int  # its number in the file, from 0
    line: int  # the line on which it starts, from 1
    form: str  # "text", "html", "fields" (a record), or "made" (a text that its reader has made)
    content: bytes | Mapping[str, str]
    type: str = ""  # the name of its format
    number: int = 0  # in its member, from 0
    member: str = ""  # the path within the file, "" for the file itself
    file_name: str | None = None  # of the member, "" if it has none; None for the file itself
    parents: tuple[str, ...] = ()  # the members whose texts it is attached to, the outermost first
    pages: tuple[Page, ...] = ()
    dates: tuple[tuple[str, str], ...] = ()  # source and value of dates beside its own
    charset: str = ""  # of bytes, as a protocol named it
    values: Mapping[str, str] = field(default_factory=dict)  # fields that go before what a page says of itself
    mail: MailHeaders | None = None


WARNING = "read, but "


REPAIRED = "repaired: "


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read, and why, in words for the person at the screen.

    A reason that begins with WARNING tells of what was read although something is wrong with it, one that begins with
    REPAIRED of what was put right.
    """

    path: str
    line: int | None
    reason: str

    @property
    def is_warning(self) -> bool:
        """Whether it could be read all the same."""
        return self.reason.startswith((WARNING, REPAIRED))


@dataclass(frozen=True, slots=True)
class Record:
    """A record decoded and neutralised: one text with what its file says about it (all of it evidence)."""

    place: int
    text: str
    record_id: str | None = None  # its own id, where its file gives one
    title: str | None = None
    source: str | None = None
    author: str | None = None
    date: str | None = None  # as written
    url: str | None = None
    pages: tuple[Page, ...] = ()
    dates: tuple[tuple[str, str], ...] = ()
    doubts: tuple[str, ...] = ()  # how it was read, in words, where that is not sure
    repair: str = ""  # what was repaired in it, "" if nothing was
    original_digest: str = ""  # SHA-256 of what was repaired, as it stood


@dataclass(frozen=True, slots=True)
class Story:
    """A story is a slice of a record's text."""

    start: int
    end: int
    headline: Span | None = None  # where the splitter saw one, in the record's text


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """One thing that speaks for a date."""

    source: str  # "dateline", "header", "label", "record", "url", ...
    value: str  # ISO: YYYY, YYYY-MM or YYYY-MM-DD
    weight: float  # 0 to 1
    start: int | None = None  # where it stands in the story's text, if it stands there
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """A document's own date, as precise as it is known, with the evidence for it."""

    value: str | None = None  # ISO: YYYY, YYYY-MM or YYYY-MM-DD; None if unknown
    anchor: datetime.date | None = None  # the day that "today" in the text means
    confidence: float = 0.0
    conflict: str | None = None  # a phrase: "header 1995-01-01, dateline 2017-09-21"
    ambiguous: bool = False  # day and month could be read either way
    order: str = ""  # of day and month in its numeric dates: "day-first" or "month-first"; "" if nothing tells
    note: str = ""  # why it is less precise than what is written, or missing
    evidence: tuple[DateEvidence, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A span that names a time, resolved to a TIMEX3 value."""

    start: int
    end: int
    text: str
    type: str  # DATE, TIME, DURATION or SET
    value: str
    begin: datetime.date | None = None  # first day, where it has one
    finish: datetime.date | None = None  # last day, inclusive


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of a document that names an entity."""

    start: int
    end: int
    text: str
    type: EntityType
    name: str  # the entity's one name
    reason: str = ""  # why this text and that name are one, where they differ


@dataclass(frozen=True, slots=True)
class Origin:
    """Where in its file a document comes from, and what only some formats know of it."""

    type: str = ""  # the name of its format
    member: str = ""
    parent: str = ""  # the id of the document that it is attached to
    pages: tuple[Page, ...] = ()
    mail: MailHeaders | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One story as a person reads it, with all that the analysis found."""

    id: str
    path: str  # of its file, absolute
    place: int  # of its record in the file, from 0
    record: str | None  # the record's own id
    story: int  # its number among the record's stories, from 1
    stories: int
    start: int  # of its text in the record's text
    title: str
    source: str
    author: str
    url: str
    text: str
    text_hash: str  # SHA-256 of the text in UTF-8, hexadecimal
    published: Published = field(default_factory=Published)
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    origin: Origin = field(default_factory=Origin)
    language: str = ""  # ISO 639, "" where it is not known
    doubts: tuple[str, ...] = ()  # how its record was read, in words, where that is not sure; told once a record
    repair: str = ""  # what was repaired in it, "" if nothing was
    original_digest: str = ""  # SHA-256 of what was repaired, as it stood
