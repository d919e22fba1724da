"""The words that share a stem are found in a new segment as in a merged one, also when others fell away."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.index import FileIndex

from index.catalogue.staged import IndexEntry
from index.fulltext.engine import FullText
from index.fulltext.schema import TEXT_FIELD
from index.fulltext.storage import DurableStorage
from index.fulltext.writer import ArrayWriter
from index.text.stemming import stem

WORDS = (
    "meet",
    "meets",
    "meeting",
    "strike",
    "striking",
    "struck",
    "report",
    "reported",
    "reporter",
    "IS",
    "is",
    "ising",
)
STEMS = sorted({stem(word.lower()) for word in WORDS})
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join), min_size=1, max_size=6)


def forms(index: FullText) -> dict[str, list[str]]:
    field = index.snapshot().field(TEXT_FIELD)
    return {stem: field.forms_with_stem(stem) for stem in STEMS}


@settings(deadline=None, max_examples=12)
@given(st.lists(TEXTS, min_size=1, max_size=4), st.sets(st.integers(0, 12)))
def test_merging_keeps_the_stems_of_what_is_left(
    tmp_path_factory: pytest.TempPathFactory, commits: list[list[str]], removed: set[int]
) -> None:
    folder = tmp_path_factory.mktemp("stems")
    parts, whole = FullText(folder / "parts"), FullText(folder / "whole")
    parts.create()
    whole.create()
    entries: list[IndexEntry] = []
    for texts in commits:
        added = [IndexEntry(len(entries) + number, "", text) for number, text in enumerate(texts)]
        entries += added
        parts.commit(added, ())
    parts.commit((), removed)
    ArrayWriter(FileIndex(DurableStorage(parts.folder))).commit(optimize=True)
    kept = [entry for entry in entries if entry.key not in removed]
    whole.commit(kept, ())
    present = {word.lower() for entry in kept for word in entry.text.split()}
    expected = {one: sorted(word for word in present if stem(word) == one) for one in STEMS}
    assert forms(whole) == forms(parts) == expected
