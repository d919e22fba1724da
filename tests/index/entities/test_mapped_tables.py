"""Tables that are looked up in their files: they answer as a dictionary would."""

from __future__ import annotations

import string
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.entities.mapped_tables import SHIPPED, MappedTable, shipped_table, write_table

KEYS = st.text(st.sampled_from(string.ascii_lowercase[:4] + " é上\U0001f600"), max_size=4)
VALUES = st.text(st.characters(exclude_characters="\n", codec="utf-8"), max_size=5)


@given(st.dictionaries(KEYS, VALUES, min_size=1), st.lists(KEYS))
def test_a_table_has_what_was_written_into_it_and_nothing_else(values: dict[str, str], others: list[str]) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "table.txt"
        write_table(file, values)
        table = MappedTable(file)
        assert {key: table.get(key) for key in (*values, *others)} == {
            key: values.get(key) for key in (*values, *others)
        }
        assert [key in table for key in others] == [key in values for key in others]
        assert dict(zip(table.keys(), table.values(), strict=True)) == values
        assert list(table.keys()) == sorted(values, key=str.encode)


def test_a_table_that_is_asked_often_answers_the_same(tmp_path: Path) -> None:
    values = {f"{number * 7919:x} {'é' * (number % 40)}": f"value {number}" for number in range(3000)}
    write_table(tmp_path / "table.txt", values)
    table = MappedTable(tmp_path / "table.txt")
    others = [key[:-1] for key in values] + [f"{key}x" for key in values] + ["", "\x7f", "é" * 300]
    assert [table.get(key) for key in values] == list(values.values())
    assert [table.get(key) for key in others] == [values.get(key) for key in others]


@pytest.mark.parametrize("values", [{"a\tb": "1"}, {"a\nb": "1"}, {"a\x01": "1"}, {"a": "1\n2"}])
def test_what_would_be_no_line_is_not_written(tmp_path: Path, values: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="no line"):
        write_table(tmp_path / "table.txt", values)
    assert not (tmp_path / "table.txt").exists()


def test_a_word_that_no_file_can_hold_is_in_no_table() -> None:
    assert shipped_table("word_cases").get("\udce9") is None


@pytest.mark.parametrize("file", sorted(SHIPPED.glob("*.txt")), ids=lambda file: file.stem)
def test_what_is_shipped_is_in_order(file: Path) -> None:
    keys = [line.partition(b"\t")[0] for line in file.read_bytes().splitlines()]
    assert all(one < other for one, other in pairwise(keys))
