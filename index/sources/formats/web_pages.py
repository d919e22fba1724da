"""Web pages: the article of a page, without its boilerplate, and what the page says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import lxml.etree
import trafilatura
from trafilatura.meta import reset_caches
from trafilatura.settings import Document

from index.errors import UnreadableError
from index.sources.formats.json_ld import told_text
from index.sources.formats.live_pages import live_text
from index.sources.formats.no_story import NO_STORY, why_no_story
from index.sources.formats.page_authors import as_written
from index.sources.formats.page_dates import page_dates, paragraph_characters
from index.sources.formats.page_leads import lead_of
from index.sources.formats.page_limits import decoded_page
from index.sources.formats.page_notices import without_notices
from index.sources.formats.page_parts import (
    CAPTION,
    all_parts,
    captions,
    tree_of,
    without_empty_rows,
    without_layout_tables,
)
from index.sources.formats.page_titles import headline_of, without_site_name
from index.sources.formats.visible_dates import visible_dates

MOST_COMPARED = 5_000
"""A page of more elements is read without comparing extractors: one of them takes quadratic time."""

# The day of publication, where the page names it; no guesses from its running text.
_DATES = {"original_date": True, "extensive_search": False}

# What the libraries below raise when they trip over a page; no page may end the reading of the others.
_STUMBLES = (lxml.etree.LxmlError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


@dataclass(slots=True)
class _Caches:
    """Empties trafilatura's caches now and then: they hold whole texts, thousands of them."""

    characters: int = 0

    def count(self, characters: int) -> None:
        self.characters += characters
        if self.characters > _MOST_CACHED:
            reset_caches()
            self.characters = 0


_MOST_CACHED = 32 * 2**20
_CACHES = _Caches()


_MUCH_LONGER = 2
"""An article that is found much longer by looking less strictly was lost, unless it is of a story's length itself."""

_LONGEST_LOST = 2_000
"""Characters of the longest article that is taken for what is left of one. Of 181 pages longer ones were whole."""

_LESS_STRICTLY = "its article was found by looking less strictly: more than the article may be in it"
_TOLD = "its article is not in what the page shows, but in what it tells programs"
_IN_PARTS = "its article stands in several parts of the page, which were put together"


def _extract(html: str, *, fast: bool, precise: bool) -> Document | None:
    """What trafilatura finds; None if it finds nothing. Raises UnreadableError if it stumbles."""
    try:
        found = trafilatura.bare_extraction(
            html,
            fast=fast,
            favor_precision=precise,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=_DATES,
        )
    except _STUMBLES:
        raise UnreadableError("a web page that cannot be parsed") from None
    return found if isinstance(found, Document) else None


def _length(found: Document | None) -> int:
    return len(found.text or "") if found is not None else 0


def _check_is_story(html: str, found: Document | None, *, is_dated: bool) -> None:
    """Raises UnreadableError if a rule says that a page is no story."""
    text, title = (found.text or "", found.title or "") if found is not None else ("", "")
    rule = why_no_story(html, text, title, is_dated=is_dated)
    if rule:
        raise UnreadableError(NO_STORY + rule)


def _with_told_text(tree: Any, found: Document | None, doubts: list[str]) -> Document | None:
    """What was found, with the text that the page tells programs where that is much longer; a doubt tells of it."""
    headline, text = told_text(tree)
    if len(text) <= _MUCH_LONGER * _length(found):
        return found
    told = found or Document()
    told.text, told.title = text, told.title or headline
    doubts[:] = [_TOLD]
    return told


def _article_text(tree: Any, text: str) -> str:
    """The text with its lead, and without notices and empty rows."""
    own = without_notices(without_empty_rows(text))
    return "\n".join(filter(None, (lead_of(tree, own), own)))


@dataclass(frozen=True, slots=True)
class Article:
    """What a page holds: its fields (text, title, author, source, date, url), and the dates beside the first one.

    ``doubts`` tell, in words, what is not sure of the article.
    """

    values: dict[str, str]
    dates: tuple[tuple[str, str], ...]
    doubts: tuple[str, ...] = ()


def extract_article(page: bytes, charset: str = "", *, is_story: bool = False) -> Article:
    """Return what a page holds. Paragraphs of the text are lines. What the page does not say is left out.

    The date is what the page says in a form for programs; what is only guessed from the page is among the other dates,
    as "guess". ``charset`` is the one that a protocol gave for it. Raises UnreadableError if it holds no article, or is
    too large or too deeply nested, and unless somebody said that it ``is_story`` if a rule says that it is none.
    """
    html, elements = decoded_page(page, charset)
    _CACHES.count(len(html))
    tree = tree_of(html)
    html = without_layout_tables(tree, html)
    found = _extract(html, fast=elements > MOST_COMPARED, precise=True)
    doubts: list[str] = []
    if _length(found) < _LONGEST_LOST and paragraph_characters(html) > _MUCH_LONGER * _length(found):
        whole = _extract(html, fast=elements > MOST_COMPARED, precise=False)
        if _length(whole) > _MUCH_LONGER * _length(found):
            found = whole
            doubts.append(_LESS_STRICTLY)
    found = _with_told_text(tree, found, doubts)
    told = page_dates(html)
    live = live_text(html)
    if not (is_story or live):
        _check_is_story(html, found, is_dated=bool(told.found))
    if found is None or not found.text:
        raise UnreadableError("no article text found")
    parts = "" if live else all_parts(tree, found.text)
    if parts:
        doubts.append(_IN_PARTS)
    text = live or _article_text(tree, parts or found.text)
    values = {
        "text": "\n".join([text, *(CAPTION + caption for caption in captions(tree, text))]),
        "title": headline_of(tree, without_site_name(found.title or "", found.sitename or "")),
        "author": as_written(found.author or "", html),
        "source": found.sitename,
        "url": found.url,
    }
    dates = told.found
    first = next((pair for pair in dates if pair[0] != "updated"), None)
    if first is not None:
        values["date"] = first[1]
    else:
        dates += tuple(("visible", line) for line in visible_dates(tree))
        if found.date and not told.found and found.date not in told.of_others:
            dates += (("guess", found.date),)
    beside = tuple(pair for pair in dates if pair != first)
    return Article({name: value for name, value in values.items() if value}, beside, tuple(doubts))
