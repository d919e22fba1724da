"""The lists that a library answers with: its rows, what they find, and what is new in them."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.explanation import Explain
from index.model import SpanPair
from index.notebook.annotation import Subject

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
class SubjectsAnswer:
    """The documents of some rows, as the notebook remembers them."""

    subjects: tuple[Subject, ...]


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
