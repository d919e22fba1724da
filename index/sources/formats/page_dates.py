"""The dates that a web page gives of itself in metadata, JSON-LD and time elements, without those of other stories."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from index.sources.formats.json_ld import articles_told
from index.sources.formats.page_limits import parsed_page

_PUBLISHED = frozenset(
    "article:published_time article:published og:published_time og:article:published_time datepublished dc.date "
    "dc:date dc.date.issued dc.date.created dcterms.created dcterms.issued dcterms.date pubdate publishdate "
    "publish-date publish_date published_date date article.published parsely-pub-date sailthru.date "
    "citation_publication_date citation_date article_date_original originalpublicationdate displaydate "
    "cxenseparse:recs:publishtime bt:pubdate ptime date_published datecreated ".split()
)
_UPDATED = frozenset(
    "article:modified_time article:modified og:updated_time datemodified dc.date.modified dcterms.modified lastmod "
    "last-modified last_modified lastmodified revised updated_time modified".split()
)
_OF_OTHERS = frozenset(("aside", "nav", "footer"))
_OTHERS = ("related", "recommend", "more-", "sidebar", "teaser", "popular", "comment", "latest")
_LONGEST = 100  # characters of a date
_MOST = 12
_PROSE = 60  # characters of a block that reads like prose
_DAY = len("2017-09-21")


@dataclass(frozen=True, slots=True)
class PageDates:
    """Where each date comes from ("metadata", "json-ld", "time" or "updated") and as it is written, the surest first.

    ``of_others`` are those of time elements within related stories, comments and the like, cut to the day.
    """

    found: tuple[tuple[str, str], ...] = ()
    of_others: frozenset[str] = frozenset()


def page_dates(html: str) -> PageDates:
    """The dates that a page gives in a form for programs."""
    tree = parsed_page(html)
    if tree is None:
        return PageDates()
    told = [*_metadata(tree), *_json_ld(tree)]
    times = list(_times(tree)) or list(_times(tree, may_be_beside=True))
    tidy = ((source, " ".join(written.split())[:_LONGEST]) for source, written in told + times)
    others = (time.get("datetime") or "" for time in tree.iter("time") if belongs_to_others(time))
    return PageDates(
        tuple(dict.fromkeys(pair for pair in tidy if pair[1]))[:_MOST], frozenset(written[:_DAY] for written in others)
    )


def paragraph_characters(html: str) -> int:
    """How many characters stand in paragraphs, list items and the like of 60 characters or more, without those of menus
    and related stories."""
    tree = parsed_page(html)
    if tree is None:
        return 0
    blocks = ((element, len(element.text or "")) for element in tree.iter("p", "li", "td", "div", "span"))
    return sum(length for element, length in blocks if length >= _PROSE and not belongs_to_others(element))


def _metadata(tree: Any) -> Iterator[tuple[str, str]]:
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        written = element.get("content") or ""
        if name in _PUBLISHED:
            yield "metadata", written
        elif name in _UPDATED:
            yield "updated", written


def _json_ld(tree: Any) -> Iterator[tuple[str, str]]:
    for article in articles_told(tree):
        for name, source in (("datePublished", "json-ld"), ("dateCreated", "json-ld"), ("dateModified", "updated")):
            written = article.get(name)
            if isinstance(written, str) and not (name == "dateCreated" and article.get("datePublished")):
                yield source, written


def _times(tree: Any, *, may_be_beside: bool = False) -> Iterator[tuple[str, str]]:
    """The first time element for publication and the first for an update; also in a column beside the story."""
    seen: set[str] = set()
    for element in tree.iter("time", "abbr", "span"):
        marks = " ".join(element.get(name) or "" for name in ("itemprop", "class", "property")).lower()
        is_time = element.tag == "time" or "datepublished" in marks or "datemodified" in marks
        written = (element.get("datetime") or element.get("content") or element.get("title") or "") if is_time else ""
        if not written or belongs_to_others(element, may_be_beside=may_be_beside):
            continue
        source = "updated" if any(mark in marks for mark in ("modified", "update")) else "time"
        if source not in seen:
            seen.add(source)
            yield source, written


def belongs_to_others(element: Any, *, may_be_beside: bool = False) -> bool:
    """Whether an element lies in a part of the page that is not the story's; a column beside it is one if that
    ``may_be_beside`` it."""
    others = [mark for mark in _OTHERS if mark != "sidebar"] if may_be_beside else _OTHERS
    for holder in (element, *element.iterancestors()):
        if holder.tag in _OF_OTHERS:
            return True
        if holder.tag in ("body", "article", "main", "html"):
            return False
        marks = f"{holder.get('class') or ''} {holder.get('id') or ''}".lower()
        if any(mark in marks for mark in others):
            return True
    return False
