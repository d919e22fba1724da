"""What a shared library says of itself, and whether this Dateline has the words that it was made with."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec
import Stemmer

from index.cluster.connection import Cluster
from index.errors import LibraryError, LibraryMissingError
from index.shared.mapping import ABOUT, SCHEMA, alias
from index.text.folding import fold
from index.text.stemming import STEMMING, stem
from index.text.words import ACRONYMS, bounds

Json = dict[str, Any]

_ID = "library"
_LAST_PLANE = 0x20000
_SURROGATES = range(0xD800, 0xE000)


@dataclass(frozen=True, slots=True)
class About:
    """A shared library: the schema of its indices, the fingerprint of its words, and what it was made of."""

    name: str
    schema: int
    words: str
    languages: tuple[str, ...]  # in whose stems each of its words is kept
    roots: tuple[str, ...] = ()
    date_order: str = ""
    generation: int = 0  # grows with every transfer


def read_about(cluster: Cluster) -> About:
    """What the library says of itself. Raises LibraryError if it was made by another Dateline, LibraryMissingError."""
    place = cluster.place
    answer = cluster.search([alias(place.name, ABOUT)], {"size": 1, "query": {"ids": {"values": [_ID]}}})
    hits = answer["hits"]["hits"]
    if not hits:
        raise LibraryMissingError(f"There is no library {place.name} on {place.host}.")
    try:
        about = msgspec.convert(hits[0]["_source"]["about"], About)
    except (KeyError, msgspec.ValidationError) as error:
        raise LibraryError(f"{place.name} on {place.host} was made by another Dateline; update yours.") from error
    if about.schema != SCHEMA or about.words != fingerprint():
        raise LibraryError(
            f"{place.name} was made by a Dateline with other words, so that this one would miss documents"
            " without a sign. Update the older one of the two, or have the library made anew."
        )
    return about


def write_about(cluster: Cluster, about: About) -> None:
    """Keep what a library says of itself; it is seen at once. Raises LibraryError."""
    index = alias(cluster.place.name, ABOUT)
    cluster.ask("PUT", [index, "_doc", _ID], {"about": msgspec.to_builtins(about)}, {"refresh": "true"})


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """What tells words apart that are cut, folded or stemmed otherwise: another Unicode, stemmer or Dateline."""
    letters = [chr(code) for code in range(_LAST_PLANE) if code not in _SURROGATES]
    told = hashlib.sha256("\n".join(map(fold, letters)).encode())
    told.update(repr(bounds(" ".join(letters))).encode())
    told.update(repr((sorted(ACRONYMS), Stemmer.version(), STEMMING, stem("meetings"))).encode())
    return told.hexdigest()[:32]
