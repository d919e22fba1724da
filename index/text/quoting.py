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
    """Return the quoted replies, each with the line that introduces it, and the signatures of a mail, in order."""
    found: list[Span] = []
    for quoted in _QUOTED.finditer(text):
        before = text[max(0, quoted.start() - 302) : quoted.start()]
        introduction = _INTRODUCTION.search(before)
        start = quoted.start() - len(before) + introduction.start() if introduction else quoted.start()
        found.append(Span(max(start, found[-1].end if found else 0), quoted.end()))
    found += [Span(one.start(), one.end()) for one in _SIGNATURE.finditer(text)]
    return sorted(found)
