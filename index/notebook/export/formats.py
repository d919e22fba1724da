"""The formats that notes are exported in, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from index.notebook.annotation import Annotation
from index.notebook.export.bibtex import to_bibtex
from index.notebook.export.comma_separated import to_csv
from index.notebook.export.html_page import to_html
from index.notebook.export.json_lines import to_jsonl
from index.notebook.export.markdown import to_markdown
from index.notebook.export.web_annotation import to_w3c

FORMATS: Mapping[str, Callable[[Sequence[Annotation]], str]] = MappingProxyType(
    {
        "markdown": to_markdown,
        "csv": to_csv,
        "jsonl": to_jsonl,
        "w3c": to_w3c,
        "bibtex": to_bibtex,
        "html": to_html,
    }
)

SUFFIXES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "markdown": (".md", ".markdown"),
        "csv": (".csv",),
        "jsonl": (".jsonl", ".ndjson"),
        "w3c": (".jsonld", ".json"),
        "bibtex": (".bib",),
        "html": (".html", ".htm"),
    }
)
"""How the name of a file in the format ends, the usual way first."""

FIRST_SUFFIXES = tuple(suffixes[0] for suffixes in SUFFIXES.values())
