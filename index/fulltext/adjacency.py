"""Words that stand together, in many documents at once: phrases, and words near each other.

Positions are numbers that hold the document's number above them, so that those of all documents are one ascending
array, and a window of words is a stretch of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from index.arrays.ranges import IntArray
from index.arrays.sets import changes
from index.fulltext.grouping import POSITION_BITS, Selection

Check = Callable[[], None]
Marked = Callable[[IntArray], npt.NDArray[np.bool_]]


def adjacent(words: Sequence[Selection], docs: IntArray, marked: Marked, check: Check) -> IntArray:
    """Which of these documents, that hold all the words, have them directly one after the other.

    The words that are rarest come first, so that ever fewer documents' positions are read. ``marked`` makes an array
    that says for each document whether it is one of those given.
    """
    starts: IntArray | None = None
    for step, word in sorted(enumerate(words), key=lambda numbered: len(numbered[1])):
        check()
        here = word.within(marked(docs)).positions() - step
        starts = here if starts is None else _common(starts, here)
        docs = _docs(starts)
    return docs


def near(
    words: Sequence[tuple[Selection, int]], distance: int, docs: IntArray, marked: Marked, check: Check
) -> IntArray:
    """Which of these documents, that hold all the words, have them within ``distance`` words, in any order.

    Each word comes with the number of times that it must stand there. From the first to the last of them it is at
    most ``distance`` words. ``marked`` is as for ``adjacent``.
    """
    rarest, *others = sorted(words, key=lambda word: len(word[0]))
    anchors = rarest[0].within(marked(docs)).positions()
    places = [anchors]
    for word, _ in others:
        check()
        places.append(word.within(marked(_docs(anchors))).positions())
        anchors = anchors[_within(anchors, places[-1], distance)]
    times = [times for _, times in (rarest, *others)]
    if len(places) == 2 and max(times) == 1:
        return _docs(anchors)
    check()
    return _docs(_ends_of_windows(places, times, distance))


def _ends_of_windows(places: Sequence[IntArray], times: Sequence[int], distance: int) -> IntArray:
    """The last places of windows in which each word stands as often as it must."""
    everything = np.concatenate(places)
    words = np.repeat(np.arange(len(places)), [len(found) for found in places])
    order = np.argsort(everything, kind="stable")
    everything, words = everything[order], words[order]
    begins = np.searchsorted(everything, everything - distance)
    fulfilled = np.ones(len(everything), np.bool_)
    for word, least in enumerate(times):
        counts = np.concatenate(([0], np.cumsum(words == word)))
        fulfilled &= counts[1:] - counts[begins] >= least
    return everything[fulfilled]


def _docs(places: IntArray) -> IntArray:
    """The documents of ascending places."""
    docs = places >> POSITION_BITS
    return docs[changes(docs)]


def _common(places: IntArray, others: IntArray) -> IntArray:
    """The places that are in both; each of them is ascending and has no place twice."""
    merged = np.concatenate((places, others))
    merged.sort(kind="stable")  # quicker than a search for each, since it is two ascending runs
    return np.asarray(merged[:-1][merged[1:] == merged[:-1]])


def _within(wanted: IntArray, places: IntArray, distance: int) -> npt.NDArray[np.bool_]:
    """Which of the wanted places have one of the other places within a distance."""
    if not len(places):
        return np.zeros(len(wanted), np.bool_)
    at = np.minimum(np.searchsorted(places, wanted - distance), len(places) - 1)
    return np.asarray(np.abs(places[at] - wanted) <= distance)
