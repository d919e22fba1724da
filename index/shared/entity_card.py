"""What a shared library tells about one entity."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from index.answers.entity import EntityAnswer
from index.errors import ConfigurationError, LibraryError
from index.library.entity_facts import beside_of, day_of, names_used, whereabouts
from index.model import EntityType
from index.query.fields import ENTITY_KINDS
from index.shared.view import View

Json = dict[str, Any]

MOST_READ = 20_000
"""Documents whose mentions of an entity are counted one by one."""


def entity_card(view: View, type_: str, name: str) -> EntityAnswer:
    """What is known about an entity.

    Raises ConfigurationError if nothing mentions it, LibraryError if too many documents do to be read.
    """
    query: Json = {"term": {f"entity.{type_}": name}} if type_ in set(EntityType) else {"match_none": {}}
    (documents,) = view.counts([query])
    if not documents:
        raise ConfigurationError(f"Nothing in this library mentions {type_}:{name}; see the names in the sidebar.")
    if documents > MOST_READ:
        raise LibraryError(f"{documents:,} documents mention {name}; its names are counted in {MOST_READ:,} at most.")
    uses: dict[str, Counter[str]] = defaultdict(Counter)
    reasons: dict[str, set[str]] = defaultdict(set)
    for hit in view.hits(query, ["packed.row.source", "packed.mentions"]):
        packed = hit["_source"]["packed"]
        for *_, text, kind, entity, reason in packed["mentions"]:
            if (kind, entity) == (type_, name):
                written = " ".join(text.split())
                uses[written][packed["row"]["source"]] += 1
                if reason:
                    reasons[written].add(reason)
    names = names_used(uses, reasons)
    ends: Json = {"first": {"min": {"field": "date_begin"}}, "last": {"max": {"field": "date_end"}}}
    found = view.search({"size": 0, "track_total_hits": False, "query": query, "aggs": ends})["aggregations"]
    first, last = found["first"]["value"], found["last"]["value"]
    values = view.values_of([f"entity.{kind.type}" for kind in ENTITY_KINDS], query)
    counts = {
        (kind.type.value, other): count
        for kind in ENTITY_KINDS
        for other, count in values[f"entity.{kind.type}"].items()
        if (kind.type, other) != (type_, name)
    }
    return EntityAnswer(
        type=type_,
        name=name,
        documents=documents,
        mentions=sum(one.mentions for one in names),
        first_date=day_of(first),
        last_date=day_of(last),
        names=names,
        beside=beside_of(counts),
        place=whereabouts(name) if type_ == EntityType.PLACE else None,
    )
