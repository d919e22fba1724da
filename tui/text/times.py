"""What a time that a text names was resolved to, in words for the status line."""

from __future__ import annotations

import datetime

from index.answers.document import TimeView
from index.text.months import MONTH_NAMES

_LONGEST = 24  # characters of the text that are repeated


def time_note(text: str, time: TimeView) -> str:
    """Returns the words and what they mean: "last May = 2017-05, 2017-05-01 to 2017-05-31", "48 hours = PT48H"."""
    words = " ".join(text[time.start : time.end].split())
    words = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
    if "XXXX-XX-XX" in time.value:
        return f"{words} = no day known"
    days = f", {time.begin} to {time.finish}" if time.begin and time.begin != time.finish else ""
    return f"{words} = {time.value}{days}"


def moment(received: str) -> str:
    """A moment, ISO in UTC, as it is told where the analyst is: "21 Sep 14:05"; "at an unknown time" without one."""
    if not received:
        return "at an unknown time"
    local = datetime.datetime.fromisoformat(received).astimezone()
    return f"{local.day} {MONTH_NAMES[local.month - 1][:3]} {local:%H:%M}"
