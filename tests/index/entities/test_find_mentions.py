"""What every list of mentions keeps to."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from index.entities import find_mentions

PIECES = [
    "US",
    "IS",
    "Dr. Ann Lee",
    "Syrian",
    "al-Bab",
    "HİKMET",
    "'s",
    "\n",
    " ",
    ". ",
    "(",
    "Ministry of Oil",
    "\u00e9",
]


@settings(deadline=None, max_examples=60)
@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map(" ".join)))
def test_mentions_are_sorted_do_not_overlap_and_quote_the_text(text: str) -> None:
    last = 0
    for mention in find_mentions(text):
        assert last <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        assert mention.name.strip()
        last = mention.end


def test_a_text_without_names_has_no_mentions() -> None:
    assert find_mentions("") == []
    assert find_mentions("the rain fell all day, and nothing moved.") == []
