"""Our arrays against Whoosh's own format: the same documents, deletions and merges, asked the same queries."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st
from whoosh import query as whoosh_query
from whoosh.filedb.filestore import RamStorage
from whoosh.index import FileIndex
from whoosh.query.spans import SpanNear2
from whoosh.searching import Searcher
from whoosh.writing import SegmentWriter

from index.fulltext.inverting import Terms
from index.fulltext.schema import KEY, TEXT_FIELD, TITLE, make_schema
from index.fulltext.storage import DurableStorage
from index.fulltext.writer import ArrayWriter

MEMORY = Path("/dev/shm")
"""Where a file need not wait for a disk."""

VOCABULARY = "strike strikes US us U.S. is IS café Deir ez-Zor al-Nusra İdlib 48 北京 a the who WHO don't".split()
TERMS = sorted("strike strikes US us IS is cafe deir ez zor idlib 48 北 who WHO t nothing".split())


@dataclass(frozen=True)
class Step:
    """One commit: what it adds and removes, and whether it merges."""

    added: tuple[dict[str, str], ...]  # texts by field
    removed: tuple[int, ...]
    merge: str


texts = st.lists(st.sampled_from(VOCABULARY), max_size=12).map(" ".join)
steps = st.builds(
    Step,
    st.lists(st.fixed_dictionaries({TEXT_FIELD: texts}, optional={TITLE: texts}), max_size=5).map(tuple),
    st.lists(st.integers(0, 12), max_size=3).map(tuple),
    st.sampled_from(["none", "none", "small", "all"]),
)
terms = st.builds(whoosh_query.Term, st.sampled_from([TEXT_FIELD, TITLE]), st.sampled_from(TERMS))
in_text = st.lists(st.sampled_from(TERMS), min_size=2, max_size=3)
phrases = in_text.map(lambda words: whoosh_query.Phrase(TEXT_FIELD, words))
near = in_text.map(
    lambda words: SpanNear2([whoosh_query.Term(TEXT_FIELD, word) for word in words], slop=3, ordered=False)
)
prefixes = st.sampled_from(["s", "st", "U", "c", "z"]).map(lambda text: whoosh_query.Prefix(TEXT_FIELD, text))
queries = st.recursive(
    st.one_of(terms, phrases, near, prefixes),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(whoosh_query.And),
        st.lists(inner, min_size=2, max_size=3).map(whoosh_query.Or),
        st.tuples(inner, inner).map(lambda pair: whoosh_query.AndNot(*pair)),
    ),
    max_leaves=4,
)


def run_stock(index: FileIndex, history: Sequence[Step]) -> None:
    key = 0
    for step in history:
        writer = SegmentWriter(index)
        with writer.reader() as reader:
            column = reader.column_reader(KEY) if reader.doc_count_all() else ()
            doomed = [number for number in reader.all_doc_ids() if column[number] in step.removed]
        for number in doomed:
            writer.delete_document(number)
        for document in step.added:
            writer.add_document(**{KEY: key, **document})
            key += 1
        writer.commit(merge=step.merge == "small", optimize=step.merge == "all")


def run_ours(index: FileIndex, history: Sequence[Step], most_words: int) -> None:
    key = 0
    remembered = Terms()
    for step in history:
        writer = ArrayWriter(index, remembered, most_words)
        writer.delete_where(KEY, step.removed)
        for document in step.added:
            writer.add_document(**{KEY: key, **document})
            key += 1
        writer.commit(merge=step.merge == "small", optimize=step.merge == "all")


@contextmanager
def both(history: Sequence[Step], most_words: int) -> Iterator[tuple[Searcher, Searcher]]:
    """Searchers over Whoosh's format and over ours, after the same commits."""
    stock = FileIndex.create(RamStorage(), make_schema())
    run_stock(stock, history)
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        ours = FileIndex.create(DurableStorage(Path(folder)), make_schema())
        run_ours(ours, history, most_words)
        with stock.searcher() as expected, ours.searcher() as found:
            yield expected, found


def results(searcher: Searcher, query: whoosh_query.Query) -> dict[int, float]:
    column = searcher.reader().column_reader(KEY) if searcher.doc_count_all() else ()
    found = searcher.search(query, limit=None)
    return {column[number]: round(score, 4) for score, number in found.top_n}


@settings(deadline=None, max_examples=60)
@given(
    st.lists(steps, min_size=1, max_size=5), st.lists(queries, min_size=1, max_size=4), st.sampled_from([3, 20, 10_000])
)
@example(
    [Step(({"text": "strike"}, {"text": "IS"}), (), "none")],
    [
        whoosh_query.And(
            [
                whoosh_query.Term("text", "IS"),
                whoosh_query.AndNot(whoosh_query.Prefix("text", "s"), whoosh_query.Term("text", "IS")),
            ]
        )
    ],
    3,
)  # Whoosh asks a matcher for a document after its last
def test_whoosh_answers_the_same_over_our_arrays(
    history: list[Step], asked: list[whoosh_query.Query], most_words: int
) -> None:
    with both(history, most_words) as (expected, found):
        for query in asked:
            assert results(found, query) == results(expected, query), query


@settings(deadline=None, max_examples=60)
@given(st.lists(steps, min_size=1, max_size=5), st.sampled_from([3, 10_000]))
def test_our_arrays_hold_what_whoosh_holds(history: list[Step], most_words: int) -> None:
    with both(history, most_words) as (expected, found):
        assert found.doc_count() == expected.doc_count()
        assert found.doc_count_all() == expected.doc_count_all()
        ours, stock = found.reader(), expected.reader()
        assert list(ours.all_terms()) == list(stock.all_terms())
        for field, term in stock.all_terms():
            assert ours.doc_frequency(field, term) == stock.doc_frequency(field, term)
            assert ours.frequency(field, term) == stock.frequency(field, term)
            assert postings(ours, field, term) == postings(stock, field, term)
        for field in (TITLE, TEXT_FIELD):
            assert ours.field_length(field) == stock.field_length(field)


def postings(reader: object, field: str, term: bytes) -> list[tuple[int, float, list[int]]]:
    matcher = reader.postings(field, term)  # type: ignore[attr-defined]
    found = []
    while matcher.is_active():
        found.append((matcher.id(), matcher.weight(), matcher.value_as("positions")))
        matcher.next()
    return found
