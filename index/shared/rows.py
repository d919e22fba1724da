"""A list of a shared library: windows of it from either end or the middle, each row with its hits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from index.answers.listing import Row
from index.catalogue.stored_documents import Summary
from index.errors import ConfigurationError
from index.library.views import row_of
from index.notebook.annotation import Subject
from index.query.hits import Hits
from index.query.snippets import beginning, make_snippet
from index.query.tree import AnyLeaf, Query
from index.shared.copies import unpacked
from index.shared.mapping import WINDOW
from index.shared.stories import path_of
from index.shared.translation import name_of, one_of
from index.shared.view import View

Json = dict[str, Any]
Check = Callable[[], None]

_MISSING_LAST = {"missing": "_last"}
_NEWEST: tuple[Json, ...] = ({"date_begin": {"order": "desc", **_MISSING_LAST}}, {"id": "asc"})

SORTS: Mapping[str, tuple[Json, ...]] = {
    "relevance": ({"_score": "desc"}, {"id": "asc"}),
    "newest": _NEWEST,
    "oldest": ({"date_end": {"order": "asc", **_MISSING_LAST}}, {"id": "asc"}),
    "source": ({"sort_source": {"order": "asc", **_MISSING_LAST}}, *_NEWEST),
    "title": ({"sort_title": "asc"}, {"id": "asc"}),
}
"""The orders of a list. Where all else is the same, ids decide."""

_SHOWN = [f"packed.{name}" for name in ("path", "row", "origin", "language")]
_ANCHORS = 5_000


class Rows:
    """The documents that a query has found, in an order."""

    def __init__(self, view: View, query: Query, translated: Json, order: str, total: int) -> None:
        """Nothing is asked yet. Raises ConfigurationError for an order that there is not."""
        if order not in SORTS:
            raise ConfigurationError(f"There is no order '{order}'; there is {', '.join(SORTS)}.")
        self._view = view
        self._query = query
        self._translated = translated
        self._order = order
        self._total = total
        self._anchors: dict[int, Json] = {}  # what the row before each of these places is sorted by

    def window(self, start: int, count: int, check: Check) -> tuple[Row, ...]:
        """Some rows of the list."""
        rows = []
        for hit in self.hits(start, min(count, max(0, self._total - start)), [*_SHOWN, "carries"], check):
            rows.append(self._row(hit))
            check()
        return tuple(rows)

    def of(self, ids: Sequence[str], check: Check) -> Iterator[Row]:
        """The rows of these documents, in no order."""
        for hit in self._among(ids, [*_SHOWN, "carries"]):
            yield self._row(hit)
            check()

    def subjects(self, start: int, count: int, check: Check) -> Iterator[Subject]:
        """The documents of some rows of the list."""
        return map(subject_of, self.hits(start, count, ["packed"], check))

    def subjects_of(self, ids: Sequence[str]) -> Iterator[Subject]:
        """These documents, in their order."""
        found = {subject.document: subject for subject in map(subject_of, self._among(ids, ["packed"]))}
        return (found[id_] for id_ in ids if id_ in found)

    def hits_in(self, id_: str, title: str, text: str, language: str) -> Hits:
        """Where the query matches in a document, whether it was found or not."""
        found = self._among([id_], [])
        return self.found_in(found[0] if found else {}, title, text, language)

    def _among(self, ids: Sequence[str], source: Sequence[str]) -> list[Json]:
        """These documents, each with which conditions of the query it fulfils."""
        query = {"bool": {"filter": [one_of("id", ids)], "should": [self._translated]}}
        body = {"size": max(1, len(ids)), "query": query, "_source": list(source), "track_total_hits": False}
        return list(self._view.search(body)["hits"]["hits"])

    def hits(self, start: int, count: int, source: Sequence[str], check: Check) -> list[Json]:
        """Some documents of the list, with these parts of them."""
        if count <= 0:
            return []
        body: Json = {"size": count, "_source": list(source)}
        if start + count <= WINDOW:
            return self._asked({**body, "from": start})
        behind = self._total - start - count
        if behind + count <= WINDOW:  # from the other end
            return list(reversed(self._asked({**body, "from": behind}, reverse=True)))
        return self._asked({**body, "search_after": self._walk(start, check)})

    def all(self, source: Sequence[str], check: Check) -> Iterator[Json]:
        """Every document of the list in its order, with these parts of it."""
        body: Json = {"size": 200, "_source": list(source)}
        while True:
            found = self._asked(body)
            yield from found
            check()
            if len(found) < body["size"]:
                return
            body["search_after"] = found[-1]["sort"]

    def _walk(self, start: int, check: Check) -> Json:
        """What the row before a place is sorted by, from the nearest place that was reached before."""
        place = max((at for at in self._anchors if at <= start), default=0)
        after = self._anchors.get(place, {})
        while place < start:
            check()
            body: Json = {"size": min(_ANCHORS, start - place), "_source": False}
            found = self._asked({**body, "search_after": after} if after else body)
            if not found:
                break
            place, after = place + len(found), found[-1]["sort"]
            self._anchors[place] = after
        return after

    def _asked(self, body: Json, *, reverse: bool = False) -> list[Json]:
        sort = [_reversed(one) for one in SORTS[self._order]] if reverse else list(SORTS[self._order])
        asked = {**body, "query": self._translated, "sort": sort, "track_total_hits": False}
        return list(self._view.search(asked, scored=self._order == "relevance")["hits"]["hits"])

    def _row(self, hit: Json) -> Row:
        packed = unpacked(hit["_source"]["packed"])
        row = packed.row
        summary = Summary(
            key=0,
            id=row.id,
            title=row.title,
            source=row.source,
            date=row.date,
            date_sign=row.date_sign,
            story=row.story,
            stories=row.stories,
            record=row.record,
            text_hash=row.text_hash,
            type=packed.origin.type,
            parent=packed.origin.parent,
            carries=bool(hit["_source"].get("carries")),
            has_pages=bool(packed.origin.pages),
            path=path_of(packed.path),
        )
        looked_at = beginning(row.text)
        hits = self.found_in(hit, row.title, looked_at, packed.language)
        if not hits.text and len(looked_at) < len(row.text):
            hits = self.found_in(hit, row.title, row.text, packed.language)
        return row_of(summary, make_snippet(row.text, hits.text))

    def found_in(self, hit: Json, title: str, text: str, language: str) -> Hits:
        """Where the query matches in a document, as the cluster has found it."""
        fulfilled = set(hit.get("matched_queries", ()))

        def fulfils(leaf: AnyLeaf) -> bool:
            return name_of(leaf) in fulfilled

        return Hits(self._query.root, title, text, fulfils, language)


def subject_of(hit: Json) -> Subject:
    """The document that a cluster told of, as the notebook remembers it."""
    packed = unpacked(hit["_source"]["packed"])
    row = packed.row
    return Subject(row.id, row.title, row.source, row.date, path_of(packed.path), row.text_hash, row.url)


def _reversed(sort: Json) -> Json:
    ((field, how),) = sort.items()
    if isinstance(how, str):
        return {field: {"order": "desc" if how == "asc" else "asc"}}
    other = {"order": "desc" if how["order"] == "asc" else "asc"}
    return {field: other | ({"missing": "_first"} if "missing" in how else {})}
