"""Notes as Markdown (CommonMark): a heading a document, a block quote a passage."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.notebook.annotation import Annotation
from index.notebook.citation import citation
from index.notebook.export.grouping import by_document
from index.text.neutralise import neutralise

_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~&@$^]|^[+\-=]")
"""What has a meaning in a line or at its start; a backslash takes it away."""

_NUMBER = re.compile(r"^(\d+)([.)])")
"""A list's number at the start of a line."""


def to_markdown(annotations: Sequence[Annotation]) -> str:
    """Each document's notes with citation, quote, note and tags. Foreign text is escaped: it is never markup."""
    parts = ["# Notes"]
    for subject, group in by_document(annotations):
        parts.append(f"## {_one_line(subject.title or subject.document)}")
        parts.append(_one_line(citation(subject, None)))
        parts += [_entry(annotation) for annotation in group]
    return "\n\n".join(part for part in parts if part) + "\n"


def _entry(annotation: Annotation) -> str:
    anchor = annotation.anchor
    parts = []
    if anchor:
        parts.append("\n".join(f"> {line}".rstrip() for line in _lines(anchor.exact)))
    parts.append("  \n".join(_lines(annotation.note)))
    about = [", ".join(f"`{_code(tag)}`" for tag in annotation.tags)]
    about.append(f"characters {anchor.start}–{anchor.end}" if anchor else "whole document")
    parts.append("— " + ", ".join(part for part in about if part))
    return "\n\n".join(part for part in parts if part)


def _lines(text: str) -> list[str]:
    """Its lines, escaped; none of them is empty space that would end the paragraph or begin a code block."""
    return [_one_line(line) or "\u00a0" for line in neutralise(text).split("\n")] if text else []


def _one_line(text: str) -> str:
    escaped = _MARKUP.sub(r"\\\g<0>", neutralise(text).replace("\n", " ").strip())
    return _NUMBER.sub(r"\1\\\2", escaped)


def _code(text: str) -> str:
    """The text as it stands in a code span, which knows no escapes."""
    return neutralise(text).replace("\n", " ").replace("`", "'")
