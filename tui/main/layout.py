"""Which panes of the main screen are shown, and how wide each is, by the width of the window. Widths are in cells."""

from __future__ import annotations

from dataclasses import dataclass, replace

PANES = ("documents", "reader", "entities")

TWO_FROM = 60
THREE_FROM = 100
WIDE_LIST_FROM = 160
STEP = 4
"""Cells by which a pane is made wider or narrower."""

_NARROWEST = 20
_NARROWEST_READER = 28
_WIDEST_LIST = 96


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the analyst has asked for. A width of 0 is left to the window."""

    pane: str = "documents"  # the one with the focus
    reader_alone: bool = False  # where two fit
    entities_up: bool = False  # where two fit, in place of the documents
    entities_folded: bool = False  # where three fit
    zoomed: bool = False
    documents_width: int = 0
    entities_width: int = 0


def is_single(window: int, wanted: Wanted) -> bool:
    """Whether one pane is seen at a time, whichever it is."""
    return window < TWO_FROM or wanted.zoomed


def panes_shown(window: int, wanted: Wanted) -> tuple[str, ...]:
    """The panes from left to right: one below 60 cells or where it is zoomed, two below 100, else three."""
    if is_single(window, wanted):
        return (wanted.pane,)
    if window < THREE_FROM:
        if wanted.entities_up:
            return ("reader", "entities")
        return ("reader",) if wanted.reader_alone else ("documents", "reader")
    return tuple(name for name in PANES if name != "entities" or not wanted.entities_folded)


def widths(window: int, wanted: Wanted) -> dict[str, int]:
    """The widths of documents and entities beside the reader, which has the rest: never less than it needs."""
    shown = panes_shown(window, wanted)
    if len(shown) == 1:
        return {}
    room = window - _NARROWEST_READER
    if len(shown) == 2:
        beside = {name: _chosen(name, wanted) or _list_width(window) for name in shown if name != "reader"}
        return {name: max(_NARROWEST, min(width, room)) for name, width in beside.items()}
    entities = _chosen("entities", wanted) or max(28, min(40, window * 27 // 100))
    entities = max(_NARROWEST, min(entities, room - _NARROWEST))
    documents = _chosen("documents", wanted) or _list_width(window)
    return {"documents": max(_NARROWEST, min(documents, room - entities)), "entities": entities}


def resized(window: int, wanted: Wanted, cells: int) -> Wanted:
    """What is wanted once the list is made wider by so many cells, or where it has the focus the entity pane."""
    name = "entities" if wanted.pane == "entities" else "documents"
    present = widths(window, wanted).get(name)
    if present is None:
        return wanted
    grown = _with(wanted, name, present + cells)
    return _with(wanted, name, widths(window, grown)[name])


def _list_width(window: int) -> int:
    if window < THREE_FROM:
        return min(36, window * 45 // 100)
    return 40 if window < WIDE_LIST_FROM else min(_WIDEST_LIST, 60 + (window - WIDE_LIST_FROM) // 3)


def _chosen(name: str, wanted: Wanted) -> int:
    return wanted.entities_width if name == "entities" else wanted.documents_width


def _with(wanted: Wanted, name: str, width: int) -> Wanted:
    if name == "entities":
        return replace(wanted, entities_width=width)
    return replace(wanted, documents_width=width)
