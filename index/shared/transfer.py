"""Documents moved between a local library and a shared one, either way, and counted at the end.

Whatever is moved takes the place of what has its id, so that a transfer that was interrupted is run again. Words and
names are written before the stories that have them: a story is never found before all of its words are.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from index.catalogue.packing import Packed, pack
from index.cluster.connection import Cluster
from index.errors import LibraryError, LibraryMissingError
from index.home.lock import writer_lock
from index.library.library import LocalLibrary
from index.model import EditKind
from index.shared.about import About, fingerprint, read_about, write_about
from index.shared.copies import add_documents, unpacked
from index.shared.mapping import SCHEMA, STORIES, SURFACES, WORDS, alias, indices
from index.shared.stories import Around, place_value, story, surface, value_words
from index.shared.translation import ALL, one_of
from index.shared.view import View
from index.shared.wordlist import word_document
from index.text.languages import languages_in
from index.text.stemming import DEFAULT
from index.text.words import words

Json = dict[str, Any]
Progress = Callable[[int, int], None]
"""Is told how many documents of how many were moved."""

LARGEST_TEXT = 20_000_000
"""Characters of a text that a cluster is given; a longer one is refused, never cut."""

_AT_ONCE = 200
_ENGLISH = ("",)


@dataclass(frozen=True, slots=True)
class Moved:
    """How many documents were asked for, and how many of these are there at the end."""

    wanted: int
    there: int


def make_library(cluster: Cluster) -> None:
    """Make the indices of a library that there are not yet. Raises LibraryError."""
    for kind, body in indices().items():
        name = alias(cluster.place.name, kind)
        try:
            cluster.ask("GET", [name, "_settings"])
        except LibraryMissingError:
            cluster.ask("PUT", [f"{name}-000001"], {**body, "aliases": {name: {"is_write_index": True}}})


def to_shared(library: LocalLibrary, keys: Sequence[int], cluster: Cluster, progress: Progress) -> Moved:
    """Give documents of a local library to a shared one, which is made if it is not there. Raises LibraryError."""
    make_library(cluster)
    catalogue = library.catalogue
    about = _about(library, cluster)
    surroundings = _Surroundings(library)
    known: set[str] = set()
    name = cluster.place.name
    moved = 0
    for start in range(0, len(keys), _AT_ONCE):
        chosen = keys[start : start + _AT_ONCE]
        with catalogue.reading() as connection:
            batch = dict(zip(sorted(chosen), pack(connection, chosen), strict=True))
        _check_lengths(batch.values())
        forms = {word.form for one in batch.values() for text in value_words(one) for word in words(text)} - known
        cluster.bulk(alias(name, WORDS), (word_document(form, about.languages) for form in sorted(forms)))
        named = {(text, type_, entity) for one in batch.values() for *_, text, type_, entity, _ in one.mentions}
        cluster.bulk(alias(name, SURFACES), (surface(*one) for one in sorted(named)))
        known |= forms
        cluster.bulk(
            alias(name, STORIES),
            ((one.row.id, story(one, surroundings.of(key))) for key, one in batch.items()),
        )
        moved += len(batch)
        progress(moved, len(keys))
    for kind in (WORDS, SURFACES, STORIES):
        cluster.ask("POST", [alias(name, kind), "_refresh"])
    write_about(cluster, replace(about, generation=about.generation + 1))
    ids = [summary.id for summary in catalogue.summaries(keys)]
    with contextlib.closing(View(cluster)) as view:
        pieces = [ids[at : at + 10_000] for at in range(0, len(ids), 10_000)]
        return Moved(len(keys), sum(view.counts([one_of("id", piece) for piece in pieces])))


def to_local(cluster: Cluster, query: Json | None, folder: Path, progress: Progress) -> Moved:
    """Copy the documents that a query finds, or all, from a shared library to the local one in a folder.

    Documents that are there already stay as they are. Raises LibraryError.
    """
    read_about(cluster)
    with contextlib.closing(View(cluster)) as view, writer_lock(folder):
        (wanted,) = view.counts([query or ALL])
        add_documents(folder, [])
        moved = 0
        with contextlib.closing(LocalLibrary(folder)) as library:
            found = iter(view.hits(query or ALL, ["packed"]))
            while hits := list(islice(found, _AT_ONCE)):
                batch = [unpacked(hit["_source"]["packed"]) for hit in hits]
                there = {one.id for one in library.catalogue.summaries(library.catalogue.keys_of(_ids(batch)))}
                add_documents(folder, [one for one in batch if one.row.id not in there])
                moved += len(library.catalogue.keys_of(_ids(batch)))
                progress(moved, wanted)
    return Moved(wanted, moved)


def _ids(batch: Sequence[Packed]) -> list[str]:
    return [one.row.id for one in batch]


def _check_lengths(batch: Iterator[Packed] | Any) -> None:
    for one in batch:
        if len(one.row.text) > LARGEST_TEXT:
            raise LibraryError(
                f"The document {one.row.id} has {len(one.row.text):,} characters, more than a shared library takes;"
                " leave it out with --query."
            )


def _about(library: LocalLibrary, cluster: Cluster) -> About:
    """What the shared library says of itself from now on; its words get the stems of languages that come with this."""
    catalogue = library.catalogue
    spoken = library.columns().values("lang").values
    languages = {*_ENGLISH, *(one for language in spoken for one in languages_in(language))} - {DEFAULT}
    made = About(
        name=cluster.place.name,
        schema=SCHEMA,
        words=fingerprint(),
        languages=tuple(sorted(languages)),
        roots=tuple(catalogue.roots()),
        date_order=catalogue.meta("date_order"),
    )
    try:
        before = read_about(cluster)
    except LibraryMissingError:
        return made
    joined = replace(
        before,
        languages=tuple(sorted({*before.languages, *made.languages})),
        roots=tuple(sorted({*before.roots, *made.roots})),
    )
    if joined.languages != before.languages:
        with contextlib.closing(View(cluster, WORDS)) as view:
            forms = (hit["_source"]["form"] for hit in view.hits(ALL, ["form"], ({"form": "asc"},)))
            cluster.bulk(alias(cluster.place.name, WORDS), (word_document(one, joined.languages) for one in forms))
    return joined


class _Surroundings:
    """What a local library knows of each document beside its own rows."""

    def __init__(self, library: LocalLibrary) -> None:
        catalogue, columns = library.catalogue, library.columns()
        self._catalogue = catalogue
        self._changed = {kind: set(catalogue.changed(kind)) for kind in EditKind}
        self._changed_at_all = set(catalogue.changed())
        self._carrying = set(catalogue.relations.carrying())
        geography = columns.geography
        self._geography = geography
        self._values = [place_value(one) for one in geography.places]
        self._places: dict[int, list[tuple[int, bool]]] = {}
        keys = columns.keys.tolist()
        pairs = zip(geography.rows.tolist(), geography.numbers.tolist(), geography.open.tolist(), strict=True)
        for row, number, is_open in pairs:
            self._places.setdefault(keys[row], []).append((number, is_open))
        self._received: dict[int, list[int]] = {}
        for row, day in zip(columns.changes.rows.tolist(), columns.changes.begins.tolist(), strict=True):
            self._received.setdefault(keys[row], []).append(day)
        self._unplaced: dict[int, list[str]] = {}
        for name, rows in geography.unplaced.items():
            for row in np.unique(rows).tolist():
                self._unplaced.setdefault(keys[row], []).append(name)

    def of(self, key: int) -> Around:
        """What is known of the document with a key."""
        origin = self._catalogue.origin(key)
        attached = [self._catalogue.origin(one).member for one in self._catalogue.relations.attached(key)]
        kinds = tuple(kind.value for kind, keys in self._changed.items() if key in keys)
        places = self._places.get(key, [])
        numbers = {number for number, _ in places}
        return Around(
            attachments=(*(origin.mail.attachments if origin.mail else ()), *attached),
            carries=key in self._carrying,
            changed=kinds or (("",) if key in self._changed_at_all else ()),
            received=tuple(self._received.get(key, ())),
            places=tuple((self._values[number], is_open) for number, is_open in places),
            unplaced=tuple(self._unplaced.get(key, ())),
            countries=tuple(sorted({self._geography.country_names[one] for one in numbers} - {""})),
            regions=tuple(sorted({self._geography.region_names[one] for one in numbers} - {""})),
        )
