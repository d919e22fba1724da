"""E-books (EPUB 2 and 3): the chapters in the order of reading are pages."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from index.errors import UnreadableError
from index.sources.entries import Fault, Text
from index.sources.formats.flowing import Flow, made_text
from index.sources.formats.html_text import html_to_text
from index.sources.formats.packages import Package, open_package
from index.sources.limits import LimitError
from index.sources.source import Source
from index.text.neutralise import neutralise_line
from index.text.page_charset import decode_page

_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
_FONTS = frozenset(  # hidden by methods that no password opens, and that hide no text
    ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
)
_LONGEST_ID = 100
_PAGES = frozenset(("application/xhtml+xml", "text/html", "text/x-oeb1-document", "application/x-dtbook+xml"))


def read_epub(source: Source) -> Iterator[Text | Fault]:
    """Yield the book, as one text. Raises UnreadableError, also where its chapters are protected against reading."""
    with open_package(source) as package:
        book = _Book(_find_book(package))
        package.feed(book.name, book)
        protected = _protected(package)
        chapters = [name for name in book.chapters() if name in package.names]
        if chapters and all(name in protected for name in chapters):
            raise UnreadableError("protected against copying: it opens in its seller's program alone")
        flow, faults = Flow(), list[Fault]()
        number = 0
        for name in chapters:
            source.budget.begin_part()
            try:
                if name in protected:
                    raise UnreadableError("protected against copying")
                words = html_to_text(decode_page(package.read(name)))
            except LimitError:
                raise
            except UnreadableError as error:
                faults.append(Fault(None, f"{posixpath.basename(name)}: {error}"))
                continue
            if words.strip():
                number += 1
                flow.begin_page(str(number))
                flow.add(words)
        missing = [name for name in book.chapters() if name not in package.names] + book.unlisted()
        faults += [Fault(None, f"chapter {name} is missing") for name in missing]
        values = {"title": book.said("dc:title"), "author": book.said("dc:creator"), "date": book.date()}
        yield from made_text(flow, values, (), faults)


class _Attributes:
    """A handler that keeps one attribute of one element."""

    unseen: frozenset[str] = frozenset()

    def __init__(self, element: str, attribute: str) -> None:
        self._element = element
        self._attribute = attribute
        self.found: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == self._element and self._attribute in attributes:
            self.found.append(attributes[self._attribute])

    def end(self, name: str) -> None: ...

    def text(self, words: str) -> None: ...


def _find_book(package: Package) -> str:
    roots = _Attributes("rootfile", "full-path")
    if _CONTAINER in package.names:
        package.feed_readable(_CONTAINER, roots)
    found = next((name for name in roots.found if name in package.names), "")
    found = found or next((name for name in sorted(package.names) if name.endswith(".opf")), "")
    if not found:
        raise UnreadableError("damaged or no e-book: it has no list of its chapters")
    return found


class _Encryption:
    """A handler of the list of what is encrypted; fonts are left out."""

    unseen: frozenset[str] = frozenset()

    def __init__(self) -> None:
        self.protected: set[str] = set()
        self._method = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "EncryptionMethod":
            self._method = attributes.get("Algorithm", "")
        elif name == "CipherReference" and self._method not in _FONTS:
            self.protected.add(unquote(attributes.get("URI", "")))

    def end(self, name: str) -> None: ...

    def text(self, words: str) -> None: ...


def _protected(package: Package) -> set[str]:
    """The parts that are encrypted."""
    handler = _Encryption()
    if _ENCRYPTION in package.names:
        package.feed_readable(_ENCRYPTION, handler)
    return handler.protected


class _Book:
    """A handler of the package document: what the book says of itself, and its chapters."""

    unseen = frozenset(("guide", "tours"))

    def __init__(self, name: str) -> None:
        self.name = name
        self._folder = posixpath.dirname(name)
        self._parts: dict[str, tuple[str, str]] = {}  # by id: name and type
        self._spine: list[str] = []
        self._said: list[tuple[str, str, str]] = []  # element, event of a date, words
        self._open = ""
        self._event = ""
        self._words: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "item":
            path = posixpath.normpath(posixpath.join(self._folder, unquote(attributes.get("href", ""))))
            self._parts[attributes.get("id", "")] = (path, attributes.get("media-type", "").lower())
        elif name == "itemref":
            self._spine.append(attributes.get("idref", ""))
        elif name.startswith("dc:"):
            self._open = name
            self._event = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "event"), "")
            self._words = []

    def text(self, words: str) -> None:
        if self._open:
            self._words.append(words)

    def end(self, name: str) -> None:
        if name == self._open:
            self._said.append((name, self._event, " ".join("".join(self._words).split())))
            self._open = ""

    def chapters(self) -> list[str]:
        """The names of the chapters in the order of reading."""
        parts = (self._parts.get(one, ("", "")) for one in self._spine)
        return [name for name, media_type in parts if name and media_type in _PAGES]

    def unlisted(self) -> list[str]:
        """The ids in the order of reading that no part of the book has."""
        return [neutralise_line(one)[:_LONGEST_ID] for one in self._spine if one not in self._parts]

    def said(self, name: str) -> str:
        """What stands in elements of a name, its authors joined."""
        found = [words for one, _, words in self._said if one == name and words]
        return ", ".join(dict.fromkeys(found)) if name == "dc:creator" else next(iter(found), "")

    def date(self) -> str:
        """When it was published, as it is written."""
        dates = [(event, words) for one, event, words in self._said if one == "dc:date" and words]
        published = (words for event, words in dates if event in ("publication", "original-publication"))
        others = (words for event, words in dates if event not in ("modification", "creation", "conversion"))
        return next(published, "") or next(others, "")
