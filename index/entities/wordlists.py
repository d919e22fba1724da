"""Long word lists that the tagger ships with: given names, surnames, and how a word is usually written."""

from __future__ import annotations

import gzip
from functools import cache
from importlib import resources

_FILE = "words.txt.gz"


@cache
def _sections() -> list[list[str]]:
    """The lists of the file, parted there by empty lines."""
    packed = resources.files("index.entities").joinpath("data", _FILE).read_bytes()
    return [section.split("\n") for section in gzip.decompress(packed).decode().rstrip("\n").split("\n\n")]


@cache
def first_names() -> frozenset[str]:
    """Given names, as written with one capital."""
    return frozenset(_sections()[0])


@cache
def last_names() -> dict[str, int]:
    """Surnames with a class from 1 (the most frequent) to 4."""
    return {name: rank for rank, section in enumerate(_sections()[1:5], start=1) for name in section}


@cache
def _cases() -> dict[str, str]:
    """Words in small letters with their class."""
    return {word: sign for sign, section in zip("012345", _sections()[5:11], strict=True) for word in section}


def case_class(lower: str) -> str:
    """How a word, given in small letters, is usually written.

    "0" nearly always small, "1" mostly small, "2" both, "3" mostly with a capital, "4" nearly always with one,
    "5" in capitals, "?" unknown.
    """
    return _cases().get(lower, "?")
