"""Notes as JSON lines: everything that the notebook holds of an annotation, a line each."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from typing import Any

from index.notebook.annotation import Annotation


def to_jsonl(annotations: Sequence[Annotation]) -> str:
    """One JSON object a line, with the fields of ``Annotation``. It comes back without loss."""
    return "".join(as_json(as_fields(annotation)) + "\n" for annotation in annotations)


def as_fields(annotation: Annotation) -> dict[str, Any]:
    """The annotation as JSON knows it."""
    return dataclasses.asdict(annotation)


def as_json(value: Any, indent: int | None = None) -> str:
    """JSON to read: letters stand as they are, and what a terminal could obey as an escape."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    unsafe = {letter for letter in set(text) if letter != "\n" and not letter.isprintable()}
    return text.translate({ord(letter): json.dumps(letter)[1:-1] for letter in unsafe})
