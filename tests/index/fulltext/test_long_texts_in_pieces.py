"""The words of a long text are looked at in pieces: the same words, wherever it is cut."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.fulltext import inverting
from index.fulltext.inverting import Collector, Terms

TEXTS = st.text(st.sampled_from("ab U.S.A\n-’'éİ\u00a0"), max_size=80)


def collected(text: str) -> tuple[int, list[bytes], list[int]]:
    """The number of words, the terms, and where they stand."""
    collector = Collector(Terms())
    count = collector.add(0, text)
    if not len(collector):
        return count, [], []
    postings = collector.take()
    return count, postings.terms, postings.positions.tolist()


@settings(deadline=None, max_examples=150)
@given(TEXTS, st.integers(1, 12))
def test_pieces_change_nothing(text: str, length: int) -> None:
    whole = collected(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inverting, "PIECE", length)
        assert collected(text) == whole
