"""Notes as one HTML file to read or print: no script, nothing loaded from anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from index.notebook.annotation import COLOUR_NAMES, Annotation
from index.notebook.citation import citation
from index.notebook.export.grouping import by_document
from index.text.neutralise import neutralise

_COLOURS = {
    "none": "#bbb",
    "yellow": "#e6b800",
    "green": "#3a9a3a",
    "blue": "#3a7bd5",
    "magenta": "#b03a9a",
    "cyan": "#16a0a0",
    "red": "#c0392b",
}
"""The line beside a passage; the colour's name stands there too."""

_HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>Notes</title>
<style>
body {{ font: 1rem/1.5 serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere }}
blockquote {{ margin: 0 0 .5rem; padding-left: 1rem; border-left: .3rem solid; white-space: pre-wrap }}
p.note {{ white-space: pre-wrap; margin: 0 }}
p.about, p.citation {{ font-size: .85rem; margin: 0 }}
article {{ margin: 1.5rem 0; break-inside: avoid }}
{colours}
</style>
</head>
<body>
<h1>Notes</h1>
"""


def to_html(annotations: Sequence[Annotation]) -> str:
    """A section a document. Foreign text is escaped: it is never markup."""
    colours = "\n".join(f".c{number} {{ border-color: {_COLOURS[name]} }}" for number, name in enumerate(COLOUR_NAMES))
    parts = [_HEAD.format(colours=colours)]
    for subject, group in by_document(annotations):
        parts.append(f"<section>\n<h2>{_text(subject.title or subject.document)}</h2>\n")
        parts.append(f'<p class="citation">{_text(citation(subject, None))}</p>\n')
        parts += [_article(annotation) for annotation in group]
        parts.append("</section>\n")
    return "".join([*parts, "</body>\n</html>\n"])


def _article(annotation: Annotation) -> str:
    anchor = annotation.anchor
    quote = f'<blockquote class="c{annotation.colour}">{_text(anchor.exact)}</blockquote>\n' if anchor else ""
    note = f'<p class="note">{_text(annotation.note)}</p>\n' if annotation.note else ""
    about = [
        f"characters {anchor.start}–{anchor.end}" if anchor else "whole document",
        COLOUR_NAMES[annotation.colour] if annotation.colour else "",
        ", ".join(annotation.tags),
        annotation.modified,
    ]
    facts = _text(" · ".join(part for part in about if part))
    return f'<article id="{_text(annotation.id)}">\n{quote}{note}<p class="about">{facts}</p>\n</article>\n'


def _text(text: str) -> str:
    return escape(neutralise(text))
