"""Short lines of a page that hold a date: what a page shows of its day where it tells programs nothing."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

from index.sources.formats.page_dates import belongs_to_others

_LONGEST = 80  # characters of such a line
_MOST = 6
_TOLD = ("data-date", "data-published", "data-pubdate")  # attributes that scripts make a line of
_MOST_BEFORE = 4  # words before the date; more are a sentence
_BEFORE_HEADING = 60  # elements; what stands farther above the first heading is of the site, as today's day is
_DATE = re.compile(
    r"(?<![\d.,/-])(?:\d{1,2}(?:\.|st|nd|rd|th|er|º)?\s*(?:de\s+)?[^\W\d_]{3,12}\.?,?\s*(?:de\s+)?(?:19|20)\d\d"
    r"|[^\W\d_]{3,9}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s(?:19|20)\d\d"
    r"|\d{1,2}[./-]\d{1,2}[./-](?:(?:19|20)\d\d|\d\d(?=\s*,?\s*(?:\d\d:\d\d|\Z)))"
    r"|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}|(?:19|20)\d\d\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일])(?![\d.,/-]*\d)"
)
_OF_SOMETHING_ELSE = re.compile(
    r"zeitraum|schluss|gültig|deadline|expir|valid|closing|until|(?<!\w)bis(?!\w)|©|copyright|born|geboren|\*\s?\d|†"
    r"|version|stand der|vigen|jusqu|hasta|до\s|birth",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(?:\d\.?\s*(?:[–—-]|to|bis|au|al|a|до|по)\s*)\Z|\d\s*[–—-]\s*\Z")  # what stands before its end
_WORD = re.compile(r"\w+")
_INLINE = frozenset(("a", "b", "strong", "em", "i", "u", "mark", "sup"))
_OF_A_MEMBER = re.compile(r"joined|profile|regist|member", re.IGNORECASE)
_UPDATED = re.compile(
    r"updat|modif|aktualis|actuali[sz]|ge[äa]ndert|mise à jour|aggiorn|обновл|оновл|changed|edited", re.I
)
_MARKED = re.compile(r"date|datum|fecha|publi|posted|byline|created", re.IGNORECASE)
_UNSEEN = frozenset(("script", "style", "head", "noscript", "template", "nav", "footer", "aside", "option", "button"))


def visible_dates(tree: Any) -> list[str]:
    """The first such lines, in the page's order, without those of menus, comments and other stories; without any, the
    only one in a column beside the story."""
    heading = next((number for number, one in enumerate(tree.iter()) if one.tag == "h1"), None)
    least = heading - _BEFORE_HEADING if heading is not None else 0
    found = list(itertools.islice(dict.fromkeys(_lines(tree, least, may_be_beside=False)), _MOST))
    if found:
        return found
    beside = list(dict.fromkeys(_lines(tree, least, may_be_beside=True)))
    return beside if len(beside) == 1 else []


def _lines(tree: Any, least: int, *, may_be_beside: bool) -> Iterator[str]:
    for number, element in enumerate(tree.iter()):
        if number < least or not isinstance(element.tag, str) or element.tag in _UNSEEN:
            continue
        words = next((told for name in _TOLD if (told := element.get(name))), "") or _own_words(element)
        found = _first_date(words) if len(words) <= _LONGEST else None
        if found is None or _is_of_something_else(element, words, found.start()):
            continue
        within = {holder.tag for holder in element.iterancestors()}
        if within.isdisjoint(_UNSEEN) and not belongs_to_others(element, may_be_beside=may_be_beside):
            yield found[0]


def _is_of_something_else(element: Any, words: str, date: int) -> bool:
    """Whether a line's date, at an offset, is that of an event, a member, a sentence or of what a link leads to."""
    if _OF_SOMETHING_ELSE.search(words) or _RANGE.search(words, 0, date):
        return True
    if len(_WORD.findall(words[:date])) > _MOST_BEFORE or _is_in_sentence(element):
        return True
    is_title = element.tag == "a" and not _MARKED.search(element.get("class") or "")
    return is_title or _OF_A_MEMBER.search(_marks(element)) is not None


def _first_date(words: str) -> re.Match[str] | None:
    """The first date of a line that is not said to be that of an update."""
    behind = 0
    for found in _DATE.finditer(words):
        if not _UPDATED.search(words, behind, found.start()):
            return found
        behind = found.end()
    return None


def _is_in_sentence(element: Any) -> bool:
    """Whether an element stands out within a longer line."""
    holder = element.getparent()
    return element.tag in _INLINE and holder is not None and len(_own_words(holder)) > len(_own_words(element))


def _marks(element: Any) -> str:
    holder = element.getparent()
    return f"{element.get('class') or ''} {'' if holder is None else holder.get('class') or ''}"


def _own_words(element: Any) -> str:
    parts = [element.text or "", *(child.tail or "" for child in element)]
    return " ".join(" ".join(parts).split()) if sum(map(len, parts)) <= 4 * _LONGEST else "x" * (_LONGEST + 1)
