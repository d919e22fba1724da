"""PDF documents (ISO 32000): the text of their pages in the order of reading, and the files that are attached to them.

pdfium reads them. It must be used from one thread of a process only.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import IO

import pypdfium2
import pypdfium2.raw as pdfium

from index.errors import NEEDS_PASSWORD, UnreadableError
from index.model import WARNING, Page
from index.sources.entries import Fault, Member, Text
from index.sources.formats.flowing import with_unread
from index.sources.formats.pdf_facts import creation_date, date_in_margins, title_of
from index.sources.formats.pdf_lines import PageLines, lines_of, readable_share
from index.sources.formats.pdf_text import put_together
from index.sources.formats.scans import Scanned, read_by_machine, scanned_page
from index.sources.limits import MAX_RECORD_BYTES, mebibytes
from index.sources.source import Source
from index.text.neutralise import neutralise_line

MOST_DAMAGED = 1000
"""A document with so many pages that cannot be read is given up."""

_IN_MEMORY = 2**25  # bytes of a document that is read as a whole, which is quicker

_LEAST_READABLE = 0.7  # of a page's characters
_FEWEST_JUDGED = 20  # characters by which a page's are judged
_LONGEST_LABEL = 40
_MOST_ANNOTATIONS = 10_000
_WITH_TEXT = (pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_WIDGET)
_MOST_NAMED = 5  # ranges of pages that a sentence names
_REASONS = {
    pdfium.FPDF_ERR_PASSWORD: NEEDS_PASSWORD,
    pdfium.FPDF_ERR_SECURITY: "encrypted in a way that cannot be undone",
    pdfium.FPDF_ERR_FORMAT: "damaged: it is no PDF document, or its list of pages is lost",
}


@dataclass(slots=True)
class _Pages:
    """The lines of a document's pages, and the numbers, from 1, of those with which something is wrong."""

    pages: list[PageLines] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    textless: list[int] = field(default_factory=list)
    damaged: list[int] = field(default_factory=list)
    unreadable: list[int] = field(default_factory=list)
    characters: int = 0
    scan_fault: str = ""  # why a machine could not read a page, in words
    certainties: dict[int, float] = field(default_factory=dict)  # of pages that a machine has read, by their numbers

    def add(self, page: PageLines | None, label: str) -> None:
        """Take the next page; None stands for one that cannot be read."""
        self.labels.append(label)
        self.pages.append(page or PageLines())
        number = len(self.pages)
        if page is None:
            self.damaged.append(number)
            return
        text = "".join(line.text for line in page.lines)
        self.characters += len(text)
        if not text and not page.is_blank:
            self.textless.append(number)
        elif len(text) >= _FEWEST_JUDGED and readable_share(text) < _LEAST_READABLE:
            self.unreadable.append(number)

    def read_by_machine(self, read: Callable[[], Scanned | None]) -> None:
        """Put what a machine reads, if it finds a word, in the place of the last page."""
        try:
            scanned = read()
        except UnreadableError as error:
            self.scan_fault = str(error)
            return
        if scanned is not None:
            self.pages[-1] = scanned.lines
            self.textless.pop()
            self.certainties[len(self.pages)] = scanned.certainty

    @property
    def faults(self) -> list[str]:
        """What could not be read, in words."""
        kinds = (
            (self.textless, "no text, as scans have none"),
            (self.damaged, "damage and cannot be read"),
            (self.unreadable, "fonts that do not say which letters they show"),
        )
        told = [f"{_counted(numbers, len(self.pages))} {reason}" for numbers, reason in kinds if numbers]
        return [*told, self.scan_fault] if self.scan_fault else told


def read_pdf(source: Source) -> Iterator[Text | Member | Fault]:
    """Yield the text of a PDF document, what could not be read of it, and what is attached to it."""
    with source.seekable() as stream:
        document = _opened(stream, source.budget.passwords)
        try:
            pages = _pages_of(document, source)
            if any(page.lines for page in pages.pages):
                yield _text_of(document, pages)
                yield from (Fault(None, WARNING + reason) for reason in pages.faults)
                if pages.certainties:
                    yield read_by_machine(list(pages.certainties.values()), len(pages.pages))
            else:
                yield Fault(None, "; ".join(pages.faults) or "empty: nothing stands on its pages")
            yield from _attached(document)
        finally:
            document.close()


def _opened(stream: IO[bytes], passwords: tuple[str, ...]) -> pypdfium2.PdfDocument:
    start = stream.read(_IN_MEMORY)
    reason = ""
    for password in (None, *passwords):
        try:
            return pypdfium2.PdfDocument(start if len(start) < _IN_MEMORY else stream, password)
        except pypdfium2.PdfiumError as error:
            reason = _REASONS.get(error.err_code, "damaged: it cannot be opened")
            if reason != NEEDS_PASSWORD:
                break
    raise UnreadableError(reason)


def _pages_of(document: pypdfium2.PdfDocument, source: Source) -> _Pages:
    pages = _Pages()
    for index in range(len(document)):
        source.budget.begin_part()
        pages.add(_page(document, index), _label(document, index))
        if source.budget.scans and pages.textless[-1:] == [index + 1]:
            pages.read_by_machine(partial(_scanned, document, index, source.budget.scans))
        if len(pages.damaged) > MOST_DAMAGED:
            raise UnreadableError(f"given up: more than {MOST_DAMAGED:,} of its pages cannot be read")
        if pages.characters > MAX_RECORD_BYTES:
            raise UnreadableError(f"more than {mebibytes(MAX_RECORD_BYTES)} in one text")
    return pages


def _label(document: pypdfium2.PdfDocument, index: int) -> str:
    """What a page is called, its number if it has no label."""
    return neutralise_line(document.get_page_label(index).strip())[:_LONGEST_LABEL] or str(index + 1)


def _page(document: pypdfium2.PdfDocument, index: int) -> PageLines | None:
    """The lines of a page, what is filled into its forms among them; None if it cannot be read."""
    try:
        with contextlib.closing(document[index]) as page:
            if not _has_fields(page):
                return lines_of(page)
            pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
        with contextlib.closing(document[index]) as flat:
            return lines_of(flat)
    except pypdfium2.PdfiumError:
        return None


def _scanned(document: pypdfium2.PdfDocument, index: int, languages: str) -> Scanned | None:
    """What a machine reads on a page, None for no word. Raises UnreadableError where it cannot be asked."""
    with contextlib.closing(document[index]) as page:
        return scanned_page(page, languages)


def _has_fields(page: pypdfium2.PdfPage) -> bool:
    """Whether something is filled in, or written over the page, that pdfium does not count as its text."""
    for number in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_ANNOTATIONS)):
        annotation = pdfium.FPDFPage_GetAnnot(page, number)
        if annotation:
            kind = pdfium.FPDFAnnot_GetSubtype(annotation)
            pdfium.FPDFPage_CloseAnnot(annotation)
            if kind in _WITH_TEXT:
                return True
    return False


def _text_of(document: pypdfium2.PdfDocument, pages: _Pages) -> Text:
    found = put_together(pages.pages)
    facts = document.get_metadata_dict(skip_empty=True)
    values = {
        "text": with_unread(found.text, pages.faults),
        "title": title_of(facts.get("Title", ""), next(filter(None, found.bodies))),
    }
    dates = (
        ("page header", date_in_margins(found.margins)),
        ("created", creation_date(facts.get("CreationDate", ""))),
    )
    return Text(
        {name: value for name, value in values.items() if value},
        pages=tuple(
            Page(start, label, pages.certainties.get(number))
            for number, (start, label) in enumerate(zip(found.starts, pages.labels, strict=True), 1)
        ),
        dates=tuple((kind, date) for kind, date in dates if date),
    )


def _attached(document: pypdfium2.PdfDocument) -> Iterator[Member | Fault]:
    for number in range(document.count_attachments()):
        name = f"attachment {number + 1}"
        try:
            attachment = document.get_attachment(number)
            name = attachment.get_name().strip() or name
            data = bytes(attachment.get_data())
        except pypdfium2.PdfiumError:
            yield Fault(None, "cannot be taken out of the document", name)
            continue
        yield Member(name, lambda data=data: io.BytesIO(data))  # type: ignore[misc]


def _counted(numbers: Sequence[int], total: int) -> str:
    """Return "12 of 40 pages (3, 5–9, …) have", or "its page has"."""
    if total == 1:
        return "its page has"
    if len(numbers) == total:
        return f"its {total:,} pages have"
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    named = [f"{first}–{last}" if last > first else str(first) for first, last in ranges[:_MOST_NAMED]]
    listed = ", ".join([*named, "…"] if len(ranges) > _MOST_NAMED else named)
    return f"{len(numbers):,} of {total:,} pages ({listed}) {'has' if len(numbers) == 1 else 'have'}"
