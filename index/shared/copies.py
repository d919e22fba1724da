"""Documents of a shared library as a small local one, which is asked with the same code as any other.

Some answers are made of few documents but look at all that is known of them: what is shown of one, two side by side,
the accounts of an event. These documents are copied, with a sample of the library beside them that tells which words
and names are rare; where the library is no larger than the sample, the answers are those of a local one.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from index.catalogue.packing import Packed
from index.catalogue.stored_documents import check_text
from index.catalogue.writing import CatalogueWriter
from index.errors import LibraryError
from index.home.folders import make_private_folder
from index.library.engines import UNNAMED, open_engine
from index.library.library import LocalLibrary
from index.shared.streams import value
from index.shared.translation import ALL, any_of, one_of
from index.shared.view import View
from index.text.neutralise import neutralise

Json = dict[str, Any]

SAMPLE = 2_000
"""Documents that tell how rare a word or a name is."""

MOST_BESIDE = 500
"""Documents that hang together with one, at most, and that are looked at for accounts of its event."""


def unpacked(found: object) -> Packed:
    """A document as it came from a cluster. Raises LibraryError if it is not as it was stored."""
    try:
        packed = msgspec.convert(found, Packed)
        check_text(packed.row.id, packed.row.text, packed.row.text_hash)
    except (msgspec.ValidationError, ValueError) as error:
        raise LibraryError("A document of the shared library is not as it was stored; ask who runs it.") from error
    if neutralise(packed.row.text) != packed.row.text or neutralise(packed.row.title) != packed.row.title:
        raise LibraryError("A document of the shared library has signs that no document has; ask who runs it.")
    return packed


def add_documents(library: Path, documents: Iterable[Packed], at_once: int = 500) -> int:
    """Add documents of another library to the local one in a folder, which is made if it is not there; how many.

    Who calls this holds the library's lock. Raises LibraryError.
    """
    number = 0
    engine = open_engine(library, UNNAMED)
    with contextlib.closing(CatalogueWriter(library / "catalogue.sqlite")) as writer:
        if not engine.exists():
            engine.create()
        remaining = iter(documents)
        while batch := list(islice(remaining, at_once)):
            engine.commit(writer.stage_packed(batch), [])
            writer.settle()
            number += len(batch)
        if not number:
            writer.settle()
    return number


class Copies:
    """The documents of one state of a library that were copied."""

    def __init__(self, view: View, folder: Path) -> None:
        """``folder`` is one of Dateline's own; what processes that were killed have left there is deleted."""
        self._view = view
        place = folder / "copies"
        make_private_folder(place)
        _delete_left(place)
        self._folder = Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=place))
        self._known: set[str] = set()
        self._sampled = False
        add_documents(self._folder, [])
        self.library = LocalLibrary(self._folder)

    def close(self) -> None:
        """Delete them."""
        self.library.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def with_sample(self, ids: Sequence[str]) -> LocalLibrary:
        """A local library of these documents, what hangs together with them, and a sample of all others."""
        if not self._sampled:  # ids are hashes: the first of them are drawn by chance
            body = {"size": SAMPLE, "query": ALL, "sort": [{"id": "asc"}], "_source": ["id"]}
            self._add(hit["_source"]["id"] for hit in self._view.search(body)["hits"]["hits"])
            self._sampled = True
        return self.of(ids)

    def of(self, ids: Sequence[str]) -> LocalLibrary:
        """A local library that holds these documents."""
        self._add(ids)
        return self.library

    def around(self, id_: str) -> LocalLibrary:
        """A local library that holds a document with what hangs together with it: stories, thread, attachments."""
        self._add([id_])
        body = {
            "size": 1,
            "query": {"term": {"id": id_}},
            "_source": ["record_key", "story", "parents", "thread", "message_id", "aliases"],
        }
        hits = self._view.search(body)["hits"]["hits"]
        if hits:
            beside = {"size": MOST_BESIDE, "query": _beside(id_, hits[0]["_source"]), "_source": ["id"]}
            self._add(hit["_source"]["id"] for hit in self._view.search(beside)["hits"]["hits"])
        return self.library

    def alike(self, id_: str) -> LocalLibrary:
        """A local library with a document, those that share the most words with it, and a sample of all others."""
        library = self.with_sample([id_])
        (key,) = library.catalogue.keys_of([id_])
        document = library.document(key)
        from index.shared.streams import streams  # only here are the words of a copy asked for again

        _, stems, _ = streams(f"{document.title}\n{document.text[:20_000]}", library.catalogue.language(key))
        wanted = "\n".join(dict.fromkeys(stems.split("\n")))[:50_000]
        query = {"match": {"text_stems": {"query": wanted}}}
        found = self._view.search({"size": MOST_BESIDE, "query": query, "_source": ["id"]})["hits"]["hits"]
        return self.of([hit["_source"]["id"] for hit in found])

    def _add(self, ids: Iterable[str]) -> None:
        missing = [id_ for id_ in dict.fromkeys(ids) if id_ not in self._known]
        for at in range(0, len(missing), 500):
            hits = self._view.hits(one_of("id", missing[at : at + 500]), ["packed"])
            add_documents(self._folder, (unpacked(hit["_source"]["packed"]) for hit in hits))
        self._known.update(missing)


def _delete_left(place: Path) -> None:
    for left in place.iterdir():
        owner = left.name.partition("-")[0]
        if owner.isdigit() and not _is_running(int(owner)):
            shutil.rmtree(left, ignore_errors=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # somebody else's
    return True


def _beside(id_: str, story: Json) -> Json:
    """What hangs together with a document."""
    near = [story["story"] - 1, story["story"] + 1]
    own = [id_, *story.get("aliases", [])]
    ways: list[Json] = [
        {"bool": {"filter": [{"term": {"record_key": story["record_key"]}}, one_of("story", near)]}},
        one_of("parents", own),
        one_of("id", story.get("parents", [])),
        one_of("aliases", story.get("parents", [])),
    ]
    for name in ("thread", "message_id"):
        if story.get(name):
            ways.append({"term": {name: value(story[name])}})
    return any_of(ways)
