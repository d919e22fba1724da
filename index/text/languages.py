"""The languages of a document as one string, and what a query must know of them: it knows no stemmer."""

from __future__ import annotations

SEVERAL = "+"
"""What joins the languages of a document with paragraphs in several, the main one first."""

_FRENCH = "l d j m t s c n qu jusqu lorsqu puisqu quoiqu"
_ITALIAN = "l d all dall dell nell sull coll un quest quell c s m t v n"
ELISIONS = {"fr": frozenset(_FRENCH.split()), "it": frozenset(_ITALIAN.split()), "ca": frozenset("l d s m n t".split())}
"""What loses its vowel and is written together with the next word, by language: l'accord, dell'accordo."""


def languages_in(language: str) -> list[str]:
    """The languages whose forms count in a document: one, or several ("de+en")."""
    return language.split(SEVERAL)
