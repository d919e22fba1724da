"""Layers: which spans touch a row, and the runs that it is painted in."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from index.model import Span
from tui.text.layers import Layer, Spans, difference, layers_by_name, runs

PAIRS = st.tuples(st.integers(0, 40), st.integers(0, 12)).map(lambda pair: (pair[0], pair[0] + pair[1]))
SPANS = st.lists(PAIRS, max_size=12)


@settings(deadline=None, max_examples=100)
@given(SPANS, PAIRS)
def test_touching_finds_just_the_spans_that_share_a_character(
    pairs: list[tuple[int, int]], row: tuple[int, int]
) -> None:
    start, end = row
    found = sorted(number for _, _, number in Spans(pairs).touching(start, end))
    assert found == [
        number
        for number, (first, last) in enumerate(pairs)
        if first < end and last > start and first < last and start < end
    ]


@settings(deadline=None, max_examples=100)
@given(SPANS, SPANS, PAIRS, PAIRS)
def test_runs_tile_the_row_and_name_what_covers_each_character(
    low: list[tuple[int, int]], high: list[tuple[int, int]], over: tuple[int, int], row: tuple[int, int]
) -> None:
    start, end = row
    layers = [Layer("low", Spans(low)), Layer("high", Spans(high))]
    found = runs(start, end, layers, [("over", Span(*over))])
    assert [run.start for run in found] == [start, *(run.end for run in found)][: len(found)]
    assert not found or found[-1].end == end
    assert all(one.names != other.names for one, other in pairwise(found))
    for offset in range(start, end):
        (names,) = [run.names for run in found if run.start <= offset < run.end]
        covering = [("low", low), ("high", high), ("over", [over])]
        assert names == tuple(name for name, spans in covering if any(a <= offset < b for a, b in spans))


def test_spans_with_one_long_one_before_them_are_found() -> None:
    spans = Spans([(0, 1000), (5, 6), (900, 910)])
    assert spans.at(905) == [0, 2]
    assert spans.at(5) == [0, 1]
    assert spans.at(1000) == []


def test_mentions_are_grouped_by_type() -> None:
    layers = layers_by_name([("person", 0, 2), ("place", 3, 4), ("person", 5, 6)])
    assert [(layer.name, len(layer.spans)) for layer in layers] == [("person", 2), ("place", 1)]


@settings(deadline=None, max_examples=100)
@given(st.none() | PAIRS, st.none() | PAIRS)
def test_the_difference_is_what_is_in_one_span_only(
    before: tuple[int, int] | None, after: tuple[int, int] | None
) -> None:
    found = difference(Span(*before) if before else None, Span(*after) if after else None)
    characters = [offset for span in found for offset in range(span.start, span.end)]
    expected = set(range(*before) if before else ()) ^ set(range(*after) if after else ())
    assert sorted(characters) == sorted(expected)
