"""What is new of saved searches: found, printed, and only then marked as seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from index.catalogue.stored_documents import Summary
from index.home.seen import ANYWHERE, CHANGED, SeenDocuments
from index.library.found import Found
from index.library.library import LocalLibrary


@dataclass(frozen=True, slots=True)
class News:
    """What a saved search finds that was not seen of it yet."""

    search: str
    found: Found  # only what is new or changed
    changed: tuple[str, ...]  # ids of those that were seen with another text
    hashes: Mapping[str, str]  # of the texts, by id

    @property
    def summary(self) -> str:
        """ "12 new, 3 changed"."""
        counts = ((len(self.hashes) - len(self.changed), "new"), (len(self.changed), "changed"))
        return ", ".join(f"{count:,} {what}" for count, what in counts if count) or "nothing new"


def hashes_of(library: LocalLibrary, found: Found) -> dict[str, str]:
    """The hash of the text of each document found, by id, in their order."""
    return {summary.id: summary.text_hash for summary in _all(library, found)}


def news_of(library: LocalLibrary, seen: SeenDocuments, search: str, found: Found) -> News:
    """What of a result was not seen yet. Raises PathError."""
    summaries = _all(library, found)
    hashes = {summary.id: summary.text_hash for summary in summaries}
    unseen = seen.unseen(search, hashes)
    return News(
        search,
        replace(found, keys=[summary.key for summary in summaries if summary.id in unseen], near=None),
        tuple(id_ for id_, how in unseen.items() if how == CHANGED),
        {id_: hashes[id_] for id_ in unseen},
    )


def mark_seen(seen: SeenDocuments, news: News) -> None:
    """Remember that what is new was seen. Raises PathError."""
    if news.hashes:
        seen.mark((news.search, ANYWHERE), news.hashes)


def _all(library: LocalLibrary, found: Found) -> list[Summary]:
    return library.summaries(found, 0, len(found.keys))
