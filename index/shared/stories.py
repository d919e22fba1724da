"""A document as a shared library stores it: words, what it is found, sorted and counted by, and all of it packed."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import msgspec
import numpy as np

from index.catalogue.origins import recipients_of
from index.catalogue.packing import Packed
from index.entities.gazetteer import Place
from index.library.geography import Located
from index.library.timeline import Scale, touched_buckets
from index.query.tree import quotable
from index.shared.mapping import VALUES
from index.shared.streams import streams, value
from index.text.addresses import address_key
from index.text.collation import collation_key

Json = dict[str, Any]

LENGTH_BITS = 24
"""The length of a time stands above its first day, in one number."""


@dataclass(frozen=True, slots=True)
class Around:
    """What a library knows of a document beside its own rows."""

    attachments: tuple[str, ...] = ()  # the names of what is attached to it, read or not
    carries: bool = False
    changed: tuple[str, ...] = ()  # what was edited between its versions
    received: tuple[int, ...] = ()  # the days on which other versions of it came
    places: tuple[tuple[str, bool], ...] = ()  # as ``place_value`` writes them, and whether the text leaves open which
    unplaced: tuple[str, ...] = ()  # its names of places that no list has, or that could be anywhere
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


def story(packed: Packed, around: Around) -> Json:
    """The JSON of a document."""
    row, origin = packed.row, packed.origin
    found: Json = {
        "id": row.id,
        "sort_title": value(collation_key(row.title)),
        "record_key": record_key(packed),
        "story": row.story,
        "aliases": [place[4] for place in packed.places],
        "parents": [parent for parent in (origin.parent, *(place[6] for place in packed.places)) if parent],
        "attachment": [value(name.rpartition("/")[2].casefold()) for name in around.attachments],
        "carries": around.carries,
        "changed": list(around.changed),
        "text_hash": row.text_hash,
        "seen_as": f"{row.id} {row.text_hash}",
        "date_sign": row.date_sign or "sure",
        "located": [place for place, _ in around.places],
        "located_open": [place for place, is_open in around.places if is_open],
        "unplaced": [value(name) for name in around.unplaced],
        "country": list(around.countries),
        "region": list(around.regions),
        "entity": _entities(packed),
        "packed": msgspec.to_builtins(packed),
    }
    optional = {
        "sort_source": value(collation_key(row.source)) if row.source else "",
        "record": value(row.record or ""),
        "thread": value(origin.thread),
        "message_id": value(origin.message_id),
        "address": value(address_key(row.url)) if row.url else "",
        "one_text": value(path_of(packed.path)) if row.place == 0 else "",
    }
    found |= {name: content for name, content in optional.items() if content}
    found |= _words("title", row.title, packed.language) | _words("text", row.text, packed.language)
    for field, contents in _values(packed).items():
        found |= _value(field, contents)
    if around.received:
        found |= _buckets("received", [(day, day) for day in around.received])
    return found | _dates(packed) | _spoken(packed)


def record_key(packed: Packed) -> str:
    """What all stories of one record have in common."""
    row = packed.row
    return hashlib.sha256(repr((packed.path, row.place, row.identity)).encode()).hexdigest()


def path_of(path: bytes) -> str:
    """A path as it can travel as JSON: bytes that are no UTF-8 are written as escapes."""
    return os.fsdecode(path).encode("utf-8", "backslashreplace").decode()


def place_value(located: Located) -> str:
    """A place under the name that a text has for it, as one value of a field."""
    return json.dumps([located.name, asdict(located.place), [asdict(one) for one in located.rivals]])


def read_place_value(written: str) -> Located:
    """The place that ``place_value`` wrote."""
    name, place, rivals = json.loads(written)
    return Located(name, msgspec.convert(place, Place), tuple(msgspec.convert(one, Place) for one in rivals))


def surface(text: str, type_: str, name: str) -> tuple[str, Json]:
    """What names an entity: the id and the JSON of the words for it."""
    id_ = hashlib.sha256(json.dumps([text, type_, name]).encode()).hexdigest()
    shown = {"text": value(text), "type": type_, "name": value(name), "name_typed": value(quotable(name))}
    return id_, {**shown, **_words("text", text, ""), **_words("name", name, "")}


def value_words(packed: Packed) -> Iterator[str]:
    """All texts of a document whose words can be searched for."""
    yield packed.row.title
    yield packed.row.text
    for contents in _values(packed).values():
        yield from contents
    for *_, text, _, name, _ in packed.mentions:
        yield text
        yield name


def _words(field: str, text: str, language: str) -> Json:
    forms, stems, count = streams(text, language)
    return {f"{field}_forms": forms, f"{field}_stems": stems, f"{field}_words": count}


def _values(packed: Packed) -> dict[str, list[str]]:
    row, origin = packed.row, packed.origin
    paths = [path_of(packed.path), *(path_of(place[0]) for place in packed.places)]
    found = {
        "source": [row.source],
        "author": [row.author],
        "file": list(dict.fromkeys(paths)),
        "lang": [packed.language],
        "type": [origin.type],
        "to": [" ".join(recipients_of(origin.recipients))],
    }
    assert found.keys() == set(VALUES)
    return found


def _value(field: str, contents: Sequence[str]) -> Json:
    parts = [streams(one) for one in contents]
    return {
        field: [value(one) for one in contents],
        f"{field}_typed": [value(quotable(one)) for one in contents],
        f"{field}_forms": [forms for forms, _, _ in parts],
        f"{field}_stems": [stems for _, stems, _ in parts],
        f"{field}_words": [count for _, _, count in parts],
    }


def _entities(packed: Packed) -> Json:
    found: dict[str, set[str]] = {}
    for _, _, _, type_, name, _ in packed.mentions:
        found.setdefault(type_, set()).add(value(name))
    return {type_: sorted(names) for type_, names in found.items()}


def _dates(packed: Packed) -> Json:
    begin, end = packed.row.date_begin, packed.row.date_end
    if begin is None or end is None:
        return {}
    first = _month(begin)
    last = min(_month(end), first // 12 * 12 + 11)  # of the year that it begins in
    return {
        "date_begin": begin,
        "date_end": end,
        "year": f"{first // 12:04d}",
        "months": [f"{at // 12:04d}-{at % 12 + 1:02d}" for at in range(first, last + 1)],
        **_buckets("published", [(begin, end)]),
    }


def _month(day: int) -> int:
    date = datetime.date.fromordinal(day)
    return date.year * 12 + date.month - 1


def _spoken(packed: Packed) -> Json:
    days = sorted({(begin, finish) for *_, begin, finish in packed.times if begin is not None and finish is not None})
    if not days:
        return {}
    return {
        "spoken": [((finish - begin) << LENGTH_BITS) + begin for begin, finish in days],
        "spoken_length": sorted({finish - begin for begin, finish in days}),
        **_buckets("spoken", days),
    }


def _buckets(field: str, days: Sequence[tuple[int, int]]) -> Json:
    begins, finishes = np.array(days, np.int64).T
    return {f"{field}_{scale.value}": touched_buckets(begins, finishes, scale).tolist() for scale in Scale}
