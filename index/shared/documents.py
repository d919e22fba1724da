"""What is asked of a shared library to find where notes belong, and single documents by any of their names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from index.answers.document import EvidenceAnswer
from index.catalogue.packing import Packed
from index.errors import DocumentMissingError
from index.library.views import evidence_answer
from index.notebook.annotation import Subject
from index.notebook.reanchor import Candidate
from index.query.grammar import MAX_LENGTH
from index.shared.conditions import naming
from index.shared.copies import unpacked
from index.shared.state import State
from index.shared.stories import path_of
from index.shared.streams import value
from index.shared.view import BY_ID
from index.text.addresses import address_key
from index.text.words import words

Json = dict[str, Any]

MOST_HOLDING = 200
"""A quote that stands in more documents than this tells none of them from the others."""

MOST_WORDS = 30
MOST_ALIKE = 5

Ask = Callable[[str, bool], Sequence[str]]
"""The ids of the documents that fulfil a query, or with True have any of its words; a few more than are looked at."""


class SharedDocuments:
    """The documents of one state of a library."""

    def __init__(self, state: State, ask: Ask) -> None:
        self._state = state
        self._ask = ask

    def id_of(self, wanted: str) -> str:
        """The id of the document with this id, the start of it, or its record's own. Raises DocumentMissingError."""
        for way in _ways(wanted):
            body = {"size": 2, "query": way, "_source": ["id"], "sort": BY_ID}
            found = self._state.view.search(body)["hits"]["hits"]
            if len(found) == 1:
                return str(found[0]["_source"]["id"])
            if found:
                raise DocumentMissingError(f"Several documents answer to '{wanted}'; give more of the id.")
        raise DocumentMissingError(f"There is no document '{wanted}' in this library.")

    def packed(self, query: Json, most: int = MOST_HOLDING) -> list[Packed]:
        """The documents that fulfil a query, at most so many, by id."""
        body = {"size": most, "query": query, "_source": ["packed"], "sort": BY_ID}
        return [unpacked(hit["_source"]["packed"]) for hit in self._state.view.search(body)["hits"]["hits"]]

    def evidence(self, wanted: str) -> EvidenceAnswer:
        """What speaks for a document's date."""
        library = self._state.copies.of([self.id_of(wanted)])
        return evidence_answer(library, library.document(library.find(self.id_of(wanted))))

    # What ``index.notebook.reanchor`` asks

    def document(self, key: str) -> Candidate | None:
        """The document with that id, or None."""
        return next(map(_candidate, self.packed({"term": {"id": key}}, 1)), None)

    def with_hash(self, text_hash: str) -> Sequence[Subject]:
        """Every document whose text has that hash."""
        return [_candidate(one).subject for one in self.packed({"term": {"text_hash": text_hash}})]

    def with_address(self, address: str) -> Iterable[Candidate]:
        """Every document with that web address, however it is written."""
        return map(_candidate, self.packed({"term": {"address": value(address_key(address))}}))

    def in_file(self, path: str) -> Iterable[Candidate]:
        """The stories of the file at this path, if it is one text."""
        found = self.packed({"term": {"file": value(path)}}, MOST_HOLDING)
        if len({one.row.identity for one in found}) == 1:
            yield from map(_candidate, sorted(found, key=lambda one: (-one.row.place, one.row.story)))

    def with_quote(self, quote: str) -> Iterable[Candidate]:
        """Every document that holds the quote's words one after the other; if none does, those most like it."""
        found = list(words(quote))
        inner = found[1:-1] if len(found) > 4 else found  # a selection may have cut the first and the last
        if not inner:
            return
        phrase = " ".join(quote[word.start : word.end] for word in inner[:MOST_WORDS])
        if len(phrase) > MAX_LENGTH // 2:
            return
        ids = self._ask(f'="{phrase}"', False) or self._ask(phrase, True)[:MOST_ALIKE]
        if len(ids) <= MOST_HOLDING:
            yield from filter(None, map(self.document, ids))


def _ways(wanted: str) -> list[Json]:
    ways: list[Json] = naming(wanted)["bool"]["should"]
    return [ways[2], *ways[:2], *ways[3:]]  # an id at another place first, as in a local library


def _candidate(packed: Packed) -> Candidate:
    row = packed.row
    about = Subject(row.id, row.title, row.source, row.date, path_of(packed.path), row.text_hash, row.url)
    return Candidate(about, row.text)
