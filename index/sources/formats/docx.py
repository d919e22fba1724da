"""Word documents (ECMA-376): the text as it would be read, foot- and endnotes, comments and headers at its end.

Deleted text, what text was moved from, and what stands for text boxes in older programs are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from index.errors import UnreadableError
from index.sources.entries import Fault, Text
from index.sources.formats.docx_numbering import Numbering, Styles, roman
from index.sources.formats.flowing import Flow, comment_head, made_text, write_row
from index.sources.formats.office_properties import believable_author, believable_title, core_properties
from index.sources.formats.old_office import read_doc
from index.sources.formats.packages import (
    OLE_START,
    Package,
    Relation,
    open_package,
)
from index.sources.source import Source

_WORDS = frozenset(("w:t", "m:t"))
_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_NOTES = frozenset(("w:footnote", "w:endnote", "w:comment"))
_NO_NOTES = frozenset(("separator", "continuationSeparator", "continuationNotice"))
_DEEPEST = 50  # tables and text boxes within each other


def read_docx(source: Source) -> Iterator[Text | Fault]:
    """Yield the document. Raises UnreadableError."""
    if source.head().startswith(OLE_START):
        yield from read_doc(source)
        return
    with open_package(source) as package:
        reading = _Reading(package)
        yield from reading.document()


@dataclass(slots=True)
class _Note:
    """A foot- or endnote, or a comment."""

    words: str
    author: str
    date: str


@dataclass(slots=True)
class _Paragraph:
    """A paragraph that is being read, and the text boxes that hang on it."""

    words: list[str] = field(default_factory=list)
    style: str = ""
    list_number: str = ""
    list_level: int = 0
    boxed: list[tuple[str, bool]] = field(default_factory=list)


@dataclass(slots=True)
class _Place:
    """Where paragraphs go: the text, a cell, a text box or a note."""

    flow: Flow | None  # None: they are kept below
    kept: list[tuple[str, bool]] = field(default_factory=list)
    paragraph: _Paragraph | None = None

    def add(self, words: str, *, tight: bool = False) -> None:
        if self.flow is not None:
            self.flow.add(words, tight=tight)
        elif words.strip():
            self.kept.append((words, tight))


class _Body:
    """A handler of the parts that have text."""

    unseen = frozenset(
        ("mc:Fallback", "w:del", "w:moveFrom", "w:instrText", "w:delText", "w:delInstrText", "w:rt", "w:sectPr",
         "w:rPr", "w:pPrChange", "w:tblPr", "w:tblGrid", "w:tabs", "w:fldData")
    )  # fmt: skip

    def __init__(self, flow: Flow, styles: Styles, numbering: Numbering) -> None:
        self.title = ""
        self.references: list[tuple[str, str]] = []  # kind and id of the notes, in the order of the text
        self.notes: dict[str, _Note] = {}
        self._referred: Counter[str] = Counter()  # notes so far, by their kind
        self._styles = styles
        self._numbering = numbering
        self._places = [_Place(flow)]
        self._rows: list[list[list[str]]] = []  # cells of the open rows, the innermost last
        self._note: tuple[str, Mapping[str, str]] = ("", {})
        self._is_word = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Begin a paragraph, a cell or a note, or take a sign."""
        place = self._places[-1]
        if name in _WORDS:
            self._is_word = True
        elif name == "w:p":
            place.paragraph = _Paragraph()
        elif name in ("w:tc", "w:txbxContent") or name in _NOTES:
            if len(self._places) > _DEEPEST:
                raise UnreadableError(f"more than {_DEEPEST} tables or text boxes within each other")
            self._places.append(_Place(None))
            if name in _NOTES:
                self._note = (attributes.get("w:id", ""), attributes)
        elif name == "w:tr":
            self._rows.append([])
        elif place.paragraph is not None:
            self._in_paragraph(place.paragraph, name, attributes)

    def _in_paragraph(self, paragraph: _Paragraph, name: str, attributes: Mapping[str, str]) -> None:
        if name in _SIGNS:
            paragraph.words.append(_SIGNS[name])
        elif name == "w:pStyle":
            paragraph.style = attributes.get("w:val", "")
        elif name == "w:numId":
            paragraph.list_number = attributes.get("w:val", "")
        elif name == "w:ilvl":
            level = attributes.get("w:val", "")
            paragraph.list_level = int(level) if level in "012345678" and level else 0
        elif name in ("w:footnoteReference", "w:endnoteReference", "w:commentReference"):
            kind = name[2:].removesuffix("Reference")
            self.references.append((kind, attributes.get("w:id", "")))
            if kind != "comment":
                self._referred[kind] += 1
                paragraph.words.append(f"[{mark_of(kind, self._referred[kind])}]")

    def text(self, words: str) -> None:
        """Take words."""
        paragraph = self._places[-1].paragraph
        if self._is_word and paragraph is not None:
            paragraph.words.append(words)

    def end(self, name: str) -> None:
        """Write what is whole."""
        if name in _WORDS:
            self._is_word = False
        elif name == "w:p":
            self._end_paragraph(self._places[-1])
        elif name == "w:tr" and self._rows:
            self._end_row()
        elif len(self._places) > 1 and (name in ("w:tc", "w:txbxContent") or name in _NOTES):
            self._leave(name)

    def _leave(self, name: str) -> None:
        kept = self._places.pop().kept
        if name == "w:tc" and self._rows:
            self._rows[-1].append([words for words, _ in kept])
        elif name in _NOTES:
            number, attributes = self._note
            if attributes.get("w:type", "") not in _NO_NOTES:
                words = "\n".join(words for words, _ in kept)
                self.notes[number] = _Note(words, attributes.get("w:author", ""), attributes.get("w:date", ""))
        elif self._places[-1].paragraph is not None:
            self._places[-1].paragraph.boxed += kept
        else:
            for words, tight in kept:
                self._places[-1].add(words, tight=tight)

    def _end_row(self) -> None:
        place = self._places[-1]
        flow = place.flow or Flow()
        write_row(flow, self._rows.pop())
        if place.flow is None:
            place.add(flow.text(), tight=True)

    def _end_paragraph(self, place: _Place) -> None:
        paragraph, place.paragraph = place.paragraph, None
        if paragraph is None:
            return
        words = "".join(paragraph.words)
        number, level = paragraph.list_number, paragraph.list_level
        if not number:
            number, level = self._styles.list_of(paragraph.style)
        mark = self._numbering.next_mark(number, level) if words.strip() and number else ""
        place.add(f"{mark} {words.lstrip()}" if mark else words, tight=bool(mark))
        if not self.title and words.strip() and self._styles.is_title(paragraph.style):
            self.title = " ".join(words.split())
        for boxed, tight in paragraph.boxed:
            place.add(boxed, tight=tight)


def mark_of(kind: str, number: int) -> str:
    """What stands for a foot- or endnote in the text, as Word numbers them where nothing else is said."""
    return roman(number) if kind == "endnote" else str(number)


@dataclass(slots=True)
class _Reading:
    """The reading of one document."""

    package: Package
    flow: Flow = field(default_factory=Flow)
    faults: list[Fault] = field(default_factory=list)

    def document(self) -> Iterator[Text | Fault]:
        main = self.package.main_part("word/document.xml")
        relations = self.package.relations(main)
        named = {one.kind: one.name for one in relations.values()}
        styles, numbering = Styles(), Numbering()
        for kind, handler in (("styles", styles), ("numbering", numbering)):
            if kind in named:
                self.faults += self.package.feed_readable(named[kind], handler)
        body = _Body(self.flow, styles, numbering)
        self.faults += self.package.feed_readable(main, body)
        self._write_notes(body, named)
        self._write_margins(relations.values(), styles)
        properties = core_properties(self.package)
        values = {
            "title": body.title or believable_title(properties.title, self.flow.text()),
            "author": believable_author(properties.author),
        }
        yield from made_text(self.flow, values, properties.dates, self.faults)

    def _write_notes(self, body: _Body, named: Mapping[str, str]) -> None:
        for kind, part in (("footnote", "footnotes"), ("endnote", "endnotes"), ("comment", "comments")):
            if part not in named:
                continue
            self.flow.separate()
            handler = _Body(Flow(), Styles(), Numbering())
            self.faults += self.package.feed_readable(named[part], handler)
            referred = [number for one, number in body.references if one == kind]
            known = frozenset(referred)
            others = [number for number in handler.notes if kind == "comment" and number not in known]
            for count, number in enumerate([*referred, *others], 1):
                note = handler.notes.get(number)
                if note is None or not note.words.strip():
                    continue
                head = comment_head(note.author, note.date) if kind == "comment" else f"[{mark_of(kind, count)}]"
                self.flow.add(f"{head} {note.words}", tight=True)

    def _write_margins(self, relations: Iterable[Relation], styles: Styles) -> None:
        """Write each header and footer that says something, once."""
        self.flow.separate()
        written: set[str] = set()
        for relation in relations:
            if relation.kind not in ("header", "footer"):
                continue
            flow = Flow()
            self.faults += self.package.feed_readable(relation.name, _Body(flow, styles, Numbering()))
            words = " ".join(flow.text().split())
            if words not in written and any(sign.isalpha() for sign in words):
                written.add(words)
                self.flow.add(f"{relation.kind.capitalize()}: {words}", tight=True)
