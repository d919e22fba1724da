"""The user's configuration: ``config.toml`` in the configuration's folder. Without it everything is as shipped."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from index.errors import ConfigurationError
from index.home.folders import check_owned, check_plain, find_home
from index.text.charsets import any_codec_of

FILE = "config.toml"
ENTITIES = "entities"
"""The setting that says what finds names, ``spacy:MODEL``; without it the tagger that comes with Dateline does."""


BACKUPS = "backups"
"""The setting that says how many daily copies of a notebook are kept; 0 makes none."""

AUTHOR = "author"
"""The setting that says whose name stands with new notes."""

ENCODINGS = "encodings"
"""The table that says what texts are in that are not in Unicode, by globs of their paths: ``"*/dos/*" = "cp866"``."""

BIDI = "bidi"
"""The setting that says who lays out text from right to left, a value of ``Bidi``."""

EMOJI = "emoji"
"""The setting that says how emoji that are joined of others are sent, a value of ``Emoji``."""

TRANSLATE = "translate"
"""The setting that names a program, with its arguments, which reads a paragraph and writes one in another language."""

MOUSE = "mouse"
"""The setting that says whether the screen heeds the mouse; false leaves it to the terminal."""

LINKS = "links"
"""The setting that says whether the terminal gets links to open; it does where it takes them, unless it is false."""

_NAMES = (ENTITIES, BACKUPS, AUTHOR, ENCODINGS, BIDI, EMOJI, TRANSLATE, MOUSE, LINKS)
_MOST_BACKUPS = 1000


class Bidi(StrEnum):
    """Who lays out text from right to left: the terminal by itself, Dateline, or nobody."""

    TERMINAL = "terminal"
    DATELINE = "dateline"
    OFF = "off"


class Emoji(StrEnum):
    """How a terminal gets emoji that are joined of others, such as a family: as one, or in their parts."""

    JOINED = "joined"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user has set."""

    spacy_model: str = ""
    """The model of spaCy's that finds names, a package's name or a folder with a slash; "" if none does."""

    backups: int = 10
    """How many daily copies of a notebook are kept beside the last one of each month."""

    author: str = ""
    """The name that stands with new notes, "" for none."""

    encodings: tuple[tuple[str, str], ...] = ()
    """Globs of paths, each with the codec of texts there that are not in Unicode."""

    bidi: Bidi = Bidi.TERMINAL
    """Who lays out text from right to left."""

    emoji: Emoji = Emoji.JOINED
    """How emoji that are joined of others are sent."""

    translate: tuple[str, ...] = ()
    """The program that translates, with its arguments; none if none does."""

    mouse: bool = True
    """Whether the screen heeds the mouse."""

    links: bool = True
    """Whether the terminal gets links to open, where it takes them."""


def read_settings() -> Settings:
    """The configuration as it is now.

    Raises ConfigurationError for a file that cannot be understood, UnsafeFolderError for one that others may write.
    """
    path = find_home().config / FILE
    check_owned(path)  # it decides which code runs
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except RecursionError as error:
        raise ConfigurationError(f"The configuration {path} is nested too deeply to be read.") from error
    except (OSError, ValueError) as error:  # a TOMLDecodeError is a ValueError, and so is what is not UTF-8
        raise ConfigurationError(f"The configuration {path} cannot be read: {error}.") from error
    for name in found:
        if name not in _NAMES:
            raise ConfigurationError(f"'{name}' in {path} is no setting; there is: {', '.join(_NAMES)}.")
    written = str(found.get(ENTITIES, ""))
    kind, _, model = written.partition(":")
    if written and (kind != "spacy" or not model):
        raise ConfigurationError(f"'{written}' in {path} finds no entities; write: {ENTITIES} = \"spacy:MODEL\"")
    backups = found.get(BACKUPS, Settings().backups)
    if type(backups) is not int or not 0 <= backups <= _MOST_BACKUPS:
        raise ConfigurationError(f"'{backups}' in {path} is no number of copies; write: {BACKUPS} = 10")
    author = found.get(AUTHOR, "")
    if not isinstance(author, str) or "\n" in author:
        raise ConfigurationError(f"'{author}' in {path} is no name; write: {AUTHOR} = \"Ann\"")
    encodings = _encodings(found.get(ENCODINGS, {}), path)
    bidi, emoji = Bidi(_chosen(found, BIDI, Bidi, path)), Emoji(_chosen(found, EMOJI, Emoji, path))
    mouse, links = _switch(found, MOUSE, path), _switch(found, LINKS, path)
    translate = _command(found.get(TRANSLATE, []), path)
    return Settings(model, backups, author, encodings, bidi, emoji, translate, mouse, links)


def _switch(found: Mapping[str, object], name: str, path: Path) -> bool:
    """What is on unless it is set to false. Raises ConfigurationError."""
    value = found.get(name, True)
    if not isinstance(value, bool):
        raise ConfigurationError(f"'{value}' in {path} is neither true nor false; write: {name} = false")
    return value


def _command(found: object, path: Path) -> tuple[str, ...]:
    """A program with its arguments, none for an empty list. Raises ConfigurationError."""
    if not isinstance(found, list) or not all(isinstance(part, str) and "\0" not in part for part in found):
        raise ConfigurationError(f'\'{TRANSLATE}\' in {path} is no program; write: {TRANSLATE} = ["NAME", "ARGUMENT"]')
    return tuple(found)


def _chosen(found: Mapping[str, object], name: str, values: Iterable[str], path: Path) -> str:
    """The value of a setting that has one of some, the first by default. Raises ConfigurationError."""
    known = list(values)
    written = found.get(name, known[0])
    if written not in known:
        raise ConfigurationError(f"'{written}' in {path} is no value of {name}; there is: {', '.join(known)}.")
    return str(written)


def _encodings(found: object, path: Path) -> tuple[tuple[str, str], ...]:
    """The globs with the codecs of their encodings. Raises ConfigurationError."""
    if not isinstance(found, dict):
        raise ConfigurationError(f'\'{ENCODINGS}\' in {path} is no table; write: [{ENCODINGS}] and "*.txt" = "cp866"')
    codecs: list[tuple[str, str]] = []
    for glob, written in found.items():
        codec = any_codec_of(str(written))
        if codec is None:
            raise ConfigurationError(f"'{written}' in {path} is no encoding that is known; write for example cp866.")
        codecs.append((glob, codec))
    return tuple(codecs)


def mark_of_lists() -> str:
    """What tells the lists that the user has added names and places with from others, "" if there are none.

    Raises ConfigurationError for a list that cannot be read, UnsafeFolderError for a pipe in place of one.
    """
    files = sorted(find_home().config.glob("*.tsv"))
    for file in files:
        check_plain(file)
    try:
        contents = [(file.name.encode("utf-8", "surrogateescape"), file.read_bytes()) for file in files]
    except OSError as error:
        raise ConfigurationError(f"The list {error.filename} cannot be read: {error.strerror}.") from error
    told = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for pair in contents for part in pair))
    return f"lists {told.hexdigest()[:16]}" if contents else ""
