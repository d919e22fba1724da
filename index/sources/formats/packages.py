"""Packages: zip files of XML parts, as office programs and e-books have them. Each part is parsed as it streams.

No tree is built, nothing is fetched, and a part that declares entities is refused: no office program writes any.
"""

from __future__ import annotations

import contextlib
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Protocol
from urllib.parse import unquote

import lxml.etree

from index.errors import NEEDS_PASSWORD, UnreadableError
from index.sources.entries import Fault
from index.sources.limits import MAX_RECORD_BYTES, LimitError, mebibytes
from index.sources.source import Source
from index.text.neutralise import neutralise_line

OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""With which the files begin that office programs wrote before 2007, and those that they encrypt today."""

_ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO] 2.3.4.4
_ENCRYPTED = 0x1
_PIECE = 2**16  # bytes
_ENTITY = b"<!ENTITY"
_DEEPEST = 2000  # elements within each other
_SHOWN = 100  # characters of an error of the parser's

_NAMESPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/presentationml/2006/main": "p",
    "http://purl.oclc.org/ooxml/presentationml/main": "p",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://purl.org/dc/elements/1.1/": "dc",
}
_OPEN_DOCUMENT = re.compile(
    r"(?:urn:oasis:names:tc:opendocument:xmlns:|http://openoffice\.org/2000/)([a-z]+)(?::1\.0)?"
)


class Handler(Protocol):
    """What is told of a part as it streams. Names are "w:p", or bare ones where their namespace is not known here."""

    unseen: frozenset[str]  # elements of which nothing is told, nor of what is in them

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, words: str) -> None:
        """Characters within the element that began last and has not ended."""


@dataclass(slots=True)
class Package:
    """An open package. ``names`` are those of its parts."""

    source: Source
    archive: zipfile.ZipFile
    names: frozenset[str]

    def read(self, name: str) -> bytes:
        """Return the bytes of a part. Raises UnreadableError if they are damaged, missing or too many."""
        with self._open(name) as part:
            content = part.read(MAX_RECORD_BYTES + 1)
        if len(content) > MAX_RECORD_BYTES:
            raise UnreadableError(f"{_shown(name)} in it has more than {mebibytes(MAX_RECORD_BYTES)}")
        return content

    def feed(self, name: str, handler: Handler) -> None:
        """Tell a handler what stands in a part. Raises UnreadableError, as ``read`` does or for broken XML."""
        target = _Target(handler)
        parser = lxml.etree.XMLParser(target=target, resolve_entities=False, no_network=True, huge_tree=False)
        with self._open(name) as part:
            try:
                before = b""
                while piece := part.read(_PIECE):
                    if _ENTITY in (before + piece).replace(b"\0", b""):  # in UTF-16 too
                        raise UnreadableError("it declares entities, as no office program does")
                    parser.feed(piece)
                    before = piece[-2 * len(_ENTITY) :]
                parser.close()
            except (lxml.etree.LxmlError, ValueError) as error:
                message = neutralise_line(str(error))[:_SHOWN]
                raise UnreadableError(f"{_shown(name)} in it is broken: {message}") from None
            except UnreadableError as error:
                if isinstance(error, LimitError):
                    raise
                raise UnreadableError(f"{_shown(name)} in it: {error}") from None

    def feed_readable(self, name: str, handler: Handler) -> list[Fault]:
        """Tell a handler what of a part can be read; return what is wrong with the rest. Raises LimitError."""
        try:
            self.feed(name, handler)
        except LimitError:
            raise
        except UnreadableError as error:
            return [Fault(None, str(error))]
        return []

    def fields(self, name: str, *wanted: str) -> dict[str, str]:
        """Return the words of the first element of each name in a part, as far as it can be read."""
        kept = _Fields(wanted)
        if name in self.names:
            self.feed_readable(name, kept)
        return kept.found

    def relations(self, name: str) -> dict[str, Relation]:
        """What a part refers to, by the ids it does so with; "" is the package as a whole.

        Raises UnreadableError if that is damaged.
        """
        folder, base = posixpath.split(name)
        own = posixpath.join(folder, "_rels", f"{base}.rels")
        if own not in self.names:
            return {}
        found = _Relations(folder)
        self.feed(own, found)
        return found.relations

    def main_part(self, usual: str) -> str:
        """The name of the part that holds the document; the ``usual`` one if the package does not say."""
        return next((one.name for one in self.relations("").values() if one.kind == "officeDocument"), usual)

    @contextlib.contextmanager
    def _open(self, name: str) -> Iterator[IO[bytes]]:
        try:
            part = self.archive.open(name)
        except KeyError:
            raise UnreadableError(f"damaged or no such document: it has no {_shown(name)}") from None
        except RuntimeError:
            raise UnreadableError(NEEDS_PASSWORD) from None
        except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError):
            raise UnreadableError(f"{_shown(name)} in it is damaged") from None
        with self.source.unpacking(part) as stream:
            yield stream


@dataclass(frozen=True, slots=True)
class Relation:
    """Another part that a part refers to: what for, the last word of its address, and its name."""

    kind: str  # "officeDocument", "footnotes", "slide", ...
    name: str


@contextlib.contextmanager
def open_package(source: Source) -> Iterator[Package]:
    """Open a package. Raises UnreadableError if it is none, is damaged, or is encrypted."""
    with source.seekable() as stream:
        try:
            archive = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError):
            raise UnreadableError("damaged or cut short: the list of its parts is missing") from None
        with archive:
            parts = archive.infolist()
            if any(part.flag_bits & _ENCRYPTED for part in parts):
                raise UnreadableError(NEEDS_PASSWORD)
            yield Package(source, archive, frozenset(part.filename for part in parts))


def is_encrypted_office(source: Source) -> bool:
    """Whether a file that begins with OLE_START is a package that was encrypted. Raises UnreadableError."""
    with source.open() as stream:
        before = b""
        while piece := stream.read(_PIECE):
            if _ENCRYPTED_PART in before + piece:
                return True
            before = piece[-len(_ENCRYPTED_PART) :]
    return False


class _Target:
    """What the parser calls: it passes on what is seen."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._names: dict[str, str] = {}
        self._depth = 0
        self._unseen = 0  # the depth of the element within which nothing is seen

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise UnreadableError(f"more than {_DEEPEST:,} elements within each other")
        if self._unseen:
            return
        name = self._name(tag)
        if name in self._handler.unseen:
            self._unseen = self._depth
        else:
            # In attributes the parser hands "&" on as a reference where it expands no entities.
            told = {self._name(key): value.replace("&#38;", "&") for key, value in attributes.items()}
            self._handler.start(name, told)

    def end(self, tag: str) -> None:
        if not self._unseen:
            self._handler.end(self._name(tag))
        elif self._unseen == self._depth:
            self._unseen = 0
        self._depth -= 1

    def data(self, words: str) -> None:
        if not self._unseen:
            self._handler.text(words)

    def comment(self, words: str) -> None:
        """Nothing is told of comments."""

    def close(self) -> None:
        """The part is at its end."""

    def _name(self, tag: str) -> str:
        name = self._names.get(tag)
        if name is None:
            namespace, _, local = tag.removeprefix("{").rpartition("}")
            open_document = _OPEN_DOCUMENT.fullmatch(namespace)
            prefix = open_document[1] if open_document else _NAMESPACES.get(namespace, "")
            name = self._names[tag] = f"{prefix}:{local}" if prefix else local
        return name


class _Relations:
    unseen: frozenset[str] = frozenset()

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.relations: dict[str, Relation] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = unquote(attributes.get("Target", ""))
            path = posixpath.normpath(posixpath.join("/", self._folder, target)).lstrip("/")
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.relations[attributes.get("Id", "")] = Relation(kind, path)

    def end(self, name: str) -> None: ...

    def text(self, words: str) -> None: ...


class _Fields:
    """A handler that keeps the words of some elements: the first of each that says something."""

    unseen: frozenset[str] = frozenset()

    def __init__(self, names: tuple[str, ...]) -> None:
        self._wanted = frozenset(names)
        self._open = ""
        self._words: list[str] = []
        self.found: dict[str, str] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002
        if name in self._wanted and not self._open:
            self._open = name
            self._words = []

    def end(self, name: str) -> None:
        if name == self._open:
            words = " ".join("".join(self._words).split())
            if words:
                self.found.setdefault(name, words)
            self._open = ""

    def text(self, words: str) -> None:
        if self._open:
            self._words.append(words)


def _shown(name: str) -> str:
    return neutralise_line(name)[:_SHOWN]
