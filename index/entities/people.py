"""Persons in one document: titles off, and bare surnames to the full name they belong to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from index.entities import curated, lexicon
from index.entities.features import lowered
from index.entities.keys import ARTICLES, plain_key
from index.model import EntityType

_TITLE = re.compile(rf"(?:{'|'.join(sorted(lexicon.TITLES, key=len, reverse=True))})\b\.?\s+(?=\S)")
_INITIAL = re.compile(r"\b(?:[A-Z]\.)*[A-Z]\.?\s+")
_SMALL_BEFORE_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LONGEST_NAME = 6  # words of a person's name whose end may stand for it
_MOST_LOOKED_BACK = 50  # mentions
_GENERATIONS = frozenset("Jr Sr II III IV".split())
_NUMBERS = {2: "two", 3: "three"}
_SMALL_WORDS = frozenset("van von der de la bin ibn al el".split())


class Named(NamedTuple):
    """A name with the reason that ties it to what is written; no reason where it is just that."""

    name: str
    reason: str


class Written(NamedTuple):
    """A person's mention: where it stands, what it says, in which paragraph, and the title before it."""

    start: int
    text: str
    paragraph: int = 0
    title: str = ""
    nickname_of: str = ""  # the full name just before it, where the text says that it is also called so
    surname: str = ""  # for a given name, the surname that follows with another: "Anna and Karl Berg"
    paired: bool = False  # whether it is one of several that share their surname in this way


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
        words.append(word.lower() if word.lower() in _SMALL_WORDS and words else word[0] + lowered(word[1:]))
    return " ".join(words)


def _usual(name: str) -> str:
    """The usual form of a person's name: as curated, else without title and middle initials, in small letters."""
    name = with_small_letters(without_titles(name))
    known = curated.table().find_person(name) if " " in name else None
    if known is not None:
        return known.name
    first, blank, rest = name.partition(" ")
    return first + blank + _INITIAL.sub("", rest) if len(rest.split()) > 1 else name


def _full(mention: Written) -> str:
    """The usual form of a mention's name, with the surname that it shares with the next."""
    if mention.nickname_of and " " not in mention.text:
        return _usual(mention.nickname_of)
    name = _usual(mention.text)
    return f"{name} {mention.surname}" if mention.surname else name


def surname_key(name: str) -> str:
    """The key of the last word of a name but for Jr. and the like; articles do not count: Assad is al-Assad."""
    parts = name.split()
    while len(parts) > 1 and parts[-1].rstrip(".") in _GENERATIONS:
        parts.pop()
    words = plain_key(parts[-1]).split()
    rest = [word for word in words if word not in ARTICLES]
    return " ".join(rest or words)


class _Bearers:
    """The full names that share a word, in the order of the text."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._names: list[str] = []
        self._paragraphs: list[int] = []
        self._paired: list[bool] = []
        self._apart: Counter[str] | None = None  # how often each is named by itself, once all are noted
        self._second: int | None = None  # where the second different name first stands
        self.first_is_meant = False  # whether the word alone stood for the first before there was a second

    def add(self, start: int, name: str, paragraph: int, *, paired: bool = False) -> None:
        """Note that ``name`` stands at ``start``, after all that were noted before."""
        self._paired.append(paired)
        if self._second is None and self._names and self._names[-1] != name:
            self._second = start
        self._starts.append(start)
        self._names.append(name)
        self._paragraphs.append(paragraph)

    def note_bare(self) -> None:
        """Note that the word stands alone, after all names that were noted."""
        if self._names and self._second is None:
            self.first_is_meant = True

    def latest(self, start: int) -> str | None:
        """The last one that stands before ``start``."""
        count = bisect_right(self._starts, start)
        return self._names[count - 1] if count else None

    def meant(self, start: int, paragraph: int) -> str | None:
        """The one before ``start`` that the word alone stands for: the last of the paragraph, else of the text.

        Where the word alone stood for the first of them before another was named, it goes on doing so.
        """
        count = bisect_right(self._starts, start)
        if not count:
            return None
        in_paragraph = self._paragraphs[count - 1] == paragraph and self._starts[count - 1] >= 0
        return self._names[0] if self.first_is_meant and not in_paragraph else self._names[count - 1]

    def of_pair(self, start: int, paragraph: int) -> list[str] | None:
        """Those who may be meant by the word alone where the last one before ``start`` was named with others of it.

        The most frequent of them, else those of whom the lists know; None if ``meant`` can tell who it is.
        """
        count = bisect_right(self._starts, start)
        if not count or not self._paired[count - 1]:
            return None
        if self.first_is_meant and self._paragraphs[count - 1] != paragraph:
            return None
        if self._apart is None:
            self._apart = Counter(name for name, paired in zip(self._names, self._paired, strict=True) if not paired)
        apart = self._apart
        latest = list(dict.fromkeys(self._names[max(0, count - _MOST_LOOKED_BACK) : count]))
        most = max(apart[name] for name in latest)
        likely = [name for name in latest if apart[name] == most]
        known = [name for name in likely if (entry := curated.table().find(name)) and entry.type is EntityType.PERSON]
        return known if len(known) == 1 else likely

    def only(self, start: int | None = None) -> str | None:
        """The only one, before ``start`` if that is given; None if there are several or none."""
        if not self._names or (self._second is not None and (start is None or self._second <= start)):
            return None
        return self._names[0] if start is None or self._starts[0] <= start else None

    def titled(self, names: set[str], start: int) -> str | None:
        """The last one before ``start`` that is among ``names``."""
        count = bisect_right(self._starts, start)
        latest = self._names[max(0, count - _MOST_LOOKED_BACK) : count]
        return next((name for name in reversed(latest) if name in names), None)


class _FullNames:
    """The full names of a document by their last words and their first word, and by the title before them."""

    def __init__(self, mentions: Sequence[Written]) -> None:
        self._by_surname: dict[str, _Bearers] = defaultdict(_Bearers)
        self._by_first: dict[str, _Bearers] = defaultdict(_Bearers)
        self._by_last_words: dict[str, _Bearers] = defaultdict(_Bearers)
        self._by_title: dict[str, set[str]] = defaultdict(set)
        self._forms: dict[str, str] = {}
        self._nicknames: dict[str, str] = {}
        for mention in mentions:
            if mention.nickname_of:
                self._nicknames[_spelling(mention.text)] = _usual(mention.nickname_of)
            name = _full(mention)
            if _is_surname(name):
                named = _head_of_state(mention, name)
                if named is None:
                    self._by_surname[surname_key(name)].note_bare()
                    continue
                name = named
            if self.of_full(mention.start, name) is None:
                self._add(mention, name)

    def _add(self, mention: Written, name: str) -> None:
        """Note a full name."""
        name = self._forms.setdefault(_spelling(name), name)
        start, paragraph, title = mention.start, mention.paragraph, mention.title
        self._by_surname[surname_key(name)].add(start, name, paragraph, paired=mention.paired)
        words = plain_key(name).split()
        self._by_first[words[0] if words else ""].add(start, name, paragraph)
        for first in range(1, len(words) - 1 if len(words) <= _LONGEST_NAME else 1):
            self._by_last_words[" ".join(words[first:])].add(start, name, paragraph)
        if title:
            self._by_title[title].add(name)

    def form_of(self, name: str) -> str:
        """The form in which the document first writes a full name."""
        return self._forms.get(_spelling(name), name)

    def of_nickname(self, mention: Written) -> Named | None:
        """The full name of whom the text calls so besides, from there on."""
        full = self._nicknames.get(_spelling(mention.text))
        if full is None or ((known := curated.table().find_person(mention.text)) and known.name != full):
            return None
        form = self.form_of(full)
        reason = f"part of {form}" if form.startswith(mention.text) or form.endswith(mention.text) else "nickname"
        return Named(form, f"{reason} of {form}, told in the text" if reason == "nickname" else reason)

    def of_full(self, start: int, name: str) -> Named | None:
        """The longer name that ``name`` is the end of (Wasserman Schultz), or the one that it abbreviates (A. Berg)."""
        longer = self._by_last_words.get(plain_key(name))
        full = longer.only(start) if longer else None
        if full is not None and full != name:
            return Named(full, f"surname of {full}, named before")
        first, _, rest = name.partition(" ")
        if len(first.rstrip(".")) == 1 and " " not in rest:
            bearers = self._by_surname.get(surname_key(name))
            full = bearers.latest(start) if bearers else None
            if full is not None and full != name and full[:1] == first[0]:
                return Named(full, f"initial and surname of {full}, named before")
        return None

    def of_bare(self, mention: Written, name: str) -> Named | None:
        """The full name that a single word stands for, or a surname with its particle.

        The one before it that has the same title, else that the surname means there, else the only one after it. A
        given name stands for a full name only where no other person of that name was named before.
        """
        start = mention.start
        head = _head_of_state(mention, name)
        if head is not None:
            return Named(self.form_of(head), f"surname of {head}, with the title {mention.title}")
        surname = self._by_surname.get(surname_key(name))
        given = self._by_first.get(plain_key(name))
        if surname is not None:
            titled = surname.titled(self._by_title.get(mention.title, set()), start)
            pair = None if titled else surname.of_pair(start, mention.paragraph)
            if pair and len(pair) > 1:
                return Named(name, f"one of {_NUMBERS.get(len(pair), 'several')}: {', '.join(pair)}")
            meant = pair[0] if pair else surname.meant(start, mention.paragraph)
            if (full := titled or meant) is not None:
                return Named(full, f"surname of {full}, named before")
            if (full := surname.only()) is not None:
                return Named(full, f"surname of {full}, named elsewhere")
        if given is not None:
            if (full := given.only(start)) is not None:
                return Named(full, f"first name of {full}, named before")
            if given.latest(start) is None and (full := given.only()) is not None:
                return Named(full, f"first name of {full}, named elsewhere")
        return self._of_handle(mention, name) or _known_by_surname(name)

    def _of_handle(self, mention: Written, name: str) -> Named | None:
        """The full name that a name written as one word stands for, as on Twitter: AnnaBerg, SenBerg."""
        spaced = _SMALL_BEFORE_CAPITAL.sub(" ", name)
        if spaced == name:
            return None
        if (form := self._forms.get(_spelling(spaced))) is not None:
            return Named(form, "the same name written as one word")
        rest = without_titles(spaced)
        if rest != spaced and " " not in rest:
            return self.of_bare(Written(mention.start, rest, mention.paragraph), rest)
        return None


def _is_surname(name: str) -> bool:
    """Whether a name is a single word, or one behind particles: De Mistura."""
    return all(word.lower() in _SMALL_WORDS for word in name.split()[:-1])


def _known_by_surname(name: str) -> Named | None:
    """The curated person who is known by a single name, whoever else bears it: Qaddafi, Erdogan."""
    known = curated.table().find_person(name)
    return Named(known.name, f"surname of {known.name}") if known is not None else None


def _head_of_state(mention: Written, name: str) -> str | None:
    """The curated person who is known by the title and surname: President Obama."""
    known = curated.table().find(f"{mention.title} {name}") if mention.title else None
    return known.name if known is not None and known.type is EntityType.PERSON else None


def _spelling(name: str) -> str:
    """The key by which two full names are one: plain, with the articles dropped."""
    words = plain_key(name).split()
    return " ".join(word for word in words if word not in ARTICLES) or " ".join(words)


def name_people(mentions: Sequence[Written], elsewhere: Sequence[Written]) -> list[Named]:
    """The one name of each person's mention, given in the order of the text.

    ``elsewhere`` holds persons named outside the text, in its title; they count as named before it.
    """
    full_names = _FullNames([*(one._replace(start=-1, paragraph=-1) for one in elsewhere), *mentions])
    named = []
    found: Named | None
    for mention in mentions:
        name = _full(mention)
        if (nickname := full_names.of_nickname(mention)) is not None:
            found = nickname
        elif mention.surname:
            form = full_names.form_of(name)
            found = Named(form, f"first name of {form}, with the surname of the next")
        elif _is_surname(name):
            found = full_names.of_bare(mention, name)
        else:
            form = full_names.form_of(name)
            found = full_names.of_full(mention.start, form) or Named(form, _reason(mention.text, form))
        named.append(found or Named(name, _reason(mention.text, name)))
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
