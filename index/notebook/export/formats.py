"""The formats that notes are exported in, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from index.notebook.export.bibtex import to_bibtex
from index.notebook.export.comma_separated import to_csv
from index.notebook.export.csl import to_csl
from index.notebook.export.html_page import to_html
from index.notebook.export.json_lines import to_jsonl
from index.notebook.export.markdown import to_markdown
from index.notebook.export.ris import to_ris
from index.notebook.export.web_annotation import to_w3c

FORMATS: Mapping[str, Callable[..., str]] = MappingProxyType(
    {
        "markdown": to_markdown,
        "csv": to_csv,
        "jsonl": to_jsonl,
        "w3c": to_w3c,
        "bibtex": to_bibtex,
        "html": to_html,
        "csl": to_csl,
        "ris": to_ris,
    }
)
"""Each takes annotations, and those in ``WITH_OPTIONS`` the options of an export."""

WITH_OPTIONS = frozenset(("w3c", "markdown", "bibtex", "html", "csl", "ris"))

SUFFIXES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "markdown": (".md", ".markdown"),
        "csv": (".csv",),
        "jsonl": (".jsonl", ".ndjson"),
        "w3c": (".jsonld", ".json"),
        "bibtex": (".bib",),
        "html": (".html", ".htm"),
        "csl": (".csl.json", ".json"),
        "ris": (".ris",),
    }
)
"""How the name of a file in the format ends, the usual way first."""

FIRST_SUFFIXES = tuple(suffixes[0] for suffixes in SUFFIXES.values())

REPORTS = ("markdown", "html")
"""The formats that a report by tag is written in."""
