"""Articles that a page tells programs of in JSON-LD: their fields, their text, the entries of a live one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from index.errors import UnreadableError
from index.sources.formats.html_text import html_to_text

_ARTICLE_TYPES = ("article", "newsarticle", "blogposting", "report", "liveblogposting", "reportagenewsarticle")
_LONGEST_SCRIPT = 300_000
_LEAST_BODY = 300  # characters of a text that is an article
_LEAST_ENTRIES = 2
_MINUTE = len("2017-09-21T10:15")


def articles_told(tree: Any) -> Iterator[dict[str, object]]:
    """The articles at the top of a page's JSON-LD, not those that it lists."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json" or len(script.text or "") > _LONGEST_SCRIPT:
            continue
        try:
            value = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _articles(value)


def _articles(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, dict) and isinstance(value.get("@graph"), list):
        value = value["@graph"]
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            types = item.get("@type")
            names = types if isinstance(types, list) else [types]
            if any(isinstance(name, str) and name.lower() in _ARTICLE_TYPES for name in names):
                yield item


def told_text(tree: Any) -> tuple[str, str]:
    """The headline and the text of the longest article that a page tells; "" where that is too short for one."""
    told = [(_words(article.get("articleBody")), _words(article.get("headline"))) for article in articles_told(tree)]
    text, headline = max(told, key=lambda one: len(one[0]), default=("", ""))
    return (headline, text) if len(text) >= _LEAST_BODY else ("", "")


def told_entries(tree: Any) -> list[str]:
    """The entries of a live page, each with its time in the first line, in the order in which the page shows them."""
    for article in articles_told(tree):
        updates = article.get("liveBlogUpdate")
        entries = [one for one in updates if isinstance(one, dict)] if isinstance(updates, list) else []
        found = [
            (_words(one.get("headline")), _words(one.get("articleBody")), one.get("datePublished")) for one in entries
        ]
        if sum(bool(body) for _, body, _ in found) < _LEAST_ENTRIES:
            continue
        shown = " ".join(" ".join(tree.xpath("//body//text()[not(ancestor::script)]")).split())
        places = [shown.find(" ".join((headline or body).split())) for headline, body, _ in found]
        order = sorted(range(len(found)), key=places.__getitem__) if min(places) >= 0 else range(len(found))
        return ["\n".join(filter(None, (_time(found[at][2]), *found[at][:2]))) for at in order]
    return []


def _time(written: object) -> str:
    return written[:_MINUTE].replace("T", " ") if isinstance(written, str) else ""


def _words(value: object) -> str:
    """A field as it would be read."""
    if not isinstance(value, str):
        return ""
    try:
        return html_to_text(value).strip() if "<" in value or "&" in value else value.strip()
    except UnreadableError:
        return value.strip()
