"""Long word lists that the tagger ships with: given names, surnames, and how a word is usually written."""

from __future__ import annotations

from index.entities.mapped_tables import shipped_table


def is_first_name(word: str) -> bool:
    """Whether a word, as written with one capital, is a given name."""
    return word in shipped_table("given_names")


def surname_class(word: str) -> int:
    """The class of a surname from 1 (the most frequent) to 4; 0 for what is none."""
    return int(shipped_table("surnames").get(word) or 0)


def is_last_name(word: str) -> bool:
    """Whether a word, as written with one capital, is a surname."""
    return word in shipped_table("surnames")


def case_class(lower: str) -> str:
    """How a word, given in small letters, is usually written.

    "0" nearly always small, "1" mostly small, "2" both, "3" mostly with a capital, "4" nearly always with one,
    "5" in capitals, "?" unknown.
    """
    return shipped_table("word_cases").get(lower) or "?"
