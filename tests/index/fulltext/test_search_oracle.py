"""Totals and spans against an oracle that knows nothing of the index: it reads every text, word by word."""

from __future__ import annotations

import itertools
import json
import random
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
import Stemmer

from index.library.library import LocalLibrary

VOCABULARY = (
    "strike strikes striking meet meets meeting us US U.S. is IS who WHO café cafe İdlib idlib Deir ez-Zor al-Nusra"
    " don't HİKMET Syria's syria 48 330,000 naïve 北京 deconflict deconfliction conflict a the"
).split()
SEPARATORS = [" ", " ", " ", ", ", "\n\n", "\u00a0", " — ", ". ", "-"]

ENGLISH = " said that it was with the and for the"
"""Makes a text English, whose stems the oracle knows."""

Tree = tuple[object, ...]
Spans = list[tuple[int, int]]


# The oracle: words by a character loop, matching by definition.


def oracle_words(text: str) -> list[tuple[int, int, str]]:
    dotted = [(m.start(), m.end()) for m in re.finditer(r"(?<!\w)(?:[A-Z]\.)+[A-Z](?!\w)\.?", text)]
    dotted += [(m.start(), m.end()) for m in re.finditer(r"(?<![\d,])\d{1,3}(?:,\d{3})+(?!\d|,\d)", text)]
    found = list(dotted)
    at = 0
    while at < len(text):
        inside = next((span for span in dotted if span[0] <= at < span[1]), None)
        if inside:
            at = inside[1]
            continue
        if "一" <= text[at] <= "鿿":
            found.append((at, at + 1))
            at += 1
            continue
        end = at
        while end < len(text) and text[end].isalnum() and not "一" <= text[end] <= "鿿":
            end += 1
        if end > at:
            found.append((at, end))
        at = max(end, at + 1)
    return [(start, end, text[start:end]) for start, end in sorted(found)]


def oracle_fold(word: str) -> str:
    parts = unicodedata.normalize("NFKD", word.replace(".", "").replace(",", "").casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


STEMMER = Stemmer.Stemmer("english")


def accepts(kind: str, asked: str, word: str) -> bool:
    form = oracle_fold(word)
    if kind == "acronym":
        return form == asked and word.replace(".", "").isupper()
    if kind == "exact":
        return form == asked
    if kind == "glob":
        return re.fullmatch(asked.replace("*", ".*").replace("?", "."), form) is not None
    if kind == "fuzzy":
        return distance(form, asked) <= 1
    return STEMMER.stemWord(form) == STEMMER.stemWord(asked)


def distance(a: str, b: str) -> int:
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i, *row]
        for j, y in enumerate(b, 1):
            row[j] = min(row[j] + 1 if j > len(b) else row[j + 1] + 1, row[j - 1] + 1, row[j] + (x != y))
        row = row[: len(b) + 1]
    return row[len(b)]


def oracle_spans(node: Tree, text: str) -> Spans:
    found = oracle_words(text)
    if node[0] == "near":
        terms, apart = node[1], node[2]
        choices = [[at for at, word in enumerate(found) if accepts(*term, word[2])] for term in terms]  # type: ignore[attr-defined]
        part: set[int] = set()
        for chosen in itertools.product(*choices):
            if max(chosen) - min(chosen) <= apart:  # type: ignore[operator]
                part.update(chosen)
        return [found[at][:2] for at in sorted(part)]
    terms = node[1]
    spans = []
    for at in range(len(found) - len(terms) + 1):  # type: ignore[arg-type]
        if all(accepts(*term, found[at + step][2]) for step, term in enumerate(terms)):  # type: ignore[arg-type]
            spans.append((found[at][0], found[at + len(terms) - 1][1]))  # type: ignore[arg-type]
    return spans


def oracle(node: Tree, title: str, text: str) -> tuple[bool, Spans, Spans]:
    """Whether a document matches, and its spans in title and text."""
    kind = node[0]
    if kind in ("and", "or"):
        parts = [oracle(child, title, text) for child in node[1:]]  # type: ignore[arg-type]
        fulfilled = [part[0] for part in parts]
        if not (all(fulfilled) if kind == "and" else any(fulfilled)):
            return False, [], []
        good = [part for part in parts if part[0]]
        return True, [s for part in good for s in part[1]], [s for part in good for s in part[2]]
    if kind == "not":
        return not oracle(node[1], title, text)[0], [], []  # type: ignore[arg-type]
    if kind == "title":
        spans = oracle_spans(node[1], title)  # type: ignore[arg-type]
        return bool(spans), spans, []
    in_title, in_text = oracle_spans(node, title), oracle_spans(node, text)
    return bool(in_title or in_text), in_title, in_text


def merged(spans: Spans) -> Spans:
    characters = sorted({(start, end) for start, end in spans})
    joined: Spans = []
    for start, end in characters:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


# Random documents and random queries, each query as text and as the oracle's tree.


def random_text(chance: random.Random, words: int) -> str:
    return "".join(chance.choice(VOCABULARY) + chance.choice(SEPARATORS) for _ in range(words))


def random_leaf(chance: random.Random) -> tuple[str, Tree]:
    simple = ["strike", "meets", "meeting", "us", "is", "who", "cafe", "idlib", "zor", "nusra", "syria", "48", "the"]
    word = chance.choice(simple)
    kind = chance.choice(["word", "word", "acronym", "exact", "glob", "fuzzy", "phrase", "near", "title", "missing"])
    if kind == "acronym":
        word = chance.choice(["US", "IS", "WHO", "U.S."])
        return word, ("words", [("acronym", oracle_fold(word))])
    if kind == "exact":
        return f"={word}", ("words", [("exact", word)])
    if kind == "glob":
        pattern = chance.choice(["deconf*", "*flict", "s?ria", "me*t", "stri*s", "caf?"])
        typed = f"{pattern[:-1]}\\?" if pattern.endswith("?") else pattern
        return typed, ("words", [("glob", pattern)])
    if kind == "fuzzy":
        word = chance.choice(["stike", "syrai", "idlb", "conflct", "cafes"])
        return f"{word}~1", ("words", [("fuzzy", word)])
    if kind == "phrase":
        text, asked = chance.choice([("Deir ez-Zor", ["deir", "ez", "zor"]), ("al nusra", ["al", "nusra"])])
        return f'"{text}"', ("words", [("stem", form) for form in asked])
    if kind == "near":
        one, other = chance.sample(simple, 2)
        apart = chance.randint(1, 4)
        return f'"{one} {other}"~{apart}', ("near", [("stem", one), ("stem", other)], apart)
    if kind == "title":
        return f"title:{word}", ("title", ("words", [("stem", word)]))
    return ("zebra", ("words", [("stem", "zebra")])) if kind == "missing" else (word, ("words", [("stem", word)]))


def random_query(chance: random.Random, depth: int = 2) -> tuple[str, Tree]:
    if not depth or chance.random() < 0.3:
        return random_leaf(chance)
    parts = [random_query(chance, depth - 1) for _ in range(chance.randint(2, 3))]
    kind = chance.choice(["and", "and", "or", "not"])
    if kind == "not":
        (one, tree), (other, other_tree) = parts[:2]
        return f"({one}) -({other})", ("and", tree, ("not", other_tree))
    joined = (" " if chance.random() < 0.5 else " AND ") if kind == "and" else " OR "
    return joined.join(f"({typed})" for typed, _ in parts), (kind, *(tree for _, tree in parts))


@pytest.mark.parametrize("seed", range(6))
def test_totals_and_spans(seed: int, build: Callable[..., Path]) -> None:
    chance = random.Random(seed)
    stories = {
        f"d{number}": (
            random_text(chance, chance.randint(1, 5)).strip(" -\n"),
            random_text(chance, chance.randint(1, 40)) + ENGLISH,
        )
        for number in range(25)
    }
    lines = [json.dumps({"id": name, "title": title, "text": text}) for name, (title, text) in stories.items()]
    library = LocalLibrary(build({"a.jsonl": "\n".join(lines)}))
    stored = {}
    for key in library.catalogue.ordered_keys("title"):
        document = library.document(key)
        stored[key] = (document.title, document.text)
    assert len(stored) == len(stories)
    for _ in range(60):
        typed, tree = random_query(chance)
        found = library.search(typed)
        expected = {key: oracle(tree, title, text) for key, (title, text) in stored.items()}
        assert set(found.keys) == {key for key, (matches, _, _) in expected.items() if matches}, typed
        for row in library.rows(found, 0, len(found.keys)):
            _, in_title, in_text = expected[row.summary.key]
            assert [(s.start, s.end) for s in row.hits.title] == merged(in_title), typed
            assert [(s.start, s.end) for s in row.hits.text] == merged(in_text), typed
            for start, end in row.snippet.spans and [(s.start, s.end) for s in row.snippet.spans]:
                assert row.snippet.text[start:end]
    library.close()
