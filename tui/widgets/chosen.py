"""Rows of a list that are chosen, so that the next key acts on all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Generic, TypeVar

Key = TypeVar("Key")


class Chosen(Generic[Key]):
    """What is chosen, in the order in which it was."""

    def __init__(self) -> None:
        self._keys: dict[Key, None] = {}

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    @property
    def keys(self) -> list[Key]:
        """All that is chosen."""
        return list(self._keys)

    def toggle(self, key: Key) -> None:
        """Chooses something, or no longer."""
        if key in self._keys:
            del self._keys[key]
        else:
            self._keys[key] = None

    def toggle_all(self, keys: Collection[Key]) -> None:
        """Chooses all of these, or none where all are chosen."""
        self._keys = {} if len(self._keys) == len(keys) else dict.fromkeys(keys)

    def keep(self, keys: Iterable[Key]) -> None:
        """Chooses nothing but these any more."""
        left = set(keys)
        self._keys = {key: None for key in self._keys if key in left}

    def clear(self) -> None:
        """Chooses nothing."""
        self._keys.clear()
