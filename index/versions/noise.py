"""What changes on a page although its story does not: counters, invitations to read on, times of rendering."""

from __future__ import annotations

import re

_LONGEST = 160  # characters of a line that is noise
_COUNT = r"[\d.,]+\s*[km]?\+?"
_AGO = rf"(?:{_COUNT}|an?|one|few)\s+(?:sec(?:ond)?s?|min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?|months?|years?)\s+ago"
_STAMP = (
    r"(?:(?:\d[\d.,:/+-]*(?:st|nd|rd|th|t|z)?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|[ap]\.?m\.?|at|on|of|gmt|utc|z|[a-z]{1,3}[sd]?t|ms|s|secs?|seconds?)"
    r"(?:[\s,()·|–-]+|$))+"
)
_MORE = r"(?:\s*[:>»→].{0,110}|\s+(?:about|on|at|here|from)\b.{0,100})?"
_NOISE = re.compile(
    "|".join(
        (
            rf"(?:read|see|show|load|view|learn)\s+(?:more|less|all|also)(?:\s+(?:stories|articles|news))?{_MORE}",
            rf"continue reading{_MORE}",
            r"(?:share|print|save|like|tweet|e-?mail)(?:\s+this)?(?:\s+(?:story|article|page|post))?",
            r"(?:share on \w+|copy link|follow us(?: on [\w ]+)?|menu|advertisement|log in|sign in)",
            r"(?:sign up|subscribe)\b.{0,60}(?:newsletters?|alerts?|updates?|inbox)",
            rf"(?:most (?:read|viewed|popular)|trending(?: now)?|related(?: stories| articles| news)?){_MORE}",
            rf"{_COUNT}\s+(?:views?|comments?|shares?|likes?|reads?|readers?|replies|retweets?|followers?|reactions?)",
            rf"(?:views?|comments?|shares?|likes?|reads?)\s*[:(]?\s*{_COUNT}\)?",
            rf"{_COUNT}\s*[- ]?min(?:ute)?s?\s+read",
            rf"(?:(?:last\s+)?(?:updated|modified|published|posted)\s*:?\s*)?{_AGO}",
            rf"(?:last\s+)?(?:updated|modified)\s*:?\s*{_STAMP}",
            rf"(?:page\s+)?(?:rendered|generated|loaded|retrieved|printed)(?:\s+in|\s+from cache)?\s*:?\s*{_STAMP}",
            r"(?:©|\(c\)|copyright\s+(?:©|\d)).{0,100}",
            r"(?:we|this (?:site|website)|our partners)\b.{0,40}\bcookies\b.{0,100}",
        )
    ),
    re.IGNORECASE,
)


def is_noise(line: str) -> bool:
    """Whether a line says nothing of a story."""
    return len(line) <= _LONGEST and _NOISE.fullmatch(line.strip(" \t·•|–—-.…>»*")) is not None


def without_noise(text: str) -> str:
    """A text as versions are told apart by it: its lines without noise and without spaces that nobody sees."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line and not is_noise(line))


def is_new_version(title: str, text: str, other_title: str, other_text: str) -> bool:
    """Whether two captures of one address, or two readings of one file, are versions that differ."""
    return " ".join(title.split()) != " ".join(other_title.split()) or (
        text != other_text and without_noise(text) != without_noise(other_text)
    )
