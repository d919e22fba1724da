"""The words of many names, against reading each name by itself."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from index.query.grammar import parse
from index.query.hits import matches
from index.query.name_words import NameWords
from index.query.tree import TextLeaf, leaves

NAMES = (
    "Deir ez-Zor",
    "Deir Ezzor",
    "the US",
    "us",
    "U.S.",
    "İstanbul",
    "Istanbul Istanbul",
    "Meeting of\nMeetings",
    "Мария Стоева",
    "東京 Tokyo",
    "",
    "…",
    "O'Neill’s",
)
CONDITIONS = (
    *("deir", "=deir", '"deir ez zor"', '"ez deir"', '"deir zor"~2', "US", "us", "istanbul", '"istanbul istanbul"'),
    *(
        '"istanbul istanbul"~3',
        "meets",
        "=meets",
        "meet*",
        "m?etings",
        "istanbool~2",
        "стоева",
        '"東京"',
        "oneill",
        '"o neill"',
    ),
)


def leaf_of(query: str) -> TextLeaf | None:
    found = [leaf for leaf in leaves(parse(query).root) if isinstance(leaf, TextLeaf)]
    return found[0] if found else None


def expected(leaf: TextLeaf, names: tuple[str, ...]) -> set[str]:
    return {name for name in names if matches(leaf, name)}


def test_each_kind_of_condition_finds_what_reading_finds() -> None:
    words = NameWords(NAMES)
    found = {query: leaf for query in CONDITIONS if (leaf := leaf_of(f"person:{query}"))}
    assert len(found) == len(CONDITIONS)
    for leaf in found.values():
        assert words.matching(leaf) == expected(leaf, NAMES)
    assert words.matching(found["deir"]) == {"Deir ez-Zor", "Deir Ezzor"}
    whole = leaf_of('place:="deir ezzor"')
    assert whole is not None
    assert words.matching(whole) == {"Deir Ezzor"}


@given(
    st.lists(st.text("aZé东 -.'\nİ", max_size=6), max_size=6), st.sampled_from(("z", "=z", "a*", '"a z"', "US", "é~"))
)
@settings(deadline=None, max_examples=60)
def test_any_names(names: list[str], query: str) -> None:
    leaf = leaf_of(f"person:{query}")
    assert leaf is not None
    assert NameWords(names).matching(leaf) == expected(leaf, tuple(names))
