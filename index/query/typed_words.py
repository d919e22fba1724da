"""From words as they are typed to the terms of a query: forms, patterns, spellings."""

from __future__ import annotations

import re

from index.errors import QueryError
from index.query.tree import Match, Term
from index.text.folding import IGNORED, fold
from index.text.words import MARKS, UNSPACED, means_acronym, words

MAX_EDITS = 2
LETTERS_WITH_LEADING_WILDCARD = 3
CHARACTERS_AT_A_STAR = 10
"""In a script without spaces a ``*`` inside a pattern stands for so many characters at most."""

QUESTION_MARK = re.compile(r"(?<!\\)\?[^\w*\\]*$")
"""A ``?`` after which a word has no more letters: that is how a question ends. ``\\?`` asks for one more letter."""

_PIECE = re.compile(rf"(?:[^\W_]|[{MARKS}{IGNORED}]|[*?]|\\\?)+")
_RUN = re.compile(r"[*?]*[^\d*?]\D*|[*?]*\d[\d*?]*")
"""Letters with their wildcards, or digits."""


def terms_of(text: str, *, exact: bool = False, anyhow: bool = False) -> tuple[Term, ...]:
    """The words of a text as terms. ``exact`` asks for just these forms, ``anyhow`` for them in small letters, too.

    A word in capitals is a name or an acronym: it has no other forms. The letters of a type's name (AK-47) are none.
    """
    found = list(words(text))
    terms = []
    for at, word in enumerate(found):
        of_a_type = at + 1 < len(found) and found[at + 1].form.isdigit() and found[at + 1].start <= word.end + 1
        in_capitals = len(word.form) > 1 and text[word.start : word.end].isupper()
        match = Match.EXACT if exact or in_capitals else Match.STEM
        if word.capitals and means_acronym(word.form) and not anyhow and not of_a_type:
            match = Match.ACRONYM
        terms.append(Term(word.form, match))
    return tuple(terms)


def spelling(text: str, edits: str, column: int) -> Term:
    """The word before a ``~`` with the letters that may differ. Raises QueryError."""
    found = list(words(text))
    if len(found) != 1 or "*" in text or "?" in text:
        raise QueryError('~ works on one word; for words near each other write "a b"~5', column)
    if edits and not 1 <= int(edits[:6]) <= MAX_EDITS:
        raise QueryError(f"write ~1 or ~{MAX_EDITS}: how many letters may differ", column + len(text))
    return Term(found[0].form, Match.FUZZY, int(edits or 1))


def patterns(text: str, column: int) -> tuple[tuple[Term, ...], int | None]:
    """The words of a text with wildcards, and the number of words within which they stand if not one by one.

    In scripts without spaces each character is a word, and a ``*`` at the end of them stands for what comes anyway.
    Raises QueryError; ``column`` is that of the text's first character.
    """
    terms: list[Term] = []
    stars = 0
    for piece in _PIECE.finditer(text):
        parts = _parts(re.sub(r"\*+", "*", piece.group().replace("\\", "")))
        stars += sum(part == "*" for part in parts[1:-1])
        if not any(c.isalnum() for part in parts for c in part):
            raise QueryError(f"'{piece.group()}' alone matches every word; add letters to it", column + piece.start())
        terms += [_pattern(part, column + piece.start()) for part in parts if part != "*"]
    return tuple(terms), len(terms) - 1 + stars * CHARACTERS_AT_A_STAR if stars and len(terms) > 1 else None


def _pattern(part: str, column: int) -> Term:
    form = re.sub(r"[^*?]+", lambda run: fold(run.group()), part)
    letters = len(re.sub(r"[*?]", "", form))
    if letters and form[0] in "*?" and letters < LETTERS_WITH_LEADING_WILDCARD:
        raise QueryError("a wildcard at the start needs three letters after it", column)
    return Term(form, Match.PATTERN if letters < len(form) else Match.STEM)


def _parts(piece: str) -> list[str]:
    """A pattern cut where words are: between letters and digits, and about each character of scripts without spaces."""
    parts: list[str] = []
    for run in re.split(f"({UNSPACED.pattern})", piece):
        parts += _RUN.findall(run) or list(run)
    return parts
