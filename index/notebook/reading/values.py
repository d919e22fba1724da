"""Values of a JSON record, checked. Each function raises NotebookError with the reason if a value does not hold."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from index.errors import NotebookError
from index.notebook.anchors import Anchor
from index.notebook.rows import without_surrogates

Record = Mapping[str, Any]

MOST_REFINEMENTS = 100
"""Selectors of a target that are looked at for one that refines them."""


def text_of(record: Record, name: str, default: str | None = None) -> str:
    """The text under that name; ``default`` where there is none."""
    value = record.get(name, default)
    if not isinstance(value, str):
        raise NotebookError(f"its '{name}' is no text")
    return without_surrogates(value)


def number_of(record: Record, name: str, least: int, default: int | None = None) -> int:
    """The whole number under that name."""
    value = record.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value < 2**53:
        raise NotebookError(f"its '{name}' is no whole number from {least} on")
    return value


def texts_of(record: Record, name: str) -> tuple[str, ...]:
    """The list of texts under that name; empty where there is none."""
    value = record.get(name, [])
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        raise NotebookError(f"its '{name}' is no list of texts")
    return tuple(map(without_surrogates, value))


def moments_of(record: Record, created: str, modified: str, moment: str) -> tuple[str, str]:
    """When it was made and last changed; one stands for the other, and the moment for both."""
    made, changed = (text_of(record, name, "") for name in (created, modified))
    made, changed = (_in_utc(value) if value else "" for value in (made, changed))
    return made or changed or moment, changed or made or moment


def _in_utc(value: str) -> str:
    """The time as the notebook writes it: one in UTC stays as it is written."""
    try:
        time = datetime.datetime.fromisoformat(value)
        if value.endswith("Z"):
            return value
        if time.tzinfo is None:
            time = time.replace(tzinfo=datetime.UTC)
        return time.astimezone(datetime.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    except (ValueError, OverflowError) as error:
        raise NotebookError("one of its times is none") from error


def anchor_of(position: Record, quote: Record, text_hash: str, repeated: bool) -> Anchor | None:
    """The anchor of a TextPositionSelector and a TextQuoteSelector, each of which may be empty.

    Without a quote there is no anchor; without a position it begins at 0, and is found by its quote.
    """
    exact = text_of(quote, "exact", "")
    if not exact:
        return None
    start = number_of(position, "start", 0, 0)
    end = number_of(position, "end", start + 1, start + len(exact))
    return Anchor(start, end, exact, text_of(quote, "prefix", ""), text_of(quote, "suffix", ""), text_hash, repeated)


def uuid_of(key: str, namespace: str = "") -> str:
    """The key, if it is a UUID; else the UUID that always stands for it."""
    try:
        uuid.UUID(key)
    except ValueError:
        return str(uuid.uuid5(uuid.NAMESPACE_URL, without_surrogates(namespace + key)))
    return key


def selectors_of(target: Record) -> tuple[Record, Record]:
    """The first TextPositionSelector and TextQuoteSelector among the target's selectors; each may be empty.

    One may refine another, as a quote does that stands on the page of a FragmentSelector.
    """
    found: dict[str, Record] = {}
    selectors = records_of(target.get("selector"))
    for selector in selectors:
        selectors += records_of(selector.get("refinedBy"))[:MOST_REFINEMENTS]
        if len(selectors) > MOST_REFINEMENTS:
            break
    for selector in reversed(selectors):
        kinds = selector.get("type")
        found |= {kind: selector for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)}
    return found.get("TextPositionSelector", {}), found.get("TextQuoteSelector", {})


def first_of(value: Any) -> Any:
    """The value, or the first of a list of them; None where there is none."""
    if isinstance(value, list):
        return value[0] if value else None
    return value


def records_of(value: Any) -> list[Record]:
    """The objects among one value or a list of them."""
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, dict)]
