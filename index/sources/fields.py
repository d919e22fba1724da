"""The fields of JSON and CSV records: their names in files, and their values as strings."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from index.errors import ConfigurationError
from index.text.decoding import replace_surrogates
from index.text.neutralise import neutralise_line

FIELD_NAMES = ("id", "title", "text", "source", "date", "author", "url")
"""Our names for what a record may say."""

_ALIASES = {
    "id": ("id", "identifier", "guid", "uuid"),
    "title": ("title", "headline", "heading"),
    "text": ("text", "body", "content", "article", "articlebody", "fulltext", "articletext", "articlecontent"),
    "source": ("source", "publisher", "site", "sitename", "outlet", "publication", "newspaper", "agency"),
    "date": (
        "date", "published", "pubdate", "publishedat", "publisheddate", "datepublished", "publishdate",
        "publicationdate",
    ),
    "author": ("author", "authors", "byline", "creator"),
    "url": ("url", "link", "href"),
}  # fmt: skip
"""The names under which files are known to give them, the surest first; see ``_plain``."""


_MOST_NAMES = 1000  # a file whose every record has names of its own must not fill the memory


class FieldNames:
    """Which of a file's names mean which of ours."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        """``fields`` maps our names to the files' names. Where a record has such a name it goes before the known ones;
        where it has none, the known ones hold.

        Raises ConfigurationError if it has a name that is not one of FIELD_NAMES.
        """
        self._given = {}
        for ours, theirs in fields.items():
            if ours not in FIELD_NAMES:
                raise ConfigurationError(
                    f"There is no field {neutralise_line(ours)!r}; the fields are {', '.join(FIELD_NAMES)}."
                )
            self._given[ours] = theirs
        self._ranks: dict[str, tuple[int, str] | None] = {}

    def rank(self, name: str) -> tuple[int, str] | None:
        """Return our name for a file's name with how sure it is (less is surer), or None if it means nothing."""
        if name in self._ranks:
            return self._ranks[name]
        rank = self._find(name)
        if len(self._ranks) < _MOST_NAMES:
            self._ranks[name] = rank
        return rank

    def _find(self, name: str) -> tuple[int, str] | None:
        for ours, theirs in self._given.items():
            if name == theirs:
                return -1, ours
        return _known_names().get(_plain(name))

    def extract(self, values: Mapping[str, object]) -> dict[str, str]:
        """Return what a record says under our names, as strings; what is missing or blank is left out."""
        found: dict[str, tuple[int, str]] = {}
        for name, value in values.items():
            rank = self.rank(name)
            if rank is None:
                continue
            sureness, ours = rank
            if sureness >= 0 and self._given.get(ours) in values:
                continue
            if ours in found and found[ours][0] <= sureness:
                continue
            written = replace_surrogates(as_string(value, "\n" if ours == "text" else ", "))
            if written and not written.isspace():
                found[ours] = (sureness, written)
        return {ours: written for ours, (_, written) in found.items()}


def as_string(value: object, joint: str) -> str:
    """Return a field's value as a string: lists are joined, of an object its name is taken, "" for nothing."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return joint.join(written for item in value if (written := _item(item)))
    return _item(value)


def _item(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else ""


def _plain(name: str) -> str:
    """Return a field's name without its case, spaces, hyphens and underscores: "Article Body" is "articlebody"."""
    return name.strip().casefold().replace(" ", "").replace("_", "").replace("-", "")


@lru_cache(maxsize=1)
def _known_names() -> dict[str, tuple[int, str]]:
    return {name: (rank, ours) for ours, names in _ALIASES.items() for rank, name in enumerate(names)}
