"""One state of a shared library, which what is written later does not change, and what is counted in it.

A view is a point in time of the cluster. It lives ten minutes longer with each use; when its node is gone, so is it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from index.cluster.connection import Cluster
from index.shared.mapping import STORIES, WINDOW, alias
from index.shared.translation import ALL

Json = dict[str, Any]

KEPT = "10m"
_PAGE = 1000
_MOST_BUCKETS = 10_000
_MOST_AT_ONCE = 50  # searches in one request

FREQUENCIES = "dfs_query_then_fetch"
"""Words are as rare as they are in the whole library, not in the part of it that a shard has."""

Sort = Sequence[Json]

BY_ID: Sort = ({"id": "asc"},)


class View:
    """A state of the stories of a library."""

    def __init__(self, cluster: Cluster, index: str = STORIES) -> None:
        """Open it. Raises LibraryError."""
        self._cluster = cluster
        place = cluster.place
        opened = cluster.ask(
            "POST",
            [alias(place.name, index), "_search", "point_in_time"],
            params={"keep_alive": KEPT, "allow_partial_pit_creation": "false"},
        )
        self._id = opened["pit_id"]

    def close(self) -> None:
        """Let the cluster forget it."""
        self._cluster.ask("DELETE", ["_search", "point_in_time"], {"pit_id": [self._id]})

    def search(self, body: Json, *, scored: bool = False) -> Json:
        """The answer to a search."""
        params = {"search_type": FREQUENCIES} if scored else {}
        return self._cluster.search([], self._within(body), params)

    def searches(self, bodies: Sequence[Json]) -> list[Json]:
        """The answers to several searches."""
        found: list[Json] = []
        for at in range(0, len(bodies), _MOST_AT_ONCE):
            found += self._cluster.searches([self._within(body) for body in bodies[at : at + _MOST_AT_ONCE]])
        return found

    def counts(self, queries: Sequence[Json]) -> list[int]:
        """How many documents fulfil each query, exactly."""
        bodies = [{"size": 0, "track_total_hits": True, "query": query} for query in queries]
        return [int(answer["hits"]["total"]["value"]) for answer in self.searches(bodies)]

    def hits(self, query: Json, source: Sequence[str], sort: Sort = BY_ID) -> Iterator[Json]:
        """Every document that fulfils a query, in an order that ends with the id, with these parts of it."""
        body: Json = {"size": _PAGE, "query": query, "sort": list(sort), "_source": list(source)}
        while True:
            found = self.search({**body, "track_total_hits": False})["hits"]["hits"]
            yield from found
            if len(found) < _PAGE:
                return
            body["search_after"] = found[-1]["sort"]

    def values(self, field: str, query: Json = ALL) -> Mapping[str, int]:
        """The values of a field among the documents that fulfil a query, each with their number, exactly."""
        return self.values_of([field], query)[field]

    def values_of(self, fields: Sequence[str], query: Json = ALL) -> dict[str, Mapping[str, int]]:
        """The same for several fields."""
        aggregations = {name: {"terms": {"field": name, "size": _MOST_BUCKETS}} for name in fields}
        body = {"size": 0, "track_total_hits": False, "query": query, "aggs": aggregations}
        answer = self.search(body)["aggregations"] if fields else {}
        return {name: self._whole(name, query, answer[name]) for name in fields}

    def _whole(self, field: str, query: Json, found: Json) -> Mapping[str, int]:
        """What an aggregation has found, or if it is not all of it, the pages of another."""
        if not found["sum_other_doc_count"] and not found["doc_count_error_upper_bound"]:
            return {bucket["key"]: bucket["doc_count"] for bucket in found["buckets"]}
        return {one: count for (one,), count in self._pages([field], query)}

    def pairs(self, one: str, other: str, query: Json) -> Mapping[tuple[str, str], int]:
        """The pairs of values of two fields that documents have, each with their number, exactly."""
        return {(first, second): count for (first, second), count in self._pages([one, other], query)}

    def _pages(self, fields: Sequence[str], query: Json) -> Iterator[tuple[tuple[Any, ...], int]]:
        pages: Json = {"size": _MOST_BUCKETS, "sources": [{name: {"terms": {"field": name}}} for name in fields]}
        while True:
            body = {"size": 0, "track_total_hits": False, "query": query, "aggs": {"pages": {"composite": pages}}}
            page = self.search(body)["aggregations"]["pages"]
            for bucket in page["buckets"]:
                yield tuple(bucket["key"][name] for name in fields), bucket["doc_count"]
            if "after_key" not in page:
                return
            pages["after"] = page["after_key"]

    def _within(self, body: Json) -> Json:
        return {**body, "pit": {"id": self._id, "keep_alive": KEPT}}


def reachable(start: int, count: int) -> bool:
    """Whether a window of rows is reached from the beginning of a list without walking."""
    return start + count <= WINDOW
