"""The explain line: every word that was typed stands in it as used, or the query is an error."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.errors import QueryError
from index.library.explain import SUGGESTIONS
from index.library.library import LocalLibrary

UNDERSTOOD = """
syria
syria turkey
syria AND turkey
syria OR turkey
(syria OR turkey) -regime
NOT daesh
daesh
deir ez-zor
SDF advance
-regime Syria
a the of
and or not
SYRIA
NATO
US
IS
WHO is us
U.S. officials
HİKMET DURGUN
café
北京 syria
"deir ezzor"
“deir ez-zor”
„air strikes“
"Deir Ezzor's province"
"dillon coalition"~5
"dillon ryan"~1
deconflict*
*flict
s?ria
stri*s war*
dilon~
dilon~1
dilon~2
=meets
="air strikes"
=US
title:monitor
title:(monitor OR pentagon)
TITLE:"air strikes"
source:afp
source:"al jazeera"
source:=AFP
-source:sputnik
author:nobody
file:seeds
person:dillon
org:"syrian democratic forces"
place:idlib
affiliation:syrian
entity:isis
tag:check
note:doubtful
is:annotated
is:unread
has:date-conflict
date:2017-09
date:2017-09-01..2017-09-21
date:"last week"
date:none
before:2018
after:2016
since:2016 syria
hours: monitor
10:30
https://example.org/a?b
al-nusra
al-nus*
syria & turkey
syria - turkey …
don't
330,000 people
a/b
=
""".strip().split("\n")

REFUSED = [
    "Syria AND (",
    '"open',
    "foo:bar",
    "date:banana",
    "*",
    "a OR",
    "is:blue",
    "dilon~9",
    '"a"~2',
    "=",
    "&",
]


@pytest.fixture
def opened(library: Path) -> Iterator[LocalLibrary]:
    with_library = LocalLibrary(library)
    yield with_library
    with_library.close()


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


@pytest.mark.parametrize("typed", [query for query in UNDERSTOOD if query not in REFUSED])
def test_every_word_stands_in_the_explanation(opened: LocalLibrary, typed: str) -> None:
    explain = opened.search(typed).explain
    operators = {"AND", "OR", "NOT"}
    typed_words = [word for word in words(typed) if word not in operators]
    for where in (" ".join(term.typed for term in explain.terms), explain.line):
        told = words(where)
        for word in typed_words:
            assert word in told or typed.startswith(f"{word}:("), (word, where)
    for term in explain.terms:
        assert typed[term.column - 1 :].split()[0].startswith(term.typed.split()[0])


@pytest.mark.parametrize("typed", REFUSED)
def test_what_is_not_understood_is_an_error(opened: LocalLibrary, typed: str) -> None:
    with pytest.raises(QueryError):
        opened.search(typed)


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("syria turkey", "syria (3) AND turkey (1)"),
        ("(turkey OR hikmet) -regime", "(turkey (1) OR hikmet (1)) AND NOT regime (2)"),
        ("met", "met (2)"),
        ("meeting", "meeting → also meet, meetings (2)"),
        ("IS", "IS → in capitals; 3 in any case (1)"),
        ("deconflict*", "deconflict* → deconfliction, deconflict (2)"),
        ("date:2017-09", "date:2017-09 → 2017-09-01 to 2017-09-30 (3)"),
        ("syria &", "syria (3) · not searched: &"),
        ("dilon syria", "nothing has dilon · dilon (0) AND syria (3) · without dilon: 3 · any of 2 words: 3"),
        (
            "turkey hikmet",
            "no document has all of it · turkey (1) AND hikmet (1)"
            " · without hikmet: 1 · without turkey: 1 · any of 2 words: 2",
        ),
        ("", "all documents"),
        ("deir ezzor", 'deir (2) AND ezzor (1) → also "Deir ez-Zor" (2)'),
        ("daesh hikmet", 'daesh (1) → also "Islamic State", "ISIS", "IS", "IS group" (3) AND hikmet (1)'),
        ("=daesh", "=daesh (1)"),
    ],
)
def test_the_line(opened: LocalLibrary, typed: str, line: str) -> None:
    assert opened.search(typed).explain.line == line


def test_counts_of_dates_that_only_overlap_and_of_unknown_ones(build: Callable[..., Path]) -> None:
    records = '{"text": "zebra", "date": "2017"}\n{"text": "zebra", "date": "2017-09-02"}\n{"text": "zebra"}\n'
    with contextlib.closing(LocalLibrary(build({"a.jsonl": records}))) as library:
        found = library.search("date:2017-09")
    assert len(found.keys) == 2
    (term,) = found.explain.terms
    assert term.meaning == "2017-09-01 to 2017-09-30, 1 only overlap, 1 without a date left out"


def test_spellings_that_occur_are_offered(opened: LocalLibrary) -> None:
    assert "dillon" in opened.search("dilon").explain.suggestions
    assert opened.search("syria").explain.suggestions == ()


def test_several_spellings_are_offered_the_most_frequent_first(build: Callable[..., Path]) -> None:
    files = {f"{number}.txt": f"Note\n\nOf the {word}.\n" for number, word in enumerate(("zabras", "zebras", "zebras"))}
    with contextlib.closing(LocalLibrary(build(files))) as opened:
        assert opened.search("zebrus").explain.suggestions == ("zebras", "zabras")


def test_no_more_spellings_are_offered_than_can_be_read(build: Callable[..., Path]) -> None:
    words = ("zebra", "zebri", "zebro", "zebry", "zebre", "zebru", "zebrs")
    with contextlib.closing(LocalLibrary(build({"a.txt": "Note\n\n" + " ".join(words) + ".\n"}))) as opened:
        assert len(opened.search("zebrk").explain.suggestions) == SUGGESTIONS


def test_a_name_of_six_words_is_found_by_its_other_names(build: Callable[..., Path]) -> None:
    with contextlib.closing(
        LocalLibrary(build({"a.txt": "Note\n\nThe fighters of Daesh left on Monday.\n"}))
    ) as opened:
        found = opened.search("Islamic State of Iraq and Syria")
    assert len(found.keys) == 1
    assert '"Daesh"' in found.explain.line
