"""Operations and weapons: by lists that people can read and extend, and by the way that they are written.

An operation is what a list calls one, or the word Operation with the capitalised words after it. A weapon is what a
list has, or a designation of letters and digits by which it goes in all languages (Kh-101, MiG-29, BTR-80).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from index.entities import curated, features, lexicon
from index.entities.consistency import Name
from index.entities.tables import parts, rows_with_additions
from index.model import EntityType

OPERATION, WEAPON = "OPN", "WPN"

_LONGEST_OPERATION = 4  # words after "Operation"
_AFTER_OPERATION = lexicon.TITLES | lexicon.MONTHS_AND_DAYS | {"Vice"}  # words that are no part of its name
_INSIDE_OPERATION = frozenset("of the and".split())
# Series whose letters stand for nothing else, and their numbers with what may follow: MiG-29SMT, Kh-101s.
_DESIGNATION = re.compile(
    r"(?:Kh|MiG|Su|Mi|Ka|BMP|BTR|BRDM|BM|RPG|AK|PKM|AGM|AIM|GBU|MQ|RQ|FIM|FGM|BGM|DF|KN|SS|RS|Qiam|Zelzal|Fajr|Fateh)"
    r"[-‑]\d{1,4}[A-Z]{0,3}(?:[-/][A-Z0-9]{1,3})?(?P<plural>s?)"
)


@dataclass(frozen=True, slots=True)
class Weapon:
    """A weapon of the list. ``form`` is one of its names, ``name`` the one that is shown."""

    name: str
    form: str
    words: tuple[str, ...]  # of the form, in small letters


@cache
def _weapons() -> dict[str, list[Weapon]]:
    """The user's and the shipped weapons by the first word of their names and its plural, the longest first."""
    found: dict[str, list[Weapon]] = defaultdict(list)
    for name, _, others in rows_with_additions("weapons.tsv"):
        for form in (name, *parts(others)):
            words = tuple(form.lower().split())
            weapon = Weapon(name, form, words)
            found[words[0]].append(weapon)
            if len(words) == 1:
                found[words[0] + "s"].append(weapon)
    return {first: sorted(weapons, key=lambda weapon: -len(weapon.words)) for first, weapons in found.items()}


def _singular(word: str) -> str:
    """A word in small letters without the -s of a plural."""
    return word[:-1] if word.endswith("s") and len(word) > 2 else word


def _is_written_so(weapon: Weapon, words: Sequence[str]) -> bool:
    """Whether ``words`` are a name of a weapon, plurals and capitals considered."""
    lower = [word.lower().replace("‑", "-") for word in words]
    if tuple(lower) != weapon.words and (*lower[:-1], _singular(lower[-1])) != weapon.words:
        return False
    if weapon.form.isupper() and weapon.form.isalpha():
        return words[0].removesuffix("s").isupper()
    return words[0][0].isupper() or not weapon.form[0].isupper()


def _weapon_at(words: Sequence[str], index: int) -> Weapon | None:
    """The weapon of the list whose name begins at ``index``, by its longest name."""
    for weapon in _weapons().get(words[index].lower(), ()):
        if _is_written_so(weapon, words[index : index + len(weapon.words)]):
            return weapon
    return None


def _operation_at(words: Sequence[str], index: int) -> int:
    """How many words the operation has that begins with the word "Operation" at ``index``; 0 for none."""
    end = index + 1
    last = end
    while end < len(words) and end - index <= _LONGEST_OPERATION:
        word = words[end]
        if features.is_name_like(word) and word.rstrip(".") not in _AFTER_OPERATION:
            last = end + 1
        elif word not in _INSIDE_OPERATION or last == index + 1:
            break
        end += 1
    return last - index if last > index + 1 else 0


def _curated_operation_at(words: Sequence[str], index: int) -> int:
    """How many words the curated operation has that begins at ``index``; 0 for none."""
    for size in range(min(_LONGEST_OPERATION, len(words) - index), 0, -1):
        entry = curated.table().find(" ".join(words[index : index + size]))
        if entry is not None and entry.type is EntityType.OPERATION and features.is_name_like(words[index + size - 1]):
            return size
    return 0


def _is_organization(words: Sequence[str]) -> bool:
    """Whether a list has these words as an organisation: Operation Smile."""
    entry = curated.table().find(" ".join(words))
    return entry is not None and entry.type is EntityType.ORGANIZATION


def find_armament(words: Sequence[str]) -> list[Name]:
    """The operations and weapons among the words of a sentence."""
    found: list[Name] = []
    weapons = _weapons()
    in_capitals = None
    index = 0
    while index < len(words):
        word = words[index]
        lower = word.lower()
        if lower not in weapons and lower != "operation" and "-" not in word and "‑" not in word:
            index += 1
            continue
        size = 0
        label = WEAPON
        if word == "Operation" or (word == "OPERATION" and words[index + 1 : index + 2]):
            if in_capitals is None:
                in_capitals = bool(features.with_usual_case(list(words))[1])
            size = _curated_operation_at(words, index) or (0 if in_capitals else _operation_at(words, index))
            label = OPERATION
            if size and _is_organization(words[index : index + size]):
                size = 0
        elif lower in weapons:
            weapon = _weapon_at(words, index)
            size = len(weapon.words) if weapon is not None else 0
        if not size and word[-1:].isalnum() and _DESIGNATION.fullmatch(word):
            size, label = 1, WEAPON
        if size:
            found.append(Name(index, index + size, label))
        index += max(size, 1)
    return found


def with_armament(words: Sequence[str], names: Sequence[Name], surnames: Iterable[str]) -> list[Name]:
    """``names`` with the operations and weapons of the sentence, which take the place of what lies inside them.

    A weapon inside a longer name is none (the Kalashnikov Museum), and none that is a person's surname here.
    """
    result = list(names)
    for found in find_armament(words):
        overlapped = [name for name in result if name.first < found.last and found.first < name.last]
        longer = any(name.first < found.first or found.last < name.last for name in overlapped)
        if found.label == WEAPON and (longer or words[found.last - 1] in surnames):
            continue
        result = [name for name in result if name not in overlapped] + [found]
    return sorted(result)


def weapon_named(surface: str) -> str:
    """The one name of the weapon that ``surface`` names."""
    words = surface.split()
    weapon = _weapon_at(words, 0) if words else None
    if weapon is not None and len(weapon.words) == len(words):
        return weapon.name
    match = _DESIGNATION.fullmatch(surface)
    return surface.removesuffix("s").replace("‑", "-") if match and match["plural"] else surface.replace("‑", "-")
