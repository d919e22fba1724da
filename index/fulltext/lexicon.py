"""Which terms of a segment a word of a query asks for, without looking at each of them."""

from __future__ import annotations

import re
from functools import cached_property

import numpy as np

from index.arrays.ranges import Array, IntArray, counts_of
from index.fulltext.by_language import Stems
from index.fulltext.segment import TermArrays
from index.query.form_tests import Glob
from index.query.tree import Match, Term
from index.text.languages import languages_in
from index.text.stemming import has_usual_forms, stem
from index.text.word_family import is_form

LONGEST = 255
"""Characters; longer words are told apart only by comparing them."""


class Lexicon:
    """The terms of one field of one segment."""

    def __init__(self, terms: TermArrays) -> None:
        self._terms = terms
        self._stems = Stems(terms)

    def numbers(self, term: Term) -> IntArray:
        """The ascending numbers of the terms that a word of a query asks for."""
        if term.match is Match.PATTERN:
            return self._matching(term.form)
        if term.match is Match.FUZZY:
            return self._spelled_like(term.form, term.edits)
        found = {self._terms.number((term.form.upper() if term.match is Match.ACRONYM else term.form).encode())}
        for language in languages_in(term.language) if term.match is Match.STEM else ():
            if not has_usual_forms(term.form, language):
                found.update(self._stems.numbers(term.form, language))
            elif not term.is_name:
                sharing = self._terms.numbers_with_stem(stem(term.form))
                found.update(number for number in sharing if is_form(self._terms.term(number).decode(), term.form))
        return np.array(sorted(found - {-1}), np.int64)

    # Patterns

    def _matching(self, pattern: str) -> IntArray:
        """The terms that a pattern with ``*`` and ``?`` matches; words in capitals are none of them."""
        literals = re.split(r"[*?]+", pattern)
        start, stop = self._terms.numbers_with_prefix(literals[0].encode())
        if pattern == f"{literals[0]}*":
            return np.arange(start, stop)
        rarest = max((*(part.encode() for part in literals[1:-1]), _at_end(literals[-1])), key=len)
        if rarest:
            candidates = self._terms.numbers_holding(rarest, start, stop)
            if pattern in (f"*{literals[-1]}", f"*{literals[-2]}*"):
                return candidates
        else:
            candidates = np.arange(start, stop)
        accepts = Glob(pattern).matches
        return np.array([n for n in candidates.tolist() if accepts(self._terms.term(n).decode())], np.int64)

    # Spelling

    def _spelled_like(self, form: str, edits: int) -> IntArray:
        """The terms that are at most so many letters (added, left out or changed) away from a word."""
        letters, lengths = self._letters
        wanted = np.bitwise_or.reduce(_bits(np.frombuffer(form.encode(), np.uint8)))
        near = lengths >= min(LONGEST, max(0, len(form) - edits))
        near &= lengths <= min(LONGEST, len(form) + edits)
        near &= np.bitwise_count(letters ^ wanted) <= 2 * edits  # one edit takes one letter and brings one
        candidates: IntArray = np.flatnonzero(near)
        if not len(candidates):
            return candidates
        others = [term.decode() for term in self._terms.terms_of(candidates)]
        from rapidfuzz.distance import Levenshtein  # these take 30 ms, and are for ~ only
        from rapidfuzz.process import cdist

        (distances,) = cdist([form], others, scorer=Levenshtein.distance, score_cutoff=edits, dtype=np.uint8)
        near_enough = np.flatnonzero(distances <= edits).tolist()
        return candidates[[place for place in near_enough if not others[place].isupper()]]

    @cached_property
    def _letters(self) -> tuple[Array, Array]:
        """Of each term the set of its ASCII letters and digits as bits, and its length, in bytes that are read fast."""
        content = self._terms.text()
        starts = self._terms.offsets[:-1].astype(np.int64)
        letters = np.bitwise_or.reduceat(_bits(content), starts)
        continued = np.concatenate(([0], np.cumsum((content & 0xC0) == 0x80, dtype=np.int64)))
        bounds = self._terms.offsets.astype(np.int64)
        lengths = counts_of(bounds) - 1 - (continued[bounds[1:]] - continued[bounds[:-1]])
        return letters, np.minimum(lengths, LONGEST).astype(np.uint8)


def _at_end(literal: str) -> bytes:
    return literal.encode() + b"\0" if literal else b""


def _bits(content: Array) -> Array:
    """One of 32 bits for each byte of ASCII; letters have one each, digits share one with some of them."""
    bits = np.left_shift(np.uint32(1), (content & 31).astype(np.uint32))
    bits[(content == 0) | (content > 127)] = 0
    return bits
