"""Numbers that do not fit the bytes that most of their kind fit: long texts, frequent words, many documents."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.index import FileIndex

from index.errors import LibraryDamagedError
from index.fulltext.arrayfile import PAGE, ArrayFile, ArrayFileWriter
from index.fulltext.evaluate import Evaluator
from index.fulltext.packed import Packed, write_packed
from index.fulltext.postings import Snapshot
from index.fulltext.schema import KEY, TEXT_FIELD, make_schema
from index.fulltext.storage import DurableStorage
from index.fulltext.writer import ArrayWriter
from index.query.grammar import parse

numbers = st.lists(st.one_of(st.integers(0, 300), st.integers(0, 2**32 - 1)), max_size=40)


@settings(deadline=None, max_examples=80)
@given(st.lists(numbers, max_size=4), st.sampled_from([np.uint8, np.uint16, np.uint32]), st.data())
def test_packed_numbers_come_back(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[list[int]], kind: type, data: st.DataObject
) -> None:
    path = tmp_path_factory.getbasetemp() / "packed"
    writer = ArrayFileWriter(path.open("wb"))
    write_packed(writer, "some", [np.array(piece, np.int64) for piece in pieces], kind)
    writer.close()
    packed = Packed(ArrayFile(path), "some")
    expected = [number for piece in pieces for number in piece]
    start = data.draw(st.integers(0, len(expected)))
    stop = data.draw(st.integers(start, len(expected)))
    assert packed.slice(start, stop).tolist() == expected[start:stop]
    places = sorted(data.draw(st.sets(st.integers(0, len(expected) - 1)))) if expected else []
    assert packed.at(np.array(places, np.int64)).tolist() == [expected[place] for place in places]
    assert len(packed) == len(expected)


def test_packed_numbers_are_checked_before_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "packed"
    writer = ArrayFileWriter(path.open("wb"))
    write_packed(writer, "some", [np.zeros(4 * PAGE, np.int64)], np.uint8)
    writer.close()
    content = bytearray(path.read_bytes())
    content[2 * PAGE] ^= 1
    path.write_bytes(content)
    packed = Packed(ArrayFile(path), "some")
    assert packed.slice(0, PAGE // 2).sum() == packed.at(np.arange(PAGE // 2)).sum() == 0
    with pytest.raises(LibraryDamagedError):
        packed.slice(0, 3 * PAGE)
    with pytest.raises(LibraryDamagedError):
        packed.at(np.array([0, 3 * PAGE]))


def make_index(folder: Path, texts: list[str]) -> FileIndex:
    index = FileIndex.create(DurableStorage(folder), make_schema())
    writer = ArrayWriter(index)
    for key, text in enumerate(texts):
        writer.add_document(**{KEY: key, TEXT_FIELD: text})
    writer.commit(merge=False)
    return index


def found(index: FileIndex, typed: str) -> list[int]:
    snapshot = Snapshot(index)
    root = parse(typed).root
    matches = Evaluator(snapshot, None).run(root).matches  # type: ignore[arg-type]
    return [int(key) for key in snapshot.keys[matches.docs]]


@pytest.mark.parametrize("others", [0, 40])
def test_words_far_into_a_long_text_are_found(tmp_path: Path, others: int) -> None:
    """With many other texts the long one's positions are exceptions, without them all positions are stored wide."""
    long = "the strike " * 500 + "word " * 70_000 + "air strike over Idlib today"
    index = make_index(tmp_path, [long, "a strike", *["word " * 20_000] * others])
    for _ in range(2):
        assert found(index, '"air strike over idlib"') == [0]
        assert found(index, '"idlib today"~2') == [0]
        assert found(index, '"air idlib"~2') == []
        snapshot = Snapshot(index)
        assert snapshot.field(TEXT_FIELD).postings("strike").freqs.tolist() == [501, 1]
        ArrayWriter(index).commit(optimize=True)


def test_documents_far_apart_are_found(tmp_path: Path) -> None:
    texts = [""] * 140_000
    texts[3] = "rare and frequent"
    texts[70_003] = texts[139_999] = "rare"
    for number in range(10_000, 20_000):
        texts[number] = "frequent"
    index = make_index(tmp_path, texts)
    for _ in range(2):
        assert found(index, "rare") == [3, 70_003, 139_999]
        assert found(index, "rare frequent") == [3]
        assert len(found(index, "frequent")) == 10_001
        writer = ArrayWriter(index)
        writer.delete_where(KEY, [5])
        writer.commit(optimize=True)
