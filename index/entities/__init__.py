"""People, organisations, places and affiliations in a text, with one name each."""

from __future__ import annotations

from collections.abc import Callable

from index.entities.naming import name_mentions
from index.entities.recognition import Found, recognize
from index.model import EntityType, Mention
from index.settings import read_settings

__all__ = ["find_mentions", "model_in_use"]


def find_mentions(text: str, title: str = "") -> list[Mention]:
    """The entities that ``text`` names, in order of their place and not overlapping.

    ``title`` is the document's title, which may give a full name that the text does not. Offsets are code points
    into ``text``, and ``text[start:end]`` is the mention's text.

    Raises ConfigurationError where the configuration asks for a model that cannot be loaded.
    """
    find = _recognizer()
    persons = [" ".join(title[start:end].split()) for start, end, kind in find(title) if kind is EntityType.PERSON]
    return name_mentions(text, find(text), persons)


def model_in_use() -> str:
    """What tells the model that the configuration asks for from others, "" for the one that comes with Dateline.

    Raises ConfigurationError where it is missing.
    """
    name = read_settings().spacy_model
    if not name:
        return ""
    from index.entities.spacy_model import identity_of_model  # only where it is asked for

    return identity_of_model(name)


def _recognizer() -> Callable[[str], list[Found]]:
    """What finds names, as the configuration has it now."""
    name = read_settings().spacy_model
    if not name:
        return recognize
    from index.entities.spacy_model import load_model

    return load_model(name).recognize
