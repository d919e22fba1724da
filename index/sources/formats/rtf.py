"""RTF documents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.sources.entries import Fault, Text
from index.sources.formats.flowing import Flow, made_text
from index.sources.formats.html_text import html_to_text
from index.sources.formats.office_properties import believable_author, believable_title
from index.sources.formats.rtf_text import RtfParts, plain, take_apart, wrapped_html, write_text
from index.sources.source import Source

_TIME = r"\{{\\{name}\\yr(\d{{4}})\\mo(\d{{1,2}})\\dy(\d{{1,2}})"
_NAMED = r"\{{(?:\\\*)?\\{name}(?![a-z])([^{{}}]*)\}}"


def read_rtf(source: Source) -> Iterator[Text | Fault]:
    """Yield the document. Raises UnreadableError."""
    parts = take_apart(source.whole())
    flow = Flow()
    html = wrapped_html(parts)
    if html is not None:
        flow.add(html_to_text(html))
    else:
        write_text(parts, flow)
    values = {
        "title": believable_title(_said(parts, "title"), flow.text()),
        "author": believable_author(_said(parts, "author")),
    }
    faults = [Fault(None, "the file is cut short: it has no end")] if parts.is_cut_short else []
    yield from made_text(flow, values, (("created", _day(parts, "creatim")), ("saved", _day(parts, "revtim"))), faults)


def _said(parts: RtfParts, name: str) -> str:
    found = re.search(_NAMED.format(name=name), parts.info)
    return " ".join(plain(parts, found[1]).split()) if found else ""


def _day(parts: RtfParts, name: str) -> str:
    """A day of the document's information in ISO form, "" if it is not said."""
    found = re.search(_TIME.format(name=name), parts.info)
    return f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}" if found else ""
