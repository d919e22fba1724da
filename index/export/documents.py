"""What an export tells of a document, and of the result that it is of."""

from __future__ import annotations

from dataclasses import dataclass

from index.notebook.annotation import Annotation, Subject, new_annotation
from index.notebook.export.options import DocumentFacts, Options


@dataclass(frozen=True, slots=True)
class Head:
    """The result that an export is of."""

    query: str  # "" for all documents
    library: str
    documents: int
    moment: str  # ISO, UTC

    @property
    def sentence(self) -> str:
        """What stands at the head of a file: how many documents, of which query, where and when."""
        count = "1 document" if self.documents == 1 else f"{self.documents:,} documents"
        asked = f"query: {self.query}" if self.query else "all documents"
        return f"{count} · {asked} · library {self.library} · {self.moment}"


@dataclass(frozen=True, slots=True)
class Document:
    """A document with all that is told of it."""

    subject: Subject
    author: str
    language: str  # ISO 639, "" where it is not known
    member: str  # its path within its file
    tags: tuple[str, ...]
    text: str

    @property
    def place(self) -> str:
        """The path of its file, and its path within that."""
        return "/".join(filter(None, (self.subject.path, self.member)))

    @property
    def options(self) -> Options:
        """What the exports of notes know of it."""
        facts = DocumentFacts(self.subject.title, self.author, self.subject.url)
        return Options({self.subject.document: facts})

    @property
    def reference(self) -> Annotation:
        """The document as the exports of notes take it: with its tags and no words."""
        return new_annotation(self.subject, None, "", self.tags, 0)
