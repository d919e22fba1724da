"""Conditions on values, dates, entities, places and the analyst's marks, as a cluster understands them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from index.dates.intervals import DayInterval
from index.errors import QueryError
from index.library.asked_notes import AskedNotes
from index.notebook.annotation import Annotation
from index.notebook.document_tags import is_tagging
from index.notebook.store import Notebook
from index.query.fields import ALL_VERSIONS, BY_NAME, TYPE_OF_FIELD, HeldBy
from index.query.hits import matches, named_exactly
from index.query.tree import AnyLeaf, DateLeaf, FlagLeaf, Node, PlaceLeaf, TextLeaf
from index.shared.mapping import SURFACES, VALUES, alias
from index.shared.state import State
from index.shared.stories import LENGTH_BITS
from index.shared.streams import value
from index.shared.translation import ALL, NOTHING, Translator, any_of, one_of

Json = dict[str, Any]

MOST_ENTITIES = 65_536
MOST_MARKED = 200_000
"""Documents that a condition on notes, tags or marks may stand for; their ids travel with the query."""

_EARLIEST, _LATEST = 1, 10_000_000

DATED: Json = {"exists": {"field": "date_begin"}}


class SharedConditions:
    """Translates the conditions of one query over one state of a library."""

    def __init__(
        self, state: State, notebook: Notebook | None, seen: Callable[[], Iterable[str]], root: Node | None
    ) -> None:
        """``seen`` are the documents that were seen, as their field has them; ``root`` is the query."""
        self._state = state
        self._view = state.view
        self._plain = Translator(state.words, ("",), self.query)
        self._notebook = notebook
        self._notes = AskedNotes(notebook, root, lambda note: (note.document,))
        self._seen = seen

    def query(self, leaf: AnyLeaf) -> Json:
        """The documents that fulfil a condition."""
        if isinstance(leaf, DateLeaf) and leaf.field == "mentions":
            return spoken(self._state.lengths, *ordinals(leaf.interval))
        if isinstance(leaf, DateLeaf):
            return overlapping(leaf.interval)
        if isinstance(leaf, FlagLeaf):
            return self._flagged(leaf)
        if isinstance(leaf, PlaceLeaf):
            return one_of("located", self._state.places.values(leaf))
        if leaf.field in VALUES:
            return self._valued(leaf)
        if BY_NAME[leaf.field].held_by is HeldBy.ENTITIES:
            return self._mentioning(TYPE_OF_FIELD.get(leaf.field), leaf)
        return self._ids(self._annotated(leaf))

    # Values and entities

    def _valued(self, leaf: TextLeaf) -> Json:
        if not leaf.whole:
            return self._plain.plain(leaf, leaf.field)
        exact = {"term": {f"{leaf.field}_typed": value(leaf.value)}}
        if self._view.counts([exact])[0]:
            return exact
        return self._whole(leaf, leaf.field)

    def _whole(self, leaf: TextLeaf, field: str) -> Json:
        """The words are all that a value has."""
        short = {"range": {f"{field}_words": {"lte": len(leaf.terms)}}}
        return {"bool": {"filter": [self._plain.plain(leaf, field), short]}}

    def _mentioning(self, type_: str | None, leaf: TextLeaf) -> Json:
        """Documents that mention an entity of which any name matches, by whatever name they call it."""
        of_type: list[Json] = [{"term": {"type": type_}}] if type_ else []
        exact = [{"term": {"name_typed": value(leaf.value)}}] if leaf.whole else []
        found = self._entities({"bool": {"filter": [*exact, *of_type]}}) if exact else {}
        if not found:
            one = self._whole if leaf.whole else lambda leaf, field: self._plain.plain(leaf, field)
            named = any_of([one(leaf, "text"), one(leaf, "name")])
            found = self._entities({"bool": {"filter": [named, *of_type]}})
        return any_of([one_of(f"entity.{kind}", names) for kind, names in sorted(found.items())])

    def _entities(self, query: Json) -> dict[str, list[str]]:
        """The names of the entities that surfaces stand for, by type. Raises QueryError for too many."""
        sources = [{one: {"terms": {"field": one}}} for one in ("type", "name")]
        pages: Json = {"size": 10_000, "sources": sources}
        found: dict[str, list[str]] = {}
        number = 0
        while True:
            body = {"size": 0, "track_total_hits": False, "query": query, "aggs": {"pages": {"composite": pages}}}
            index = alias(self._state.cluster.place.name, SURFACES)
            page = self._state.cluster.search([index], body)["aggregations"]["pages"]
            for bucket in page["buckets"]:
                found.setdefault(bucket["key"]["type"], []).append(bucket["key"]["name"])
                number += 1
            if number > MOST_ENTITIES:
                raise QueryError(f"more than {MOST_ENTITIES:,} entities are called so; write more of the name")
            if "after_key" not in page:
                return found
            pages["after"] = page["after_key"]

    # Dates and times

    def date_counts(self, interval: DayInterval) -> tuple[int, int]:
        """How many documents only overlap an interval with their month or year, and how many have no date."""
        first, last = ordinals(interval)
        within = [{"range": {"date_begin": {"gte": first}}}, {"range": {"date_end": {"lte": last}}}]
        whole = {"bool": {"filter": within}}
        undated = {"bool": {"filter": [ALL], "must_not": [DATED]}}
        overlap, inside, without = self._view.counts([overlapping(interval), whole, undated])
        return overlap - inside, without

    def longer_times(self, interval: DayInterval) -> int:
        """How many documents speak of no time of the interval, but of a longer one around it or across its end."""
        of = spoken(self._state.lengths, *ordinals(interval))
        touching = spoken(self._state.lengths, *ordinals(interval), longer=True)
        return self._view.counts([{"bool": {"filter": [touching], "must_not": [of]}}])[0]

    # Marks

    @property
    def _annotations(self) -> list[Annotation]:
        return self._notes.asked

    def _annotated(self, leaf: TextLeaf) -> Iterable[str]:
        if leaf.field == "by":
            return self._notes.documents_by(leaf)
        if leaf.field == "tag":
            return self._tagged(leaf, False) | self._tagged(leaf, True)
        return {one.document for one in self._annotations if matches(leaf, one.note)}

    def tag_counts(self, leaf: TextLeaf) -> tuple[int, int]:
        """How many documents have a note with the tag, and how many have the tag themselves."""
        notes, documents = self._view.counts([self._ids(self._tagged(leaf, whole)) for whole in (False, True)])
        return notes, documents

    def _tagged(self, leaf: TextLeaf, whole: bool) -> set[str]:
        exact = named_exactly(leaf, (tag for one in self._annotations for tag in one.tags))
        fulfils = exact.__contains__ if exact else partial(matches, leaf)
        return {one.document for one in self._annotations if is_tagging(one) is whole and any(map(fulfils, one.tags))}

    def _ids(self, ids: Iterable[str]) -> Json:
        wanted = list(ids)
        if len(wanted) > MOST_MARKED:
            raise QueryError(f"more than {MOST_MARKED:,} documents are marked so; too many to be asked for")
        return one_of("id", wanted)

    def _flagged(self, leaf: FlagLeaf) -> Json:
        name, _, rest = leaf.flag.partition(":")
        simple: dict[str, Json] = {
            "date:none": {"term": {"date_sign": "?"}},
            "has:date-conflict": {"term": {"date_sign": "!"}},
            "has:attachment": {"term": {"carries": True}},
            "is:changed": {"exists": {"field": "changed"}},
        }
        if leaf.flag in simple:
            return simple[leaf.flag]
        if leaf.flag == ALL_VERSIONS:
            raise QueryError("a shared library keeps the last version of each document", leaf.column)
        if leaf.flag == "is:new":
            return {"bool": {"filter": [ALL], "must_not": [one_of("seen_as", list(self._seen()))]}}
        if name == "changed":
            return {"term": {"changed": rest}}
        if name == "attachment":
            return _attached(rest)
        if name in ("parent", "thread"):
            return self._related(name, rest)
        return self._marked(leaf.flag)

    def _marked(self, flag: str) -> Json:
        if self._notebook is None:
            return ALL if flag == "is:unread" else NOTHING
        if flag == "is:annotated":
            if self._notes.names_analysts:
                return self._ids({one.document for one in self._annotations})
            return self._ids(self._notebook.documents_with_annotations())
        if flag == "is:starred":
            return self._ids(self._notebook.starred())
        read = self._ids(self._notebook.read())
        return read if flag == "is:read" else {"bool": {"filter": [ALL], "must_not": [read]}}

    def _related(self, field: str, wanted: str) -> Json:
        """Documents that are attached to one, or in its thread; a thread may be named by a Message-ID."""
        body = {"size": 2, "query": naming(wanted), "_source": ["packed.row.id", "packed.origin", "packed.places"]}
        hits = self._view.search(body)["hits"]["hits"]
        if len(hits) != 1:
            named = wanted.strip("<>")
            return {"term": {"thread": value(named)}} if field == "thread" and named else NOTHING
        packed = hits[0]["_source"]["packed"]
        if field == "parent":
            return one_of("parents", [packed["row"]["id"], *(place[4] for place in packed.get("places", ()))])
        thread = packed["origin"]["thread"]
        return {"term": {"thread": value(thread)}} if thread else NOTHING

    def whereabouts(self, leaf: PlaceLeaf) -> str:
        """How a condition on places was understood, and how many places fulfil it."""
        return self._state.places.describe(leaf)


def naming(wanted: str) -> Json:
    """What finds a document by its id, the start of it, its record's own id, or the id that it has at another place."""
    ways: list[Json] = [{"term": {name: value(wanted)}} for name in ("id", "record", "aliases")]
    return any_of([*ways, {"prefix": {"id": {"value": wanted}}}] if wanted else ways)


def overlapping(interval: DayInterval) -> Json:
    """Documents whose date shares a day with an interval."""
    first, last = ordinals(interval)
    bounds = [{"range": {"date_begin": {"lte": last}}}, {"range": {"date_end": {"gte": first}}}]
    return {"bool": {"filter": bounds}}


def spoken(lengths: Iterable[int], first: int, last: int, *, longer: bool = False) -> Json:
    """Documents that speak of a time that shares a day with some days and, unless it may be ``longer``, is no longer.

    ``lengths`` are those of all times, in days but the first.
    """
    ranges = []
    for length in lengths:
        if longer or length <= last - first:
            base = length << LENGTH_BITS
            lowest, highest = base + max(1, first - length), base + min(last, (1 << LENGTH_BITS) - 1)
            ranges.append({"range": {"spoken": {"gte": lowest, "lte": highest}}})
    return any_of(ranges)


def ordinals(interval: DayInterval) -> tuple[int, int]:
    """First and last day of an interval as ordinals, before and after every date where an end is open."""
    first = interval.begin.toordinal() if interval.begin else _EARLIEST
    last = interval.finish.toordinal() if interval.finish else _LATEST
    return first, last


def _attached(name: str) -> Json:
    """Documents with something attached of that name, in which ``*`` and ``?`` stand for any letters and for one."""
    wanted = name.casefold()
    pattern = wanted if any(sign in wanted for sign in "*?") else f"*{wanted}*"
    return {"wildcard": {"attachment": {"value": pattern.replace("\\", "\\\\")}}}
