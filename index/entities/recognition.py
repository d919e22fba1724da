"""Where a text names something, and what kind: the tagger, then the lists, then the document's own evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from index.entities.armament import with_armament
from index.entities.consistency import make_consistent
from index.entities.contexts import with_contexts, with_nicknames, without_storms
from index.entities.overrides import LABELS, correct
from index.entities.possessives import lost_apostrophes, with_possessives
from index.entities.tagger import tagger
from index.entities.tokens import sentences
from index.model import EntityType

_TYPES = {label: kind for kind, label in LABELS.items()}


SECTION = 400_000
"""Characters of a text that are looked at together. A document of that size is consistent in itself."""


class Found(NamedTuple):
    """A name in a text: the characters ``[start, end)`` and what kind of thing they name."""

    start: int
    end: int
    type: EntityType


def recognize(text: str) -> list[Found]:
    """The names in ``text`` in their order, not overlapping. Works of art, events and the like are left out.

    A text longer than any story is looked at in sections, so that it does not take fifty times its size in memory.
    """
    return [
        Found(start + found.start, start + found.end, found.type)
        for start, end in sections(text, SECTION)
        for found in _recognize_section(text[start:end])
    ]


def sections(text: str, size: int) -> Iterator[tuple[int, int]]:
    """Where sections of a text of at most this size start and end: between paragraphs, else words, else anywhere."""
    start = 0
    while len(text) - start > size:
        limit = start + size
        cut = max(text.rfind("\n\n", start, limit), start)
        if cut == start:
            cut = max(text.rfind(" ", start, limit), start)
        if cut == start:
            cut = limit
        yield start, cut
        start = cut
    yield start, len(text)


def _recognize_section(text: str) -> list[Found]:
    model = tagger()
    lost = lost_apostrophes(text)
    parsed = [with_possessives(sentence, lost=lost) for sentence in sentences(text)]
    words = [sentence.words for sentence in parsed]
    tagged = [with_contexts(sentence, correct(sentence, model.tag(sentence))) for sentence in words]
    names = make_consistent(words, with_nicknames(words, without_storms(words, tagged)))
    surnames = {
        sentence[name.last - 1]
        for sentence, kept in zip(words, names, strict=True)
        for name in kept
        if name.label == "PER" and name.last - name.first > 1
    }
    found = []
    for sentence, kept in zip(parsed, names, strict=True):
        for first, last, label in with_armament(sentence.words, kept, surnames):
            if label in _TYPES:
                found.append(Found(sentence.spans[first][0], sentence.spans[last - 1][1], _TYPES[label]))
    return found
