"""The authors of a web page as it writes them: what extracts them takes the full stops of initials away."""

from __future__ import annotations

import re

_INITIAL = re.compile(r"(?<!\w)([A-Z])\\ ")


def as_written(authors: str, html: str) -> str:
    """Names that are parted by "; ", each with its full stops where the page has it with them."""
    return "; ".join(_as_written(name, html) for name in authors.split("; "))


def _as_written(name: str, html: str) -> str:
    pattern = _INITIAL.sub(r"\1[.]?\\s", re.escape(name))
    found = re.search(pattern, html, re.IGNORECASE) if "[.]" in pattern else None
    return " ".join(found[0].split()) if found else name
