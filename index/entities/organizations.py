"""Organisations in one document: what stands for which of them that the document names in full."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.entities.acronyms import initials_of
from index.entities.consistency import head_noun
from index.entities.keys import plain_key
from index.entities.people import Named

_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_LEGAL_FORM = re.compile(r",?\s+(?:Inc|Corp|Ltd|LLC|PLC|Plc|plc|GmbH|AG|Co|Corporation|Limited)\.?$")
_SHORTEST_INITIALS = 3


class Organizations:
    """The organisations that a document names, by what may stand for them."""

    def __init__(self, mentions: Iterable[tuple[int, str]]) -> None:
        """``mentions`` are given as (offset, text) in the order of the text."""
        self._surfaces: set[str] = set()
        self._by_head: dict[str, list[tuple[int, str]]] = {}  # of each head the first two, with their places
        self._by_initials: dict[str, set[str]] = {}
        for start, surface in mentions:
            name = _ARTICLE.sub("", surface)
            key = plain_key(name)
            if key in self._surfaces:
                continue
            self._surfaces.add(key)
            words = name.split()
            head = head_noun(words)
            if head is not None:
                first_two = self._by_head.setdefault(plain_key(head), [])
                if len(first_two) < 2:
                    first_two.append((start, name))
            if len(words) >= _SHORTEST_INITIALS:
                for initials in initials_of(name):
                    self._by_initials.setdefault(initials, set()).add(name)

    def meant(self, start: int, surface: str) -> Named | None:
        """The organisation that ``surface`` at ``start`` stands for if it is another's short form, and why."""
        name = _ARTICLE.sub("", surface)
        if " " not in name:
            before = [full for first, full in self._by_head.get(plain_key(name), ()) if first < start]
            if len(before) == 1:
                return Named(before[0], f"short for {before[0]}, named before")
        if len(name) >= _SHORTEST_INITIALS and name.isupper():
            named = self._by_initials.get(name.replace(".", "").lower(), set())
            if len(named) == 1:
                full = next(iter(named))
                return Named(full, f"the initials of {full}, named in the text")
        short = _LEGAL_FORM.sub("", name)
        if short != name and plain_key(short) in self._surfaces:
            return Named(short, "the same name but for its legal form")
        return None
