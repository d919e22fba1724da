"""What other programs say of a note, beyond what Dateline keeps of every note: kept as they say it, and shown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from index.notebook.annotation import Annotation

HYPOTHESIS, W3C = "hypothesis", "w3c"
"""Which program or model a record is of."""


def origin_of(kind: str, record: Mapping[str, Any]) -> str:
    """The record as a note keeps it. Raises ValueError or RecursionError for one that cannot be written."""
    return json.dumps({kind: record}, ensure_ascii=False) if record else ""


def record_of(annotation: Annotation, kind: str) -> dict[str, Any]:
    """The record of that kind that the note keeps; empty if it keeps none."""
    try:
        found = json.loads(annotation.origin).get(kind) if annotation.origin else None
    except (ValueError, AttributeError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def provenance(annotation: Annotation) -> str:
    """Who wrote the note, in which group, and who may read it, on one line; "" if nobody said."""
    record = record_of(annotation, HYPOTHESIS)
    permissions = record.get("permissions")
    readers = permissions.get("read") if isinstance(permissions, dict) else None
    parts = [
        f"by {annotation.author}" if annotation.author else "",
        f"group {record['group']}" if isinstance(record.get("group"), str) else "",
        f"read by {', '.join(map(str, readers))}" if isinstance(readers, list) and readers else "",
    ]
    return " · ".join(part for part in parts if part)
