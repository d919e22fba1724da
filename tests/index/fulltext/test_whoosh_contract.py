"""What Dateline relies on in Whoosh, beside what its queries answer, which the oracle tests compare.

It holds for whoosh3 and for Whoosh-Reloaded; ``make whoosh-reloaded`` runs the tests of this folder over the latter.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from whoosh.index import EmptyIndexError, FileIndex, LockError
from whoosh.query import Term
from whoosh.util.numeric import byte_to_length, length_to_byte

from index.fulltext.schema import KEY, TEXT_FIELD, make_schema
from index.fulltext.storage import DurableStorage
from index.fulltext.writer import ArrayWriter


class RecordingStorage(DurableStorage):
    """Writes down which files are created and renamed."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.steps: list[tuple[str, str]] = []

    def create_file(self, name: str, **options: object) -> object:
        self.steps.append(("create", name))
        return super().create_file(name, **options)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        assert (self.path / oldname).exists()
        self.steps.append(("rename", newname))
        super().rename_file(oldname, newname, safe)


@pytest.fixture
def index(tmp_path: Path) -> FileIndex:
    return FileIndex.create(RecordingStorage(tmp_path), make_schema())


def add(index: FileIndex, key: int, text: str, *, merge: bool = False) -> None:
    writer = ArrayWriter(index)
    writer.add_document(**{KEY: key, TEXT_FIELD: text})
    writer.commit(merge=False, optimize=merge)


def test_a_commit_is_the_renaming_of_the_table_of_contents_and_comes_last(index: FileIndex) -> None:
    index.storage.steps.clear()
    add(index, 1, "one")
    kinds = [(step, name.rpartition(".")[2]) for step, name in index.storage.steps]
    assert kinds[-1] == ("rename", "toc")
    assert {("create", "docs"), ("create", "post")} <= set(kinds[:-1])
    assert [kind for kind in kinds if kind[0] == "rename"] == [("rename", "toc")]


def test_files_of_merged_segments_and_older_tables_are_deleted(index: FileIndex, tmp_path: Path) -> None:
    add(index, 1, "one")
    add(index, 2, "two")
    assert len(list(tmp_path.glob("*.post"))) == 2
    add(index, 3, "three", merge=True)
    assert [len(list(tmp_path.glob(f"*.{ending}"))) for ending in ("docs", "post", "toc")] == [1, 1, 1]


def test_a_second_writer_is_refused_until_the_first_ends_in_any_way(index: FileIndex) -> None:
    first = ArrayWriter(index)
    with pytest.raises(LockError):
        ArrayWriter(index)
    first.cancel()
    second = ArrayWriter(index)
    second.commit()
    ArrayWriter(index).cancel()


def test_a_reader_keeps_what_it_was_opened_on(index: FileIndex) -> None:
    add(index, 1, "one")
    with index.searcher() as before:
        add(index, 2, "one two", merge=True)
        assert len(before.search(Term(TEXT_FIELD, "one"))) == 1
    with index.searcher() as after:
        assert len(after.search(Term(TEXT_FIELD, "one"))) == 2


def test_segments_are_told_with_their_deletions(index: FileIndex) -> None:
    add(index, 1, "one")
    add(index, 2, "two")
    writer = ArrayWriter(index)
    writer.delete_where(KEY, [2])
    writer.commit(merge=False)
    with index.reader() as reader:
        segments = [leaf.segment() for leaf, _ in reader.leaf_readers()]
        assert [segment.doc_count_all() for segment in segments] == [1, 1]
        assert [list(segment.deleted_docs()) for segment in segments] == [[], [0]]


def test_an_empty_index_has_no_segment_and_a_missing_one_is_told(index: FileIndex, tmp_path: Path) -> None:
    with index.reader() as reader:
        assert [leaf.segment() for leaf, _ in reader.leaf_readers() if leaf.segment() is not None] == []
    with pytest.raises(EmptyIndexError):
        FileIndex(DurableStorage(tmp_path / "elsewhere"))


def test_lengths_are_rounded_up_to_256_steps() -> None:
    steps = [byte_to_length(step) for step in range(256)]
    assert steps == sorted(steps)
    assert [byte_to_length(length_to_byte(length)) for length in steps] == steps
    assert all(byte_to_length(length_to_byte(length)) >= length for length in range(0, 100_000, 37))
    assert length_to_byte(10_000_000) == 255
