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


def test_a_text_longer_than_any_story_is_looked_at_in_sections() -> None:
    filler = "the rain fell on the river and " * 15_000
    text = (
        f"Angela Merkel spoke. {filler}\n\nAngela Merkel met John Kerry in Berlin. {'x' * 450_000} Merkel left Berlin."
    )
    found = [(text[mention.start : mention.end], mention.name) for mention in find_mentions(text)]
    assert ("John Kerry", "John Kerry") in found
    assert [name for surface, name in found if "Merkel" in surface] == ["Angela Merkel"] * 3
    assert [surface for surface, _ in found].count("Berlin") == 2
