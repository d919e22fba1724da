"""Parts of a page that an extractor of articles loses: captions, further parts of an article, what a table lays out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import lxml.html

from index.sources.formats.page_dates import belongs_to_others
from index.sources.formats.page_limits import parsed_page

CAPTION = "Caption: "
"""What begins the line of a caption, at the end of its article."""

_SHORTEST_CAPTION = 20  # characters; shorter ones are credits and "Advertisement"
_PROSE = 60  # characters of a paragraph by which the article's place is told
_MOST_OF_IT = 0.6  # of the article stands in containers of one kind
_MUCH_MORE = 0.8  # of the article's length stands in others of that kind
_LAYS_OUT = 300  # characters of one paragraph or cell; a table of data has less
_TEXT_BLOCKS = ("h2", "h3", "h4", "p", "li", "blockquote", "pre")
_OF_TABLES = ("table", "thead", "tbody", "tfoot", "tr", "td")


def captions(tree: Any, text: str) -> list[str]:
    """The captions of the article's pictures that its ``text`` does not hold, in their order."""
    held = " ".join(text.split())
    found = dict.fromkeys(" ".join(one.text_content().split()) for one in tree.iter("figcaption") if _is_of_story(one))
    return [caption for caption in found if len(caption) >= _SHORTEST_CAPTION and caption not in held]


def _is_of_story(caption: Any) -> bool:
    within = {holder.tag for holder in caption.iterancestors()}
    leads_on = "a" in within or any(
        len(link.text_content().split()) > len(caption.text_content().split()) / 2 for link in caption.iter("a")
    )
    return not (within.isdisjoint(("article", "main")) or leads_on or belongs_to_others(caption))


def all_parts(tree: Any, text: str) -> str:
    """The text of all containers like that in which most of an article stands; "" unless they hold much more.

    Some pages cut their article into several containers, of which an extractor takes one for the article.
    """
    found = " ".join(text.split())
    paragraphs = [(one, " ".join(one.text_content().split())) for one in tree.iter("p")]
    long = [(_kind(one.getparent()), words) for one, words in paragraphs if len(words) >= _PROSE and _is_own(one)]
    taken: Counter[tuple[str, str]] = Counter()
    lost: Counter[tuple[str, str]] = Counter()
    for kind, words in long:
        (taken if words[:_PROSE] in found else lost)[kind] += len(words)
    (kind, length), *_ = taken.most_common(1) or [(("", ""), 0)]
    if not kind[1] or length < _MOST_OF_IT * len(found) or lost[kind] < _MUCH_MORE * len(found):
        return ""
    return "\n".join(_lines_of(one for one in tree.iter(kind[0]) if _kind(one) == kind))


def _is_own(paragraph: Any) -> bool:
    return paragraph.getparent() is not None and not belongs_to_others(paragraph)


def _kind(element: Any) -> tuple[str, str]:
    return element.tag, " ".join((element.get("class") or "").split())


def _lines_of(containers: Iterator[Any]) -> Iterator[str]:
    for container in containers:
        for block in container.iter(*_TEXT_BLOCKS):
            words = " ".join(block.text_content().split())
            if words and not any(holder.tag in _TEXT_BLOCKS for holder in block.iterancestors()):
                yield words


def without_empty_rows(text: str) -> str:
    """The text without rows of tables that hold nothing, and without the lines that part a heading from its rows."""
    return "\n".join(line for line in text.split("\n") if not _EMPTY_ROW.fullmatch(line)) if "|" in text else text


_EMPTY_ROW = re.compile(r"\s*\|[\s|:-]*")


def without_layout_tables(tree: Any, html: str) -> str:
    """The page with blocks in place of tables that only lay it out: without headings, with prose in a cell."""
    tables = [table for table in tree.iter("table") if _lays_out(table)]
    if not tables:
        return html
    for table in tables:
        for element in [one for one in table.iter(*_OF_TABLES) if _table_of(one) is table]:
            element.tag = "div"
    return str(lxml.html.tostring(tree, encoding="unicode"))


def _lays_out(table: Any) -> bool:
    if any(_table_of(heading) is table for heading in table.iter("th", "caption")):
        return False
    return any(len(" ".join(cell.text_content().split())) >= _LAYS_OUT for cell in table.iter("td"))


def _table_of(element: Any) -> Any:
    return element if element.tag == "table" else next(element.iterancestors("table"), None)


def tree_of(html: str) -> Any:
    """The tree of a checked page; an empty one if it cannot be parsed."""
    tree = parsed_page(html)
    return tree if tree is not None else lxml.html.document_fromstring("<p></p>")
