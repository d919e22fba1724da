"""Where notes belong in a library now, and a notebook brought up to date with its library."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.errors import DocumentMissingError
from index.library.library import LocalLibrary
from index.model import Page
from index.notebook.anchors import Anchor
from index.notebook.annotation import Annotation, Subject, new_annotation
from index.notebook.export.options import DocumentFacts
from index.notebook.moved_documents import Followed, Following, Placement, Proposal
from index.notebook.reanchor import Candidate, Decision, decide
from index.notebook.store import Notebook
from index.query.grammar import MAX_LENGTH
from index.text.addresses import address_key, core_of
from index.text.sentences import sentence_at
from index.text.words import words

PAGED = "pdf"
"""The format whose pages RFC 8118 lets an address name."""

MOST_HOLDING = 200
"""A quote that stands in more documents than this tells none of them from the others."""

MOST_WORDS = 30
"""So many of a quote's words are searched for."""

MOST_ALIKE = 5
"""So many documents that have some of a quote's words are looked at for proposals."""


_LONGEST_TITLE = 300


class LibraryDocuments:
    """What ``index.notebook.reanchor`` asks of a library."""

    def __init__(self, library: LocalLibrary) -> None:
        self._library = library

    def document(self, key: str) -> Candidate | None:
        """The document with that id, or None."""
        found = self._library.catalogue.keys_of([key])
        return self._candidate(found[0]) if found else None

    def with_hash(self, text_hash: str) -> Sequence[Subject]:
        """Every document whose text has that hash."""
        keys = self._library.catalogue.keys_with_text(text_hash)
        return [
            Subject(one.id, one.title, one.source, one.date, one.path, one.text_hash)
            for one in self._library.catalogue.summaries(keys)
        ]

    def with_address(self, address: str) -> Iterable[Candidate]:
        """Every document with that web address, however it is written."""
        wanted = address_key(address)
        keys = [
            key for key, url in self._library.catalogue.addresses_with(core_of(address)) if address_key(url) == wanted
        ]
        yield from filter(None, map(self._candidate, keys[:MOST_HOLDING]))

    def in_file(self, path: str) -> Iterable[Candidate]:
        """The stories of the file at this path, if it is one text."""
        return filter(None, map(self._candidate, self._library.catalogue.stories_of_file(path)))

    def with_quote(self, quote: str) -> Iterable[Candidate]:
        """Every document that holds the quote's words one after the other; if none does, those most like it.

        The first and the last word count only in a short quote, as a selection may have cut them. None are returned
        for a quote that stands everywhere.
        """
        found = list(words(quote))
        inner = found[1:-1] if len(found) > 4 else found
        if not inner:
            return
        phrase = " ".join(quote[word.start : word.end] for word in inner[:MOST_WORDS])
        if len(phrase) > MAX_LENGTH // 2:
            return  # no words of any language
        keys = self._library.search(f'="{phrase}"').keys
        if not keys:
            keys = self._library.search(phrase, match_any=True).keys[:MOST_ALIKE]
        if len(keys) <= MOST_HOLDING:
            yield from filter(None, map(self._candidate, keys))

    def _candidate(self, key: int) -> Candidate | None:
        try:
            one = self._library.document(key)
        except DocumentMissingError:
            return None  # it left the library just now
        subject = Subject(one.id, one.title, one.source, one.date, one.path, one.text_hash, one.url)
        return Candidate(subject, one.text)


def place(library: LocalLibrary, subject: Subject, anchor: Anchor | None) -> Placement:
    """Where a note on a passage belongs now, or with no anchor a note on a whole document."""
    return placement_of(decide(new_annotation(subject, anchor, "", (), 0), LibraryDocuments(library)))


def placement_of(decision: Decision) -> Placement:
    """A decision as it is told."""
    where = decision.place
    return Placement(
        outcome=decision.outcome.value,
        subject=decision.subject,
        anchor=decision.anchor,
        start=where.start if where else None,
        end=where.end if where else None,
        proposals=tuple(Proposal(about, at.start, at.end, at.score) for about, at in decision.proposals),
    )


def text_hashes(library: LocalLibrary, documents: Iterable[str]) -> dict[str, str]:
    """The hash of the text of each of these documents that is in the library, by id."""
    catalogue = library.catalogue
    return {one.id: one.text_hash for one in catalogue.summaries(catalogue.keys_of(documents))}


def examine(library: LocalLibrary, notebook: Notebook) -> Following:
    """Where the notebook's notes and marks belong now; nothing is written. Raises NotebookError, LibraryError."""
    following = Following(notebook)
    hashes = text_hashes(library, following.documents)
    for annotation in following.notes(hashes):
        following.take_note(annotation, place(library, annotation.subject, annotation.anchor))
    second = following.second_look(hashes)
    following.take_second([(note, place(library, subject, note.anchor)) for note, subject in second])
    became = following.became(hashes)
    for mark in following.marks(hashes):
        following.take_mark(mark, place(library, became.get(mark.document, mark.subject), None))
    return following


def follow_documents(library: LocalLibrary, notebook: Notebook) -> Followed:
    """Bring the notebook's anchors and marks up to date with the library. Raises NotebookError, LibraryError."""
    following = examine(library, notebook)
    following.write()
    return following.followed


def pages_of(library: LocalLibrary, annotations: Iterable[Annotation]) -> dict[str, tuple[Page, ...]]:
    """The pages of the documents of these annotations, by id; of those without pages nothing."""
    keys = library.catalogue.keys_of({one.document for one in annotations if one.anchor})
    found = {one.id: library.catalogue.origin(one.key).pages for one in library.catalogue.summaries(keys)}
    return {document: pages for document, pages in found.items() if pages}


def facts_of(library: LocalLibrary, documents: Iterable[str]) -> dict[str, DocumentFacts]:
    """What the library says of these documents, by id; of those that are not in it nothing."""
    found: dict[str, DocumentFacts] = {}
    for key in library.catalogue.keys_of(set(documents)):
        one = library.document(key)
        starts = (0, *(place + 1 for place, sign in enumerate(one.text) if sign == "\n"))
        paragraphs = tuple(at for at in starts if one.text[at : at + 1].strip())
        origin = library.catalogue.origin(key)
        found[one.id] = DocumentFacts(
            title=_whole_title(one.title, one.text),
            author=one.author,
            url=one.url,
            pages=origin.pages,
            is_paged=origin.type == PAGED,
            paragraphs=paragraphs,
            language=library.catalogue.language(key),
        )
    return found


def _whole_title(title: str, text: str) -> str:
    """The title as its document's text has it, if it was cut for the list."""
    if not title.endswith("…"):
        return title
    start = text.find(title[:-1])
    if start < 0:
        return title
    sentence = sentence_at(text, start)
    return text[start : min(sentence.end, start + _LONGEST_TITLE)].split("\n")[0].strip()
