"""The formats that documents are exported in, by how a file's name ends.

Foreign text is data in each of them: never markup, a command, a formula or an escape sequence.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Protocol

from index.errors import ConfigurationError
from index.export.documents import Document, Head
from index.notebook.export.bibtex import to_bibtex
from index.notebook.export.markdown import escaped_line, title_link
from index.notebook.export.ris import to_ris
from index.text.cells import defused
from index.text.neutralise import neutralise, neutralise_line

COLUMNS = ("id", "title", "source", "author", "date", "address", "path", "member", "language", "tags")
"""What is told of a document in a table."""

VERSION = 1
"""Of the JSON lines. It grows when something is taken away or changes."""

_RULE = "-" * 72


class Format(Protocol):
    """How documents are written, one after the other."""

    def head(self, head: Head) -> str:
        """What stands before them."""

    def entry(self, document: Document) -> str:
        """A document."""


class Markdown:
    """CommonMark: a heading a document, and its text."""

    def head(self, head: Head) -> str:
        """A heading, and the result in a line."""
        return f"# Documents\n\n{escaped_line(head.sentence)}\n"

    def entry(self, document: Document) -> str:
        """The title, linked to the document's own address if it has one, its origin, and its text."""
        subject, options = document.subject, document.options
        origin = ", ".join(filter(None, (options.origin(subject), document.place)))
        tags = ", ".join(document.tags)
        text = "\n".join(map(escaped_line, neutralise(document.text).split("\n")))
        parts = (f"\n## {title_link(subject, options)}", escaped_line(origin), escaped_line(tags), text.strip("\n"))
        return "\n\n".join(filter(None, parts)) + "\n"


class CommaSeparated:
    """CSV (RFC 4180) for a spreadsheet, a row a document, without the texts; the first row is a comment."""

    def head(self, head: Head) -> str:
        """A comment that tells the result, and the names of the columns."""
        return _row((f"# {neutralise_line(head.sentence)}",)) + _row(COLUMNS)

    def entry(self, document: Document) -> str:
        """A row in which no cell is taken for a formula."""
        return _row(tuple(defused(cell) for cell in _cells(document)))


class JsonLines:
    """An object a line: the result in the first, a document with its text in each of the others."""

    def head(self, head: Head) -> str:
        """The result."""
        told = {"query": head.query, "library": head.library, "documents": head.documents, "exported": head.moment}
        return json.dumps({"version": VERSION, **told}) + "\n"

    def entry(self, document: Document) -> str:
        """A document; tags are a list."""
        told = dict(zip(COLUMNS, _cells(document), strict=True)) | {"tags": document.tags, "text": document.text}
        return json.dumps(told) + "\n"


class Bibtex:
    """BibTeX: an entry a document; what stands outside of entries is a comment."""

    def __init__(self) -> None:
        self._keys: set[str] = set()

    def head(self, head: Head) -> str:
        """A comment."""
        return f"% {neutralise_line(head.sentence).replace('@', '(at)')}\n\n"

    def entry(self, document: Document) -> str:
        """An entry with a key of its own."""
        return to_bibtex([document.reference], document.options, self._keys)


class Ris:
    """RIS, which reference managers share; what stands before the first entry is passed over."""

    def head(self, head: Head) -> str:
        """The result in a line."""
        return f"{neutralise_line(head.sentence)}\n\n"

    def entry(self, document: Document) -> str:
        """An entry."""
        return to_ris([document.reference], document.options)


class Plain:
    """Plain text, for a pager or any other program."""

    def __init__(self) -> None:
        self._rule = ""

    def head(self, head: Head) -> str:
        """The result in a line; nothing above a single document."""
        if head.documents == 1:
            return ""
        self._rule = f"\n{_RULE}\n\n"
        return f"{neutralise_line(head.sentence)}\n"

    def entry(self, document: Document) -> str:
        """Title, origin and text, parted from what stands before."""
        subject = document.subject
        about = (subject.source, subject.date, document.author, subject.url or document.place)
        origin = " · ".join(filter(None, map(neutralise_line, about)))
        return f"{self._rule}{neutralise_line(subject.title)}\n{origin}\n\n{neutralise(document.text)}\n"


FORMATS: Mapping[str, Callable[[], Format]] = MappingProxyType(
    {".md": Markdown, ".csv": CommaSeparated, ".jsonl": JsonLines, ".bib": Bibtex, ".ris": Ris, ".txt": Plain}
)
"""By the suffix of a file's name."""


def format_of(name: str) -> Format:
    """The format that the end of a file's name stands for. Raises ConfigurationError if it stands for none."""
    for suffix, made in FORMATS.items():
        if name.lower().endswith(suffix):
            return made()
    raise ConfigurationError(f"'{name}' does not tell a format; let it end in one of {', '.join(FORMATS)}, or in /.")


def _cells(document: Document) -> tuple[str, ...]:
    subject = document.subject
    address = document.options.address(subject)
    about = (subject.document, subject.title, subject.source, document.author, subject.date)
    return (*about, address, subject.path, document.member, document.language, ", ".join(document.tags))


def _row(cells: tuple[str, ...]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
