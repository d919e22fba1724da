"""Notes as BibTeX: an entry a document, with its quotes and notes as the annotation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.notebook.annotation import Annotation, Subject
from index.notebook.citation import quoted
from index.notebook.export.grouping import by_document
from index.notebook.export.options import PLAIN, Options
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


def to_bibtex(annotations: Sequence[Annotation], options: Options = PLAIN, taken: set[str] | None = None) -> str:
    """An entry a document, ``@online`` if it has a web address. Foreign text is escaped: it is never a command.

    Its key is none of those that are ``taken``, to which it is added.
    """
    keys = set[str]() if taken is None else taken
    return "\n".join(
        _entry(_key(subject, keys), subject, group, options) for subject, group in by_document(annotations)
    )


def _entry(key: str, subject: Subject, group: Sequence[Annotation], options: Options) -> str:
    tags = dict.fromkeys(tag for annotation in group for tag in annotation.tags)
    address = options.address(subject)
    fields = {
        # In braces of its own each is one name, whatever stands in it.
        "author": " and ".join(f"{{{_escaped(name)}}}" for name in options.authors(subject)),
        "title": f"{{{_escaped(options.title(subject))}}}",
        "organization": _escaped(subject.source),
        "date": subject.date if re.fullmatch(r"\d{4}(-\d\d){0,2}", subject.date) else "",
        "url": _address(address),
        "urldate": min(annotation.created[:10] for annotation in group) if address else "",
        "file": _escaped(subject.path) if options.paths else "",
        "keywords": ", ".join(_escaped(tag).replace(",", ";") for tag in tags),
        "annotation": r" \par ".join(_words(annotation, options) for annotation in group),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{'online' if address else 'misc'}{{{key},", *lines, "}", ""])


def _address(url: str) -> str:
    """The address as it stands in a ``url`` field: percent-encoded where TeX would trip over it."""
    return re.sub(r"[{}\\\s]", lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), neutralise(url))


def _words(annotation: Annotation, options: Options) -> str:
    anchor = annotation.anchor
    quote = f"{quoted(anchor.exact)} ({options.place(annotation)})" if anchor else ""
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
