"""What a library answers about one document: its text, its origin, its date and its versions."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.model import Page, SpanPair
from index.notebook.anchors import Anchor
from index.notebook.annotation import Subject
from index.notebook.export.options import DocumentFacts


@dataclass(frozen=True, slots=True)
class MentionView:
    """A mention as the reader and the sidebar need it."""

    start: int
    end: int
    type: str
    name: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TimeView:
    """A time mention as the reader needs it. Begin and finish are ISO days, "" where there is none."""

    start: int
    end: int
    type: str
    value: str
    begin: str = ""
    finish: str = ""


@dataclass(frozen=True, slots=True)
class PlaceView:
    """Where a document stands: its file, the path within that, and the id of what it is attached to there."""

    path: str
    member: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class OriginView:
    """Where a document comes from, and how it hangs together with others, which are named by their ids."""

    type: str = ""  # the name of its format
    member: str = ""  # the path within its file
    parent: str = ""  # what it is attached to
    attached: tuple[str, ...] = ()  # what is attached to it, as far as it was read
    attachments: tuple[str, ...] = ()  # the names of what it says that it carries, read or not
    thread: tuple[str, ...] = ()  # the mails of its thread, itself among them, the oldest first
    message_id: str = ""
    to: str = ""
    cc: str = ""
    repair: str = ""  # what was repaired in its text, "" if nothing was
    original_digest: str = ""  # SHA-256 of what was repaired, as it stood
    elsewhere: tuple[PlaceView, ...] = ()  # where the same mail or attachment stands, too
    differing: tuple[str, ...] = ()  # mails with its Message-ID and another text


@dataclass(frozen=True, slots=True)
class DocumentView:
    """Answer to ``document``. A long text comes as its first piece; ``text`` answers with the rest."""

    id: str
    title: str
    source: str
    author: str
    date: str
    date_sign: str
    date_note: str  # why, in words: "header 1995-01-01, dateline 2017-09-21"
    url: str
    path: str
    record: str
    story: int
    stories: int
    previous_story: str  # id of the story before it in its file, "" if none
    next_story: str
    text_hash: str
    length: int  # of the whole text
    text: str  # its first piece
    hits: tuple[SpanPair, ...] = ()  # of the ticket's query, in the whole text, in order
    title_hits: tuple[SpanPair, ...] = ()
    mentions: tuple[MentionView, ...] = ()
    times: tuple[TimeView, ...] = ()
    language: str = ""  # ISO 639, "" where it is not known
    pages: tuple[Page, ...] = ()
    origin: OriginView = field(default_factory=OriginView)
    document: str = ""  # the id of the document whose version this is
    version: int = 1  # which of the versions it is, from 1
    versions: int = 1
    received: str = ""  # when the version came, ISO in UTC; "" if it is not known
    story_start: int = 0  # where the story's first line begins behind its header

    @property
    def subject(self) -> Subject:
        """The document as the notebook remembers it; of an older version, the document whose version it is."""
        id = self.document or self.id
        return Subject(id, self.title, self.source, self.date, self.path, self.text_hash, self.url)


@dataclass(frozen=True, slots=True)
class EditView:
    """What was edited: ``old`` at ``before`` in the older version became ``new`` at ``after``, in text or title."""

    kinds: tuple[str, ...]  # of ``EditKind``, the weightiest first
    in_title: bool
    before: SpanPair
    after: SpanPair
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version of a document, and what was edited in the one before it to make it."""

    id: str
    received: str  # ISO, UTC; "" if it is not known
    title: str
    text_hash: str
    captures: int  # texts that were received and are the same but for noise
    edits: tuple[EditView, ...]  # in the order of the text


@dataclass(frozen=True, slots=True)
class VersionsAnswer:
    """Answer to ``versions``: those of a document, the oldest first; the last one is the document."""

    id: str
    title: str
    date: str  # ISO, as precise as known; "" if unknown
    url: str
    versions: tuple[VersionView, ...]


@dataclass(frozen=True, slots=True)
class TextAnswer:
    """Answer to ``text``: a piece of a document's text."""

    id: str
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One thing that speaks for a document's date."""

    source: str  # "dateline", "header", "label", "record", "url", ...
    value: str  # ISO, as precise as it tells
    weight: float  # 0 to 1
    words: str  # of the text, where it stands there; else ""


@dataclass(frozen=True, slots=True)
class EvidenceAnswer:
    """Answer to ``evidence``: a document's date as it is shown, and what the analysis found."""

    id: str
    date: str
    date_sign: str
    date_note: str
    found: str  # the date that the analysis chose, before any correction; "" if none
    found_note: str
    evidence: tuple[EvidenceView, ...]


@dataclass(frozen=True, slots=True)
class FactsAnswer:
    """Answer to ``facts``: what an export says of each document that is there, by id."""

    facts: dict[str, DocumentFacts]


@dataclass(frozen=True, slots=True)
class HashesAnswer:
    """Answer to ``text_hashes``: the hash of the text of each document that is there, by id."""

    hashes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a document, as it would be annotated."""

    subject: Subject
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class PassagesAnswer:
    """Answer to ``passages``: the sentences with hits of a result, in how many documents, and whether that is all."""

    passages: tuple[Passage, ...]
    documents: int
    complete: bool
