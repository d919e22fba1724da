"""PowerPoint presentations (ECMA-376): slides are pages, with the notes of the speaker below each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from index.sources.entries import Fault, Text
from index.sources.formats.flowing import Flow, made_text, write_row
from index.sources.formats.office_properties import believable_author, believable_title, core_properties
from index.sources.formats.old_office import read_ppt
from index.sources.formats.packages import OLE_START, Package, open_package
from index.sources.source import Source

_TITLES = frozenset(("title", "ctrTitle"))
_RECURRING = frozenset(("ftr", "dt", "hdr"))


def read_pptx(source: Source) -> Iterator[Text | Fault]:
    """Yield the presentation. Raises UnreadableError."""
    if source.head().startswith(OLE_START):
        yield from read_ppt(source)
        return
    with open_package(source) as package:
        yield from _Reading(package, source).presentation()


class _Order:
    """A handler of the presentation's main part: the slides in their order."""

    unseen: frozenset[str] = frozenset()

    def __init__(self) -> None:
        self.slides: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "p:sldId":
            self.slides.append(attributes.get("r:id", ""))

    def end(self, name: str) -> None: ...

    def text(self, words: str) -> None: ...


@dataclass(slots=True)
class _Shape:
    """What stands in one shape of a slide, and which place of the layout it fills."""

    fills: str = ""
    flow: Flow = field(default_factory=Flow)


class _Slide:
    """A handler of a slide, its notes or a diagram."""

    unseen = frozenset(("mc:Fallback",))

    def __init__(self) -> None:
        self.shapes = [_Shape()]
        self._words: list[str] | None = None
        self._is_word = False
        self._row: list[list[str]] | None = None
        self._cell: list[str] | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in ("p:sp", "p:graphicFrame"):
            self.shapes.append(_Shape())
        elif name == "p:ph":
            self.shapes[-1].fills = attributes.get("type", "body")
        elif name == "a:p":
            self._words = []
        elif name == "a:t":
            self._is_word = True
        elif name == "a:br" and self._words is not None:
            self._words.append("\n")
        elif name == "a:tr":
            self._row = []
        elif name == "a:tc":
            self._cell = []

    def text(self, words: str) -> None:
        if self._is_word and self._words is not None:
            self._words.append(words)

    def end(self, name: str) -> None:
        if name == "a:t":
            self._is_word = False
        elif name == "a:p" and self._words is not None:
            words = "".join(self._words)
            self._words = None
            if self._cell is None:
                self.shapes[-1].flow.add(words, tight=True)
            elif words.strip():
                self._cell.append(words)
        elif name == "a:tc" and self._cell is not None and self._row is not None:
            self._row.append(self._cell)
            self._cell = None
        elif name == "a:tr" and self._row is not None:
            write_row(self.shapes[-1].flow, self._row)
            self._row = None


@dataclass(slots=True)
class _Reading:
    """The reading of one presentation."""

    package: Package
    source: Source
    flow: Flow = field(default_factory=Flow)
    faults: list[Fault] = field(default_factory=list)
    title: str = ""
    written: set[str] = field(default_factory=set)  # footers and dates of slides

    def presentation(self) -> Iterator[Text | Fault]:
        main = self.package.main_part("ppt/presentation.xml")
        order = _Order()
        self.faults += self.package.feed_readable(main, order)
        relations = self.package.relations(main)
        for number, identifier in enumerate(order.slides, 1):
            self.source.budget.begin_part()
            self.flow.begin_page(str(number))
            if identifier in relations:
                self._write_slide(relations[identifier].name)
            else:
                self.faults.append(Fault(None, f"slide {number} is missing"))
        properties = core_properties(self.package)
        values = {
            "title": believable_title(properties.title, self.flow.text()) or self.title,
            "author": believable_author(properties.author),
        }
        yield from made_text(self.flow, values, properties.dates, self.faults)

    def _write_slide(self, name: str) -> None:
        shapes = self._shapes(name)
        for shape in sorted(shapes, key=lambda shape: shape.fills not in _TITLES):
            words = shape.flow.text()
            if shape.fills == "sldNum" or (shape.fills in _RECURRING and words in self.written):
                continue
            if shape.fills in _RECURRING:
                self.written.add(words)
            if shape.fills in _TITLES and not self.title:
                self.title = " ".join(words.split())
            self.flow.add(words)
        for relation in self.package.relations(name).values():
            if relation.kind == "diagramData":
                for shape in self._shapes(relation.name):
                    self.flow.add(shape.flow.text())
            elif relation.kind == "notesSlide":
                notes = [shape.flow.text() for shape in self._shapes(relation.name) if shape.fills == "body"]
                words = "\n".join(filter(None, notes))
                self.flow.add(f"Notes: {words}" if words else "")

    def _shapes(self, name: str) -> list[_Shape]:
        handler = _Slide()
        self.faults += self.package.feed_readable(name, handler)
        return handler.shapes
