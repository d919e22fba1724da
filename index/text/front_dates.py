"""A date that a page's layout has put in front of a title: "Sun 16 Apr 2017 Storm closes port"."""

from __future__ import annotations

import re

from index.text.foreign_months import DAY_MONTH_YEAR, month_number

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:19|20)\d\d"
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:{_DAY}[\s-]+{_MONTH},?[\s-]+{_YEAR}|{_MONTH}\s+{_DAY},?\s+{_YEAR}|{_YEAR}[-/.]\d\d?[-/.]\d\d?"
    rf"|\d\d?[/.-]\d\d?[/.-]{_YEAR}|\d\d?\.\d\d?\.\d\d)(?!\d)"
)
_BESIDE = (
    r"(?:(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)\b\.?|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|T?\d\d?:\d\d(?::\d\d)?(?:Z\b)?|[ap]\.?m\b\.?|(?:gmt|utc|bst|est|edt|pst|pdt|cet|cest|ist)\b|on\b|at\b|[,|–—-])"
)
_LABEL = r"(?:(?:last|first)\s+)?(?:updated|published|posted|modified|created|date)\b\s*:?"
_FRONT = re.compile(
    rf"\s*+[(\[]?(?P<label>{_LABEL})?\s*+(?:{_BESIDE}\s*+)*+(?P<date>{_DATE})\s*+(?:{_BESIDE}\s*+)*+"
    r"(?:Get short URL(?:\s+\d[\d.,]*+)*+)?[)\]]?[\s:|–—-]*+",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*(?:г\.|\d\d?:\d\d)?[\s:,|–—-]*")
_TITLE_BEGINS = re.compile(r"[^\w\s]{0,3}[^\W\d_a-z]")
_LEAST_WORDS = 2


def front_date(title: str) -> tuple[int, int] | None:
    """Where the date in front of a title ends and where the title proper begins; None if there is none.

    The rest must begin with a capital and have two words or more: "16 April 2017 was a quiet day" is all title.
    """
    found = _FRONT.match(title)
    ends = (found.end("date"), found.end()) if found is not None else _foreign(title)
    if ends is None:
        return None
    rest = title[ends[1] :]
    if not _TITLE_BEGINS.match(rest) or len(rest.split()) < _LEAST_WORDS:
        return None
    return ends


def _foreign(title: str) -> tuple[int, int] | None:
    """The ends of a date with a month of another language in front, and of what parts it from the title."""
    found = DAY_MONTH_YEAR.match(title)
    if found is None or month_number(found["month"]) is None:
        return None
    parts = _PARTS.match(title, found.end())
    return found.end(), parts.end() if parts is not None else found.end()


def without_front_date(title: str) -> str:
    """The title proper."""
    found = front_date(title)
    return title[found[1] :] if found is not None else title
