"""Whether a word's form is what a pattern or a spelling of a query asks for."""

from __future__ import annotations

import re
from collections.abc import Callable

from rapidfuzz.distance import Levenshtein

from index.query.tree import Match, Term


def form_test(term: Term) -> Callable[[str], bool]:
    """A test of folded forms for a term that is a pattern or a spelling."""
    if term.match is Match.PATTERN:
        pattern = re.compile(glob_to_regex(term.form))
        return lambda form: pattern.fullmatch(form) is not None
    return lambda form: Levenshtein.distance(form, term.form, score_cutoff=term.edits) <= term.edits


def glob_to_regex(pattern: str) -> str:
    """A regular expression for ``*`` (any letters) and ``?`` (one). Runs of stars are one, so that it stays quick."""
    pieces = re.split(r"(\*+|\?)", pattern)
    return "".join(".*" if piece.startswith("*") else "." if piece == "?" else re.escape(piece) for piece in pieces)
