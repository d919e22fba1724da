"""Filters are put into and taken out of a query by its parts: the rest keeps its meaning, every result parses."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import QueryError
from index.query.editing import condition, refined, toggled_filter, with_filter
from index.query.grammar import parse
from index.query.tree import And, DateLeaf, FlagLeaf, Node, Not, Or, TextLeaf, leaves

AFP = 'source:="AFP"'


def test_a_choice_is_added_or_excluded() -> None:
    assert with_filter("", "source", "AFP", demand=True) == AFP
    assert with_filter("syria", "source", "Al Jazeera", demand=True) == 'syria source:="Al Jazeera"'
    assert with_filter("syria", "month", "2017-09", demand=False) == "syria -date:2017-09"


def test_a_choice_takes_the_place_of_the_one_before() -> None:
    assert with_filter(f"syria -{AFP}", "source", "AFP", demand=True) == f"syria {AFP}"
    assert with_filter(f"syria {AFP}", "source", "AFP", demand=True) == f"syria {AFP}"
    assert with_filter("date:2017 syria", "year", "2017", demand=False) == "syria -date:2017"


def test_alternatives_stay_together() -> None:
    assert with_filter("a OR b", "year", "2017", demand=True) == "(a OR b) date:2017"
    assert refined("(a OR b)", "source:x") == "(a OR b) source:x"
    assert refined("a OR (b)", "source:x") == "(a OR (b)) source:x"
    assert refined("U.S. or not", "source:x") == "U.S. or not source:x"
    assert refined('"here OR there"', "source:x") == '"here OR there" source:x'


@pytest.mark.parametrize(
    ("query", "without"),
    [
        (AFP, ""),
        (f"syria {AFP}", "syria"),
        (f"{AFP} AND syria", "syria"),
        (f"a AND {AFP} AND b", "a AND b"),
        (f"a {AFP} {AFP} b", "a b"),
        (f"(a {AFP}) b", "(a) b"),
        (f"({AFP} {AFP}) b", "b"),
        ("a source:=AFP", "a"),
        ("a source:=“AFP”", "a"),
        ('a (source:="AFP")', "a"),
        ('a source:(="AFP")', "a"),
        (f"(Dillon OR Turkey) {AFP}", "(Dillon OR Turkey)"),
        (f"a({AFP})b", "a b"),
    ],
)
def test_a_filter_is_taken_away_however_it_was_typed(query: str, without: str) -> None:
    assert toggled_filter(query, "source", "AFP", demand=True) == without


@pytest.mark.parametrize("query", [f"syria OR {AFP}", f"NOT (a {AFP})", f"{AFP} OR b", f"(a OR {AFP}) b", "source:AFP"])
def test_what_is_no_filter_of_the_whole_query_stays(query: str) -> None:
    added = toggled_filter(query, "source", "AFP", demand=True)
    assert added.endswith(f" {AFP}")
    assert equivalent(toggled_filter(added, "source", "AFP", demand=True), query)


def test_choosing_a_facet_twice_under_an_or_takes_it_away_again() -> None:
    once = with_filter("Dillon OR Turkey", "source", "AFP", demand=True)
    assert with_filter(once, "source", "AFP", demand=True) == once
    assert with_filter(once, "source", "AFP", demand=False) == f"(Dillon OR Turkey) -{AFP}"
    assert toggled_filter(once, "source", "AFP", demand=True) == "(Dillon OR Turkey)"


def test_a_quotation_mark_in_a_value_ends_no_value() -> None:
    for value in ('The "Daily" News', "The “Daily” News", "„Nachrichten“"):
        (leaf,) = leaves(parse(condition("source", value)).root)
        assert isinstance(leaf, TextLeaf)
        assert leaf.whole


def test_an_unfinished_query_is_refused() -> None:
    with pytest.raises(QueryError):
        toggled_filter("syria (", "source", "AFP", demand=True)


# Any query and any filter

FILTERS = [("source", "AFP"), ("source", "Al Jazeera"), ("year", "2017"), ("person", "John Dillon"), ("tag", "a b")]


@st.composite
def conditions(draw: st.DrawFn) -> str:
    kind, value = draw(st.sampled_from(FILTERS))
    words = st.sampled_from(["syria", '"a b"', "US", "title:x", "is:read", "=war", "wa*", '"a c"~3'])
    return draw(st.one_of(words, words, st.builds(condition, st.just(kind), st.just(value), exclude=st.booleans())))


def grown(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(parts, min_size=1, max_size=3)
    return st.one_of(
        st.builds(str.join, st.sampled_from([" ", " AND ", " OR ", " & ", "  "]), several),
        parts.map("({})".format),
        parts.map("NOT ({})".format),
        parts.map("-({})".format),
    )


QUERIES = st.one_of(st.just(""), st.recursive(conditions(), grown, max_leaves=7))


def holds(node: Node | None, true: frozenset[Node]) -> bool:
    if node is None:
        return True
    if isinstance(node, And):
        return all(holds(child, true) for child in node.children)
    if isinstance(node, Or):
        return any(holds(child, true) for child in node.children)
    return not holds(node.child, true) if isinstance(node, Not) else bare(node) in true


def bare(leaf: TextLeaf | DateLeaf | FlagLeaf) -> Node:
    return replace(leaf, typed="", column=0)


def equivalent(one: str, other: str) -> bool:
    """Whether two queries agree whatever a document fulfils of their conditions."""
    roots = parse(one).root, parse(other).root
    found = list({bare(leaf) for root in roots for leaf in leaves(root)})
    fulfilled = (
        frozenset(itertools.compress(found, bits)) for bits in itertools.product([False, True], repeat=len(found))
    )
    return all(holds(roots[0], true) == holds(roots[1], true) for true in fulfilled)


def demands(node: Node | None, wanted: Node) -> bool:
    if isinstance(node, And):
        return any(demands(child, wanted) for child in node.children)
    if isinstance(node, Not) and isinstance(wanted, Not) and not isinstance(node.child, And | Or | Not):
        return bare(node.child) == wanted.child
    return isinstance(node, TextLeaf | DateLeaf | FlagLeaf) and bare(node) == wanted


def wanted_of(kind: str, value: str, *, demand: bool) -> Node:
    (leaf,) = leaves(parse(condition(kind, value)).root)
    return bare(leaf) if demand else Not(bare(leaf))


@settings(deadline=None, max_examples=400)
@given(QUERIES, st.sampled_from(FILTERS), st.booleans())
def test_adding_and_taking_away_leave_the_query(query: str, chosen: tuple[str, str], demand: bool) -> None:
    root = parse(query).root
    said = [demands(root, wanted_of(*chosen, demand=one)) for one in (demand, not demand)]
    once = toggled_filter(query, *chosen, demand=demand)
    assert demands(parse(once).root, wanted_of(*chosen, demand=demand)) != said[0]
    twice = toggled_filter(once, *chosen, demand=demand)
    if not any(said):
        assert equivalent(twice, query)
        assert equivalent(once, f"({query}) {condition(*chosen, exclude=not demand)}" if query else once)


@settings(deadline=None, max_examples=400)
@given(QUERIES, st.lists(st.tuples(st.sampled_from(FILTERS), st.booleans()), max_size=6))
def test_what_was_chosen_last_is_what_the_query_says(query: str, choices: list[tuple[tuple[str, str], bool]]) -> None:
    for chosen, demand in choices:
        query = with_filter(query, *chosen, demand=demand)
        root = parse(query).root
        assert demands(root, wanted_of(*chosen, demand=demand))
        assert not demands(root, wanted_of(*chosen, demand=not demand))
        assert with_filter(query, *chosen, demand=demand) == query
