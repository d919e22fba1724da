"""People, organisations, places and affiliations in a text, with one name each.

What finds them is imported where they are looked for: a search imports parts of this package only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.entities.recognition import Found
    from index.model import Mention

__all__ = ["find_mentions", "model_in_use"]


def find_mentions(text: str, title: str = "") -> list[Mention]:
    """The entities that ``text`` names, in order of their place and not overlapping.

    ``title`` is the document's title, which may give a full name that the text does not. Offsets are code points
    into ``text``, and ``text[start:end]`` is the mention's text.

    Raises ConfigurationError where the configuration asks for a model that cannot be loaded.
    """
    from index.entities.coordinates import with_coordinates
    from index.entities.naming import name_mentions
    from index.text.tongue import is_english, other_parts

    find = _recognizer()
    others = other_parts(text) if not _wanted_model() else []
    if not others:
        return with_coordinates(text, name_mentions(text, find(text), title, find(title)))
    from index.entities.foreign import find_abroad  # only where a text is not English

    english = _blanked(text, others)
    english_title = title if is_english(text) else ""
    mentions = name_mentions(english, find(english), english_title, find(english_title))
    mentions += [mention for start, end in others for mention in find_abroad(text, start, end)]
    return with_coordinates(text, sorted(mentions, key=lambda mention: mention.start))


def _blanked(text: str, parts: list[tuple[int, int]]) -> str:
    """``text`` with blanks in place of its ``parts``, so that no offset changes."""
    kept: list[str] = []
    at = 0
    for start, end in parts:
        kept += (text[at:start], " " * (end - start))
        at = end
    return "".join((*kept, text[at:]))


def _wanted_model() -> str:
    """The model of spaCy that the configuration asks for, "" for none."""
    from index.home.settings import read_settings

    return read_settings().spacy_model


def model_in_use() -> str:
    """What tells the model that the configuration asks for from others, "" for the one that comes with Dateline.

    Raises ConfigurationError where it is missing.
    """
    name = _wanted_model()
    if not name:
        return ""
    from index.entities.spacy_model import identity_of_model  # only where it is asked for

    return identity_of_model(name)


def _recognizer() -> Callable[[str], list[Found]]:
    """What finds names, as the configuration has it now."""
    name = _wanted_model()
    if not name:
        from index.entities.recognition import recognize

        return recognize
    from index.entities.spacy_model import load_model

    return load_model(name).recognize
