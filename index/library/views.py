"""What the screen is shown of a document and of a row of a list, and what speaks for a document's date."""

from __future__ import annotations

from index.answers.document import DocumentView, EvidenceAnswer, EvidenceView, MentionView, TimeView
from index.answers.listing import Row
from index.catalogue.stored_documents import StoredDocument, Summary
from index.catalogue.stored_versions import document_of
from index.library.found import Found
from index.library.library import LocalLibrary
from index.model import DateEvidence
from index.query.snippets import Snippet

PIECE = 100_000
"""Characters of a text that travel at once."""


def document_view(library: LocalLibrary, stored: StoredDocument, found: Found | None) -> DocumentView:
    """What the reader needs of a document; of a long text its first piece."""
    hits = found.hits(stored.key, stored.title, stored.text) if found else None
    before, after = library.catalogue.siblings(stored.key)
    from index.text.titles import story_start  # the first document is opened after the first rows are shown

    pages = library.catalogue.origin(stored.key).pages
    versions = library.catalogue.versions(stored.id)
    place = next((at for at, one in enumerate(versions) if one.id == stored.id), 0)
    return DocumentView(
        id=stored.id,
        title=stored.title,
        source=stored.source,
        author=stored.author,
        language=library.catalogue.language(stored.key),
        date=stored.date,
        date_sign=stored.date_sign,
        date_note=stored.date_note,
        url=stored.url,
        path=stored.path,
        record=stored.record or "",
        story=stored.story,
        stories=stored.stories,
        previous_story=before,
        next_story=after,
        text_hash=stored.text_hash,
        length=len(stored.text),
        story_start=0 if pages else story_start(stored.text, stored.title),  # a first page is read from its top
        text=stored.text[:PIECE],
        hits=tuple((span.start, span.end) for span in hits.text) if hits else (),
        title_hits=tuple((span.start, span.end) for span in hits.title) if hits else (),
        mentions=tuple(
            MentionView(mention.start, mention.end, mention.type, mention.name, mention.reason)
            for mention in library.catalogue.mentioned.mentions(stored.key)
        ),
        times=tuple(TimeView(*time) for time in library.times(stored.key)),
        pages=pages,
        document=document_of(stored.id),
        version=place + 1,
        versions=max(1, len(versions)),
        received=versions[place].received if versions else "",
        origin=library.origin(stored.key),
    )


def evidence_answer(library: LocalLibrary, stored: StoredDocument) -> EvidenceAnswer:
    """A document's date as it is shown, with what the analysis found, the weightiest first."""
    found, found_note = library.catalogue.told_date(stored.key)
    told = [DateEvidence(**one) for one in stored.evidence]
    evidence = (EvidenceView(one.source, one.value, one.weight, _words(stored.text, one)) for one in told)
    return EvidenceAnswer(
        id=stored.id,
        date=stored.date,
        date_sign=stored.date_sign,
        date_note=stored.date_note,
        found=found,
        found_note=found_note,
        evidence=tuple(sorted(evidence, key=lambda one: (-one.weight, one.value))),
    )


def _words(text: str, evidence: DateEvidence) -> str:
    return " ".join(text[evidence.start : evidence.end].split()) if evidence.start is not None else ""


def row_of(summary: Summary, snippet: Snippet) -> Row:
    """A row of a list, with the passage that shows why it is there."""
    return Row(
        id=summary.id,
        title=summary.title,
        source=summary.source,
        date=summary.date,
        date_sign=summary.date_sign,
        story=summary.story,
        stories=summary.stories,
        snippet=snippet.text,
        snippet_spans=tuple((span.start, span.end) for span in snippet.spans),
        text_hash=summary.text_hash,
        type=summary.type,
        is_attached=bool(summary.parent),
        carries=summary.carries,
        has_pages=summary.has_pages,
    )
