"""What comes near a query of plain words that finds nothing: documents that have most of its words."""

from __future__ import annotations

from collections.abc import Mapping

from index.query.function_words import says_little
from index.query.tree import And, Node, Or, Query, TextLeaf
from index.query.widening import is_plain


def words_of(query: Query) -> Or | None:
    """Any of a query's words, if it is plain words and nothing else, but function words; None if less than two."""
    if not isinstance(query.root, And):
        return None
    plain = [leaf for leaf in query.root.children if isinstance(leaf, TextLeaf) and is_plain(leaf)]
    if len(plain) < len(query.root.children):
        return None
    kept = [leaf for leaf in plain if not says_little(leaf)]
    return Or(tuple(kept)) if len(kept) > 1 else None


def in_the_way(without: Mapping[Node, int]) -> str:
    """Which words stand in the way, by how many documents have all others: "without zeppelin: 3 · ", the most first.

    It is "" where no single word does.
    """
    told = sorted(
        ((count, leaf.typed) for leaf, count in without.items() if isinstance(leaf, TextLeaf) and count),
        key=lambda one: (-one[0], one[1]),
    )
    return "".join(f"without {typed}: {count:,} · " for count, typed in told)
