"""What comes near a query of plain words that finds nothing: documents that have most of its words."""

from __future__ import annotations

from index.query.tree import And, Or, Query, TextLeaf
from index.query.widening import is_plain

FUNCTION_WORDS = frozenset(
    "a about after against all an and any are as at be been before but by did do does for from had has have he her him"
    " his how i if in into is it its more most no not of on or our over she so than that the their them then there they"
    " this to was we were what when where which who whom whose why will with would you your".split()
)
"""Words that say little of what a question is about."""


def words_of(query: Query) -> Or | None:
    """Any of a query's words, if it is plain words and nothing else, but function words; None if less than two."""
    if not isinstance(query.root, And):
        return None
    plain = [leaf for leaf in query.root.children if isinstance(leaf, TextLeaf) and is_plain(leaf)]
    if len(plain) < len(query.root.children):
        return None
    kept = [leaf for leaf in plain if any(term.form not in FUNCTION_WORDS for term in leaf.terms)]
    return Or(tuple(kept)) if len(kept) > 1 else None
