"""The words by which English says that something is not so."""

from __future__ import annotations

NEGATIONS = frozenset(
    "no not never none nobody nothing neither nor without cannot t deny denies denied denying reject rejects rejected"
    " refuse refuses refused false untrue".split()
)
"""Words that turn a statement into its contrary, as folded forms; ``t`` is what is left of ``n't``."""
