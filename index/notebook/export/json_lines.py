"""Notes as JSON lines: everything that the notebook holds of an annotation, a line each."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from typing import Any

from index.notebook.annotation import Annotation
from index.notebook.importing import NOTHING, Present


def to_jsonl(annotations: Sequence[Annotation], further: Present = NOTHING) -> str:
    """One JSON object a line: each annotation's fields with its other revisions, and the marks of ``further``.

    It comes back without loss.
    """
    histories: dict[str, list[dict[str, Any]]] = {}
    for revision, _ in further.revisions:
        histories.setdefault(revision.note, []).append(
            {
                "stamp": revision.stamp,
                "parents": revision.parents,
                "author": revision.author,
                "content": as_fields(revision.content) if revision.content else None,
            }
        )
    lines = [as_fields(one) | ({"history": histories[one.id]} if one.id in histories else {}) for one in annotations]
    lines += [dataclasses.asdict(mark) for mark in further.marks]
    return "".join(as_json(line) + "\n" for line in lines)


def as_fields(annotation: Annotation) -> dict[str, Any]:
    """The annotation as JSON knows it."""
    return dataclasses.asdict(annotation)


def as_json(value: Any, indent: int | None = None) -> str:
    """JSON to read: letters stand as they are, and what a terminal could obey as an escape."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    unsafe = {letter for letter in set(text) if letter != "\n" and not letter.isprintable()}
    return text.translate({ord(letter): json.dumps(letter)[1:-1] for letter in unsafe})
