"""From a record to the documents in it: stories, titles, dates and entities. No file and no database is touched."""

from __future__ import annotations

import base64
import hashlib
import os
from dataclasses import dataclass
from pathlib import PurePath

from index.dates.expressions import find_times
from index.dates.published import find_published
from index.entities import find_mentions
from index.model import Document, Problem, RawRecord, Record, Span, Story
from index.sources import to_record
from index.text.stories import split_stories
from index.text.titles import choose_title, find_source

VERSION = "1"
"""Of the analysis; files that another version has read are read again."""


@dataclass(frozen=True, slots=True)
class Task:
    """A record that is to be analysed: where it comes from and what it is known by in its file."""

    path: str
    identity: str  # "r" and its own id where that is unique in the file, else "p" and its place
    raw: RawRecord


def identity_of(raw: RawRecord, *, unique: bool) -> str:
    """What a record is known by in its file: its own id if that is ``unique`` there, else its place."""
    own = raw.content.get("id", "") if not isinstance(raw.content, bytes) else ""
    return f"r{own}" if own and unique else f"p{raw.place}"


def document_id(path: str, identity: str, story: int) -> str:
    """13 letters and digits that stay the same however often the file is read (64 bits of BLAKE2b, base 32)."""
    name = b"\0".join((os.fsencode(path), identity.encode("utf-8", "replace"), str(story).encode()))
    return base64.b32encode(hashlib.blake2b(name, digest_size=8).digest()).decode().rstrip("=").lower()


def analyse(task: Task) -> tuple[Document, ...] | Problem:
    """The documents of one record, or why there are none."""
    record = to_record(task.raw, task.path)
    if isinstance(record, Problem):
        return record
    stories = split_stories(record.text) if task.raw.form == "text" else (Story(0, len(record.text)),)
    return tuple(_document(task, record, story, number, stories) for number, story in enumerate(stories, 1))


def _document(task: Task, record: Record, story: Story, number: int, stories: tuple[Story, ...]) -> Document:
    text = record.text[story.start : story.end]
    file_name = PurePath(task.path).name
    headline = story.headline and Span(story.headline.start - story.start, story.headline.end - story.start)
    title = record.title or choose_title(text, file_name, headline)
    published = find_published(
        text,
        record_date=record.date,
        url=record.url,
        file_name=file_name if task.raw.form != "fields" else None,
    )
    return Document(
        id=document_id(task.path, task.identity, number),
        path=task.path,
        place=record.place,
        record=record.record_id,
        story=number,
        stories=len(stories),
        start=story.start,
        title=title,
        source=record.source or find_source(text),
        author=record.author or "",
        url=record.url or "",
        text=text,
        text_hash=hashlib.sha256(text.encode()).hexdigest(),
        published=published,
        mentions=tuple(find_mentions(text, title)),
        times=tuple(find_times(text, published.anchor)),
    )
