"""Which way a text runs."""

from __future__ import annotations

import unicodedata

_LOOKED_AT = 1000


def is_right_to_left(text: str) -> bool:
    """Whether its first strong letter is of a script that runs from right to left (rules P2 and P3 of UAX #9)."""
    for sign in text[:_LOOKED_AT]:
        direction = unicodedata.bidirectional(sign)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False
