"""W3C Web Annotation JSON-LD, of Dateline and of others (https://www.w3.org/TR/annotation-model/)."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from index.errors import NotebookError
from index.notebook.anchors import Anchor
from index.notebook.annotation import COLOURS, Annotation
from index.notebook.export.web_annotation import COLOUR_CLASS, DOCUMENT
from index.notebook.origins import W3C, origin_of
from index.notebook.reading.values import (
    Record,
    anchor_of,
    first_of,
    moments_of,
    number_of,
    records_of,
    selectors_of,
    text_of,
    texts_of,
    uuid_of,
)
from index.notebook.rows import without_surrogates
from index.notebook.w3c_model import PREFIX, verbatim

_REVISION = "dateline:revision"
"""Only Dateline writes it."""


def is_w3c(record: Record) -> bool:
    """Whether the record is an Annotation of the W3C's model."""
    kind = record.get("type", record.get("@type"))
    return "target" in record and (kind == "Annotation" or (isinstance(kind, list) and "Annotation" in kind))


def is_foreign(record: Record) -> bool:
    """Whether another program wrote it."""
    return _REVISION not in record


def read_w3c(record: Record, moment: str) -> Annotation:
    """The annotation of the record; of several targets the first. Raises NotebookError if a value does not hold."""
    told = _as_told(record)
    target = _target(told)
    source = target["source"]
    state: Record = next(iter(records_of(target.get("state"))), {})
    repeated = state.get("dateline:repeated") is True or _REVISION not in record
    text_hash = text_of(state, "dateline:sha256", "")
    created, modified = moments_of(told, "created", "modified", moment)
    note, tags = _bodies(record)
    iri = text_of(source, "id", "")
    return Annotation(
        id=_key(record),
        revision=number_of(record, _REVISION, 1, 1),
        document=text_of(source, "dateline:document", _document(iri)),
        title=text_of(source, "dc:title", ""),
        source=text_of(source, "dc:publisher", ""),
        date=text_of(source, "dc:date", ""),
        path=text_of(source, "dc:source", ""),
        text_hash=text_hash,
        anchor=_anchor(target, state, text_hash, repeated),
        note=note,
        tags=tags,
        colour=_colour(target),
        created=created,
        modified=modified,
        url=iri if "dateline:document" in source else "",
        author=text_of(record, "dateline:author", _author(record)),
        stamp=text_of(record, "dateline:stamp", ""),
        parents=texts_of(record, "dateline:parents"),
        answers=text_of(record, "dateline:answers", "").removeprefix("urn:uuid:"),
        origin=_origin(record),
    )


def _as_told(record: Record) -> Record:
    """The record with what Dateline says of its note in place of what the foreign annotation says."""
    own = {name: record[PREFIX + name] for name in ("target", "created", "modified") if PREFIX + name in record}
    return {**record, **own}


def _origin(record: Record) -> str:
    """A foreign annotation as it was written; "" for one of Dateline's own."""
    if _REVISION in record and "dateline:target" not in record:
        return text_of(record, "dateline:origin", "")
    try:
        return without_surrogates(origin_of(W3C, verbatim(record)))
    except RecursionError as error:
        raise NotebookError("it is nested too deeply") from error


def _anchor(target: Record, state: Record, text_hash: str, repeated: bool) -> Anchor | None:
    anchor = anchor_of(*selectors_of(target), text_hash, repeated)
    before, after, which = (text_of(state, PREFIX + name, "") for name in ("before", "after", "which"))
    return anchor and replace(anchor, before=before, after=after, which=which)


def _author(record: Record) -> str:
    """The name of whoever made it, else their address; "" if nobody is named."""
    creator = first_of(record.get("creator", ""))
    if isinstance(creator, dict):
        creator = first_of(creator.get("name")) or creator.get("nickname") or creator.get("id") or ""
    return without_surrogates(creator) if isinstance(creator, str) else ""


def _target(record: Record) -> dict[str, Any]:
    """The first target, whose source is a record with an id, in whichever of the model's forms it is written."""
    target = first_of(record.get("target"))
    if isinstance(target, dict) and not target.keys() & {"id", "source"}:
        target = first_of(target.get("items", target))  # of a Choice and its like the first
    if isinstance(target, str):
        return {"source": {"id": target}}
    if not isinstance(target, dict):
        raise NotebookError("it has no target")
    source = first_of(target.get("source", {"id": target.get("id", "")}))
    if isinstance(source, str):
        source = {"id": source}
    if not isinstance(source, dict):
        raise NotebookError("its target has no source")
    return {**target, "source": source}


def _document(iri: str) -> str:
    return unquote(iri.removeprefix(DOCUMENT)) if iri.startswith(DOCUMENT) else iri


def _bodies(record: Record) -> tuple[str, tuple[str, ...]]:
    """The note and the tags: what has the purpose of tagging is a tag, all other text the note."""
    bodies = record.get("body", record.get("bodyValue", []))
    notes: list[str] = []
    tags: list[str] = []
    for body in bodies if isinstance(bodies, list) else [bodies]:
        if isinstance(body, str):
            notes.append(without_surrogates(body))
        elif isinstance(body, dict):
            words = text_of(body, "value", text_of(body, "id", ""))
            purposes = body.get("purpose", [])
            (tags if "tagging" in (purposes if isinstance(purposes, list) else [purposes]) else notes).append(words)
    return "\n\n".join(note for note in notes if note), tuple(tag for tag in tags if tag)


def _colour(target: Record) -> int:
    names = target.get("styleClass", "")
    for colour in COLOURS:
        if f"{COLOUR_CLASS}{colour}" in (names if isinstance(names, list) else [names]):
            return colour
    return 0


def _key(record: Record) -> str:
    """The annotation's UUID; what has no id gets one that the same record always gets."""
    iri = record.get("id")
    if not isinstance(iri, str) or not iri:
        try:
            iri = json.dumps(record, sort_keys=True)
        except RecursionError as error:
            raise NotebookError("it is nested too deeply") from error
    return uuid_of(iri.removeprefix("urn:uuid:"))
