"""The words of very many names, read once, so that a condition on names need not read each of them again."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np

from index.query.form_tests import form_test
from index.query.hits import matches
from index.query.tree import Match, Term, TextLeaf
from index.text.stemming import stem
from index.text.word_family import is_form
from index.text.words import entry, starts_of, surfaces


class NameWords:
    """Names by their words."""

    def __init__(self, names: Iterable[str]) -> None:
        different = dict.fromkeys(names)
        plain = [name for name in different if name.isascii()]
        others = [name for name in different if not name.isascii()]
        self.names = (*plain, *others)
        joined = "\n".join(self.names)  # no word goes beyond the end of a line
        ends = np.cumsum([len(name) + 1 for name in self.names], dtype=np.int64)
        found = surfaces("\n".join(plain)) + surfaces("\n".join(others))  # much quicker where all is ASCII
        numbers: dict[str, int] = {}
        written = np.array([numbers.setdefault(word, len(numbers)) for word in found], np.int64)
        order = np.argsort(written, kind="stable")
        starts = np.fromiter(starts_of(joined, found), np.int64, len(found))
        self._names_of = np.searchsorted(ends, starts, side="right")[order]  # of one word after the other
        self._starts = np.searchsorted(written[order], np.arange(len(numbers) + 1))
        self._entries = [entry(word) for word in numbers]

    @cached_property
    def _stems(self) -> list[str]:
        return [stem(form) for form, _ in self._entries]

    def matching(self, leaf: TextLeaf) -> set[str]:
        """The names that hold what a condition asks for."""
        holding = np.ones(len(self.names), np.bool_)
        for term in set(leaf.terms):
            holding &= self._with_word(term)
        found = (self.names[number] for number in np.flatnonzero(holding).tolist())
        one_word = len(leaf.terms) == 1 and not leaf.whole and leaf.distance is None
        return set(found) if one_word else {name for name in found if matches(leaf, name)}

    def _with_word(self, term: Term) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        holding = np.zeros(len(self.names), np.bool_)
        for word in self._words(term):
            holding[self._names_of[self._starts[word] : self._starts[word + 1]]] = True
        return holding

    def _words(self, term: Term) -> list[int]:
        """The numbers of the words that a word of a query asks for, as ``TextWords`` finds them in a text."""
        if term.match is Match.STEM and not term.is_name:
            wanted = stem(term.form)
            sharing = (number for number, found in enumerate(self._stems) if found == wanted)
            return [number for number in sharing if is_form(self._entries[number][0], term.form)]
        if term.match in (Match.EXACT, Match.STEM):
            return [number for number, (form, _) in enumerate(self._entries) if form == term.form]
        if term.match is Match.ACRONYM:
            return [number for number, found in enumerate(self._entries) if found == (term.form, True)]
        accepts = form_test(term)
        return [number for number, (form, _) in enumerate(self._entries) if accepts(form)]
