"""What an export can say beyond the notes themselves: facts of their documents, as the library knows them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from index.notebook.annotation import Annotation, Subject


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What a library says of a document."""

    title: str = ""  # whole
    author: str = ""
    url: str = ""
    pages: tuple[tuple[int, str], ...] = ()  # where each begins, and its label
    paragraphs: tuple[int, ...] = ()  # where each begins


@dataclass(frozen=True, slots=True)
class Options:
    """How to export."""

    facts: Mapping[str, DocumentFacts] = field(default_factory=dict)  # by document
    by_tag: bool = False  # a report: the passages by tag, each with its citation
    paths: bool = False  # say where the files lie on this machine

    def title(self, subject: Subject) -> str:
        """The document's title, whole where that is known; else its id."""
        return self._facts(subject).title or subject.title or subject.document

    def author(self, subject: Subject) -> str:
        """Who wrote the document, "" if that is not known."""
        return self._facts(subject).author

    def address(self, subject: Subject) -> str:
        """The document's web address; "" if it has none. Nothing else, such as a script, is ever linked to."""
        known = (self._facts(subject).url, subject.url, subject.document)
        return next((one for one in known if one.startswith(("http://", "https://"))), "")

    def origin(self, subject: Subject) -> str:
        """Author, source, date and address of the document in one line, without its title."""
        path = subject.path if self.paths else ""
        parts = (self.author(subject), subject.source, subject.date, self.address(subject), path)
        return ", ".join(part for part in parts if part)

    def place(self, annotation: Annotation) -> str:
        """Where the passage stands, for people: page and paragraph, else its characters."""
        anchor, facts = annotation.anchor, self._facts(annotation.subject)
        if anchor is None:
            return "whole document"
        at = bisect_right(facts.pages, (anchor.start, "\U0010ffff")) - 1
        parts = [f"p. {facts.pages[at][1]}"] if at >= 0 else []
        if facts.paragraphs:
            parts.append(f"paragraph {bisect_right(facts.paragraphs, anchor.start)}")
        return ", ".join(parts) or f"characters {anchor.start}–{anchor.end}"

    def _facts(self, subject: Subject) -> DocumentFacts:
        return self.facts.get(subject.document, _UNKNOWN)


_UNKNOWN = DocumentFacts()

PLAIN = Options()
"""What a notebook alone can say."""
