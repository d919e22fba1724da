"""``dateline show``: one document with its text, entities and annotations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from index.answers.document import OriginView
from index.catalogue.stored_documents import StoredDocument
from index.library.library import LocalLibrary
from index.model import EntityType, Page
from index.notebook.anchors import locate
from index.notebook.annotation import Annotation
from index.text.pages import page_at
from tui.cli.common import json_option, library_options, opened_library, print_json
from tui.cli.printing import FAINT, NAMES, TITLE, Printer, Styled, color_option, printer


@click.command()
@click.argument("document")
@color_option
@library_options
@json_option
def show(document: str, color: str, library: str | None, notebook: Path | None, as_json: bool) -> int:
    """Show DOCUMENT, named by its id, the start of its id, or its record's own id."""
    with opened_library(library, notebook) as opened:
        stored = opened.document(opened.find(document))
        notes = opened.notebook()
        annotations = notes.annotations(stored.id) if notes is not None else []
        if as_json:
            print_json(_as_object(opened, stored, annotations))
        else:
            mentions = opened.catalogue.mentioned.mentions(stored.key)
            names = [Styled(one.start, one.end, NAMES[EntityType(one.type)]) for one in mentions]
            with printer(color) as out:
                _print(out, stored, opened.origin(stored.key), names, annotations)
    return 0


def origin_lines(origin: OriginView) -> list[str]:
    """What is to be said of a document's origin: its type and member, to whom a mail went, what hangs together."""
    others = len(origin.thread) - 1
    lines = (
        " · ".join(filter(None, (origin.type, origin.member))),
        f"to {origin.to}" if origin.to else "",
        f"in copy {origin.cc}" if origin.cc else "",
        f"Message-ID {origin.message_id}" if origin.message_id else "",
        f"attached to {origin.parent}" if origin.parent else "",
        f"carries {', '.join(origin.attachments)}" if origin.attachments else "",
        f"of these were read: {', '.join(origin.attached)}" if origin.attached else "",
        f"repaired: {origin.repair}" if origin.repair else "",
        *(f"also in {place.path} {place.member}".rstrip() for place in origin.elsewhere),
        f"another text has the same Message-ID: {', '.join(origin.differing)}" if origin.differing else "",
        f"one of a thread of {others + 1}: {', '.join(origin.thread)}" if others > 0 else "",
    )
    return [line for line in lines if line]


def _as_object(library: LocalLibrary, stored: StoredDocument, annotations: list[Annotation]) -> dict[str, Any]:
    pages = library.catalogue.origin(stored.key).pages
    return {
        "id": stored.id,
        "record": stored.record,
        "title": stored.title,
        "source": stored.source,
        "author": stored.author,
        "date": stored.date or None,
        "date_note": stored.date_note,
        "date_evidence": stored.evidence,
        "url": stored.url,
        "path": stored.path,
        "story": stored.story,
        "stories": stored.stories,
        "start": stored.start,
        "text_hash": stored.text_hash,
        **_relations(library.origin(stored.key)),
        "text": stored.text,
        "entities": [
            {
                "start": mention.start,
                "end": mention.end,
                "text": mention.text,
                "type": mention.type,
                "name": mention.name,
                "reason": mention.reason,
            }
            for mention in library.catalogue.mentioned.mentions(stored.key)
        ],
        "times": [
            dict(zip(("start", "end", "type", "value", "begin", "finish"), time, strict=True))
            for time in library.times(stored.key)
        ],
        "pages": [_page(page) for page in pages],
        "annotations": [_annotation(annotation, stored, pages) for annotation in annotations],
    }


def _relations(origin: OriginView) -> dict[str, Any]:
    """Where a document comes from, and how it hangs together with others; what is empty of a mail is left out."""
    mail = {name: getattr(origin, name) for name in ("message_id", "to", "cc") if getattr(origin, name)}
    return {
        "type": origin.type,
        "member": origin.member or None,
        "parent": origin.parent or None,
        "attached": list(origin.attached),
        "attachments": list(origin.attachments),
        "thread": list(origin.thread),
        "elsewhere": [asdict(place) for place in origin.elsewhere],
        "differing": list(origin.differing),
        **mail,
        **({"repair": origin.repair, "original_digest": origin.original_digest} if origin.repair else {}),
    }


def _page(page: Page) -> dict[str, Any]:
    told: dict[str, Any] = {"start": page.start, "label": page.label}
    return told if page.certainty is None else told | {"certainty": page.certainty}


def _annotation(annotation: Annotation, stored: StoredDocument, pages: Sequence[Page]) -> dict[str, Any]:
    place = locate(stored.text, annotation.anchor, stored.text_hash) if annotation.anchor else None
    page = page_at(pages, place.start) if place else None
    return {
        "id": annotation.id,
        "quote": annotation.anchor.exact if annotation.anchor else None,
        "start": place.start if place else None,
        "end": place.end if place else None,
        "page": pages[page].label if page is not None else None,
        "exact": place.exact if place else None,
        "note": annotation.note,
        "tags": list(annotation.tags),
        "colour": annotation.colour,
        "created": annotation.created,
        "modified": annotation.modified,
    }


def _print(
    out: Printer, stored: StoredDocument, origin: OriginView, names: list[Styled], annotations: list[Annotation]
) -> None:
    out.line(stored.title, style=TITLE)
    story = f"story {stored.story} of {stored.stories}" if stored.stories > 1 else ""
    date = stored.date or "no date"
    about = [stored.source, stored.author, date, stored.date_note, story, stored.path]
    out.line(" · ".join(filter(None, about)), style=FAINT)
    for about_it in origin_lines(origin):
        out.line(about_it, style=FAINT)
    out.line()
    start = 0
    for line in stored.text.rstrip("\n").split("\n"):
        end = start + len(line)
        within = [one for one in names if start <= one.start and one.end <= end]
        out.line(line, [Styled(one.start - start, one.end - start, one.style) for one in within], exact=True)
        start = end + 1
    for annotation in annotations:
        quote = annotation.anchor.exact if annotation.anchor else stored.title
        out.line()
        out.line(f"note on “{quote}”: {annotation.note}" + "".join(f" #{tag}" for tag in annotation.tags))
