"""Whether a word's form is what a pattern or a spelling of a query asks for."""

from __future__ import annotations

import re
from collections.abc import Callable

from index.query.tree import Match, Term


def form_test(term: Term) -> Callable[[str], bool]:
    """A test of folded forms for a term that is a pattern or a spelling."""
    if term.match is Match.PATTERN:
        return Glob(term.form).matches
    from rapidfuzz.distance import Levenshtein  # 20 ms, for ~ only

    return lambda form: Levenshtein.distance(form, term.form, score_cutoff=term.edits) <= term.edits


class Glob:
    """A pattern with ``*`` (any letters) and ``?`` (one), matched from left to right without going back.

    What stands between two stars is looked for where it comes first; that leaves the most for what follows. So a form
    is passed over once, whatever the pattern is.
    """

    def __init__(self, pattern: str) -> None:
        first, *others = pattern.split("*")
        self._first, self._last = _Literal(first), _Literal(others.pop()) if others else None
        self._between = [_Literal(part) for part in others if part]

    def matches(self, form: str) -> bool:
        """Whether the whole form is as the pattern says."""
        if self._last is None:
            return len(form) == self._first.length and self._first.stands_at(form, 0)
        at, end = self._first.length, len(form) - self._last.length
        if end < at or not self._first.stands_at(form, 0) or not self._last.stands_at(form, end):
            return False
        for literal in self._between:
            found = literal.find(form, at, end)
            if found < 0:
                return False
            at = found + literal.length
        return True


class _Literal:
    """Letters of a pattern; a ``?`` among them is any one letter."""

    def __init__(self, letters: str) -> None:
        self.length = len(letters)
        self._letters = letters
        self._regex = re.compile(re.escape(letters).replace(r"\?", "."), re.DOTALL) if "?" in letters else None

    def stands_at(self, form: str, at: int) -> bool:
        """Whether the letters stand at a place."""
        if self._regex is None:
            return form.startswith(self._letters, at)
        return self._regex.match(form, at) is not None

    def find(self, form: str, start: int, end: int) -> int:
        """Where the letters stand first between these places, -1 if nowhere."""
        if self._regex is None:
            return form.find(self._letters, start, end)
        found = self._regex.search(form, start, end)
        return found.start() if found else -1
