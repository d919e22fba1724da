"""The words and names of leads, each by a number: what is asked of a word is asked once."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import Any

import numpy as np
import numpy.typing as npt

from index.arrays.ranges import IntArray
from index.compare.common_words import AGENCIES, usual_share
from index.compare.tokens import MONTHS, folded_name, is_content
from index.engine import Searcher
from index.model import EntityType
from index.text.quantities import NUMBER_WORDS
from index.text.stemming import stem, stems
from index.text.words import entry, word_forms

PRIOR = 200
"""How rare a word is cannot be told from a few documents: this many stories are taken to have been seen before."""

FREQUENT = 3
"""A form in fewer documents is as rare as can be; how many exactly, makes no difference."""

MONTH, NUMBER, YEAR = 1, 2, 4
"""What a form can be: the name of a month, digits, digits that are a year."""

CONTENT = 1
"""The bit in the code of a word as it is written that tells that it carries meaning."""

_PROPER = (EntityType.PERSON, EntityType.ORGANIZATION, EntityType.PLACE)
_MOST_SURFACES = 300_000  # different words as they are written, 40 MB


class Vocabulary:
    """Knows what the words and names of leads are, and how rare words are in the library.

    A word is a form with its stem. What documents name are entities: their type and name.
    """

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._size = searcher.count
        self._numbers: dict[tuple[str, str], int] = {}
        self._forms: list[str] = []
        self.encoded: list[bytes] = []  # the form of each word, with a space behind it
        self._terms = _Growing(np.int64)
        self._rarities = _Growing(np.float64)
        self._kinds = _Growing(np.uint8)
        self._codes: dict[str, int] = {}
        self._entities: dict[tuple[str, str], int] = {}
        self._named: list[tuple[str, EntityType, tuple[int, ...]]] = []
        self._proper = _Growing(np.bool_)
        self._agencies = _Growing(np.bool_)

    # Words

    def codes(self, surfaces: list[str]) -> list[int]:
        """For each word as it is written twice its number, and ``CONTENT`` if it carries meaning."""
        if len(self._codes) > _MOST_SURFACES:
            self._codes.clear()
        missing = [surface for surface in surfaces if surface not in self._codes]
        if missing:
            self._note(missing)
        return list(map(self._codes.__getitem__, surfaces))

    def _note(self, surfaces: list[str]) -> None:
        found = [entry(surface) for surface in surfaces]
        its_stems = stems([form for form, _ in found])
        for surface, (form, capitals), its_stem in zip(surfaces, found, its_stems, strict=True):
            number = self._number(form, NUMBER_WORDS.get(form, its_stem))
            self._codes[surface] = 2 * number + CONTENT * is_content(form, capitals)

    def _number(self, form: str, its_stem: str) -> int:
        number = self._numbers.get((form, its_stem))
        if number is None:
            number = self._numbers[form, its_stem] = len(self._forms)
            self._forms.append(form)
            self.encoded.append(f"{form} ".encode())
            self._terms.append(number_of(its_stem))
            self._rarities.append(self.rarity(form))
            self._kinds.append(_kind(form))
        return number

    def form(self, word: int) -> str:
        """The form of a word."""
        return self._forms[word]

    def terms(self, words: IntArray) -> IntArray:
        """The number of the stem of each of these words: the same one in every process."""
        return self._terms[words]

    def rarities(self, words: IntArray) -> npt.NDArray[np.float64]:
        """How rare the form of each of these words is."""
        return self._rarities[words]

    def kinds(self, words: IntArray) -> npt.NDArray[np.uint8]:
        """What the form of each of these words is: ``MONTH``, ``NUMBER`` and ``YEAR``, added up."""
        return self._kinds[words]

    @cached_property
    def _seen(self) -> Mapping[str, int]:
        return self._searcher.frequent_forms(FREQUENT)

    def rarity(self, form: str) -> float:
        """The inverse document frequency of a form, smoothed."""
        expected = PRIOR * usual_share(form)
        return max(0.0, math.log((self._size + PRIOR) / (self._seen.get(form, 1) + expected)))

    # Entities

    def entity(self, type_: str, name: str) -> int:
        """The number of an entity."""
        number = self._entities.get((type_, name))
        if number is None:
            number = self._entities[type_, name] = len(self._named)
            forms = word_forms(name)
            words = tuple(self._number(form, NUMBER_WORDS.get(form, stem(form))) for form in forms)
            self._named.append((name, EntityType(type_), words))
            self._proper.append(type_ in _PROPER)
            self._agencies.append(folded_name(name) in AGENCIES)
        return number

    def words_of(self, entity: int) -> tuple[int, ...]:
        """The words of an entity's name."""
        return self._named[entity][2]

    def proper(self, entities: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_]:
        """Which of these are people, organisations and places: they stand with their one name."""
        return self._proper[entities]

    def agencies(self, entities: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_]:
        """Which of these are news agencies."""
        return self._agencies[entities]

    def names(self, entities: npt.NDArray[np.int32]) -> dict[str, EntityType]:
        """The people, organisations and places among these, without agencies; of a name with two types the last."""
        told = entities[self.proper(entities) & ~self.agencies(entities)]
        return {name: type_ for name, type_, _ in (self._named[number] for number in told.tolist())}

    def name_rarity(self, name: str) -> float:
        """How rare a name is: as rare as its rarest word."""
        return max(map(self.rarity, word_forms(name)), default=0.0)


class _Growing:
    """An array that grows at its end."""

    def __init__(self, kind: npt.DTypeLike) -> None:
        self._values: npt.NDArray[Any] = np.zeros(1024, kind)
        self._count = 0

    def append(self, value: float) -> None:
        """Add a value."""
        if self._count == len(self._values):
            self._values = np.concatenate([self._values, np.zeros_like(self._values)])
        self._values[self._count] = value
        self._count += 1

    def __getitem__(self, places: npt.NDArray[np.integer]) -> npt.NDArray[Any]:
        found: npt.NDArray[Any] = self._values[places]
        return found


@lru_cache(maxsize=65_536)
def number_of(stem: str) -> int:
    """The number of a term: the same one in every process, whatever was numbered before."""
    return int.from_bytes(blake2b(stem.encode(), digest_size=8).digest(), "big") >> 1


def _kind(form: str) -> int:
    kind = MONTH if form in MONTHS else 0
    if form.isdigit():
        kind += NUMBER + (YEAR if len(form) == 4 and form.startswith(("19", "20")) else 0)
    return kind
