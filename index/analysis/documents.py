"""From a record to the documents in it: stories, titles, dates and entities. No file and no database is touched."""

from __future__ import annotations

import base64
import datetime
import hashlib
import os
from dataclasses import dataclass, replace
from pathlib import PurePath

from index.analysis.languages import languages_of
from index.dates.order import DateOrder
from index.entities import find_mentions, model_in_use
from index.home.settings import mark_of_lists
from index.model import (
    Document,
    Mention,
    Origin,
    Page,
    Problem,
    Published,
    RawRecord,
    Record,
    Span,
    Story,
    TimeMention,
)
from index.sources import to_record
from index.text.front_dates import without_front_date
from index.text.stories import split_stories
from index.text.titles import choose_title, find_source

_SEPARATOR = "\x1f"

VERSION = "7"
"""Of the analysis; files that another version has read are read again."""


@dataclass(frozen=True, slots=True)
class Task:
    """A record that is to be analysed: where it comes from and what it is known by in its file."""

    path: str
    identity: str  # "r" and its own id where that is unique in the file, else "p" and its place
    raw: RawRecord
    order: DateOrder = DateOrder.AUTO  # of day and month, as it was set
    record_order: DateOrder = DateOrder.AUTO  # as it was learnt from the date fields of its file
    anchor: datetime.date | None = None  # the day that "today" means, where somebody said so
    joined: bool = False  # somebody said that it is one story
    is_story: bool = False  # somebody said that this page is a story, whatever the rules say
    file_is_filled_in: bool = False  # every date of its file is a 1 January
    language: str = ""  # of the texts, where somebody said so


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a story besides its text."""

    title: str | None = None
    date: str | None = None  # as its record has it
    is_page: bool = False  # a web page, whose date is for programs
    is_mail: bool = False
    url: str | None = None
    file_name: str = ""
    names_date: bool = False  # whether the file's name may say the story's date
    headline: Span | None = None
    anchor: datetime.date | None = None  # the day that "today" means, where that was given
    order: DateOrder = DateOrder.AUTO
    record_order: DateOrder = DateOrder.AUTO
    file_is_filled_in: bool = False  # every date of its file is a 1 January
    dates_beside: tuple[tuple[str, str], ...] = ()  # other dates of the record: source, and as written


@dataclass(frozen=True, slots=True)
class StoryAnalysis:
    """What was found in one story. Offsets are into its text."""

    title: str
    published: Published
    mentions: tuple[Mention, ...]
    times: tuple[TimeMention, ...]


def analysis_version() -> str:
    """What decides what the analysis finds; files that another version has read are read again.

    Raises ConfigurationError where the configuration asks for a model that is missing.
    """
    return " ".join(filter(None, (VERSION, model_in_use(), mark_of_lists())))


def identity_of(raw: RawRecord, *, unique: bool) -> str:
    """What a record is known by in its file: its own id if that is ``unique`` in its member, else its number there."""
    own = raw.content.get("id", "") if not isinstance(raw.content, bytes) else ""
    return _identity(raw.member, f"r{own}" if own and unique else f"p{raw.number}")


def _identity(member: str, record: str) -> str:
    """Members are neutralised: no separator stands in them."""
    return f"m{member}{_SEPARATOR}{record}" if member else record


def parent_of(raw: RawRecord, path: str) -> str:
    """The id of the document that a record is attached to, "" if there is none."""
    return document_id(path, _identity(raw.parents[-1], "p0"), 1) if raw.parents else ""


def document_id(path: str, identity: str, story: int) -> str:
    """13 letters and digits that stay the same however often the file is read (64 bits of BLAKE2b, base 32)."""
    name = b"\0".join((os.fsencode(path), identity.encode("utf-8", "replace"), str(story).encode()))
    return base64.b32encode(hashlib.blake2b(name, digest_size=8).digest()).decode().rstrip("=").lower()


def analyse(task: Task) -> tuple[Document, ...] | Problem:
    """The documents of one record, or why there are none."""
    record = to_record(task.raw, task.path, is_story=task.is_story)
    if isinstance(record, Problem):
        return record
    stories = (
        split_stories(record.text) if task.raw.form == "text" and not task.joined else (Story(0, len(record.text)),)
    )
    return tuple(_document(task, record, story, number, stories) for number, story in enumerate(stories, 1))


def analyse_story(text: str, known: Known) -> StoryAnalysis:
    """The title, date, entities and times of one story."""
    # Their patterns take a tenth of a second, which a run that finds nothing new can do without.
    from index.dates.dates_beside import evidence_beside
    from index.dates.expressions import find_times
    from index.dates.published import find_published

    title = without_front_date(known.title or choose_title(text, known.file_name, known.headline))
    published = find_published(
        text,
        record_date=known.date,
        record_is_metadata=known.is_page,
        record_is_mail=known.is_mail,
        title=known.title,
        url=known.url,
        file_name=known.file_name if known.names_date else None,
        order=known.order,
        record_order=known.record_order,
        file_is_filled_in=known.file_is_filled_in,
        dates_beside=known.dates_beside,
    )
    if known.dates_beside:
        published = replace(published, evidence=published.evidence + evidence_beside(known.dates_beside))
    if known.anchor:
        published = replace(published, anchor=known.anchor)
    times = find_times(text, published.anchor, DateOrder(published.order or DateOrder.AUTO))
    return StoryAnalysis(title, published, tuple(find_mentions(text, title)), tuple(times))


def _document(task: Task, record: Record, story: Story, number: int, stories: tuple[Story, ...]) -> Document:
    text = record.text[story.start : story.end]
    known = Known(
        title=record.title,
        date=task.anchor.isoformat() if task.anchor else record.date,
        is_page=task.raw.form == "html",
        is_mail=task.raw.mail is not None,
        url=record.url,
        file_name=PurePath(task.path if task.raw.file_name is None else task.raw.file_name).name,
        names_date=task.raw.form != "fields",
        headline=story.headline and Span(story.headline.start - story.start, story.headline.end - story.start),
        anchor=task.anchor,
        order=task.order,
        record_order=task.record_order,
        file_is_filled_in=task.file_is_filled_in,
        dates_beside=record.dates,
    )
    found = analyse_story(text, known)
    return Document(
        id=document_id(task.path, task.identity, number),
        path=task.path,
        place=record.place,
        record=record.record_id,
        story=number,
        stories=len(stories),
        start=story.start,
        title=found.title,
        source=record.source or find_source(text),
        author=record.author or "",
        url=record.url or "",
        text=text,
        text_hash=hashlib.sha256(text.encode()).hexdigest(),
        published=found.published,
        mentions=found.mentions,
        times=found.times,
        origin=Origin(
            type=task.raw.type,
            member=task.raw.member,
            parent=parent_of(task.raw, task.path),
            pages=record.pages if len(stories) == 1 else _pages_of(record.pages, story),
            mail=task.raw.mail,
        ),
        language=task.language or languages_of(text),
        doubts=record.doubts if number == 1 else (),
        repair=record.repair,
        original_digest=record.original_digest,
    )


def _pages_of(pages: tuple[Page, ...], story: Story) -> tuple[Page, ...]:
    """The pages that a story stands on, their starts counted from its own; the first may have begun before it."""
    before = [page for page in pages if page.start <= story.start]
    within = [page for page in pages if story.start < page.start < story.end]
    return tuple(replace(page, start=max(0, page.start - story.start)) for page in [*before[-1:], *within])
