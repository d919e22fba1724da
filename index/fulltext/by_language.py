"""Words in the languages of their documents: a form counts only in documents of the language it is a form in."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import takewhile

import numpy as np
import numpy.typing as npt

from index.arrays.ranges import IntArray
from index.fulltext.segment import TermArrays
from index.text.stemming import LAST_LETTER_VARIES, SPELLED_OTHERWISE, UMLAUTS, stem


@dataclass(frozen=True, slots=True)
class DocumentLanguages:
    """The language of every document of a snapshot, by its number."""

    names: tuple[str, ...]  # "" for documents of which it is not known
    of: npt.NDArray[np.int64]

    def among(self, docs: IntArray, names: Collection[str]) -> npt.NDArray[np.bool_]:
        """Which of these documents are of one of the languages."""
        wanted = np.array([name in names for name in self.names], np.bool_)
        return wanted[self.of[docs]]


class Stems:
    """The terms of one field of one segment by their stems in other languages than English."""

    def __init__(self, terms: TermArrays) -> None:
        self._terms = terms
        self._tables: dict[str, dict[str, list[int]]] = {}

    def numbers(self, form: str, language: str) -> Sequence[int]:
        """The numbers of the terms that share the stem of a form in a language."""
        root = stem(form, language)
        if language in SPELLED_OTHERWISE:
            return self._table(language).get(root, [])
        beginning = "".join(a for a, _ in takewhile(lambda pair: pair[0] == pair[1], zip(root, form, strict=False)))
        umlaut = UMLAUTS.search(beginning) if language == "de" else None
        if umlaut is not None:
            beginning = beginning[: umlaut.end()]  # fluchtling is Flüchtling, which may be written fluechtling
        elif language in LAST_LETTER_VARIES and len(beginning) > 1:
            beginning = beginning[:-1]
        if not beginning:
            return []
        start, stop = self._terms.numbers_with_prefix(beginning.encode())
        found = enumerate(self._terms.terms(start, stop), start)
        return [number for number, term in found if stem(term.decode(), language) == root]

    def _table(self, language: str) -> dict[str, list[int]]:
        """All terms in a language's script by their stems, made when the first is asked for."""
        if language not in self._tables:
            start, stop = (self._terms.number_from(letter.encode()) for letter in SPELLED_OTHERWISE[language])
            table: dict[str, list[int]] = {}
            for number, term in enumerate(self._terms.terms(start, stop), start):
                table.setdefault(stem(term.decode(), language), []).append(number)
            self._tables[language] = table
        return self._tables[language]
