"""Our evaluation against Whoosh's own search over Whoosh's own format, in totals, documents and scores.

Whoosh scores one field at a time. So that it can judge the sum over title and text inside BM25F's fraction, it is
given that model as a weighting, with figures from its own readers. Which words a term stands for is worked out here,
by definition; Whoosh's copies of the documents have, in fields of their own, a mark for each term at the position of
each word that it stands for. So a word that stands for all its forms is one term there too.
"""

from __future__ import annotations

import itertools
import math
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import Stemmer
from hypothesis import example, given, settings
from hypothesis import strategies as st
from whoosh import fields as whoosh_fields
from whoosh import query as whoosh_query
from whoosh.analysis import Analyzer, Token
from whoosh.filedb.filestore import RamStorage
from whoosh.index import FileIndex
from whoosh.scoring import BaseScorer, WeightingModel
from whoosh.searching import Searcher
from whoosh.writing import SegmentWriter

from index.dates.intervals import DayInterval
from index.fulltext.evaluate import Evaluator
from index.fulltext.postings import Snapshot
from index.fulltext.schema import KEY, TEXT_FIELD, TITLE, make_schema
from index.fulltext.storage import DurableStorage
from index.fulltext.writer import ArrayWriter
from index.query.tree import And, DateLeaf, Match, Node, Not, Or, Term, TextLeaf, leaves

MEMORY = Path("/dev/shm")
VOCABULARY = "strike strikes striking meet meets meeting IS is café idlib 48 a the confer conference".split()
STEMMER = Stemmer.Stemmer("english")
NOTHING = 1e-9  # Whoosh loses documents that score 0 in an OR
WEIGHTS = {TITLE: 2.0, TEXT_FIELD: 1.0}


@dataclass(frozen=True)
class Step:
    """One commit: what it adds and removes, and whether it merges everything."""

    added: tuple[tuple[str, str], ...]
    removed: tuple[int, ...]
    merges: bool


texts = st.lists(st.sampled_from(VOCABULARY), max_size=14).map(" ".join)
steps = st.builds(
    Step,
    st.lists(st.tuples(texts, texts), max_size=5).map(tuple),
    st.lists(st.integers(0, 14), max_size=3).map(tuple),
    st.booleans(),
)
histories = st.lists(steps, min_size=1, max_size=5)

FORMS = ("strike", "strikes", "meets", "is", "cafe", "48", "conference", "nothing")
PATTERNS = ("str*", "*ing", "m?et", "*ee*", "conf*", "*onfe*ce", "st*ng", "z*", "i?", "*stri*s")
simple_terms = st.builds(Term, st.sampled_from(FORMS), st.sampled_from([Match.STEM, Match.EXACT]))
acronyms = st.just(Term("is", Match.ACRONYM))
patterns = st.builds(Term, st.sampled_from(PATTERNS), st.just(Match.PATTERN))
spellings = st.builds(Term, st.sampled_from(["strikes", "met", "cafes"]), st.just(Match.FUZZY), st.sampled_from([1, 2]))
any_terms = st.one_of(simple_terms, simple_terms, acronyms, patterns, spellings)
some_fields = st.sampled_from(["", "", TITLE])


def leaf(terms: Iterable[Term], name: str = "", distance: int | None = None) -> TextLeaf:
    return TextLeaf("", 1, tuple(terms), name, distance)


several = st.lists(st.one_of(simple_terms, acronyms, patterns), min_size=2, max_size=3)
conditions = st.one_of(
    st.builds(lambda term, name: leaf([term], name), any_terms, some_fields),
    st.builds(leaf, several, some_fields),
    st.builds(leaf, several, some_fields, st.integers(1, 6)),
    st.builds(lambda number: DateLeaf(str(number), 1, DayInterval(None, None)), st.integers(1, 3)),
)
queries: st.SearchStrategy[Node] = st.recursive(
    conditions,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Or(tuple(parts))),
        inner.map(Not),
    ),
    max_leaves=4,
)


class EveryNth:
    """Conditions of a catalogue: the leaf typed as "2" is fulfilled by every second key."""

    def keys(self, condition: Any) -> Any:
        return np.arange(0, 40, int(condition.typed))


# What terms stand for, by definition


def accepts(term: Term, word: str) -> bool:
    form = word.lower().replace("é", "e")
    if term.match is Match.ACRONYM:
        return word == term.form.upper()
    if term.match is Match.EXACT:
        return form == term.form
    if term.match is Match.STEM:
        return bool(STEMMER.stemWord(form) == STEMMER.stemWord(term.form))
    if term.match is Match.PATTERN:
        return re.fullmatch(term.form.replace("*", ".*").replace("?", "."), form) is not None
    return edit_distance(form, term.form) <= term.edits


@cache
def edit_distance(a: str, b: str) -> int:
    if not a or not b:
        return len(a) + len(b)
    changed = edit_distance(a[1:], b[1:]) + (a[0] != b[0])
    return min(edit_distance(a[1:], b) + 1, edit_distance(a, b[1:]) + 1, changed)


def near(condition: TextLeaf, text: str) -> bool:
    """Whether words for all terms, different ones for the same term, stand close enough in a text."""
    words = text.split()
    choices = [[at for at, word in enumerate(words) if accepts(term, word)] for term in condition.terms]
    assert condition.distance is not None
    return any(
        max(chosen) - min(chosen) <= condition.distance
        and all(
            chosen[a] != chosen[b] or condition.terms[a] != condition.terms[b]
            for a, b in itertools.combinations(range(len(chosen)), 2)
        )
        for chosen in itertools.product(*choices)
    )


# Whoosh's side


@dataclass
class Marks(Analyzer):  # type: ignore[misc]
    """At each word's position the numbers of the terms that stand for it."""

    terms: list[Term] = field(default_factory=list)

    def __call__(self, value: str, **_options: Any) -> Iterator[Token]:
        token = Token(positions=True)
        token.boost = 1.0
        for token.pos, word in enumerate(value.split()):
            for number, term in enumerate(self.terms):
                if accepts(term, word):
                    token.text = str(number)
                    yield token


ONLY = "only"  # the title's marks again, for conditions on the title alone
FACTS = "facts"  # which other conditions a document fulfils


class Stock:
    """Whoosh's index of the documents, and the query put into Whoosh's terms."""

    def __init__(self, history: Sequence[Step], root: Node) -> None:
        self._conditions = list(leaves(root))
        self._terms = list(dict.fromkeys(t for c in self._conditions if isinstance(c, TextLeaf) for t in c.terms))
        plain = make_schema()
        marks = Marks(self._terms)
        marked = {f"{name}_marks": whoosh_fields.TEXT(marks) for name in (TITLE, TEXT_FIELD, ONLY)}
        words = {name: plain[name] for name in plain.names()}
        schema = whoosh_fields.Schema(**words, **marked, facts=whoosh_fields.KEYWORD())
        self.index = FileIndex.create(RamStorage(), schema)
        key = 0
        for step in history:
            writer = SegmentWriter(self.index)
            with writer.reader() as reader:
                column = reader.column_reader(KEY) if reader.doc_count_all() else ()
                doomed = [number for number in reader.all_doc_ids() if column[number] in step.removed]
            for number in doomed:
                writer.delete_document(number)
            for title, text in step.added:
                writer.add_document(**self._document(key, title, text))
                key += 1
            writer.commit(optimize=step.merges, merge=False)

    def _document(self, key: int, title: str, text: str) -> dict[str, Any]:
        facts = ["all"]
        for number, condition in enumerate(self._conditions):
            if isinstance(condition, DateLeaf):
                fulfilled = key % int(condition.typed) == 0
            else:
                assert isinstance(condition, TextLeaf)
                in_text = not condition.field and condition.distance and near(condition, text)
                fulfilled = bool(condition.distance and (near(condition, title) or in_text))
            facts += [str(number)] if fulfilled else []
        marks = {"title_marks": title, "only_marks": title, "text_marks": text}
        return {KEY: key, TITLE: title, TEXT_FIELD: text, FACTS: " ".join(facts), **marks}

    def results(self, root: Node) -> dict[int, float]:
        with self.index.searcher(weighting=OneTermWhereverItStands()) as searcher:
            column = searcher.reader().column_reader(KEY) if searcher.doc_count_all() else ()
            found = searcher.search(self._query(root), limit=None)
            return {column[number]: score for score, number in found.top_n}

    def _query(self, node: Node) -> whoosh_query.Query:
        if isinstance(node, And):
            return whoosh_query.And([self._query(child) for child in node.children])
        if isinstance(node, Or):
            return whoosh_query.Or([self._query(child) for child in node.children])
        if isinstance(node, Not):
            return whoosh_query.AndNot(whoosh_query.Term(FACTS, "all"), self._query(node.child))
        fact = whoosh_query.Term(FACTS, str(self._conditions.index(node)))
        if not isinstance(node, TextLeaf):
            return fact
        names = ["only_marks"] if node.field else ["title_marks", "text_marks"]
        marks = [str(self._terms.index(term)) for term in node.terms]
        terms = [whoosh_query.Or([whoosh_query.Term(name, mark) for name in names]) for mark in marks]
        if len(terms) == 1:
            return terms[0]
        phrase = whoosh_query.Or([whoosh_query.Phrase(name, marks) for name in names])
        return whoosh_query.Require(whoosh_query.And(terms), fact if node.distance else phrase)


class OneTermWhereverItStands(WeightingModel):  # type: ignore[misc]
    """BM25F: what comes before the fraction is summed over the fields. Facts score nothing."""

    def scorer(self, searcher: Searcher, fieldname: str, text: bytes, qf: int = 1) -> BaseScorer:  # noqa: ARG002
        if fieldname == FACTS:
            return Scorer({})
        names = [TITLE] if fieldname == "only_marks" else [TITLE, TEXT_FIELD]
        marks = {name: "only_marks" if fieldname == "only_marks" else f"{name}_marks" for name in names}
        top, below = searcher.get_parent().reader(), searcher.reader()
        weights: dict[int, float] = {}
        first: dict[int, str] = {}
        holding: set[int] = set()
        for name in names:
            lengths = [top.doc_field_length(number, name) or 0 for number in top.all_doc_ids()]
            average = sum(lengths) / max(1, len(lengths)) or 1
            holding.update(number for number, _ in postings(top, marks[name], text))
            for number, frequency in postings(below, marks[name], text):
                relative = (below.doc_field_length(number, name) or 0) / average
                weights[number] = weights.get(number, 0.0) + WEIGHTS[name] * frequency / (0.25 + 0.75 * relative)
                first.setdefault(number, marks[name])
        idf = math.log(1 + (top.doc_count() - len(holding) + 0.5) / (len(holding) + 0.5))
        here = [number for number in weights if first[number] == fieldname]  # so that it is counted once
        return Scorer({number: idf * weights[number] * 2.2 / (weights[number] + 1.2) for number in here})


class Scorer(BaseScorer):  # type: ignore[misc]
    def __init__(self, scores: dict[int, float]) -> None:
        self._scores = scores

    def score(self, matcher: Any) -> float:
        return self._scores.get(matcher.id(), NOTHING)


def postings(reader: Any, name: str, text: bytes) -> Iterator[tuple[int, float]]:
    if (name, text) in reader:
        matcher = reader.postings(name, text)
        while matcher.is_active():
            yield matcher.id(), matcher.weight()
            matcher.next()


# Our side


def snapshot(folder: str, history: Sequence[Step]) -> Snapshot:
    index = FileIndex.create(DurableStorage(Path(folder)), make_schema())
    key = 0
    for step in history:
        writer = ArrayWriter(index)
        writer.delete_where(KEY, step.removed)
        for title, text in step.added:
            writer.add_document(**{KEY: key, TITLE: title, TEXT_FIELD: text})
            key += 1
        writer.commit(optimize=step.merges, merge=False)
    return Snapshot(index)


ONE_DOCUMENT = Step((("", "strike a the café"),), (), merges=False)


@settings(deadline=None, max_examples=120)
@given(histories, queries)
@example([ONE_DOCUMENT], leaf([Term("strike", Match.EXACT), Term("cafe", Match.EXACT)], "", 3))
@example([ONE_DOCUMENT], leaf([Term("strike", Match.EXACT), Term("cafe", Match.EXACT)], "", 2))
def test_documents_and_scores_are_whooshs(history: list[Step], root: Node) -> None:
    expected = Stock(history, root).results(root)
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        opened = snapshot(folder, history)
        found = Evaluator(opened, EveryNth()).run(root).matches
        assert found.docs.tolist() == sorted(set(found.docs.tolist()))
        results = dict(zip(opened.keys[found.docs].tolist(), found.scores.tolist(), strict=True))
    assert results == pytest.approx(expected, abs=1e-4)


@settings(deadline=None, max_examples=40)
@given(histories, queries)
def test_merging_changes_no_score(history: list[Step], root: Node) -> None:
    merged = [*history, Step((), (), merges=True)]
    outcomes = []
    for steps_taken in (history, merged):
        with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
            opened = snapshot(folder, steps_taken)
            found = Evaluator(opened, EveryNth()).run(root).matches
            outcomes.append(dict(zip(opened.keys[found.docs].tolist(), found.scores.tolist(), strict=True)))
    assert outcomes[0] == pytest.approx(outcomes[1])


@settings(deadline=None, max_examples=40)
@given(histories, any_terms)
def test_an_expansion_lists_the_forms_that_occur(history: list[Step], term: Term) -> None:
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        opened = snapshot(folder, history)
        documents = {}
        key = 0
        for step in history:
            for number in step.removed:
                documents.pop(number, None)
            for _, text in step.added:
                documents[key] = text.split()
                key += 1
        expected: dict[str, int] = {}
        for words in documents.values():
            for form in {shown(term, word) for word in words if accepts(term, word)}:
                expected[form] = expected.get(form, 0) + 1
        assert opened.field(TEXT_FIELD).expansion(term) == expected


def shown(term: Term, word: str) -> str:
    return word if term.match is Match.ACRONYM else word.lower().replace("é", "e")


def test_many_terms_are_read_at_once(tmp_path: Path) -> None:
    words = [f"{number:03}{'xy'[number % 2]}" for number in range(200)]
    documents = [" ".join(words[start::step]) for start in range(3) for step in (3, 7, 9)]
    opened = snapshot(str(tmp_path), [Step(tuple(("", text) for text in documents), (), merges=False)])
    found = opened.field(TEXT_FIELD).word(Term("*x", Match.PATTERN))
    assert found.freqs.tolist() == [sum(word.endswith("x") for word in text.split()) for text in documents]


def test_of_too_many_words_the_most_frequent_are_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.fulltext.postings.MOST_POSTINGS", 5)
    texts = ("common", "common rare", "commonly common", "commonly", "other")
    opened = snapshot(str(tmp_path), [Step(tuple(("", text) for text in texts), (), merges=False)])
    few = Evaluator(opened, EveryNth()).run(leaf([Term("common*", Match.PATTERN)]))
    assert few.matches.docs.tolist() == [0, 1, 2, 3]
    assert not few.left_out
    many = leaf([Term("*o*", Match.PATTERN)])
    outcome = Evaluator(opened, EveryNth()).run(many)
    assert outcome.matches.docs.tolist() == [0, 1, 2, 3]
    assert outcome.left_out == {many: 1}
