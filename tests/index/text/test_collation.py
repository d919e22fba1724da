"""The order of titles and names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.collation import collation_key


@pytest.mark.parametrize(
    "ordered",
    [
        ["Äpfel", "Birnen", "Zürich"],
        ["2 dead", "10 dead", "10 wounded", "100 dead"],
        ["Report 9", "Report 10", "Report 010b"],
        ["resume", "Resume", "résumé", "Résumé", "resumes"],
        ["“A quiet day”", "A river", "(A roof)"],
        ["Łódź", "London", "Lyon"],
        ["", "1", "a", "б"],
        ["Al Jazeera", "Al Jazeera English", "AlJazeera"],
        ["٣ قتلى", "١٠ قتلى"],
    ],
)
def test_what_comes_first(ordered: list[str]) -> None:
    assert sorted(set(ordered), key=collation_key) == ordered


@given(st.text(max_size=20), st.text(max_size=20))
def test_what_differs_has_different_keys(one: str, other: str) -> None:
    assert (collation_key(one) == collation_key(other)) == (one == other)
