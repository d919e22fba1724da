"""The lead of a page's article, where an extractor takes it for a part of the page's head and leaves it out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from index.sources.formats.page_dates import belongs_to_others

_DESCRIPTIONS = ("description", "og:description", "twitter:description", "dc.description")
_BLOCKS = ("p", "div", "h2", "h3", "h4", "span", "li", "blockquote", "strong", "b", "em", "section", "header")
_UNSEEN = ("script", "style", "noscript", "template", "head", "nav", "footer", "aside")
_ALIKE = 40  # characters by which a block and the page's description begin alike
_SHORTEST = 160  # characters; what is shorter is a second headline, of which the article tells more
_LONGEST = 1200
_MOST_CHILDREN = 8  # a block of more elements is no paragraph
_HELD = 60  # characters of it that the text has, if it has it


def lead_of(tree: Any, text: str) -> str:
    """The paragraph with which the page describes itself, if it stands above the article's ``text`` and not in it."""
    told = [words[:_ALIKE] for words in _descriptions(tree) if len(words) >= _ALIKE]
    if not told:
        return ""
    held = " ".join(text.split())
    lines = (" ".join(line.split()) for line in text.split("\n"))
    first = next((line[:_ALIKE] for line in lines if len(line) >= _HELD), "")
    for block in tree.iter(*_BLOCKS):
        begins = " ".join((block.text or "")[: 2 * _ALIKE].split())[:_ALIKE]
        if not begins or len(block) > _MOST_CHILDREN:
            continue
        if begins == first:
            return ""
        if not any(words.startswith(begins) for words in told):
            continue
        words = " ".join(block.text_content().split())
        if _SHORTEST <= len(words) <= _LONGEST and words[:_ALIKE] in told and _is_seen(block):
            return "" if words[:_HELD] in held or words[-_ALIKE:] in held else words
    return ""


def _descriptions(tree: Any) -> Iterator[str]:
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if name.lower() in _DESCRIPTIONS:
            yield " ".join((element.get("content") or "").split())


def _is_seen(block: Any) -> bool:
    within = {holder.tag for holder in block.iterancestors()}
    return within.isdisjoint(_UNSEEN) and not belongs_to_others(block)
