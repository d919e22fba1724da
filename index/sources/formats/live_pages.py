"""Live pages: their entries in the page's order, each below its time and heading."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from index.sources.formats.json_ld import told_entries
from index.sources.formats.page_dates import belongs_to_others
from index.sources.formats.page_limits import parsed_page

_LEAST_ENTRIES = 2
_BLOCKS = ("h1", "h2", "h3", "h4", "p", "li", "figcaption")


def live_text(html: str) -> str:
    """The text of a live page, its entries parted by blank lines; "" for another page.

    An entry is what the page marks as ``liveBlogUpdate``, in its elements or for programs. Its first line is its time,
    with the day where that is told.
    """
    tree = parsed_page(html)
    if tree is None:
        return ""
    entries = [element for element in tree.iter() if _is_entry(element) and not _is_entry(element.getparent())]
    if len(entries) < _LEAST_ENTRIES:
        return "\n\n".join(told_entries(tree))
    sections = ["\n".join(_lines_before(entries[0]))]
    sections += ["\n".join(filter(None, (_time_of(entry), *_lines(entry.iter(*_BLOCKS))))) for entry in entries]
    return "\n\n".join(filter(None, sections))


def _is_entry(element: Any) -> bool:
    return element is not None and isinstance(element.tag, str) and "liveBlogUpdate" in (element.get("itemprop") or "")


def _lines_before(entry: Any) -> list[str]:
    """What stands before the first entry in the element that holds the entries."""
    before = []
    for block in entry.getparent().iter(*_BLOCKS):
        if any(_is_entry(holder) for holder in block.iterancestors()):
            break
        if not belongs_to_others(block):
            before.append(block)
    return list(_lines(before))


def _lines(blocks: Any) -> Iterator[str]:
    """The words of each block that lies in no other one."""
    for block in blocks:
        if not any(holder.tag in _BLOCKS for holder in block.iterancestors()):
            yield " ".join(block.text_content().split())


def _time_of(entry: Any) -> str:
    for element in entry.iter("time"):
        told = (element.get("datetime") or "")[: len("2017-09-21T10:15")].replace("T", " ")
        return told or " ".join(element.text_content().split())
    return ""
