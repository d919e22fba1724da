"""Web addresses that stand in a text, and what a terminal may be given of them as the target of a link."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

from index.model import Span

_ADDRESS = re.compile(r"""https?://[^\s<>"“”„«»‹›\x00-\x1f\x7f-\x9f]+""", re.IGNORECASE)
_TRAILING = ".,;:!?'’‘*_"
_PAIRS = {")": "(", "]": "[", "}": "{"}
_REACH = 4096
"""Characters to either side of a place among which its address is looked for; a longer one is none."""

_BLANKS = " \n\t\u00a0\u2028"

_KEPT = "%:/?#[]@!$&'()*+,;=-._~"
"""What stands in an address as it is (RFC 3986); all else is written in per cent."""


def address_at(text: str, offset: int) -> Span | None:
    """Returns where the web address stands that holds the character at an offset, without what only follows it."""
    before = max(text.rfind(blank, max(0, offset - _REACH), offset) for blank in _BLANKS)
    if before < 0 and offset > _REACH:
        return None
    for found in _ADDRESS.finditer(text, before + 1, offset + _REACH):
        if found.start() > offset:
            break
        end = _end(text, found.start(), found.end())
        if offset < end < offset + _REACH:
            return Span(found.start(), end)
    return None


def _end(text: str, start: int, end: int) -> int:
    """Where an address ends: before a sentence's full stop, and before a bracket that was opened before it."""
    while end > start:
        last = text[end - 1]
        opening = _PAIRS.get(last)
        unopened = opening is not None and text.count(opening, start, end) < text.count(last, start, end)
        if last not in _TRAILING and not unopened:
            break
        end -= 1
    return end


MOST_OF_TARGET = 500
"""Characters of the longest target: a longer one would not be seen whole."""


@lru_cache(64)
def target_of(address: str) -> str:
    """Returns an address as a link's target, in ASCII, so that what is shown of it cannot look like another.

    A host in other letters is written as its IDNA name. "" if it is not of http or https, names no host or is too long.
    """
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode() if not address.isascii() else parts.hostname or ""
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError:  # UnicodeError, too: no name that can be looked up
        return ""
    if parts.scheme.lower() not in ("http", "https") or not host:
        return ""
    if ":" in host:
        host = f"[{host}]"
    user = f"{quote(parts.netloc.rpartition('@')[0], safe=_KEPT)}@" if "@" in parts.netloc else ""
    rest = quote(address.partition("://")[2][len(parts.netloc) :], safe=_KEPT)
    target = f"{parts.scheme.lower()}://{user}{quote(host, safe=_KEPT)}{port}{rest}"
    return target if len(target) <= MOST_OF_TARGET else ""
