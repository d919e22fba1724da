"""What documents mention, as the catalogue holds it: entities, by the words that name them, and times."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from index.catalogue.asking import Ask, chunks, marks
from index.catalogue.stored_documents import StoredMention, is_day
from index.errors import LibraryDamagedError

_ANYWHERE = 2**62
"""An offset behind the end of every text."""


class Mentioned:
    """Reads the mentions of a catalogue, whose documents are named by their keys."""

    def __init__(self, ask: Ask, damaged: Callable[[Exception], LibraryDamagedError]) -> None:
        """``damaged`` makes the error for what cannot be."""
        self._ask = ask
        self._damaged = damaged

    def surfaces(self, after: int, count: int) -> list[tuple[int, str, str, str]]:
        """Number, text, type and entity's name of what names an entity, before any correction: the next by number."""
        return self._ask(
            "SELECT id, text, type, name FROM main.surfaces WHERE id > ? ORDER BY id LIMIT ?", (after, count)
        )

    def mentions_by_document(self, after: int, count: int) -> list[tuple[int, str]]:
        """The next documents by key, with the numbers of the surfaces in each, "7,7,12", before any correction."""
        return self._ask(
            "SELECT document, group_concat(surface) FROM main.mentions WHERE document > ? GROUP BY document LIMIT ?",
            (after, count),
        )

    def named(self, surfaces: Iterable[int]) -> dict[int, tuple[str, str, str, str]]:
        """Text, type, entity's name and reason of the surfaces with these numbers."""
        return {
            number: (text, type_, name, reason)
            for chunk in chunks(sorted(surfaces))
            for number, text, type_, name, reason in self._ask(
                f"SELECT id, text, type, name, reason FROM surfaces WHERE id IN ({marks(chunk)})", chunk
            )
        }

    def mentions(self, key: int, before: int = _ANYWHERE) -> list[StoredMention]:
        """The mentions in a document, or those that begin before a place in its text, in order."""
        return self.mentions_of([key], before)[key]

    def mentions_of(self, keys: Sequence[int], before: int = _ANYWHERE) -> dict[int, list[StoredMention]]:
        """The mentions in each of these documents, or those that begin before a place in its text, in order."""
        found = self.spans_of(keys, before)
        # Not joined: a corrected catalogue's surfaces are a view, which SQLite would read as a whole for a join.
        surfaces = self.named({surface for _, _, _, surface in found})
        mentions: dict[int, list[StoredMention]] = {key: [] for key in keys}
        for document, start, end, surface in found:
            if surface not in surfaces:
                raise self.names_nothing(document)
            mentions[document].append(StoredMention(start, end, *surfaces[surface]))
        return mentions

    def names_nothing(self, document: int) -> LibraryDamagedError:
        """The error for a mention whose surface is not there."""
        return self._damaged(ValueError(f"a mention in document {document} names nothing that is kept"))

    def spans_of(self, keys: Sequence[int], before: int = _ANYWHERE) -> list[tuple[int, int, int, int]]:
        """Document, start, end and surface's number of the mentions in these documents, of each in order."""
        return [
            row
            for chunk in chunks(keys)
            for row in self._ask(
                f"SELECT document, start, end, surface FROM mentions WHERE document IN ({marks(chunk)}) AND start < ?"
                " ORDER BY document, start",
                (*chunk, before),
            )
        ]

    def times(self, key: int) -> list[tuple[int, int, str, str, int | None, int | None]]:
        """Start, end, type, value, first and last day (ordinals) of the time mentions in a document, in order."""
        found = self._ask(
            "SELECT start, end, type, value, begin, finish FROM times WHERE document = ? ORDER BY start", (key,)
        )
        if not all(is_day(begin) and is_day(finish) for *_, begin, finish in found):
            raise self._damaged(ValueError(f"a time in document {key} is none"))
        return found

    def times_with_days(self) -> list[tuple[int, int, str]]:
        """First and last day (ordinals) of every time that is mentioned, and the keys of its documents, "7,7,12"."""
        return self._ask(
            "SELECT begin, finish, group_concat(document) FROM times WHERE begin IS NOT NULL GROUP BY begin, finish"
        )

    def time_mentions(self, first: int, last: int) -> list[tuple[int, int, int]]:
        """Document's key, start and end of the mentions of times that share a day with these and are no longer."""
        return self._ask(
            "SELECT document, start, end FROM times"
            " WHERE begin BETWEEN :first - (:last - :first) AND :last"
            " AND finish >= :first AND finish - begin <= :last - :first",
            {"first": first, "last": last},
        )
