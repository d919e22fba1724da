"""Notes as BibTeX: an entry a document, with its quotes and notes as the annotation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.notebook.annotation import Annotation, Subject
from index.notebook.citation import quoted
from index.notebook.export.grouping import by_document
from index.text.neutralise import neutralise

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    '"': r"\textquotedbl{}",
}


def to_bibtex(annotations: Sequence[Annotation]) -> str:
    """A ``@misc`` entry a document. Foreign text is escaped: it is never a command."""
    keys: set[str] = set()
    return "\n".join(_entry(_key(subject, keys), subject, group) for subject, group in by_document(annotations))


def _entry(key: str, subject: Subject, group: Sequence[Annotation]) -> str:
    tags = dict.fromkeys(tag for annotation in group for tag in annotation.tags)
    fields = {
        "title": _escaped(subject.title),
        "howpublished": _escaped(subject.source),
        "year": subject.date[:4] if re.fullmatch(r"\d{4}.*", subject.date, re.DOTALL) else "",
        "date": _escaped(subject.date),
        "file": _escaped(subject.path),
        "keywords": ", ".join(_escaped(tag) for tag in tags),
        "annote": r" \par ".join(_words(annotation) for annotation in group),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{key},", *lines, "}", ""])


def _words(annotation: Annotation) -> str:
    anchor = annotation.anchor
    quote = f"{quoted(anchor.exact)} ({anchor.start}-{anchor.end})" if anchor else ""
    return _escaped(": ".join(part for part in (quote, annotation.note) if part))


def _key(subject: Subject, taken: set[str]) -> str:
    """A key of letters, digits and hyphens that no other entry has: source, year and the document's id."""
    plain = [re.sub(r"[^a-z0-9]+", "-", part.lower()) for part in (subject.source, subject.date[:4], subject.document)]
    key = "-".join(part.strip("-") for part in plain if part.strip("-")) or "document"
    while key in taken:
        key += "x"
    taken.add(key)
    return key


def _escaped(text: str) -> str:
    """The text on one line, each special character as the command that prints it."""
    return "".join(_SPECIAL.get(letter, letter) for letter in " ".join(neutralise(text).split()))
