"""The fields of JSON and CSV records: which of a file's names mean which of ours, and their values as strings."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping

from index.errors import ConfigurationError
from index.sources.field_names import (
    FIELD_NAMES,
    KNOWN_NAMES,
    MAY_BE_A_HEADLINE,
    PARTS,
    WRAPPERS,
    is_weak,
    plain,
)
from index.text.decoding import replace_surrogates
from index.text.neutralise import neutralise_line

_MOST_NAMES = 1000  # a file whose every record has names of its own must not fill the memory
_DEEPEST = 3  # wrappers within wrappers, and objects within a value
_SHOWN_NAMES = 300  # characters of a record's names that a reason quotes
_BY = re.compile(r"\A\s*(?:By|BY)\s+(?=\w)")  # before an author's name
_WRAPPED = 100  # added to the rank of a name within a wrapper
_CODE = re.compile(r"[!-~]*[\d/@=_][!-~]*")  # a number, an id, an address: one word of ASCII with more than letters
_LONGEST_HEADLINE = 200  # characters
_LONGEST_CODE = 2000  # characters
_FEWEST_WORDS = 3  # of a title that may stand for the text: dates and sources have less


class FieldNames:
    """Which of a file's names mean which of ours."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        """``fields`` maps our names to the files' names; "user.name" is the name in the object "user".

        Where a record has such a name it goes before the known ones; where it has none, the known ones hold. Raises
        ConfigurationError if ``fields`` has a name that is not one of FIELD_NAMES.
        """
        for ours in fields:
            if ours not in FIELD_NAMES:
                raise ConfigurationError(
                    f"There is no field {neutralise_line(ours)!r}; the fields are {', '.join(FIELD_NAMES)}."
                )
        self._given = dict(fields)
        self._plain: dict[str, tuple[int, str] | None] = {}

    def recognised(self, columns: list[str]) -> set[str]:
        """Our names for those of a file's columns that are known."""
        known = {rank[1] for column in columns if (rank := self._known(column)) is not None}
        return known | {ours for ours, theirs in self._given.items() if theirs in columns}

    def extract(self, values: Mapping[str, object]) -> dict[str, str]:
        """What a record says under our names, as strings; what is missing or blank is left out."""
        found: dict[str, tuple[int, str]] = {}
        for ours, value in self._given_values(values):
            found[ours] = (-1, _written(value, ours))
        texts: list[tuple[int, str]] = []
        for rank, ours, value in self._known_values(values, 0):
            if ours in found and found[ours][0] <= rank and ours != "text":
                continue
            written = _written(value, ours)
            if not written or _is_other(ours, written) or (ours == "text" and _is_no_text(rank, written)):
                continue
            if ours == "text":
                texts.append((rank, written))
            else:
                found[ours] = (rank, written)
        if "text" not in found and texts:
            found["text"] = _text_of(texts)
            headline = min(texts)
            if headline != found["text"] and not _is_code(headline[1]):
                found.setdefault("title", headline)
        return {ours: written for ours, (_, written) in found.items() if written}

    def is_story(self, values: Mapping[str, object]) -> bool:
        """Whether a record surely has a text of its own, and is no object that holds stories or describes itself."""
        if any(ours == "text" and _written(value, ours) for ours, value in self._given_values(values)):
            return True
        return any(
            ours == "text"
            and not is_weak(rank)
            and (written := _written(value, ours))
            and not _is_no_text(rank, written)
            for rank, ours, value in self._known_values(values, 0)
        )

    def reason_without_text(self, values: Mapping[str, object]) -> str:
        """Why a record without a text cannot be read. If no name is known as the text's, the reason has the names that
        are there and the line to type, in which the value of most words is taken for the text."""
        if "text" in self.recognised(list(values)):
            return f"a record without a text{self._what_is_no_text(values)}"
        there = f"there are: {_shown(', '.join(values))}" if values else "it has none"
        words = {name: _written(value, "text").split() for name, value in values.items() if name}
        texts = [name for name in words if self._known(name) is None and not _is_code(" ".join(words[name]))]
        wordy = [name for name in texts if len(words[name]) >= _FEWEST_WORDS]
        titles = [name for name in words if self._known(name) is not None and len(words[name]) >= _FEWEST_WORDS]
        best = max(wordy or titles or texts, key=lambda name: (len(words[name]), len("".join(words[name]))), default="")
        if not best:
            return f"no field is known as the text ({there})"
        option = _shown(shlex.quote(f"text={best}"))
        return f"no field is known as the text ({there}); type: dateline index --field {option} PATH"

    def _what_is_no_text(self, values: Mapping[str, object]) -> str:
        """ ": what story holds is …" where a field that is known as the text holds none; else ""."""
        for name, value in values.items():
            rank = self._known(name)
            if rank is not None and rank[1] == "text" and _is_code(_written(value, "text")):
                return f": what {_shown(name)} holds is a number, an id or an address"
        return ""

    def _given_values(self, values: Mapping[str, object]) -> Iterator[tuple[str, object]]:
        for ours, theirs in self._given.items():
            if theirs in values:
                yield ours, values[theirs]
            elif "." in theirs and (value := _at_path(values, theirs)) is not None:
                yield ours, value

    def _known_values(self, values: Mapping[str, object], depth: int) -> Iterator[tuple[int, str, object]]:
        """Each value that has a known name, with the name's rank; wrapped ones last."""
        for name, value in values.items():
            rank = self._known(name)
            if rank is not None and not (rank[1] == "source" and _is_wrapper(name, value)):
                yield rank[0] + depth * _WRAPPED, rank[1], value
        if depth < _DEEPEST:
            for name, value in values.items():
                if isinstance(value, dict) and _is_wrapper(name, value):
                    yield from self._known_values(value, depth + 1)

    def _known(self, name: str) -> tuple[int, str] | None:
        if name in self._plain:
            return self._plain[name]
        rank = KNOWN_NAMES.get(plain(name))
        if len(self._plain) < _MOST_NAMES:
            self._plain[name] = rank
        return rank


def _is_wrapper(name: str, value: object) -> bool:
    return isinstance(value, dict) and name.lower() in WRAPPERS


def _shown(names: str) -> str:
    return neutralise_line(" ".join(names.split()))[:_SHOWN_NAMES]


def _written(value: object, ours: str) -> str:
    """A field's value as a string, "" if there is nothing but blanks."""
    written = replace_surrogates(_as_string(value, ours, 0))
    if ours == "author":
        written = _BY.sub("", written)
    return "" if written.isspace() else written


def _as_string(value: object, ours: str, depth: int) -> str:
    """Lists are joined: paragraphs by newlines, parts of a sentence by nothing, others by commas."""
    if isinstance(value, str):
        return value
    if depth > _DEEPEST:
        return ""
    if isinstance(value, list):
        if ours == "text" and _is_list_of_stories(value):
            return ""
        joint = ("" if _is_running_text(value) else "\n") if ours == "text" else ", "
        return joint.join(written for item in value if (written := _as_string(item, ours, depth + 1)))
    if isinstance(value, dict):
        return next((written for part in PARTS[ours] if (written := _as_string(value.get(part), ours, depth + 1))), "")
    return ""


def _is_running_text(items: list[object]) -> bool:
    """Whether a list is one text whose marked words are objects, as in exports of Telegram."""
    return any(isinstance(item, dict) and "text" in item and "type" in item for item in items)


def _is_list_of_stories(items: list[object]) -> bool:
    """Whether a list holds stories, each with a title of its own, and is not the paragraphs of one."""
    return any(isinstance(item, dict) and any(plain(str(name)) in _TITLES for name in item) for item in items)


_TITLES = frozenset(("title", "headline", "webtitle", "articletitle"))


def _is_other(ours: str, written: str) -> bool:
    """Whether a value is not what its name says: a source that is an address or the program that it was sent with, an
    author that is a number."""
    if ours == "author":
        return written.strip().isdecimal()
    return ours == "source" and written.startswith(("http://", "https://", "<a "))


def _is_code(written: str) -> bool:
    return len(written) < _LONGEST_CODE and _CODE.fullmatch(written.strip()) is not None


def _is_no_text(rank: int, written: str) -> bool:
    """Whether an id or an address stands under a name that need not be the text's: in "text" somebody wrote it."""
    return rank % _WRAPPED in MAY_BE_A_HEADLINE and _is_code(written)


def _text_of(texts: list[tuple[int, str]]) -> tuple[int, str]:
    """The surest of a record's texts, each with its rank, that is no id and no address if there is another; one that
    is longer where that may be its headline."""
    rank, written = min(texts, key=lambda text: (_is_code(text[1]), text[0]))
    if rank % _WRAPPED in MAY_BE_A_HEADLINE and len(written) <= _LONGEST_HEADLINE and "\n" not in written.strip():
        longer = [(other, text) for other, text in texts if len(text) > 2 * len(written)]
        return min(longer, default=(rank, written))
    return rank, written


def _at_path(values: Mapping[str, object], path: str) -> object:
    """The value at "user.name"; None if there is none."""
    found: object = values
    for name in path.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    return found
