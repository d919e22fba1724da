"""What the palette offers: how it is grouped, and what is found by what is typed."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

SYNONYMS = {
    "annotation": ("note", "notes"),
    "bookmark": ("star",),
    "close": ("back", "quit"),
    "delete": ("forget", "throw", "take back"),
    "download": ("export",),
    "exit": ("quit",),
    "favourite": ("star",),
    "find": ("query", "search"),
    "keyword": ("tags",),
    "label": ("tags",),
    "remove": ("delete", "forget", "take back"),
    "revert": ("undo", "take back"),
    "save": ("export", "copy"),
    "search": ("query",),
    "unread": ("read",),
    "write": ("export", "note"),
}
"""Words that somebody may look for, and the words of the table of keys that mean it."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be chosen."""

    name: str
    group: str
    run: Callable[[], object | Awaitable[object]]
    key: str = ""

    @property
    def shown(self) -> str:
        """Its name with its key."""
        return self.name + self.shown_key

    @property
    def shown_key(self) -> str:
        """Its key as it stands behind the name."""
        return f"  ({self.key})" if self.key else ""


def found(commands: Iterable[Command], typed: str) -> Iterator[Command]:
    """Yields the commands in which each word typed begins a word, or has a synonym there, in any case.

    Those that hold what was typed as it stands come first, else they keep their order.
    """
    asked = typed.casefold().split()
    holding = [one for one in commands if all(_begins(word, one) for word in asked)]
    whole = " ".join(asked)
    yield from sorted(holding, key=lambda one: whole not in " ".join(one.shown.casefold().split()))


def _begins(word: str, command: Command) -> bool:
    told = f"{command.shown} {command.group}".casefold()
    words = _WORD.findall(told)
    parts = _WORD.findall(word) or [word]
    if all(any(one.startswith(part) for one in words) for part in parts):
        return True
    meant = (term for name, terms in SYNONYMS.items() if len(word) > 2 and name.startswith(word) for term in terms)
    return word in told or any(re.search(rf"\b{re.escape(term)}", told) for term in meant)


def recent_first(commands: Sequence[Command], recent: Sequence[str]) -> list[Command]:
    """Returns the commands after those used last, the latest first, which stand in their own group too."""
    by_name = {one.name: one for one in commands}
    again = [by_name[name] for name in recent if name in by_name]
    return [*(Command(one.name, "Recent", one.run, one.key) for one in again), *commands]
