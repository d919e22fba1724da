"""Persons in one document: titles off, and bare surnames to the full name they belong to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from index.entities import curated, lexicon
from index.entities.keys import ARTICLES, plain_key
from index.model import EntityType

_TITLE = re.compile(rf"(?:{'|'.join(sorted(lexicon.TITLES, key=len, reverse=True))})\b\.?\s+(?=\S)")
_INITIAL = re.compile(r"\b[A-Z]\.?\s+")
_SMALL_WORDS = frozenset("van von der de la bin ibn al el".split())


class Named(NamedTuple):
    """A name with the reason that ties it to what is written; no reason where it is just that."""

    name: str
    reason: str


def without_titles(name: str) -> str:
    """``name`` without the titles before it; one that is nothing but titles stays."""
    while match := _TITLE.match(name):
        name = name[match.end() :]
    return name


def with_small_letters(name: str) -> str:
    """A name written all in capitals with one capital a word; others as they are."""
    if not name.isupper() or len(name) < 4:
        return name
    words: list[str] = []
    for word in name.split():
        # A Turkish dotted capital I becomes an i with a combining dot, which no reader expects.
        small = word[1:].lower().replace("i̇", "i")
        words.append(word.lower() if word.lower() in _SMALL_WORDS and words else word[0] + small)
    return " ".join(words)


def _usual(name: str) -> str:
    """The usual form of a person's name: as curated, else without title and middle initials, in small letters."""
    name = with_small_letters(without_titles(name))
    known = curated.table().find(name)
    if known is not None and known.type is EntityType.PERSON:
        return known.name
    first, blank, rest = name.partition(" ")
    return first + blank + _INITIAL.sub("", rest) if len(rest.split()) > 1 else name


def _surname_key(name: str) -> str:
    """The key of the last word of a name; articles do not count, so that Assad is al-Assad."""
    words = plain_key(name.split()[-1]).split()
    rest = [word for word in words if word not in ARTICLES]
    return " ".join(rest or words)


class _Bearers:
    """The full names that share a word, in the order of the text."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._names: list[str] = []
        self._second: int | None = None  # where the second different name first stands

    def add(self, start: int, name: str) -> None:
        """Note that ``name`` stands at ``start``, after all that were noted before."""
        if self._names and self._names[-1] == name:
            return
        if len(self._names) == 1:
            self._second = start
        self._starts.append(start)
        self._names.append(name)

    def latest(self, start: int) -> str | None:
        """The last one that stands before ``start``."""
        count = bisect_right(self._starts, start)
        return self._names[count - 1] if count else None

    def only(self, start: int | None = None) -> str | None:
        """The only one, before ``start`` if that is given; None if there are several or none."""
        if not self._names or (self._second is not None and (start is None or self._second <= start)):
            return None
        return self._names[0] if start is None or self._starts[0] <= start else None


class _FullNames:
    """The full names of a document by their last and their first word."""

    def __init__(self, mentions: Sequence[tuple[int, str]]) -> None:
        self._by_surname: dict[str, _Bearers] = defaultdict(_Bearers)
        self._by_first: dict[str, _Bearers] = defaultdict(_Bearers)
        self._forms: dict[str, str] = {}
        for start, text in mentions:
            name = _usual(text)
            if len(name.split()) > 1:
                name = self._forms.setdefault(_spelling(name), name)
                self._by_surname[_surname_key(name)].add(start, name)
                self._by_first[plain_key(name.split()[0])].add(start, name)

    def form_of(self, name: str) -> str:
        """The form in which the document first writes a full name."""
        return self._forms.get(_spelling(name), name)

    def of_bare(self, start: int, name: str) -> Named | None:
        """The full name that a single word at ``start`` stands for: the latest before it, or the only one after.

        A given name stands for a full name only where no other person of that name was named before.
        """
        surname = self._by_surname.get(_surname_key(name))
        given = self._by_first.get(plain_key(name))
        if surname is not None:
            if (full := surname.latest(start)) is not None:
                return Named(full, f"surname of {full}, named before")
            if (full := surname.only()) is not None:
                return Named(full, f"surname of {full}, named elsewhere")
        if given is not None:
            if (full := given.only(start)) is not None:
                return Named(full, f"first name of {full}, named before")
            if given.latest(start) is None and (full := given.only()) is not None:
                return Named(full, f"first name of {full}, named elsewhere")
        return None


def _spelling(name: str) -> str:
    """The key by which two full names are one: plain, with the articles dropped."""
    words = plain_key(name).split()
    return " ".join(word for word in words if word not in ARTICLES) or " ".join(words)


def name_people(mentions: Sequence[tuple[int, str]], elsewhere: Sequence[str]) -> list[Named]:
    """The one name of each person's mention, given as (offset, text) in the order of the text.

    ``elsewhere`` holds persons named outside the text, in its title; they count as named before it.
    """
    full_names = _FullNames([*((-1, name) for name in elsewhere), *mentions])
    named = []
    for start, text in mentions:
        name = _usual(text)
        if len(name.split()) == 1:
            found = full_names.of_bare(start, name)
        else:
            form = full_names.form_of(name)
            found = Named(form, _reason(text, form))
        named.append(found or Named(name, _reason(text, name)))
    return named


def _reason(text: str, name: str) -> str:
    """Why a person's mention and name are one where nothing but the way of writing differs."""
    if text == name:
        return ""
    if text != without_titles(text):
        return "the same name without a title"
    if text.isupper():
        return "the same name in capitals"
    return "another way of writing the name"
