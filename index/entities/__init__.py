"""People, organisations, places and affiliations in a text, with one name each."""

from __future__ import annotations

from index.entities.naming import name_mentions
from index.entities.recognition import recognize
from index.model import EntityType, Mention

__all__ = ["find_mentions"]


def find_mentions(text: str, title: str = "") -> list[Mention]:
    """The entities that ``text`` names, in order of their place and not overlapping.

    ``title`` is the document's title, which may give a full name that the text does not. Offsets are code points
    into ``text``, and ``text[start:end]`` is the mention's text.
    """
    persons = [" ".join(title[start:end].split()) for start, end, kind in recognize(title) if kind is EntityType.PERSON]
    return name_mentions(text, recognize(text), persons)
