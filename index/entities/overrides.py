"""What the lists know for certain, against what the tagger guessed.

Curated names of several words are found wherever they stand; single ones settle the type of what the tagger
found, and are added where it found nothing and the word is no usual one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from index.entities import curated, features, lexicon, wordlists
from index.entities.armament import OPERATION, WEAPON
from index.entities.consistency import POSSESSIVES, Name
from index.entities.edges import is_after_party, trimmed
from index.entities.gazetteer import gazetteer
from index.entities.keys import plain_key
from index.entities.places import known_places
from index.entities.remembering import Remembered
from index.model import EntityType

LABELS = {kind: kind.value for kind in EntityType} | {
    EntityType.PERSON: "PER",
    EntityType.ORGANIZATION: "ORG",
    EntityType.PLACE: "LOC",
    EntityType.AFFILIATION: "AFF",
    EntityType.OPERATION: OPERATION,
    EntityType.WEAPON: WEAPON,
}
"""The label of each type: those of the tagger, and the type itself where only lists know it."""

_CERTAIN_TOWN = 50_000  # inhabitants from which a town's name of several words is no person's
_OFFICES = frozenset("Minister Ministers Secretary minister ministers secretary".split())
_LONGEST_PHRASE = 10  # words
_STORY_CODE = re.compile(r"[A-Z]{1,3}\d[A-Z0-9]{5,}")  # agencies put it into their texts: L1N2DO1NW


@cache
def _phrases() -> dict[str, dict[str, str]]:
    """The known names of several words by the first of them: their plain keys with their labels."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for key in known_places().keys:
        if " " in key:
            found[key.partition(" ")[0]][key] = "LOC"
    for form in lexicon.affiliations():
        key = plain_key(form)
        if " " in key and "-" not in form:
            found[key.partition(" ")[0]][key] = "AFF"
    titles = {plain_key(title) for title in lexicon.TITLES}
    for key, kind in curated.table().types.items():
        if " " in key and not (kind is EntityType.PERSON and key.partition(" ")[0] in titles):
            found[key.partition(" ")[0]][key] = LABELS[kind]
    return dict(found)


def _phrases_from(word: str) -> dict[str, str] | None:
    """The known names of several words that may begin with ``word``, None if there are none or it begins no name."""
    if word[0].isupper() or features.is_name_like(word):
        return _phrases().get(plain_key(word).partition(" ")[0])
    return None


_PHRASES_FROM = Remembered(_phrases_from)


def _phrase_at(words: Sequence[str], start: int, known: Mapping[str, str]) -> Name | None:
    """The longest name of several words that begins at ``start``, of the ``known`` ones by their plain keys."""
    key = ""
    longest = None
    for end in range(start, min(start + _LONGEST_PHRASE, len(words))):
        key = f"{key} {plain_key(words[end])}".strip()
        label = known.get(key)
        if label is not None and (features.is_name_like(words[end]) or words[end] in POSSESSIVES):
            longest = Name(start, end + 1, label)
    return longest


def _with_phrases(words: Sequence[str], names: Sequence[Name]) -> list[Name]:
    """``names`` with the known names of several words in place of what they overlap, unless that is longer."""
    result = list(names)
    end = 0
    for index, known in enumerate(map(_PHRASES_FROM.__getitem__, words)):
        phrase = _phrase_at(words, index, known) if known is not None and index >= end else None
        if phrase is None:
            continue
        overlapped = [name for name in result if _overlaps(name, phrase)]
        if not any(_keeps(words, name, phrase) for name in overlapped):
            result = [name for name in result if name not in overlapped] + [phrase]
        end = phrase.last
    return sorted(result)


def _keeps(words: Sequence[str], name: Name, phrase: Name) -> bool:
    """Whether a name that the tagger found stands against a known phrase that it overlaps."""
    longer = name.first <= phrase.first and phrase.last <= name.last and name[:2] != phrase[:2]
    # The National Assembly is not The National.
    goes_on = words[phrase.first] == "The" and phrase.first < name.first and phrase.last < name.last
    # "New York" may be a team, as the tagger says; it is never a person.
    team = name[:2] == phrase[:2] and (name.label, phrase.label) == ("ORG", "LOC")
    return longer or team or goes_on


def _is_usual(word: str) -> bool:
    """Whether a word is one that is usually written small."""
    return wordlists.case_class(word.lower()) in "012"


def _is_personal(word: str) -> bool:
    """Whether a word is a given name or a surname."""
    return wordlists.is_first_name(word) or wordlists.is_last_name(word)


def _certain_label(words: Sequence[str], label: str = "") -> str | None:
    """The label that the lists give to a whole name that the tagger calls ``label``, None if they cannot tell."""
    text = " ".join(words)
    entry = curated.table().find(text)
    if entry is not None and not (len(words) == 1 and label == "PER" and _is_personal(text)):
        return LABELS[entry.type]
    if len(words) == 1 and _is_personal(text):
        return None
    key = plain_key(text)
    if key in known_places().keys:
        is_acronym = text.isupper() and len(text) <= features.LONGEST_BARE_ACRONYM
        return None if is_acronym and text not in lexicon.country_names() else "LOC"
    if text in lexicon.affiliations() and len(words) == 1:
        return "AFF"
    if len(words) > 1 and words[-1] in lexicon.ORGANIZATION_HEADS:
        return "ORG"
    if len(words) > 1 or "-" in text[3:]:
        towns = gazetteer().by_plain_key(key)
        if towns and towns[0].rank >= _CERTAIN_TOWN:
            return "LOC"
    return None


def _settled(words: Sequence[str], names: Iterable[Name]) -> list[Name]:
    """``names`` with the types that the lists are certain of."""
    result = []
    for name in names:
        if " ".join(words[name.first : name.last]).rstrip(".") in lexicon.NO_NAMES:
            continue
        if name.label == "ORG" and _is_portfolio(words, name):
            continue
        if name.last - name.first == 1 and _STORY_CODE.fullmatch(words[name.first]):
            continue
        label = name.label
        if label != "AFF":
            certain = _certain_label(words[name.first : name.last], label)
            if certain is not None and not (certain == "LOC" and label == "ORG" and _may_be_team(words, name)):
                label = certain
        result.append(name if label == name.label else name._replace(label=label))
    return result


def _is_portfolio(words: Sequence[str], name: Name) -> bool:
    """Whether a name is what somebody is minister of, which names no ministry: "Minister of Mines"."""
    return name.first >= 2 and words[name.first - 1] in ("of", "for") and words[name.first - 2] in _OFFICES


def _parted(words: Sequence[str], name: Name) -> list[Name]:
    """``name``, or the names that it consists of: two known ones, "House and Senate", or those about a dash."""
    dash = next((index for index in range(name.first + 1, name.last - 1) if words[index] in "–—"), None)
    if dash is not None and name.label in ("PER", "LOC"):
        return [name._replace(last=dash), *_parted(words, name._replace(first=dash + 1))]
    inside = [index for index in range(name.first + 1, name.last - 1) if words[index] in ("and", "&")]
    if len(inside) != 1 or _certain_label(words[name.first : name.last]) is not None:
        return [name]
    first, second = (name.first, inside[0]), (inside[0] + 1, name.last)
    labels = [_certain_label(words[start:end]) for start, end in (first, second)]
    if None in labels:
        return [name]
    return [Name(*span, label) for span, label in zip((first, second), labels, strict=True) if label is not None]


def _may_be_team(words: Sequence[str], name: Name) -> bool:
    """Whether the tagger may know better that a place's name stands for its team or government here."""
    return words[name.first].isascii() and "-" not in words[name.first]


def _missed(words: Sequence[str], names: Sequence[Name]) -> list[Name]:
    """Known single names that no name covers: acronyms, and words that are nothing else."""
    covered = {index for name in names for index in range(name.first, name.last)}
    capitals = None
    found = []
    for index in features.name_like_words(words):
        if index in covered:
            continue
        word = words[index]
        if len(word) <= 3:
            if capitals is None:
                capitals = features.with_usual_case(list(words))[1] == "U"
            if capitals:
                continue
        entry = curated.table().find(word)
        if is_after_party(words, index):
            found.append(Name(index, index + 1, "LOC"))
        elif entry is not None and (word.isupper() or not (_is_usual(word) or _is_personal(word))):
            found.append(Name(index, index + 1, LABELS[entry.type]))
        elif entry is None and word in lexicon.country_names() and (word.isupper() or not _is_usual(word)):
            found.append(Name(index, index + 1, "LOC"))
    return found


def _overlaps(name: Name, other: Name) -> bool:
    """Whether two names share a word."""
    return name.first < other.last and other.first < name.last


def _credited(words: Sequence[str]) -> Name | None:
    """The photographer whose name a credit has in capitals after the agency: "Sputnik/ HİKMET DURGUN"."""
    if "/" not in words:
        return None
    slash = words.index("/")
    before = words[slash - 1] if slash else ""
    if before.lower() != "photo" and not before.isdigit() and curated.table().find(before) is None:
        return None
    end = slash + 1
    while end < len(words) and words[end].isalpha() and words[end].isupper() and not _is_usual(words[end]):
        end += 1
    known = curated.table().find(" ".join(words[slash + 1 : end]))
    return Name(slash + 1, end, "PER") if end - slash - 1 in (2, 3) and known is None else None


def correct(words: Sequence[str], names: Sequence[Name]) -> list[Name]:
    """The names of a sentence, corrected by what the lists know for certain."""
    if not any(word[0].isupper() for word in words):
        return list(names)
    kept = [part for name in names if (kept := trimmed(words, name)) for part in _parted(words, kept)]
    corrected = _settled(words, _with_phrases(words, kept))
    credited = _credited(words)
    if credited is not None and not any(_overlaps(name, credited) and name.label == "PER" for name in corrected):
        corrected = [name for name in corrected if not _overlaps(name, credited)] + [credited]
    return sorted([*corrected, *_missed(words, corrected)])
