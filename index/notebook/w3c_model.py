"""What of the W3C's Web Annotation Data Model a note of Dateline can hold, and what is kept as it was written.

https://www.w3.org/TR/annotation-model/. A foreign annotation is kept whole, as its note's origin, and stands in an
export again; Dateline's own words for its note stand beside it under ``dateline:``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

PREFIX = "dateline:"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
ANONYMOUS = "dateline:anonymous"
"""Its annotation had no id."""

_SEVERAL = ("Choice", "Composite", "List", "Independents")
_SELECTORS = ("TextQuoteSelector", "TextPositionSelector")


def verbatim(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record as whoever made it wrote it, without the context that all have and without Dateline's own words.

    An id that can be none (``null``, a number) is as good as no id.
    """
    kept = {name: value for name, value in record.items() if not name.startswith(PREFIX)}
    if kept.get("@context") == CONTEXT:
        del kept["@context"]
    if record.get(ANONYMOUS) is True or not (isinstance(kept.get("id"), str) and kept["id"]):
        kept.pop("id", None)
    return kept


def not_held(record: Mapping[str, Any]) -> list[str]:
    """What of a foreign record is kept, but neither shown nor used to find its words, by name."""
    return list(dict.fromkeys([*_of_bodies(record), *_of_targets(record)]))


def _of_bodies(record: Mapping[str, Any]) -> Iterator[str]:
    for body in _values(record.get("body")):
        if isinstance(body, dict):
            kinds = _names(body.get("type"))
            yield from (f"{kind} of bodies" for kind in kinds if kind in _SEVERAL)
            if "selector" in body or "source" in body:
                yield "a part of a resource as its body"


def _of_targets(record: Mapping[str, Any]) -> Iterator[str]:
    targets = _values(record.get("target"))
    if len(targets) > 1:
        yield "several targets"
    for target in targets:
        if not isinstance(target, dict):
            continue
        yield from (f"{kind} of targets" for kind in _names(target.get("type")) if kind in _SEVERAL)
        selectors = [one for one in _values(target.get("selector")) if isinstance(one, dict)]
        kinds = [kind for one in selectors for kind in _names(one.get("type"))]
        yield from (kind for kind in kinds if kind not in _SELECTORS)
        yield from ("refinedBy" for one in selectors if "refinedBy" in one)
        yield from ("a selector elsewhere" for one in _values(target.get("selector")) if isinstance(one, str))
        if "TextPositionSelector" in kinds and "TextQuoteSelector" not in kinds:
            yield "a TextPositionSelector without a quote"


def _values(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _names(value: Any) -> list[str]:
    return [one for one in _values(value) if isinstance(one, str)]
