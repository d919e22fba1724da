"""Text that was read in the wrong encoding before it was written to its file, and how it was meant.

``ftfy`` knows the ways in which that happens and undoes them only where what comes out makes more sense
(https://ftfy.readthedocs.io). Lines are repaired one by one: some files are spoilt in part.
"""

from __future__ import annotations

import re

_SUSPICIOUS = re.compile(
    "[ÂÃÄÅâÐÑØÙÎÏ×à][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|[РС][\u0400-\u040f\u0450-\u045f°±µ»‚ѓ„…†‡€‰‹’“”•–—™›]"
)
"""How a character of two or more bytes in UTF-8 begins when it was read as Windows-1252, Latin-1 or Windows-1251."""


def repaired(text: str) -> tuple[str, int]:
    """Return a text as it was meant, and how many of its lines were spoilt."""
    if text.isascii() or _SUSPICIOUS.search(text) is None:
        return text, 0
    import ftfy  # costs 30 ms: only where something looks spoilt

    lines = text.split("\n")
    spoilt = 0
    for number, line in enumerate(lines):
        if _SUSPICIOUS.search(line) is None:
            continue
        meant = ftfy.fix_encoding(line)
        if meant != line and "\n" not in meant:
            lines[number] = meant
            spoilt += 1
    return "\n".join(lines), spoilt
