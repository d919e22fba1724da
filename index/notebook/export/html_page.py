"""Notes as one HTML file to read or print: no script, nothing loaded from anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from index.notebook.annotation import COLOUR_NAMES, Annotation, Subject
from index.notebook.export.grouping import by_document, by_tag
from index.notebook.export.options import PLAIN, Options
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
blockquote {{ margin: 0 0 .5rem; border-inline-start: .3rem solid; padding-inline-start: 1rem; white-space: pre-wrap }}
p.note {{ white-space: pre-wrap; margin: 0 }}
p.about, p.citation {{ font-size: .85rem; margin: 0 }}
article {{ margin: 1.5rem 0; break-inside: avoid }}
h2 {{ break-after: avoid }}
a {{ color: inherit }}
@media print {{ body {{ max-width: none; margin: 0; font-size: 11pt }} }}
{colours}
</style>
</head>
<body>
<h1>Notes</h1>
"""


def to_html(annotations: Sequence[Annotation], options: Options = PLAIN) -> str:
    """A section a document, or with ``by_tag`` a tag. Foreign text is escaped: it is never markup."""
    colours = "\n".join(f".c{number} {{ border-color: {_COLOURS[name]} }}" for number, name in enumerate(COLOUR_NAMES))
    parts = [_HEAD.format(colours=colours)]
    if options.by_tag:
        for tag, group in by_tag(annotations):
            parts.append(f'<section>\n<h2 dir="auto">{_text(tag) or "Without a tag"}</h2>\n')
            parts += [_article(annotation, options, cited=True) for annotation in group]
            parts.append("</section>\n")
    else:
        for subject, group in by_document(annotations):
            parts.append(f'<section>\n<h2 dir="auto"{_language(subject, options)}>{_title(subject, options)}</h2>\n')
            parts.append(f'<p class="citation">{_isolated(options.origin(subject).split(", "))}</p>\n')
            parts += [_article(annotation, options) for annotation in group]
            parts.append("</section>\n")
    return "".join([*parts, "</body>\n</html>\n"])


def _title(subject: Subject, options: Options) -> str:
    """The title, as a link to the document's own address if it has one."""
    title, address = _text(options.title(subject)), options.address(subject)
    return f'<a href="{_text(address)}" rel="noreferrer">{title}</a>' if address else title


def _language(subject: Subject, options: Options) -> str:
    """The attribute that tells a reading program in which language the document's words are; "" if unknown."""
    language = options.language(subject)
    return f' lang="{_text(language)}"' if language else ""


def _article(annotation: Annotation, options: Options, *, cited: bool = False) -> str:
    anchor, subject = annotation.anchor, annotation.subject
    told = f'class="c{annotation.colour}" dir="auto"{_language(subject, options)}'
    quote = f"<blockquote {told}>{_text(anchor.exact)}</blockquote>\n" if anchor else ""
    note = f'<p class="note" dir="auto">{_text(annotation.note)}</p>\n' if annotation.note else ""
    title = f"<bdi{_language(subject, options)}>{_title(subject, options)}</bdi>"
    source = f'<p class="citation">{title}, ' if cited else ""
    source += f"{_isolated([options.origin(subject)])}</p>\n" if cited else ""
    about = [
        options.place(annotation),
        COLOUR_NAMES[annotation.colour] if annotation.colour else "",
        *(() if cited else annotation.tags),
        annotation.author,
        annotation.modified[:10],
    ]
    facts = _isolated([part for part in about if part], " · ")
    return f'<article id="{_text(annotation.id)}">\n{quote}{source}{note}<p class="about">{facts}</p>\n</article>\n'


def _isolated(parts: Sequence[str], between: str = ", ") -> str:
    """The parts beside each other, each in its own direction."""
    return between.join(f"<bdi>{_text(part)}</bdi>" for part in parts if part)


def _text(text: str) -> str:
    return escape(neutralise(text))
