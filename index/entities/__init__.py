"""People, organisations, places and affiliations in a text, with one name each."""

from __future__ import annotations

from index.entities import rules
from index.entities.tokens import sentences
from index.model import Mention

__all__ = ["find_mentions"]


def find_mentions(text: str, title: str = "") -> list[Mention]:  # noqa: ARG001
    """The entities that ``text`` names, in order of their place and not overlapping.

    ``title`` is the document's title, which may give a full name that the text does not. Offsets are code points
    into ``text``, and ``text[start:end]`` is the mention's text.
    """
    mentions = []
    for sentence in sentences(text):
        for first, last, kind in rules.tag(sentence):
            start, end = sentence.spans[first][0], sentence.spans[last - 1][1]
            surface = text[start:end]
            mentions.append(Mention(start, end, surface, kind, " ".join(surface.split())))
    return mentions
