"""Key events as Textual's pilot makes them, for tests that press keys without resting after each."""

from __future__ import annotations

import unicodedata

from textual import events
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key


def key_event(key: str) -> events.Key:
    """The event of a key, which is named, or given by the character that it types."""
    name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
    try:
        typed: str | None = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(name, name)))
    except KeyError:
        typed = key if len(key) == 1 else None
    return events.Key(name, typed)
