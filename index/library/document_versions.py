"""The versions of a document, and what was edited between them."""

from __future__ import annotations

from index.answers.document import EditView, VersionsAnswer, VersionView
from index.catalogue.stored_documents import StoredDocument
from index.library.library import LocalLibrary
from index.model import Edit
from index.versions.edits import Version, edits_between

NO_CAPITALS_TELL = ("de", "lb")
"""Languages that write every noun with a capital letter."""


def document_versions(library: LocalLibrary, wanted: str) -> VersionsAnswer:
    """The versions of a document, by the id of any of them. Raises DocumentMissingError."""
    views: list[VersionView] = []
    before: StoredDocument | None = None
    for stored in library.versions(wanted):
        document = library.document(stored.key)
        edits = _edits(library, before, document) if before else ()
        views.append(
            VersionView(document.id, stored.received, document.title, document.text_hash, stored.captures, edits)
        )
        before = document
    assert before is not None  # ``versions`` raises where there is none
    return VersionsAnswer(before.id, before.title, before.date, before.url, tuple(views))


def _edits(library: LocalLibrary, before: StoredDocument, after: StoredDocument) -> tuple[EditView, ...]:
    found = edits_between(_version(library, before), _version(library, after))
    return tuple(_view(edit, before, after) for edit in found)


def _version(library: LocalLibrary, document: StoredDocument) -> Version:
    names = {word for mention in library.catalogue.mentioned.mentions(document.key) for word in mention.text.split()}
    language = library.catalogue.language(document.key)
    return Version(document.title, document.text, names, capitals_tell=language not in NO_CAPITALS_TELL)


def _view(edit: Edit, before: StoredDocument, after: StoredDocument) -> EditView:
    old, new = ((one.title if edit.in_title else one.text) for one in (before, after))
    return EditView(
        tuple(edit.kinds),
        edit.in_title,
        (edit.before.start, edit.before.end),
        (edit.after.start, edit.after.end),
        old[edit.before.start : edit.before.end],
        new[edit.after.start : edit.after.end],
    )
