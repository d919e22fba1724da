"""Every kind of engine against the one that looks at every document: random documents, commits and queries."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from engines import KINDS, Held, by_key, commit
from memory_engine import MemoryEngine

from index.engine import Searcher
from index.query.tree import And, FlagLeaf, Match, Node, Not, Or, Term, TextLeaf, Widened

WORDS = (
    "strike strikes striking meet meets meeting us US U.S. is IS café cafe İdlib Deir ez-Zor don't HİKMET Syria's 48"
    " 330,000 naïve 北京 deconflict conflict a the bomb bombs"
).split()
SEPARATORS = (" ", " ", " ", ", ", "\n\n", "\u00a0", " — ", ". ", "-")
TERMS = (
    *(Term(form, Match.STEM) for form in ("strike", "meet", "cafe", "idlib", "bomb", "48", "the", "zebra")),
    *(Term(form, Match.EXACT) for form in ("strikes", "us", "hikmet", "京")),
    *(Term(form, Match.ACRONYM) for form in ("us", "is")),
    *(Term(form, Match.PATTERN) for form in ("str*", "*flict", "*o*", "c?fe", "m*t*s", "*e")),
    *(Term(form, Match.FUZZY, edits) for form, edits in (("stike", 1), ("syrai", 2), ("metes", 2), ("bom", 1))),
)
KEYS = range(1, 61)
STARRED = {"is:starred": [key for key in KEYS if key % 3 == 0]}
ROUNDS, QUERIES = 8, 25
ROUNDED = 0.05
"""How far scores may be from the definition, in proportion: an engine may keep the lengths of texts rounded."""


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "memory"])
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_it_answers_as_one_that_looks_at_every_document(kind: str, seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    engines = KINDS[kind](tmp_path / "engine"), MemoryEngine(tmp_path / "oracle")
    for engine in engines:
        engine.create()
    for documents, removed in _history(chance):
        for engine in engines:
            commit(engine, documents, removed)
    if seed % 2:
        engines[0].tidy()
    assert engines[0].keys() == engines[1].keys()
    searchers = engines[0].searcher(), engines[1].searcher()
    assert searchers[0].count == searchers[1].count
    titles = {key: _text(chance, 4) for key in chance.sample(KEYS, 4)} if seed % 3 == 0 else {}
    for _ in range(QUERIES):
        _same(*searchers, _node(chance, 2), titles, chance)
    for term in TERMS:
        for field in ("title", "text"):
            assert searchers[0].forms(term, field) == searchers[1].forms(term, field), term


def _same(engine: Searcher, oracle: Searcher, node: Node, titles: dict[int, str], chance: random.Random) -> None:
    result, expected = engine.run(node, Held(STARRED), titles=titles), oracle.run(node, Held(STARRED), titles=titles)
    assert (result.total, result.scored) == (expected.total, expected.scored), node
    assert result.by_condition == expected.by_condition, node
    places = by_key(KEYS)
    keys = list(expected.by_place(places))
    assert list(result.by_place(places)) == keys, node
    by_definition = pytest.approx([expected.score(key) for key in KEYS], rel=ROUNDED)
    assert [result.score(key) for key in KEYS] == by_definition, node
    best_first = list(result.by_score(places))
    assert best_first == sorted(keys, key=lambda key: (-result.score(key), key)), node
    for condition in expected.by_condition:
        key = chance.choice(KEYS)
        assert result.fulfils(key, condition) == expected.fulfils(key, condition), (key, condition)


def _history(chance: random.Random) -> Iterator[tuple[dict[int, tuple[str, str]], list[int]]]:
    """Some commits, each of documents and of keys that are removed."""
    keys, held = iter(KEYS), list[int]()
    for size in (20, 1, 15, 3, 9):
        removed = chance.sample(held, min(len(held), chance.randrange(5)))
        added = {key: (_text(chance, 4), _text(chance, 16)) for key, _ in zip(keys, range(size), strict=False)}
        held = [key for key in held if key not in removed] + list(added)
        yield added, removed


def _text(chance: random.Random, most: int) -> str:
    return "".join(chance.choice(WORDS) + chance.choice(SEPARATORS) for _ in range(chance.randint(0, most)))


def _node(chance: random.Random, depth: int) -> Node:
    kind = chance.choice(("leaf", "and", "or", "not")) if depth else "leaf"
    if kind == "leaf":
        return _leaf(chance)
    if kind == "not":
        return Not(_node(chance, depth - 1))
    children = tuple(_node(chance, depth - 1) for _ in range(chance.randint(2, 3)))
    return And(children) if kind == "and" else Or(children)


def _leaf(chance: random.Random) -> Node:
    kind = chance.choice(("word", "word", "phrase", "near", "title", "names", "starred"))
    if kind == "starred":
        return FlagLeaf("is:starred", 1, "is:starred")
    if kind == "names":
        names = tuple(_words((term,)) for term in chance.sample([t for t in TERMS if t.match is Match.STEM], 2))
        return Widened(names, "names", 1, "also called so")
    terms = tuple(chance.choices(TERMS, k=1 if kind == "word" else chance.randint(1, 3)))
    if kind == "title":
        return _words(terms, "title")
    return _words(terms, distance=chance.randint(0, 5) if kind == "near" and len(terms) > 1 else None)


def _words(terms: tuple[Term, ...], field: str = "", distance: int | None = None) -> TextLeaf:
    return TextLeaf(" ".join(f"{term.match}:{term.form}" for term in terms), 1, terms, field, distance)
