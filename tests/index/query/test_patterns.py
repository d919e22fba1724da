"""Wildcards: the same as an oracle that tries everything, in linear time, and over characters where words have none."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import QueryError
from index.query import form_tests
from index.query.form_tests import Glob
from index.query.grammar import parse
from index.query.hits import TextWords, leaf_spans
from index.query.tree import TextLeaf, leaves


@cache
def oracle(pattern: str, form: str) -> bool:
    if not pattern:
        return not form
    if pattern[0] == "*":
        return oracle(pattern[1:], form) or (bool(form) and oracle(pattern, form[1:]))
    return bool(form) and pattern[0] in ("?", form[0]) and oracle(pattern[1:], form[1:])


@settings(deadline=None, max_examples=500)
@given(st.text("ab*?", min_size=1, max_size=8), st.text("abc", max_size=8))
def test_a_pattern_matches_what_the_oracle_says(pattern: str, form: str) -> None:
    assert Glob(pattern).matches(form) == oracle(pattern, form)


def test_no_part_of_a_pattern_is_looked_for_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = []
    find = form_tests._Literal.find

    def counted(self: form_tests._Literal, form: str, start: int, end: int) -> int:
        looked.append(start)
        return find(self, form, start, end)

    monkeypatch.setattr(form_tests._Literal, "find", counted)
    assert not Glob("*abc*a*a*a*a*a*a*b").matches("abc" + "a" * 5000 + "c")
    assert not Glob("*a*a*a*a*a*a*a*xb").matches("a" * 5000 + "b")
    assert Glob("*a*a*a*b").matches("a" * 5000 + "b")
    assert len(looked) <= 7 + 7 + 3


def found(query: str, text: str) -> list[str]:
    (leaf,) = leaves(parse(query).root)
    assert isinstance(leaf, TextLeaf)
    return [text[span.start : span.end] for span in leaf_spans(leaf, TextWords(text))]


@pytest.mark.parametrize(
    ("query", "text", "spans"),
    [
        ("中国*", "他在中国人民中", ["中国"]),
        ("*国", "美国和中国", ["国", "国"]),
        ("サウ*", "サウジアラビアとサウナ", ["サウ", "サウ"]),
        ("中?国", "中美国", ["中美国"]),
        ("中*民", "中国人民", ["中", "民"]),
        ("su2*", "a Su-24, a Su25 and a Su-34", ["Su-24", "Su25"]),
        ("t-7?x", "a T-72x", ["T-72x"]),
        (r"T-7\?", "a T-72 and a T72", ["T-72", "T72"]),
        ("क्या*", "क्या क्याक कया", ["क्या", "क्याक"]),
    ],
)
def test_wildcards_in_scripts_without_spaces_and_with_digits(query: str, text: str, spans: list[str]) -> None:
    assert found(query, text) == spans


def test_wildcards_alone_are_refused_in_any_script() -> None:
    with pytest.raises(QueryError):
        parse("**")
    with pytest.raises(QueryError):
        parse("*аб")
