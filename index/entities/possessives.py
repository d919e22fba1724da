"""Possessives that lost their apostrophe: "Syrias army" is Syria's, as publishers and scrapers print it.

A word is parted only where what is left is a known name and the whole word is none. Where a text has possessives as
they should be, only places and full names are parted in it: its Obamas are a family.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from index.entities import curated, lexicon, wordlists
from index.entities.gazetteer import gazetteer
from index.entities.keys import ARTICLES, plain_key
from index.entities.places import known_places
from index.entities.remembering import Remembered
from index.entities.tokens import Sentence
from index.model import EntityType

_SHORTEST = 4  # letters of a name that is no country's
_LARGE_TOWN = 5  # population class: 100,000 and more
_ARTICLE_BEFORE = frozenset(("the", "The", "two", "both"))
_NO, _ANYWHERE, _WITHIN, _WHERE_LOST = "", "anywhere", "within a sentence", "where apostrophes are lost"


@cache
def _own_forms() -> frozenset[str]:
    """Words of the lists that end in an s of their own: Hamas, Kurds, Forces."""
    return lexicon.TITLES | lexicon.PLURAL_TITLES | lexicon.ORGANIZATION_WORDS | lexicon.PLACE_WORDS | lexicon.NO_NAMES


def _is_known_whole(word: str) -> bool:
    """Whether a word that ends in s is a name, or part of one, as it stands."""
    key = plain_key(word)
    return (
        word in _own_forms()
        or word in lexicon.affiliations()
        or wordlists.is_first_name(word)
        or wordlists.is_last_name(word)
        or key in known_places().keys
        or bool(gazetteer().population_class(key))
        or curated.table().find(word) is not None
        or key in curated.table().surnames
    )


def _where_possessive(word: str) -> str:
    """Where ``word``, which ends in s, is a known name with a possessive s, for all that it tells by itself."""
    if word[-2:-1] in ("s", "'", "’") or not word[:-1].replace("-", "").isalpha() or word[:-1].isupper():
        return _NO  # several NGOs
    if not (word[0].isupper() or word.partition("-")[0] in ARTICLES) or _is_known_whole(word):
        return _NO
    stem = word[:-1]
    usual = wordlists.case_class(word.lower()) in "012"
    if stem in lexicon.country_names():
        return _WITHIN if usual else _ANYWHERE
    if usual or len(stem) < _SHORTEST:
        return _NO
    key = plain_key(stem)
    entry = curated.table().find(stem)
    if entry is not None and entry.type is EntityType.ORGANIZATION:
        return _WHERE_LOST
    if wordlists.case_class(stem.lower()) in "012":
        return _NO
    if key.removeprefix("al ") in curated.table().surnames:
        return _WHERE_LOST
    if wordlists.is_first_name(stem) or wordlists.is_last_name(stem):
        return _NO
    if key in known_places().keys:
        return _ANYWHERE
    return _WHERE_LOST if gazetteer().population_class(key) >= _LARGE_TOWN else _NO


_WHERE_POSSESSIVE = Remembered(_where_possessive)


def lost_apostrophes(text: str) -> bool:
    """Whether no possessive of ``text`` has its apostrophe."""
    return not any(sign in text for sign in ("'s", "’s", "s' ", "s’ "))


def with_possessives(sentence: Sentence, *, lost: bool) -> Sentence:
    """The sentence with such words parted in two, as "Syria's" is: the name and its s.

    ``lost`` says that the text has no possessive with an apostrophe.
    """
    places = [
        index
        for index, word in enumerate(sentence.words)
        if word[-1] == "s" and not word.islower() and _is_possessive(sentence.words, index, lost)
    ]
    if not places:
        return sentence
    words, spans = list(sentence.words), list(sentence.spans)
    for index in reversed(places):
        start, end = spans[index]
        words[index : index + 1] = [words[index][:-1], "'s"]
        spans[index : index + 1] = [(start, end - 1), (end - 1, end)]
    return Sentence(words, spans)


def _is_possessive(words: Sequence[str], index: int, lost: bool) -> bool:
    """Whether the word at ``index`` is parted."""
    if index and words[index - 1] in _ARTICLE_BEFORE:
        return False  # the Assads, the two Koreas
    where = _WHERE_POSSESSIVE[words[index]]
    if where == _WHERE_LOST and index and wordlists.is_first_name(words[index - 1]):
        where = _NO  # a surname
    if where == _ANYWHERE or (where == _WITHIN and index > 0) or (where == _WHERE_LOST and lost):
        return True
    return index > 0 and _ends_known_name(words, index, lost)


@cache
def _last_words() -> frozenset[str]:
    """The last words of curated names of several words, by their plain keys."""
    return frozenset(key.rpartition(" ")[2] for key in curated.table().types if " " in key)


def _ends_known_name(words: Sequence[str], index: int, lost: bool) -> bool:
    """Whether a word without its s ends a curated name of two or three words: "Bashar al-Assads army"."""
    word, before = words[index], words[index - 1]
    if word[:-1].isupper() or not (before[0].isupper() and (word[0].isupper() or "-" in word)):
        return False
    if plain_key(word[:-1]).rpartition(" ")[2] not in _last_words():
        return False
    types = curated.table().types
    for first in range(index - 1, max(-1, index - 3), -1):
        name = " ".join(words[first : index + 1])
        kind = types.get(plain_key(name[:-1]))
        if kind is not None and (lost or kind is EntityType.PERSON) and plain_key(name) not in types:
            return first == 0 or words[first - 1] not in _ARTICLE_BEFORE
    return False
