"""In which order a library's sources write day and month, kept beside its documents for queries and corrections."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping

from index.catalogue.writing import CatalogueWriter
from index.dates.order import DateOrder

_MOST_SOURCES = 10_000  # a library whose every document has a source of its own must not fill the memory


def keep_orders(catalogue: CatalogueWriter, learnt: Mapping[str, str]) -> None:
    """Add what a run has learnt of its sources, and note the order of most of them, which queries take."""
    known: dict[str, str] = json.loads(catalogue.meta("date_orders") or "{}")
    known |= learnt
    kept = dict(list(known.items())[-_MOST_SOURCES:])
    catalogue.set_meta("date_orders", json.dumps(kept))
    counts = Counter(kept.values()).most_common(2)
    tied = len(counts) > 1 and counts[0][1] == counts[1][1]
    catalogue.set_meta("date_order", DateOrder.AUTO.value if tied else counts[0][0])
