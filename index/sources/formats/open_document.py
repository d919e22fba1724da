"""Texts and slides of LibreOffice's and others (OpenDocument 1.3, part 3): as they would be read.

What a change has deleted is left out; foot- and endnotes and comments stand at the end, the notes of slides below each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from index.errors import NEEDS_PASSWORD, UnreadableError
from index.sources.entries import Fault, Text
from index.sources.formats.flowing import Flow, comment_head, made_text, write_row
from index.sources.formats.office_properties import believable_author, believable_title, open_document_properties
from index.sources.formats.packages import Package, open_package
from index.sources.source import Source

_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_PARAGRAPHS = frozenset(("text:p", "text:h"))
_CELLS = frozenset(("table:table-cell", "table:covered-table-cell"))
_SIGNS = {"text:tab": "\t", "text:line-break": "\n"}
_ASIDE = frozenset(("text:note", "office:annotation"))
_BLANKS = re.compile(r"[ \t\r\n]+")
_DEEPEST = 50  # tables, frames and notes within each other
_MOST_BLANKS = 1000
_MOST_REPEATED = 100  # empty cells that stand for many


def read_open_document(source: Source) -> Iterator[Text | Fault]:
    """Yield the text or the slides, which are its pages. Raises UnreadableError."""
    with open_package(source) as package:
        if _is_encrypted(package):
            raise UnreadableError(NEEDS_PASSWORD)
        flow = Flow()
        body = _Body(flow)
        faults = package.feed_readable(_CONTENT, body)
        flow.separate()
        for words in body.notes:
            flow.add(words, tight=True)
        properties = open_document_properties(package)
        values = {
            "title": body.title or believable_title(properties.title, flow.text()),
            "author": believable_author(properties.author),
        }
        yield from made_text(flow, values, properties.dates, faults)


class _Manifest:
    """Whether any part is encrypted."""

    unseen: frozenset[str] = frozenset()

    def __init__(self) -> None:
        self.is_encrypted = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002
        self.is_encrypted |= name == "manifest:encryption-data"

    def end(self, name: str) -> None: ...

    def text(self, words: str) -> None: ...


def _is_encrypted(package: Package) -> bool:
    manifest = _Manifest()
    if _MANIFEST in package.names:
        package.feed_readable(_MANIFEST, manifest)
    return manifest.is_encrypted


@dataclass(slots=True)
class _Place:
    """Where paragraphs go: the text, a cell, a frame or a note."""

    name: str
    flow: Flow | None = None  # None: they are kept below
    kept: list[tuple[str, bool]] = field(default_factory=list)
    words: list[str] | None = None  # of the open paragraph
    boxed: list[tuple[str, bool]] = field(default_factory=list)  # of frames that hang on it
    mark: str = ""  # of a note
    author: str = ""
    date: str = ""

    def add(self, words: str, *, tight: bool = False) -> None:
        if self.flow is not None:
            self.flow.add(words, tight=tight)
        elif words.strip():
            self.kept.append((words, tight))


class _Body:
    """A handler of the part that has the text."""

    unseen = frozenset(
        ("text:tracked-changes", "office:forms", "office:scripts", "office:font-face-decls", "office:automatic-styles",
         "text:sequence-decls", "text:variable-decls", "text:ruby-text", "text:page-number", "svg:title", "svg:desc")
    )  # fmt: skip

    def __init__(self, flow: Flow) -> None:
        self.title = ""
        self.notes: list[str] = []
        self._comments: list[str] = []
        self._places = [_Place("", flow)]
        self._rows: list[list[list[str]]] = []
        self._items = 0  # open items of lists
        self._marked = True  # whether the open item has its sign
        self._field = ""  # an element whose words are not the text's
        self._is_title = False  # whether the open paragraph has the style of a title
        self._in_title = False  # whether the open frame is the title of a slide
        self._slides = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Begin a paragraph, a cell, a frame or a note, or take a sign."""
        place = self._places[-1]
        if name in _PARAGRAPHS:
            place.words = []
            self._is_title = attributes.get("text:style-name", "") == "Title" or self._in_title
        elif name in _SIGNS and place.words is not None:
            place.words.append(_SIGNS[name])
        elif name == "text:s" and place.words is not None:
            count = attributes.get("text:c", "1")
            place.words.append(" " * min(int(count) if count.isdecimal() and len(count) < 5 else 1, _MOST_BLANKS))
        elif name == "text:list-item":
            self._items += 1
            self._marked = False
        elif name == "table:table-row":
            self._rows.append([])
        elif name in _CELLS or name in _ASIDE or name in ("draw:text-box", "presentation:notes"):
            self._enter(name, attributes)
        elif name in ("text:note-citation", "dc:creator", "dc:date"):
            self._field = name
        elif name == "draw:frame":
            self._in_title = attributes.get("presentation:class") == "title"
        elif name == "draw:page":
            self._slides += 1
            if place.flow is not None:
                place.flow.begin_page(str(self._slides))

    def _enter(self, name: str, attributes: Mapping[str, str]) -> None:
        if len(self._places) > _DEEPEST:
            raise UnreadableError(f"more than {_DEEPEST} tables, frames or notes within each other")
        repeated = attributes.get("table:number-columns-repeated", "1")
        times = int(repeated) if repeated.isdecimal() and len(repeated) < 5 else 1
        if name in _CELLS and self._rows and 1 < times <= _MOST_REPEATED:
            self._rows[-1] += [[] for _ in range(times - 1)]
        self._places.append(_Place(name))

    def text(self, words: str) -> None:
        """Take words."""
        place = self._places[-1]
        if self._field == "text:note-citation":
            place.mark += words
        elif self._field == "dc:creator":
            place.author += words
        elif self._field == "dc:date":
            place.date += words
        elif place.words is not None:
            place.words.append(_BLANKS.sub(" ", words))  # 6.1.2

    def end(self, name: str) -> None:
        """Write what is whole."""
        place = self._places[-1]
        if name == self._field:
            self._field = ""
        elif name in _PARAGRAPHS:
            self._end_paragraph(place)
        elif name == "text:list-item":
            self._items -= 1
        elif name == "table:table-row" and self._rows:
            self._end_row(place)
        elif len(self._places) > 1 and name == place.name:
            self._leave(self._places.pop())
        elif name == "office:body":
            self.notes += self._comments

    def _end_paragraph(self, place: _Place) -> None:
        if place.words is None:
            return
        words = "".join(place.words).strip(" ")
        place.words = None
        in_list = self._items > 0 and bool(words.strip())
        sign = "- " if in_list and not self._marked else ""
        self._marked |= in_list
        place.add(sign + words, tight=in_list)
        if self._is_title and not self.title:
            self.title = " ".join(words.split())
        for boxed, tight in place.boxed:
            place.add(boxed, tight=tight)
        place.boxed.clear()

    def _end_row(self, place: _Place) -> None:
        flow = place.flow or Flow()
        write_row(flow, self._rows.pop())
        if place.flow is None:
            place.add(flow.text(), tight=True)

    def _leave(self, place: _Place) -> None:
        outer = self._places[-1]
        words = "\n".join(words for words, _ in place.kept)
        if place.name in _CELLS:
            if self._rows:
                self._rows[-1].append([words for words, _ in place.kept])
        elif place.name == "text:note":
            if outer.words is not None:
                outer.words.append(f"[{place.mark.strip()}]")
            self.notes.append(f"[{place.mark.strip()}] {words}")
        elif place.name == "office:annotation":
            if words:
                self._comments.append(f"{comment_head(place.author.strip(), place.date.strip())} {words}")
        elif place.name == "presentation:notes":
            if words:
                outer.add(f"Notes: {words}")
        elif outer.words is not None:
            outer.boxed += place.kept
        else:
            for kept, tight in place.kept:
                outer.add(kept, tight=tight)
