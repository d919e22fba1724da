"""Stems of words: what the forms of one word have in common."""

from __future__ import annotations

import Stemmer

_STEMMER = Stemmer.Stemmer("english", 0)


def stem(form: str) -> str:
    """The English stem of a folded word (Porter's Snowball stemmer for English): meets, meeting are meet."""
    return str(_STEMMER.stemWord(form))


def stems(forms: list[str]) -> list[str]:
    """The stems of many forms, in their order."""
    return list(_STEMMER.stemWords(forms))
