"""What a library answers, as dataclasses that travel between its process and the screen's as JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from index.explanation import Explain
from index.model import Page
from index.notebook.anchors import Anchor
from index.notebook.annotation import Subject
from index.notebook.export.options import DocumentFacts

SpanPair = tuple[int, int]
"""Start and end of a span, as it travels."""


BY_EVENT, WITH_COPIES = "event", "event+copies"
EVENT_ORDERS = (BY_EVENT, WITH_COPIES)
"""Orders of a list in which the documents of one event stand together, copies folded away or shown."""


@dataclass(frozen=True, slots=True)
class LibraryInfo:
    """Answer to ``open``: which library, and how much is in it."""

    name: str
    folder: str
    roots: tuple[str, ...]
    documents: int
    problems: int  # files and records that could not be read
    samples: bool  # the library of the two seeds that come with Dateline
    generation: int  # grows with every commit
    is_shared: bool = False  # on a cluster, where corrections do not count


NO_CORRECTIONS = "In a shared library corrections do not count; take a part home with: dateline libraries transfer"


@dataclass(frozen=True, slots=True)
class EventView:
    """Where a document stands in its event, in a list by event."""

    number: int  # of the row among those of the event, from 1
    rows: int  # of the event in the list
    documents: int  # of the event, copies included
    sources: int
    copies: int  # of the document itself
    copy: bool  # it is itself a copy of one before it
    changed: str = ""  # what it says otherwise than the one before it that is mostly the same text


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the document list."""

    id: str
    title: str
    source: str
    date: str  # ISO, as precise as known; "" if unknown
    date_sign: str  # "" sure, "!" in conflict, "~" approximate, "?" unknown
    story: int
    stories: int
    snippet: str
    snippet_spans: tuple[SpanPair, ...] = ()
    text_hash: str = ""
    event: EventView | None = None  # in a list by event
    type: str = ""  # the name of its format
    is_attached: bool = False  # to another document
    carries: bool = False  # whether something is attached to it
    has_pages: bool = False


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """Answer to ``search``: a ticket to ask for more rows with, the exact total and the first rows.

    In a list by event ``total`` counts the rows, ``folded`` the copies that have none, and ``events`` those with
    several documents.
    """

    ticket: int
    query: str
    total: int
    rows: tuple[Row, ...]
    order: str  # "relevance", "newest", "oldest", "source", "title" or one of EVENT_ORDERS
    explain: Explain = field(default_factory=Explain)
    events: int = 0
    folded: int = 0
    generation: int = 0  # of the library, as LibraryInfo counts it
    is_near: bool = False  # whether nothing fulfils the query, and the rows are what has most of its words


@dataclass(frozen=True, slots=True)
class RowsAnswer:
    """Answer to ``rows``: the rows of a ticket from ``start`` on."""

    ticket: int
    start: int
    rows: tuple[Row, ...]


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
class ArrivedAnswer:
    """Answer to ``arrived``: how many documents are new and how many changed since one with a key was the newest."""

    new: int
    changed: int
    ids: tuple[str, ...]  # of all of these, as far as they are few enough to be marked
    last: int  # the key of the newest document


@dataclass(frozen=True, slots=True)
class Completion:
    """How what is being typed can go on, and in how many documents that is, if it is counted."""

    text: str
    documents: int | None = None


@dataclass(frozen=True, slots=True)
class CompletionsAnswer:
    """Answer to ``complete``: from ``start`` to the cursor the query can be one of the offers, the likeliest first."""

    start: int
    offers: tuple[Completion, ...]


@dataclass(frozen=True, slots=True)
class UnseenAnswer:
    """Answer to ``unseen``: what each search finds that was not seen of it, hashes of texts by id, by its name."""

    documents: dict[str, dict[str, str]]


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
class Facet:
    """A value that occurs in a result, and in how many of its documents."""

    kind: str  # "source", "year", "month", an entity type or "tag"
    value: str
    documents: int


@dataclass(frozen=True, slots=True)
class FacetsAnswer:
    """Answer to ``facets``: the values of each kind, and how many documents they were counted over."""

    facets: tuple[Facet, ...]
    documents: int


@dataclass(frozen=True, slots=True)
class EntityCount:
    """An entity, and how many documents of a result mention it."""

    type: str
    name: str
    documents: int


@dataclass(frozen=True, slots=True)
class EntitiesAnswer:
    """Answer to ``entities``: those of one document, or of each type those in the most documents of a result.

    ``totals`` says how many of each type there are in all, by type.
    """

    entities: tuple[EntityCount, ...]
    totals: dict[str, int]


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


@dataclass(frozen=True, slots=True)
class Bucket:
    """A day, week, month or year of a timeline: documents published in it, that speak of it, that were changed then."""

    label: str  # ISO: 2017-09-21, 2017-W38, 2017-09 or 2017; it can be typed as a date
    begin: str  # its first day, ISO
    finish: str  # its last day
    published: int
    spoken: int
    changed: int  # of which another version was received then


@dataclass(frozen=True, slots=True)
class TimelineAnswer:
    """Answer to ``timeline``: the buckets that hold anything, in their order."""

    by: str  # "day", "week", "month" or "year"
    buckets: tuple[Bucket, ...]
    documents: int  # that it was counted over
    undated: int  # of them, those without a date
    coarser: int  # of them, those of which only a longer time is known, such as the year: in no bucket


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source with how many documents it published in each time of an axis; "" for documents without one."""

    source: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SourceTimesAnswer:
    """Answer to ``source_times``: an axis of time without gaps, and the sources, the most frequent first."""

    by: str  # "day", "week", "month" or "year"
    labels: tuple[str, ...]  # ISO, as those of a Bucket
    sources: tuple[SourceRow, ...]


@dataclass(frozen=True, slots=True)
class Toll:
    """A figure that a document gives of what happened, as a point of its course; the bounds are as in Figure."""

    kind: str
    date: str  # ISO, when the document was published
    low: float
    high: float | None


@dataclass(frozen=True, slots=True)
class TollsAnswer:
    """Answer to ``tolls``: the figures that dated documents of a result give, by kind and then by date."""

    tolls: tuple[Toll, ...]
    documents: int  # that were read, the first in the list
    left: int  # that were not, since there are too many


@dataclass(frozen=True, slots=True)
class TimeSentence:
    """A sentence that speaks of a time, and the document that it stands in."""

    id: str
    title: str
    source: str
    date: str
    date_sign: str
    start: int  # of the time mention in the document's text
    text: str  # of the sentence
    spans: tuple[SpanPair, ...]  # of the time mentions in it


@dataclass(frozen=True, slots=True)
class SentencesAnswer:
    """Answer to ``sentences``: the first of those that speak of a time, and of how many mentions there are."""

    total: int
    sentences: tuple[TimeSentence, ...]


@dataclass(frozen=True, slots=True)
class ReasonView:
    """Why two documents are thought to tell of one event: ``kind`` is quote, names, places, words, time,
    alike (mostly the same text) or copy."""

    kind: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RelatedRow:
    """A document that may tell of the same event, with the reasons."""

    id: str
    title: str
    source: str
    date: str
    date_sign: str
    score: float  # how sure it is, 0 to 1
    reasons: tuple[ReasonView, ...]
    duplicate: bool  # a copy of the document asked for
    copy_of: str  # id of the row before it of which it is a copy, "" if none


@dataclass(frozen=True, slots=True)
class RelatedAnswer:
    """Answer to ``related``: other documents on the event of this one, best first."""

    id: str
    rows: tuple[RelatedRow, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """A word and how often, or in how many documents, it occurs."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class NameUsed:
    """One of an entity's names as texts have it."""

    name: str
    mentions: int
    sources: tuple[Count, ...]  # mentions in each, the most first
    reasons: tuple[str, ...]  # why it is a name of this entity, where it is not the entity's own


@dataclass(frozen=True, slots=True)
class Beside:
    """An entity that is mentioned in the same documents."""

    type: str
    name: str
    documents: int


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a place is, by the gazetteer."""

    name: str
    kind: str
    country: str  # ISO 3166 code, "" if it is in none
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class EntityAnswer:
    """An entity, over the whole library."""

    type: str
    name: str
    documents: int
    mentions: int
    first_date: str  # of the documents, ISO; "" if none has a date
    last_date: str
    names: tuple[NameUsed, ...]  # the most used first
    beside: tuple[Beside, ...]  # those in the most documents first
    place: Whereabouts | None


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place on the map."""

    name: str  # as the entity is called
    kind: str  # "city", "river", "province", "coordinates" …
    country: str  # ISO 3166 code, "" for none
    region: str  # the name of its first-level region with its country, "" if unknown
    size: str  # "metropolis", "city", "town", "small town"; "" for what is no town
    latitude: float
    longitude: float
    is_point: bool  # whether it is small enough to have one position
    documents: int
    unsure: int  # of them, those that leave open which of several places is meant
    here: bool  # the open document names it
    written: str  # as a correction names it
    choices: tuple[str, ...] = ()  # what it could be instead, written so
    box: tuple[float, float, float, float] | None = None  # of a region: south, north, west, east of its towns


@dataclass(frozen=True, slots=True)
class MapAnswer:
    """Answer to ``map``: the places of a result, those in the most documents first, and its timeline."""

    places: tuple[MapPlace, ...]
    documents: int  # of the result, or of the days asked for
    located: int  # of them, those that name a place on the map
    unplaced: int  # of them, those that name a place that no list has, or that could be anywhere
    names_without_place: tuple[tuple[str, int], ...]  # what they call it, and in how many: the most frequent first
    timeline: TimelineAnswer


Json = dict[str, Any]
