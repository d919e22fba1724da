"""What a name is by the words about it: a village of that name, a hurricane, a ship, a unit with its number.

The contexts are fixed ones that leave no doubt, each a rule over the words of a sentence and the names found in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from index.entities import curated, features, lexicon, wordlists
from index.entities.consistency import Name
from index.entities.keys import ARTICLES, plain_key
from index.entities.places import known_places, whereabouts
from index.model import EntityType

_SETTLEMENTS = frozenset(
    "village villages town towns hamlet city suburb suburbs outskirts district neighbourhood neighborhood province "
    "governorate countryside island islands port county region".split()
)
_AREAS = frozenset(
    "district districts province governorate neighbourhood neighborhood county village subdistrict region valley "
    "peninsula airport airbase".split()
)
_NEAR = frozenset(("near", "Near"))
_FIRST_OF_PLACES = frozenset(  # words that begin the names of Arab villages: spring, hill, convent, mount …
    "Ain Ayn Al El Bab Bani Bayt Beit Bir Dayr Deir Jabal Jebel Jisr Kafr Kfar Khan Nahr Qalat Ras Tal Tall Tel Tell "
    "Umm Wadi".split()
)
_STORMS = frozenset("Hurricane Typhoon Cyclone Superstorm Storm Depression".split())
_SHIPS = frozenset("USS HMS HMCS HMAS USNS USCGC RMS INS MV RRS".split())
_PLACE_CUES = _SETTLEMENTS | _AREAS | _NEAR
_NO_PERSON_CUES = _STORMS | _SHIPS | {"Treaty"}
_UNITS = frozenset("Division Brigade Battalion Regiment Corps Army Squadron Wing Fleet Airborne".split())
_RANKS = frozenset("Corporal Cpl Cpls Corporals Cpl.".split())
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_JOINERS = frozenset("in of for and the".split())
_AND = frozenset(("and", "&"))
_APOSTROPHES = frozenset("'’")
_LONGEST_NICKNAME = 3  # words, with the quotation mark before it
_LONGEST_REST = 6  # words of an organisation's name that follow what the tagger found of it
_BEFORE_KNOWN = frozenset(", ( who is was also better widely commonly popularly otherwise".split())
_KNOWN = frozenset("known nicknamed dubbed aka a.k.a".split())
_AFTER_KNOWN = frozenset("simply as by his her the nickname nom de guerre of , .".split())
_QUOTES = frozenset("\"“”‘'")
_RETWEET = "RT"


def with_contexts(words: Sequence[str], names: Sequence[Name]) -> list[Name]:
    """The names of a sentence as the words about them have it."""
    found = [name for name in names if not _is_no_name(words, name)]
    for rule in _RULES:
        found = rule(words, found)
    return sorted(found)


def without_storms(sentences: Sequence[Sequence[str]], names: Sequence[Sequence[Name]]) -> list[list[Name]]:
    """The names of a document's sentences without storms and ships as persons: Maria after Hurricane Maria.

    Who is also named in full stays.
    """
    of_storms = {word for words in sentences for word in _storm_names(words)}
    if not of_storms:
        return [list(found) for found in names]
    for words, found in zip(sentences, names, strict=True):
        for name in found:
            if name.label == "PER" and name.last - name.first > 1:
                of_storms.difference_update(words[name.first : name.last])
    return [
        [
            name._replace(label="MISC")
            if name.label == "PER" and name.last - name.first == 1 and words[name.first] in of_storms
            else name
            for name in found
        ]
        for words, found in zip(sentences, names, strict=True)
    ]


def with_nicknames(sentences: Sequence[Sequence[str]], names: Sequence[Sequence[Name]]) -> list[list[Name]]:
    """The names of a document's sentences with persons by the nicknames that the text gives to them."""
    found = [list(kept) for kept in names]
    nicknames: set[tuple[str, ...]] = set()
    for words, kept in zip(sentences, found, strict=True):
        for first, last in _nicknames(words, kept):
            kept[:] = sorted(_put(kept, Name(first, last, "PER")))
            nicknames.add(tuple(words[first:last]))
    if nicknames:
        by_first: dict[str, list[tuple[str, ...]]] = {}
        for nickname in nicknames:
            by_first.setdefault(nickname[0], []).append(nickname)
        for words, kept in zip(sentences, found, strict=True):
            _add_nicknames(words, kept, by_first)
    return found


def _add_nicknames(words: Sequence[str], kept: list[Name], by_first: Mapping[str, Sequence[tuple[str, ...]]]) -> None:
    """Put nicknames, given by their first words, where a sentence has them, unless they lie in longer names."""
    for first, word in enumerate(words):
        for nickname in by_first.get(word, ()):
            last = first + len(nickname)
            if tuple(words[first:last]) == nickname:
                overlapped = [name for name in kept if name.first < last and first < name.last]
                if all(first <= name.first and name.last <= last for name in overlapped):
                    kept[:] = sorted(_put(kept, Name(first, last, "PER")))


def _nicknames(words: Sequence[str], names: Sequence[Name]) -> Iterator[tuple[int, int]]:
    """Where nicknames stand in a sentence: after "known as" and the like, and in quotation marks inside a name."""
    for name in names:
        if name.label != "PER":
            continue
        after = _after_known_as(words, name.last) if name.last - name.first > 1 else None
        if after is not None:
            there = _covering(names, after)
            last = there.last if there and there.label == "PER" else _end_of_run(words, after)
            if last > after and not _is_usual(words[after]):
                yield after, last
        elif words[name.last : name.last + 1] and words[name.last] in _QUOTES:
            last = _end_of_run(words, name.last + 1)
            within = last > name.last + 1 and words[last : last + 1] and words[last] in _QUOTES
            surname = words[last + 1] if within and last + 1 < len(words) else ""
            if (
                surname
                and _is_capitalised(surname)
                and not _is_usual(surname)
                and last - name.last <= _LONGEST_NICKNAME
            ):
                yield name.last + 1, last
                yield last + 1, _end_of_run(words, last + 1)


def _after_known_as(words: Sequence[str], index: int) -> int | None:
    """Where what somebody is also known as begins, if the words from ``index`` on say that he is."""
    while index < len(words) and words[index] in _BEFORE_KNOWN:
        index += 1
    if words[index : index + 1] and words[index] in _KNOWN:
        index += 1
        while index < len(words) and (words[index] in _AFTER_KNOWN or words[index] in _QUOTES):
            index += 1
        return index
    return None


def _storm_names(words: Sequence[str]) -> Iterator[str]:
    """The last words of the names of storms and ships in a sentence."""
    if _NO_PERSON_CUES.isdisjoint(words):
        return
    for index, word in enumerate(words[:-1]):
        if _is_storm(words, index) or word in _SHIPS:
            yield words[_end_of_run(words, index + 1) - 1]


def _is_no_name(words: Sequence[str], name: Name) -> bool:
    """Whether a name is none: a retweet's RT, or the Lance of a lance corporal."""
    if name.last - name.first > 1:
        return False
    word, after = words[name.first], words[name.last : name.last + 1]
    return (word == _RETWEET and after == ["@"]) or (word == "Lance" and bool(after) and after[0] in _RANKS)


def _is_capitalised(word: str) -> bool:
    """Whether a word begins with a capital, after an Arabic article if it has one."""
    return word[0].isupper() or (word.partition("-")[0].lower() in ARTICLES and features.is_name_like(word))


def _end_of_run(words: Sequence[str], first: int) -> int:
    """Where the run of capitalised words that begins at ``first`` ends."""
    last = first
    while last < len(words) and _is_capitalised(words[last]):
        last += 1
    return last


def _put(names: Sequence[Name], new: Name) -> list[Name]:
    """``names`` with ``new`` in place of what it overlaps."""
    return [name for name in names if name.last <= new.first or new.last <= name.first] + [new]


def _covering(names: Sequence[Name], index: int) -> Name | None:
    """The name that the word at ``index`` belongs to."""
    return next((name for name in names if name.first <= index < name.last), None)


def _is_person(words: Sequence[str], name: Name) -> bool:
    """Whether the lists know a word of a name as a person's."""
    if name.last - name.first > 1 and words[name.first] in _FIRST_OF_PLACES:
        return False
    return any(
        wordlists.is_first_name(word) or wordlists.is_last_name(word) or plain_key(word) in curated.table().surnames
        for word in words[name.first : name.last]
    )


def _is_usual(word: str) -> bool:
    """Whether a word with a capital is no name: a month, an adherence, a title, or usually written small."""
    return (
        wordlists.case_class(word.lower()) in "012"
        or word in lexicon.MONTHS_AND_DAYS
        or word in lexicon.affiliations()
        or word in lexicon.NO_NAMES
        or word in lexicon.TITLES
        or word in lexicon.PLACE_WORDS
    )


def _places(words: Sequence[str], names: list[Name]) -> list[Name]:
    """Places after "village of" and the like, after "near", and before "district" and the like."""
    if _PLACE_CUES.isdisjoint(words):
        return names
    for index, word in enumerate(words):
        if word == "of" and index and words[index - 1] in _SETTLEMENTS and index + 1 < len(words):
            names = _as_place(words, names, index + 1, certain=True)
        elif word in _NEAR and index + 1 < len(words):
            names = _as_place(words, names, index + 1, certain=False)
        elif word in _AREAS and index:
            names = _as_area(words, names, index - 1)
    return names


def _as_place(words: Sequence[str], names: list[Name], first: int, *, certain: bool) -> list[Name]:
    """``names`` with that at ``first`` a place; one who may be a person only where it is ``certain``."""
    name = _covering(names, first)
    if name is not None:
        settled = name.first == first and name.label in ("PER", "ORG", "MISC")
        if not settled or (not certain and (name.label != "PER" or _is_person(words, name))):
            return names
        return _put(names, name._replace(label="LOC"))
    last = _end_of_run(words, first)
    if not certain or last == first or _is_usual(words[first]):
        return names
    return _put(names, Name(first, last, "LOC"))


def _as_area(words: Sequence[str], names: list[Name], index: int) -> list[Name]:
    """``names`` with that which ends at ``index``, before "district" and the like, a place."""
    name = _covering(names, index)
    if name is not None:
        is_person = name.label == "PER" and name.last == index + 1
        return _put(names, name._replace(label="LOC")) if is_person else names
    word = words[index]
    if not _is_capitalised(word) or word.isupper() or len(word) < 3 or index == 0 or _is_usual(word):
        return names
    return _put(names, Name(index, index + 1, "LOC"))


def _is_storm(words: Sequence[str], index: int) -> bool:
    """Whether the word at ``index`` begins the name of a storm."""
    return words[index] in _STORMS and (
        words[index] not in ("Storm", "Depression") or words[index - 1 : index] == ["Tropical"] or index == 0
    )


def _storms_and_ships(words: Sequence[str], names: list[Name]) -> list[Name]:
    """Storms and ships are named like persons and are none."""
    if _NO_PERSON_CUES.isdisjoint(words):
        return names
    for index, word in enumerate(words[:-1]):
        if _is_storm(words, index) or word in _SHIPS:
            last = _end_of_run(words, index + 1)
            if last > index + 1:
                names = _put(names, Name(index, last, "MISC"))
        elif word == "Treaty" and words[index + 1] == "of" and (name := _covering(names, index + 2)):
            names = _put(names, name._replace(label="LOC" if name.label == "PER" else name.label))
    return names


def _pairs(words: Sequence[str], names: list[Name]) -> list[Name]:
    """Given names that share the surname of the next: "Bill and Hillary Clinton"."""
    for name in [name for name in names if name.label == "PER" and name.last - name.first > 1 and name.first > 1]:
        given = name.first - 2
        if words[given + 1] in _AND and wordlists.is_first_name(words[given]) and _covering(names, given) is None:
            names = _put(names, Name(given, given + 1, "PER"))
    return names


def _units(words: Sequence[str], names: list[Name]) -> list[Name]:
    """Military units with their numbers: the 82nd Airborne Division, Light Infantry Division 77."""
    if _UNITS.isdisjoint(words):
        return names
    for index, word in enumerate(words):
        if word not in _UNITS:
            continue
        first = index
        while first and _is_capitalised(words[first - 1]) and words[first - 1] not in ("The", "A"):
            first -= 1
        last = index + 1
        if first and _ORDINAL.fullmatch(words[first - 1]):
            first -= 1
        elif words[last : last + 1] and words[last].isdigit() and len(words[last]) <= 3:
            last += 1
        else:
            continue
        while first < index and words[first] in lexicon.affiliations():
            first += 1
        names = _put(names, Name(first, last, "ORG"))
    return names


def _organizations(words: Sequence[str], names: list[Name]) -> list[Name]:
    """Organisations with a plural's apostrophe inside, and those whose name goes on before their acronym."""
    for name in [name for name in names if name.label == "ORG"]:
        first, last = name.first, name.last
        if first > 1 and words[first - 1] in _APOSTROPHES and words[first - 2][-1] == "s":
            while first and (_is_capitalised(words[first - 1]) or words[first - 1] in _APOSTROPHES):
                first -= 1
            first += words[first] in ("The", *_APOSTROPHES)
        rest = last
        while rest < len(words) and rest - last < _LONGEST_REST and _goes_on(words[rest]):
            rest += 1
        if rest > last and words[last] in _JOINERS and _is_acronym_in_brackets(words, rest):
            last = rest
        if (first, last) != (name.first, name.last):
            names = _put(names, Name(first, last, "ORG"))
    return names


def _goes_on(word: str) -> bool:
    """Whether an organisation's name may go on with a word."""
    return word in _JOINERS or _is_capitalised(word)


def _is_acronym_in_brackets(words: Sequence[str], index: int) -> bool:
    """Whether an acronym in brackets stands at ``index``."""
    return (
        words[index : index + 1] == ["("]
        and words[index + 2 : index + 3] == [")"]
        and words[index + 1].isupper()
        and len(words[index + 1]) > 2
    )


def _two_names(words: Sequence[str], names: list[Name]) -> list[Name]:
    """Two names that follow one another without a comma, as where a headline runs into a dateline: "Syria Idlib".

    The first is a place, the second one too, or an agency in capitals: "Aleppo SANA".
    """
    for name in names:
        if name.label == "LOC" and name.last - name.first > 1:
            middle, label = _where_parted(words[name.first : name.last])
            if middle:
                first = Name(name.first, name.first + middle, "LOC")
                names = [*_put(names, first), Name(name.first + middle, name.last, label)]
    return names


def _where_parted(words: Sequence[str]) -> tuple[int, str]:
    """After how many words a place's name ends and another begins, and the label of that; 0 for one name."""
    if _is_known_place(words):
        return 0, ""
    labels = ((at, _label_of_known(words[at:])) for at in range(1, len(words)) if _is_known_place(words[:at]))
    return next(((at, label) for at, label in labels if label), (0, ""))


def _label_of_known(words: Sequence[str]) -> str:
    """The label of a well-known place, or of an organisation by its acronym; "" for what is neither."""
    known = curated.table().find(" ".join(words))
    if known is not None and known.type is EntityType.ORGANIZATION and len(words) == 1 and words[0].isupper():
        return "ORG"
    return "LOC" if _is_known_place(words) else ""


def _is_known_place(words: Sequence[str]) -> bool:
    name = " ".join(words)
    place = whereabouts(name)
    return place is not None and plain_key(name) in known_places().keys and not _is_usual(words[0])


def _persons_called_as_places(words: Sequence[str], names: list[Name]) -> list[Name]:
    """Persons whose given name is a province's: Salah al-Din al-Ayyubi. What is called after where it lies stays."""
    for name in names:
        if name.label == "LOC" and name.last - name.first > 1 and wordlists.is_first_name(words[name.first]):
            last = _end_of_surname(words, name.last)
            if last > name.last and words[name.first] not in _FIRST_OF_PLACES:
                rest = " ".join(words[name.last : last])
                if whereabouts(rest) is None and plain_key(rest) not in known_places().keys:
                    names = _put(names, Name(name.first, last, "PER"))
    return names


def _end_of_surname(words: Sequence[str], first: int) -> int:
    """Where a surname with an Arabic article ends that begins at ``first``; ``first`` if none does."""
    article, hyphen, rest = words[first].partition("-") if first < len(words) else ("", "", "")
    if article.lower() not in ARTICLES:
        return first
    if hyphen:
        return first + 1 if rest[:1].isupper() else first
    return first + 2 if words[first + 1 : first + 2] and words[first + 1][0].isupper() else first


_Rule = Callable[[Sequence[str], list[Name]], list[Name]]
_RULES: tuple[_Rule, ...] = (
    _two_names,
    _persons_called_as_places,
    _places,
    _storms_and_ships,
    _pairs,
    _units,
    _organizations,
)
