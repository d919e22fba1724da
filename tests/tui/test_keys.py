"""The table of keys: one action for a key at a place, and what is made of it."""

from __future__ import annotations

from collections import Counter

import pytest
from textual.binding import Binding

from tui import bound_keys
from tui.keys import ACTIONS, PLACES, Context

MEANT = {
    ("documents", "q", "hits.back"),  # at the documents there is nothing to go back to
    ("documents", "escape", "hits.back"),
    ("entities", "s", "queries.sort"),  # it sorts the list with the focus
    ("entities", "i", "hits.toggle_fold"),
    ("entities", "ctrl+f", "hits.find"),
    ("selecting", "escape", "hits.back"),
    ("selecting", "o", "notes.notebook"),
}
"""Keys that a nearer context takes from a farther one on purpose: place, key, the farther action."""


@pytest.mark.parametrize("context", list(Context))
def test_a_key_has_one_action_in_a_context(context: Context) -> None:
    count = Counter(key for action in bound_keys.of(context) for key in action.keys)
    assert [key for key, times in count.items() if times > 1] == []


@pytest.mark.parametrize("place", PLACES)
def test_a_key_has_one_action_at_a_place_unless_it_is_meant(place: str) -> None:
    taken = {(place, key, farther.name) for key, _, farther in bound_keys.shadowed(place)}
    assert taken <= MEANT


def test_every_action_says_what_it_does() -> None:
    assert all(action.help and action.keys for action in ACTIONS)


def test_every_context_holds_somewhere() -> None:
    assert {context for contexts in PLACES.values() for context in contexts} == set(Context)


def test_bindings_have_the_keys_of_the_table() -> None:
    bound = {binding.key for binding in bound_keys.bindings(Context.READER) if isinstance(binding, Binding)}
    assert {"}", "space,pagedown", "v"} <= bound


@pytest.mark.parametrize("place", PLACES)
def test_the_footer_fits_the_narrowest_usual_terminal(place: str) -> None:
    assert 0 < len(bound_keys.footer(place)) <= 78


def test_the_footer_names_no_key_that_would_be_typed() -> None:
    assert "?" not in bound_keys.footer("query")
    assert "F1 help" in bound_keys.footer("query")
    assert "? help" in bound_keys.footer("documents")
