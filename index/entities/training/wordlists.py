"""Builds the tables of words: ``python -m index.entities.training.wordlists DATA SCOWL WIKINEWS``.

DATA is the folder with the corpora, SCOWL a word list with a word a line (Debian's wamerican), WIKINEWS the stories as
JSON lines with a ``text``. Needs the packages names and Faker, which are no dependencies of Dateline.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from index.entities.mapped_tables import SHIPPED, write_table
from index.entities.training.corpora import blocks

_CORPORA = ("uner_ewt", "gum", "crossner", "wikigold")
_NAME = re.compile(r"^[A-ZÀ-ÞĀ-ŽḀ-Ỿ][a-zß-ÿĀ-ſḀ-ỿ'’A-Z-]+$")
_WORD = re.compile(r"^[a-zà-ÿ][\wà-ÿ'.-]*$")
_TOKEN = re.compile(r"[\w'-]+|[^\w\s]")
_AFTER_THESE_CAPITALS_SAY_NOTHING = ".?!:\"“‘'`-–—(*"
_LONGEST_WORD = 24

# How many of the census's names count, by sex and for surnames by rank.
_CENSUS_FIRST = {"dist.female.first": 2000, "dist.male.first": 1219}
_CENSUS_LAST = (300, 3000, 25000)


def _census(file: str, count: int) -> Iterator[str]:
    """The first ``count`` names of a list of the census, most frequent first."""
    folder = Path(str(importlib.import_module("names").__file__)).parent
    for line in (folder / file).read_text(encoding="ascii").split("\n")[:count]:
        yield line.split()[0].capitalize()


def _faker() -> tuple[set[str], set[str]]:
    """All given names and surnames in Latin letters that Faker has for any country."""
    first: set[str] = set()
    last: set[str] = set()
    package = importlib.import_module("faker.providers.person")
    for module in pkgutil.iter_modules(package.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in dir(provider):
            names = getattr(provider, attribute)
            if attribute.startswith("_") or callable(names) or not isinstance(names, Iterable):
                continue
            if "first_name" not in attribute and "last_name" not in attribute and "romanized" not in attribute:
                continue
            found = first if "first" in attribute else last
            for name in names:
                text = name[0] if isinstance(name, tuple) else name
                if isinstance(text, str):
                    found.update(word for word in text.split() if _NAME.match(word))
    return first, last


def _sentences(data: Path, wikinews: Path) -> Iterator[list[str]]:
    """The sentences from which the usual way of writing is counted."""
    for name in _CORPORA:
        for block in blocks(data / f"{name}.iob2.xz"):
            yield [word for word, _ in block]
    for line in wikinews.read_text(encoding="utf-8").split("\n"):
        if line:
            for sentence in re.split(r"(?<=[.!?])\s|\n", json.loads(line)["text"]):
                yield _TOKEN.findall(sentence)


def _count(sentences: Iterable[list[str]]) -> dict[str, Counter[str]]:
    """How often each word stands small, with a capital and in capitals, where a capital says something."""
    counts: dict[str, Counter[str]] = {"small": Counter(), "capital": Counter(), "capitals": Counter()}
    for words in sentences:
        letters = [word for word in words if word[0].isalpha()]
        if sum(word[0].isupper() for word in letters) > 0.6 * len(letters):
            continue
        for before, word in pairwise(words):
            if word[0].isalpha() and before not in _AFTER_THESE_CAPITALS_SAY_NOTHING:
                form = "small" if word.islower() else "capitals" if word.isupper() and len(word) > 1 else "capital"
                counts[form][word.lower()] += 1
    return counts


def _case_classes(counts: dict[str, Counter[str]], listed: list[str]) -> dict[str, str]:
    """The class of each word (index.entities.wordlists), by the counts and a dictionary."""
    usual = {word for word in listed if word.islower() and "'" not in word and len(word) > 1}
    proper = {word.lower() for word in listed if word[0].isupper() and "'" not in word}
    classes = {}
    for word in {*counts["small"], *counts["capital"], *counts["capitals"], *usual}:
        small, capital, capitals = (counts[form][word] for form in ("small", "capital", "capitals"))
        if len(word) > _LONGEST_WORD or not _WORD.match(word):
            continue
        if word in usual:
            small, capital = (small + 1, capital + 1) if word in proper else (small + 2, capital)
        elif word in proper:
            capital += 1
        elif small + capital + capitals < 2:
            continue
        share = small / (small + capital + capitals)
        if share > 0.97:
            classes[word] = "0"
        elif share > 0.8:
            classes[word] = "1"
        elif share > 0.3:
            classes[word] = "2"
        elif capitals > capital and len(word) > 1:
            classes[word] = "5"
        else:
            classes[word] = "3" if share > 0.08 else "4"
    return classes


def main() -> None:
    """Write the lists."""
    data, scowl, wikinews = map(Path, sys.argv[1:4])
    first, last = _faker()
    for file, count in _CENSUS_FIRST.items():
        first.update(_census(file, count))
    ranks: dict[str, int] = {}
    for rank, count in enumerate(_CENSUS_LAST, start=1):
        for name in _census("dist.all.last", count):
            ranks.setdefault(name, rank)
    for name in last:
        ranks.setdefault(name, len(_CENSUS_LAST) + 1)
    classes = _case_classes(_count(_sentences(data, wikinews)), scowl.read_text(encoding="utf-8").split())
    write_table(SHIPPED / "given_names.txt", dict.fromkeys(first, ""))
    write_table(SHIPPED / "surnames.txt", {name: str(rank) for name, rank in ranks.items()})
    write_table(SHIPPED / "word_cases.txt", classes)


if __name__ == "__main__":
    main()
