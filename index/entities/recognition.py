"""Where a text names something, and what kind: the tagger, then the lists, then the document's own evidence."""

from __future__ import annotations

from typing import NamedTuple

from index.entities.consistency import make_consistent
from index.entities.overrides import correct
from index.entities.tagger import tagger
from index.entities.tokens import sentences
from index.model import EntityType

_TYPES = {
    "PER": EntityType.PERSON,
    "ORG": EntityType.ORGANIZATION,
    "LOC": EntityType.PLACE,
    "AFF": EntityType.AFFILIATION,
}


class Found(NamedTuple):
    """A name in a text: the characters ``[start, end)`` and what kind of thing they name."""

    start: int
    end: int
    type: EntityType


def recognize(text: str) -> list[Found]:
    """The names in ``text`` in their order, not overlapping. Works of art, events and the like are left out."""
    model = tagger()
    parsed = list(sentences(text))
    words = [sentence.words for sentence in parsed]
    tagged = [correct(sentence, model.tag(sentence)) for sentence in words]
    names = make_consistent(words, tagged)
    found = []
    for sentence, kept in zip(parsed, names, strict=True):
        for first, last, label in kept:
            if label in _TYPES:
                found.append(Found(sentence.spans[first][0], sentence.spans[last - 1][1], _TYPES[label]))
    return found
