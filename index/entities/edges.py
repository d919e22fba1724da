"""Where a name begins and ends: what the tagger took in at its edges and does not belong to it."""

from __future__ import annotations

from collections.abc import Sequence

from index.entities import curated, lexicon, wordlists
from index.entities.consistency import POSSESSIVES, Name
from index.entities.keys import plain_key
from index.entities.places import known_places
from index.entities.tokens import COMPOUND_ENDS

_COURTESIES = frozenset("Mr Mrs Ms Miss".split())  # who has them is a person
_PARTY_PREFIXES = frozenset("R- D- I- R‑ D‑ I‑".split())


def trimmed(words: Sequence[str], name: Name) -> Name | None:
    """``name`` without signs, titles, a leading "The" and a possessive at its edges; None if nothing is left.

    Names that the lists have as they stand are left alone (The Guardian, McDonald's).
    """
    name = _without_signs(words, name)
    if name.last - name.first == 2 and words[name.first].rstrip(".") in _COURTESIES:
        name = name._replace(label="PER")
    if name.first == name.last:
        return None
    if name.last - name.first > 1 and curated.table().find(" ".join(words[name.first : name.last])) is None:
        if words[name.first] in ("The", "the"):
            name = name._replace(first=name.first + 1)
        if words[name.last - 1] in POSSESSIVES and name.last - name.first > 1:
            name = name._replace(last=name.last - 1)
    return _without_titles(words, _with_hyphened_end(words, name))


def _without_signs(words: Sequence[str], name: Name) -> Name:
    """``name`` without the dashes and other signs that it begins or ends with."""
    first, last = name.first, name.last
    while first < last and not words[first][0].isalnum():
        first += 1
    while first < last and not (
        words[last - 1][-1].isalnum() or words[last - 1][-1] in ".'’" or words[last - 1] == "!"
    ):
        last -= 1
    return name if (first, last) == (name.first, name.last) else name._replace(first=first, last=last)


def _without_titles(words: Sequence[str], name: Name) -> Name | None:
    """A person's name without the titles before it; None for one that is a title, or ends in that of several."""
    if name.label != "PER":
        return name
    last = words[name.last - 1]
    if last.rstrip(".") in lexicon.PLURAL_TITLES:
        return None
    if name.last - name.first == 1 and last.endswith(".") and last.rstrip(".") in lexicon.TITLES:
        return None
    first = name.first
    while name.last - first > 1 and words[first].rstrip(".") in lexicon.TITLES_BEFORE_NAMES:
        first += 1
    return name if first == name.first else name._replace(first=first)


def _with_hyphened_end(words: Sequence[str], name: Name) -> Name:
    """A person's name with what follows a hyphen that has blanks around it: "Kim Young - jin"."""
    last = name.last
    while name.label == "PER" and words[last : last + 1] == ["-"] and last + 1 < len(words):
        word = words[last + 1]
        if not (word.isalpha() and word.islower() and wordlists.case_class(word) not in "01"):
            break
        if word in COMPOUND_ENDS:
            break
        last += 2
    return name if last == name.last else name._replace(last=last)


def is_after_party(words: Sequence[str], index: int) -> bool:
    """Whether the word at ``index`` follows a politician's party, where American papers put the state: R-Ga., D-N.Y."""
    return index > 0 and words[index - 1] in _PARTY_PREFIXES and plain_key(words[index]) in known_places().keys
