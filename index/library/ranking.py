"""How a query of any of some words is ranked, and what comes nearest to a query that finds nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from index.catalogue.reading import CatalogueReader
from index.engine import Result
from index.explanation import Explain
from index.library.columns import Columns
from index.library.found import Found, no_language
from index.query.feedback import FIRST, Lender, with_lent_words
from index.query.tree import Query, Term, TextLeaf, leaves

NEAR_COUNTED = 1000
"""Of so many documents that have some words of a query it is counted how many; the rest go by their scores."""


def lent_weights(catalogue: CatalogueReader, columns: Columns, query: Query, result: Result) -> Mapping[Term, float]:
    """The words of a query of any words, and those that the first documents found lend it, with their weights."""
    first = list(result.by_score(columns.places_by_id)[:FIRST])
    texts = catalogue.texts(first)
    language = columns.language_of if columns.languages else no_language
    lenders = [Lender("\n".join(texts[key]), result.score(key), language(key)) for key in first]
    typed = (term for leaf in leaves(query.root) if isinstance(leaf, TextLeaf) for term in leaf.terms)
    return with_lent_words(typed, lenders)


def most_of(found: Found, columns: Columns) -> Found | None:
    """What has most of the words of a query that finds nothing, None if there is no such thing."""
    result, anything = found.result, found.query.root
    if result is None or anything is None or not result.total:
        return None
    keys = list(result.by_score(columns.places_by_id))
    conditions = list(leaves(anything))
    best = sorted(keys[:NEAR_COUNTED], key=lambda key: -sum(result.fulfils(key, one) for one in conditions))
    line = f"any of {len(conditions)} words: {result.total:,}"
    return replace(found, order="relevance", keys=best + keys[NEAR_COUNTED:], explain=Explain(line))
