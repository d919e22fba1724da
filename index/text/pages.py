"""The pages of a text: which one holds an offset, and what it is called for people and in addresses."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from index.model import Page

_NUMBER = re.compile(r"\d{1,6}|[ivxlc]{1,8}|[a-z]-?\d{1,5}", re.IGNORECASE | re.ASCII)
"""A label that needs "p." before it; other labels, such as a time or a chapter's name, stand for themselves."""

BY_MACHINE = "read by machine"
"""What is said of a page whose words a machine has read on a picture."""

_ASKED = re.compile(r"(?:(?:page|p\.?)\s*)?(\S.*)", re.IGNORECASE)


def page_at(pages: Sequence[Page], offset: int) -> int | None:
    """The place among its text's pages, from 0, of the one that holds an offset; None where there are none.

    Of several that begin there it is the last: those before it are empty.
    """
    found = bisect_right(pages, offset, key=lambda page: page.start) - 1
    return found if found >= 0 else None


def name_of(label: str) -> str:
    """What a page is called in a citation: "p. 12", "p. iv", "00:01:14"."""
    return f"p. {label}" if _NUMBER.fullmatch(label) else label


def cited(pages: Sequence[Page], offset: int) -> str:
    """What the page that holds an offset is called in a citation, "" where there are no pages.

    It says so where a machine has read the page.
    """
    found = page_at(pages, offset)
    if found is None:
        return ""
    page = pages[found]
    return name_of(page.label) if page.certainty is None else f"{name_of(page.label)}, {BY_MACHINE}"


def place_among(pages: Sequence[Page], offset: int) -> str:
    """Where an offset stands among all pages: "p. 12 of 40", "p. iv (4 of 40)", "00:01:14"; "" without pages."""
    found = page_at(pages, offset)
    return told(pages, found) if found is not None else ""


def told(pages: Sequence[Page], place: int) -> str:
    """A page by its place among the pages, from 0, as ``place_among`` tells it."""
    label, number, total = pages[place].label, place + 1, len(pages)
    if label == str(number):
        told = f"p. {number} of {total:,}"
    else:
        told = f"{name_of(label)} ({number} of {total:,})" if _NUMBER.fullmatch(label) else label
    certainty = pages[place].certainty
    return told if certainty is None else f"{told}, {BY_MACHINE} ({certainty:.0%} sure)"


def find_page(pages: Sequence[Page], asked: str) -> int | None:
    """The place among the pages, from 0, of the one that "page 12", "p. iv" or "12" asks for; None if there is none.

    A label goes before a number.
    """
    found = _ASKED.fullmatch(asked.strip())
    wanted = found[1].strip().casefold() if found else ""
    for place, page in enumerate(pages):
        if wanted and page.label.casefold() == wanted:
            return place
    number = int(wanted) if re.fullmatch(r"[0-9]{1,7}", wanted) else 0
    return number - 1 if 0 < number <= len(pages) else None
