"""Words that stand together, in many documents at once: phrases, and words near each other.

Positions are numbers that hold the document's number above them, so that those of all documents are one ascending
array, and a window of words is a stretch of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from index.fulltext.packed import IntArray
from index.fulltext.postings import POSITION_BITS, Group

Check = Callable[[], None]


def adjacent(groups: Sequence[Group], docs: IntArray, check: Check) -> IntArray:
    """Which of these documents, that hold all the words, have them directly one after the other.

    The words that are rarest come first, so that ever fewer documents' positions are read.
    """
    starts: IntArray | None = None
    for step, group in sorted(enumerate(groups), key=lambda numbered: len(numbered[1].docs)):
        check()
        here = group.places(docs) - step
        starts = here if starts is None else starts[_present(starts, here)]
        docs = _docs(starts)
    return docs


def near(
    groups: Sequence[Group], multiplicities: Sequence[int], distance: int, docs: IntArray, check: Check
) -> IntArray:
    """Which of these documents, that hold all the words, have them within ``distance`` words, in any order.

    ``multiplicities`` says how often each word must stand there. From the first to the last of them it is at most
    ``distance`` words.
    """
    order = sorted(range(len(groups)), key=lambda number: len(groups[number].docs))
    rarest, *others = order
    anchors = groups[rarest].places(docs)
    places = {rarest: anchors}
    for number in others:
        check()
        places[number] = groups[number].places(_docs(anchors))
        anchors = anchors[_within(anchors, places[number], distance)]
    if len(groups) == 2 and max(multiplicities) == 1:
        return _docs(anchors)
    events = np.concatenate([places[number] for number in order])
    words = np.repeat(np.arange(len(order)), [len(places[number]) for number in order])
    ascending = np.argsort(events, kind="stable")
    events, words = events[ascending], words[ascending]
    check()
    begins = np.searchsorted(events, events - distance)
    fulfilled = np.ones(len(events), np.bool_)  # by the window that ends with each event
    for place, number in enumerate(order):
        counts = np.concatenate(([0], np.cumsum(words == place)))
        fulfilled &= counts[1:] - counts[begins] >= multiplicities[number]
    return _docs(events[fulfilled])


def _docs(places: IntArray) -> IntArray:
    """The documents of ascending places."""
    docs = places >> POSITION_BITS
    new = np.ones(len(docs), np.bool_)
    new[1:] = docs[1:] != docs[:-1]
    return docs[new]


def _present(wanted: IntArray, places: IntArray) -> npt.NDArray[np.bool_]:
    """Which of the wanted places are there."""
    if not len(places):
        return np.zeros(len(wanted), np.bool_)
    at = np.minimum(np.searchsorted(places, wanted), len(places) - 1)
    return np.asarray(places[at] == wanted)


def _within(wanted: IntArray, places: IntArray, distance: int) -> npt.NDArray[np.bool_]:
    """Which of the wanted places have one of the other places within a distance."""
    if not len(places):
        return np.zeros(len(wanted), np.bool_)
    at = np.minimum(np.searchsorted(places, wanted - distance), len(places) - 1)
    return np.asarray(np.abs(places[at] - wanted) <= distance)
