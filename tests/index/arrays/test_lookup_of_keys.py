"""Keys are found at their places, be they looked up one by one or all in a table."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from index.arrays.lookup import KeyLookup

DENSE = st.integers(1, 300)
KEYS = DENSE | st.integers(1, 10**12)


@settings(deadline=None, max_examples=100)
@given(st.sets(DENSE, max_size=60) | st.sets(KEYS, max_size=60), st.lists(KEYS, unique=True, max_size=60))
def test_the_places_are_those_of_the_keys_that_are_there(known: set[int], wanted: list[int]) -> None:
    ascending = sorted(known)
    lookup = KeyLookup(np.array(ascending, np.int64))
    expected = [ascending.index(key) for key in wanted if key in known]
    assert lookup.places(np.array(wanted, np.int64)).tolist() == expected
    for key in wanted:
        alone = lookup.places(np.array([key], np.int64)).tolist()
        assert alone == ([ascending.index(key)] if key in known else [])
