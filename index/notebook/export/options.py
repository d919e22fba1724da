"""What an export can say beyond the notes themselves: facts of their documents, as the library knows them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from index.model import Page
from index.notebook.annotation import Annotation, Subject
from index.text.pages import cited, page_at

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")
"""A language as RFC 5646 writes it."""


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What a library says of a document."""

    title: str = ""  # whole
    author: str = ""
    url: str = ""
    pages: tuple[Page, ...] = ()
    is_paged: bool = False  # by sheets of paper, that an address can name by their number (RFC 8118)
    paragraphs: tuple[int, ...] = ()  # where each begins
    language: str = ""  # ISO 639; "" where it is not known, or paragraphs are in several


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

    def authors(self, subject: Subject) -> list[str]:
        """Each of those who wrote the document."""
        return [name for name in self.author(subject).split("; ") if name.strip()]

    def language(self, subject: Subject) -> str:
        """The language of the document and its passages, "" if that is not known."""
        found = self._facts(subject).language
        return found if _LANGUAGE.fullmatch(found) else ""

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
        parts = [page] if (page := cited(facts.pages, anchor.start)) else []
        if facts.paragraphs:
            parts.append(f"paragraph {bisect_right(facts.paragraphs, anchor.start)}")
        return ", ".join(parts) or f"characters {anchor.start}–{anchor.end}"

    def page(self, annotation: Annotation) -> int | None:
        """The number, from 1, of the page of a document of pages that its passage begins on."""
        facts = self._facts(annotation.subject)
        if annotation.anchor is None or not facts.is_paged:
            return None
        found = page_at(facts.pages, annotation.anchor.start)
        return None if found is None else found + 1

    def _facts(self, subject: Subject) -> DocumentFacts:
        return self.facts.get(subject.document, _UNKNOWN)


_UNKNOWN = DocumentFacts()

PLAIN = Options()
"""What a notebook alone can say."""
