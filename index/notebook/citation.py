"""One line that says where a passage is from: quote, title, source, date, file and offsets."""

from __future__ import annotations

from index.notebook.anchors import Anchor
from index.notebook.annotation import Subject
from index.text.neutralise import neutralise_line


def citation(subject: Subject, anchor: Anchor | None, page: str = "") -> str:
    """The citation of a passage, or with no anchor of the whole document, on one line and safe to print.

    ``page`` is what its page is called, "" if it has none; then its place are offsets, code points from 0, end
    exclusive: ``“Nobody …” Title, Source, 2021-03-01, /file.txt:12-40``, or ``…, /file.pdf, p. 3``.
    """
    place = f":{anchor.start}-{anchor.end}" if anchor and not page else ""
    parts = (subject.title, subject.source, subject.date, f"{subject.path}{place}", page if anchor else "")
    origin = ", ".join(_one_line(part) for part in parts if part)
    return f"{quoted(anchor.exact)} {origin}".rstrip() if anchor else origin


def quoted(words: str) -> str:
    """The words on one line in quotation marks."""
    return f"“{_one_line(words)}”"


def _one_line(words: str) -> str:
    return neutralise_line(" ".join(words.split()))
