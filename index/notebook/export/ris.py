"""The documents of notes as RIS, the oldest format that reference managers share. A line is a tag and a value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.notebook.annotation import Annotation, Subject
from index.notebook.export.csl import words_of
from index.notebook.export.grouping import by_document
from index.notebook.export.options import PLAIN, Options
from index.text.neutralise import neutralise


def to_ris(annotations: Sequence[Annotation], options: Options = PLAIN) -> str:
    """An entry a document, with a note (N1) for each of its annotations."""
    lines = [line for subject, group in by_document(annotations) for line in _entry(subject, group, options)]
    return "".join(f"{line}\n" for line in lines)


def _entry(subject: Subject, group: Sequence[Annotation], options: Options) -> Iterator[str]:
    address = options.address(subject)
    fields = [
        ("TY", "ELEC" if address else "NEWS"),
        ("TI", options.title(subject)),
        *(("AU", name) for name in options.authors(subject)),
        ("T2", subject.source),
        ("PY", subject.date[:4] if re.fullmatch(r"\d{4}.*", subject.date) else ""),
        ("DA", subject.date.replace("-", "/") if re.fullmatch(r"\d{4}(-\d\d){0,2}", subject.date) else ""),
        ("LA", options.language(subject)),
        ("UR", address),
        ("Y2", min(annotation.created[:10] for annotation in group).replace("-", "/") if address else ""),
        *(("KW", tag) for tag in dict.fromkeys(tag for annotation in group for tag in annotation.tags)),
        *(("N1", words_of(annotation, options)) for annotation in group),
    ]
    yield from (f"{tag}  - {' '.join(neutralise(value).split())}" for tag, value in fields if value.strip())
    yield "ER  - "
