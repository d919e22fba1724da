"""Persons in one document: titles off, and bare surnames to the full name they belong to."""

from __future__ import annotations

import re
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


class _FullNames:
    """The full names of a document by their last and their first word, with where each first stands."""

    def __init__(self, mentions: Sequence[tuple[int, str]]) -> None:
        self.by_surname: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self.by_first: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._forms: dict[str, str] = {}
        for start, text in mentions:
            name = _usual(text)
            if len(name.split()) > 1:
                name = self._forms.setdefault(_spelling(name), name)
                self.by_surname[_surname_key(name)].append((start, name))
                self.by_first[plain_key(name.split()[0])].append((start, name))

    def form_of(self, name: str) -> str:
        """The form in which the document first writes a full name."""
        return self._forms.get(_spelling(name), name)

    def of_bare(self, start: int, name: str) -> Named | None:
        """The full name that a single word at ``start`` stands for: the latest before it, or the only one after."""
        surname = _surname_key(name)
        for index, key, what in (
            (self.by_surname, surname, "surname"),
            (self.by_first, plain_key(name), "first name"),
        ):
            before = [full for place, full in index.get(key, ()) if place <= start]
            if before and (what == "surname" or len(set(before)) == 1):
                return Named(before[-1], f"{what} of {before[-1]}, named before")
            after = {full for _, full in index.get(key, ())}
            if not before and len(after) == 1:
                full = next(iter(after))
                return Named(full, f"{what} of {full}, named elsewhere")
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
