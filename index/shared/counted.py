"""What a result of a shared library consists of, counted by the cluster over all of it: facets, entities, timeline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from index.answers.counts import EntitiesAnswer, EntityCount, Facet, FacetsAnswer, SourceTimesAnswer, TimelineAnswer
from index.library.entity_counting import in_order
from index.library.facets import top
from index.library.source_times import on_one_axis
from index.library.timeline import Scale, buckets_of, fitting_scale
from index.notebook.store import Notebook
from index.query.fields import ENTITY_KINDS
from index.shared.conditions import DATED
from index.shared.translation import one_of
from index.shared.view import View

Json = dict[str, Any]

_COUNTED = {"source": "source", "type": "type", "language": "lang", "year": "year", "month": "months"}
_LATEST_FIRST = ("year", "month")


def facets(view: View, query: Json, total: int, notebook: Notebook | None) -> FacetsAnswer:
    """The facets of the documents that fulfil a query."""
    fields = [*_COUNTED.values(), *(f"entity.{kind.type}" for kind in ENTITY_KINDS), "country", "region"]
    values = view.values_of(fields, query)
    counted: list[Facet] = []
    for kind, field in _COUNTED.items():
        found = top(kind, _filled(values[field]))
        latest_first = kind in _LATEST_FIRST
        counted += sorted(found, key=lambda facet: facet.value, reverse=True) if latest_first else found
    for one in ENTITY_KINDS:
        counted += top(one.type, values[f"entity.{one.type}"])
    counted += [*top("country", values["country"]), *top("region", values["region"])]
    counted += top("tag", _tags(view, query, notebook))
    return FacetsAnswer(tuple(counted), total)


def _filled(counts: Mapping[str, int]) -> dict[str, int]:
    return {name: count for name, count in counts.items() if name}


def _tags(view: View, query: Json, notebook: Notebook | None) -> Mapping[str, int]:
    tags: dict[str, set[str]] = {}
    for annotation in notebook.annotations() if notebook else ():
        tags.setdefault(annotation.document, set()).update(annotation.tags)
    if not tags:
        return {}
    within = {"bool": {"filter": [query, one_of("id", list(tags))]}}
    return Counter(tag for hit in view.hits(within, ["id"]) for tag in tags[hit["_source"]["id"]])


def entities(view: View, query: Json) -> EntitiesAnswer:
    """Of each type the entities in the most of the documents that fulfil a query, and how many there are."""
    fields = {f"entity.{kind.type}": kind.type.value for kind in ENTITY_KINDS}
    values = view.values_of(list(fields), query)
    told: list[EntityCount] = []
    totals = {}
    for field, type_ in fields.items():
        counts = values[field]
        if counts:
            totals[type_] = len(counts)
        told += in_order([EntityCount(type_, name, count) for name, count in counts.items()])
    return EntitiesAnswer(tuple(told), totals)


def entities_among(view: View, query: Json, wanted: Iterable[tuple[str, str]]) -> EntitiesAnswer:
    """These entities (type, name), with the number of the documents that fulfil a query and mention each."""
    named = sorted(set(wanted))
    ways = [{"bool": {"filter": [query, {"term": {f"entity.{type_}": name}}]}} for type_, name in named]
    counts = view.counts(ways)
    told = in_order([EntityCount(*one, count) for one, count in zip(named, counts, strict=True)])
    types = [one.type for one in told]
    return EntitiesAnswer(tuple(told), {type_: types.count(type_) for type_ in set(types)})


def timeline(view: View, query: Json, total: int, scale: Scale | None) -> TimelineAnswer:
    """The timeline of the documents that fulfil a query; without a ``scale``, in one that fits."""
    scale = scale or _fitting(view, query)
    fields = [f"{what}_{scale.value}" for what in ("published", "spoken", "received")]
    published, *_ = fields
    values = view.values_of(fields, query)
    dated, placed = view.counts([_and(query, DATED), _and(query, {"exists": {"field": published}})])
    counts = [{int(number): count for number, count in values[name].items()} for name in fields]
    return TimelineAnswer(
        by=scale.value,
        buckets=buckets_of(counts, scale),
        documents=total,
        undated=total - dated,
        coarser=dated - placed,
    )


def source_times(view: View, query: Json, scale: Scale | None) -> SourceTimesAnswer:
    """When each source of the documents that fulfil a query published; without a ``scale``, in one that fits."""
    scale = scale or _fitting(view, query)
    counts = view.pairs("source", f"published_{scale.value}", query)
    return on_one_axis({(source, int(time)): number for (source, time), number in counts.items()}, scale)


def _fitting(view: View, query: Json) -> Scale:
    ends: Json = {"first": {"min": {"field": "date_begin"}}, "last": {"max": {"field": "date_end"}}}
    found = view.search({"size": 0, "track_total_hits": False, "query": query, "aggs": ends})["aggregations"]
    days = (np.array([] if found[end]["value"] is None else [found[end]["value"]], np.int64) for end in ends)
    return fitting_scale(*days)


def _and(*queries: Json) -> Json:
    return {"bool": {"filter": list(queries)}}
