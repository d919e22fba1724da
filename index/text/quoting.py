"""What of a mail is somebody else's or says nothing new: quoted replies with their introductions, and signatures."""

from __future__ import annotations

import re

from index.model import Span

_QUOTED = re.compile(r"(?m)^[ \t]?>.*(?:\n[ \t]?>.*|\n(?=\n[ \t]?>))*")
"""Lines that begin with ">" (RFC 3676, 4.5), with blank lines between them."""
_INTRODUCTION = re.compile(r"(?m)^[^\n>]{0,300}:[ \t]*\n\s*\Z")
_SIGNATURE = re.compile(r"(?m)^-- ?\n(?:(?!>).*(?:\n|\Z))*")
"""From the line "-- " (RFC 3676, 4.3) to the end, or to what is quoted below it."""


def quoted_parts(text: str) -> list[Span]:
    """Return the quoted replies, each with the line that introduces it, and the signatures of a mail, in order.

    They do not overlap: a line that ends a signature and introduces a reply is of the signature.
    """
    found = [Span(one.start(), one.end()) for one in _SIGNATURE.finditer(text)]
    for quoted in _QUOTED.finditer(text):
        before = text[max(0, quoted.start() - 302) : quoted.start()]
        introduction = _INTRODUCTION.search(before)
        start = quoted.start() - len(before) + introduction.start() if introduction else quoted.start()
        found.append(Span(start, quoted.end()))
    parts: list[Span] = []
    for span in sorted(found):
        start = max(span.start, parts[-1].end if parts else 0)
        if start < span.end:
            parts.append(Span(start, span.end))
    return parts
