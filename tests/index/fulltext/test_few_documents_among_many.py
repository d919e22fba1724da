"""Words that are in few documents, beside words that are in nearly all: what is found and scored by searching."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from whoosh.index import FileIndex

from index.fulltext.evaluate import Evaluator
from index.fulltext.postings import Snapshot
from index.fulltext.schema import KEY, TEXT_FIELD, TITLE, make_schema
from index.fulltext.scoring import Matches
from index.fulltext.storage import DurableStorage
from index.fulltext.writer import ArrayWriter
from index.query.grammar import parse

STRIKE = ("strike", "strikes", "striking")
MEET = ("meet", "meeting")
DELETED = 17


@pytest.fixture
def texts() -> list[list[str]]:
    chance = random.Random(5)
    texts = [[chance.choice(STRIKE + MEET) for _ in range(6)] for _ in range(4000)]
    for number in {DELETED, 2999, 3999, *chance.sample(range(4000), 30)}:
        texts[number].insert(chance.randrange(7), "rare")
    return texts


@pytest.fixture
def snapshot(tmp_path: Path, texts: list[list[str]]) -> Snapshot:
    """Two segments, in the first of which a document is deleted."""
    index = FileIndex.create(DurableStorage(tmp_path), make_schema())
    for keys in (range(3000), range(3000, 4000)):
        writer = ArrayWriter(index)
        for key in keys:
            writer.add_document(
                **{KEY: key, TITLE: "" if key % 2 else "a rare title", TEXT_FIELD: " ".join(texts[key])}
            )
        if keys[0]:
            writer.delete_where(KEY, [DELETED])
        writer.commit(merge=False)
    return Snapshot(index)


def run(snapshot: Snapshot, typed: str) -> Matches:
    return Evaluator(snapshot, None).run(parse(typed).root).matches  # type: ignore[arg-type]


def test_phrases_and_words_near_each_other(snapshot: Snapshot, texts: list[list[str]]) -> None:
    holding = [key for key, text in enumerate(texts) if "rare" in text and key != DELETED]
    for typed, offset, forms in (('"rare strike"', 1, STRIKE), ('"meeting rare"', -1, MEET)):
        expected = [
            key
            for key in holding
            if 0 <= (at := texts[key].index("rare") + offset) < len(texts[key]) and texts[key][at] in forms
        ]
        assert expected
        assert snapshot.keys[run(snapshot, typed).docs].tolist() == expected
    near = [
        key
        for key in holding
        if any(abs(at - texts[key].index("rare")) <= 2 for at, word in enumerate(texts[key]) if word in MEET)
    ]
    assert snapshot.keys[run(snapshot, '"meets rare"~2').docs].tolist() == near


def test_a_phrase_scores_as_its_words_do(snapshot: Snapshot) -> None:
    phrase, words = run(snapshot, '"rare strike"'), run(snapshot, "rare strike")
    assert 0 < len(phrase.docs) < len(words.docs)
    places = np.searchsorted(words.docs, phrase.docs)
    assert words.docs[places].tolist() == phrase.docs.tolist()
    np.testing.assert_allclose(words.scores[places], phrase.scores, rtol=1e-5)
