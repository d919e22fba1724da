"""The documents and the queries that the engines are compared on: the same for each of them."""

from __future__ import annotations

import datetime
import itertools
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

QUERIES_A_KIND = 40
UNDATED = datetime.date(2000, 1, 1).toordinal()
"""The day of a story without an ISO date, so that all engines hold the same."""

_NAME = re.compile(r"(?<![.!?”’\n] )(?<!\n)\b[A-Z][a-z]+(?: [A-Z][a-z]+)*")
_WORD = re.compile(r"\b[a-z]{3,}\b")
_WORDS = re.compile(r"\b[a-z]{2,}(?: [a-z]{2,}){1,2}\b")


@dataclass(frozen=True, slots=True)
class BenchDocument:
    """A story with what is asked of it."""

    key: int
    title: str
    text: str
    source: str
    day: int  # as an ordinal

    def names(self) -> list[tuple[int, int]]:
        """Spans that stand for its entities: words with a capital inside sentences."""
        return [match.span() for match in _NAME.finditer(self.text)]


@dataclass(frozen=True, slots=True)
class BenchQuery:
    """A query of one kind. ``words`` holds words, or the beginning or a pattern of one."""

    kind: str
    words: tuple[str, ...]
    first_day: int = 0
    last_day: int = 0


def read_documents(corpus: Path, count: int | None = None, step: int = 1) -> Iterator[BenchDocument]:
    """Every ``step``-th document of a JSON lines file with ``title``, ``text``, ``source`` and ``date``."""
    with corpus.open(encoding="utf-8") as lines:
        for key, line in itertools.islice(enumerate(lines, 1), 0, count, step):
            record = json.loads(line)
            day = _day(record["date"] or "")
            yield BenchDocument(key, record["title"] or "", record["text"], record["source"] or "", day)


def count_documents(corpus: Path, most: int | None = None) -> int:
    """How many documents a file holds, counted no further than ``most``."""
    with corpus.open("rb") as lines:
        return sum(1 for _ in itertools.islice(lines, most))


def _day(date: str) -> int:
    try:
        return datetime.date.fromisoformat(date[:10]).toordinal()
    except ValueError:
        return UNDATED


def make_queries(sample: Sequence[BenchDocument], seed: int) -> list[BenchQuery]:
    """Queries of every kind, from the words of a sample of the corpus by how many documents they are in."""
    chance = random.Random(seed)
    frequency = Counter(word for document in sample for word in set(_WORD.findall(document.text)))
    by_share = {word: number / len(sample) for word, number in sorted(frequency.items())}
    common = [word for word, share in by_share.items() if share > 0.2]
    middling = [word for word, share in by_share.items() if 0.02 < share <= 0.2]
    rare = [word for word, share in by_share.items() if share <= max(0.002, 1 / len(sample))]
    long = [word for word in middling if len(word) > 5]
    days = sorted(document.day for document in sample)

    def interval() -> tuple[int, int]:
        start = chance.randrange(len(days) * 3 // 4)
        return days[start], days[start + len(days) // 5]

    def phrase() -> tuple[str, ...]:
        while True:
            words = tuple(chance.choice(_WORDS.findall(chance.choice(sample).text) or ["of the"]).split())
            if any(by_share.get(word, 1.0) < 0.2 for word in words):
                return words

    word = chance.choice
    makers = {
        "rare term": lambda: ((word(rare),),),
        "common term": lambda: ((word(common),),),
        "two terms, AND": lambda: ((word(middling), word(common)),),
        "three terms, OR": lambda: ((word(middling), word(common), word(rare)),),
        "phrase": lambda: (phrase(),),
        "proximity": lambda: ((word(middling), word(middling)),),
        "prefix": lambda: ((word(middling)[:4],),),
        "wildcard": lambda: ((f"{(chosen := word(long))[:2]}*{chosen[-3:]}",),),
        "wildcard at the start": lambda: ((f"*{word(long)[-4:]}",),),
        "fuzzy": lambda: ((word(long),),),
        "date range": lambda: ((), *interval()),
        "term and date": lambda: ((word(common),), *interval()),
        "term, by date": lambda: ((word(common),),),
        "facet by source": lambda: ((word(common),),),
        "facets, all entities": lambda: ((word(common),),),
    }
    return [BenchQuery(kind, *make()) for kind, make in makers.items() for _ in range(QUERIES_A_KIND)]
