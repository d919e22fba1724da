"""A whole comparison as Markdown or as a page of HTML, to be kept or sent on.

Every word of the documents is escaped: nothing in them becomes markup.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from index.compare.comparison import Account, Comparison, Figure, NameForm, Quote, Side
from index.model import SpanPair

_MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&$^]|:(?=//)|(?<=www)\.|@)")
"""What means something inside a line of Markdown with tables; addresses are not made links either."""

_STYLE = (
    "body{font:1em/1.5 serif;max-width:75em;margin:auto;padding:1em}table{border-collapse:collapse;width:100%}"
    "td,th{border:1px solid #999;padding:.4em;text-align:left;vertical-align:top}td{width:45%}"
)


class _Piece(NamedTuple):
    """Some characters of a cell, and whether they are to be marked."""

    text: str
    marked: bool = False


class _Row(NamedTuple):
    head: str
    a: Sequence[_Piece]
    b: Sequence[_Piece]


class _Section(NamedTuple):
    title: str
    rows: Sequence[_Row]


def to_markdown(comparison: Comparison, a: Account, b: Account) -> str:
    """The comparison as Markdown with a table for each of its parts; the words that differ are bold."""
    here, there = _heading(comparison.a, "A"), _heading(comparison.b, "B")
    lines = [f"# {_escaped(f'{here} / {there}')}", "", _escaped(_counts(comparison))]
    for section in _sections(comparison, a, b):
        lines += ["", f"## {section.title}", "", f"| | {_escaped(here)} | {_escaped(there)} |", "|---|---|---|"]
        lines += [f"| {_escaped(row.head)} | {_bold(row.a)} | {_bold(row.b)} |" for row in section.rows]
    return "\n".join(lines) + "\n"


def _bold(pieces: Iterable[_Piece]) -> str:
    return "".join(f"**{_escaped(text)}**" if marked else _escaped(text) for text, marked in pieces)


def _escaped(text: str) -> str:
    """Words as Markdown that shows them as they are, on one line."""
    return _MARKDOWN_SIGNS.sub(r"\\\1", re.sub(r"\s+", " ", text))


def to_html(comparison: Comparison, a: Account, b: Account) -> str:
    """The comparison as a page of HTML that needs nothing else; the words that differ are marked."""
    here, there = html.escape(_heading(comparison.a, "A")), html.escape(_heading(comparison.b, "B"))
    tables = []
    for section in _sections(comparison, a, b):
        rows = "".join(
            f"<tr><th>{html.escape(row.head)}</th><td>{_marked(row.a)}</td><td>{_marked(row.b)}</td></tr>"
            for row in section.rows
        )
        head = f"<tr><th></th><th>{here}</th><th>{there}</th></tr>"
        tables.append(f"<h2>{section.title}</h2><table>{head}{rows}</table>")
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{here} / {there}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{here} / {there}</h1>"
        f"<p>{html.escape(_counts(comparison))}</p>{''.join(tables)}</body></html>\n"
    )


def _marked(pieces: Iterable[_Piece]) -> str:
    return "".join(f"<mark>{html.escape(text)}</mark>" if marked else html.escape(text) for text, marked in pieces)


def _sections(comparison: Comparison, a: Account, b: Account) -> Iterator[_Section]:
    """The parts of a comparison that are not empty."""
    parts = (
        (
            "Figures",
            [_Row(row.kind, _figure(row.a, row.differs), _figure(row.b, row.differs)) for row in comparison.table],
        ),
        ("Shared", list(_shared(comparison, a, b))),
        ("Only here", list(_beside(_passages(a, comparison.only_a), _passages(b, comparison.only_b)))),
        ("Names", [_Row(row.name, [_forms(row.a)], [_forms(row.b)]) for row in comparison.names]),
        (
            "Figures that may differ",
            [_Row(", ".join(f.about), [_Piece(f.a_text)], [_Piece(f.b_text)]) for f in comparison.figures],
        ),
        ("Who says so", list(_beside(_sayings(a, comparison.quotes_a), _sayings(b, comparison.quotes_b)))),
    )
    return (_Section(title, rows) for title, rows in parts if rows)


def _figure(figure: Figure | None, differs: bool) -> list[_Piece]:
    if figure is None:
        return []
    of_them = [_Piece("of them ")] if figure.part else []
    about = [figure.whom, figure.where and f"({figure.where})", figure.speaker and f"says {figure.speaker}"]
    about.append(figure.remark and f"({figure.remark})")
    return [*of_them, _Piece(figure.text, marked=differs), _Piece("".join(f" {part}" for part in about if part))]


def _shared(comparison: Comparison, a: Account, b: Account) -> Iterator[_Row]:
    for pair in comparison.pairs:
        a_marks = [span for difference in pair.differences for span in difference.a_words]
        b_marks = [span for difference in pair.differences for span in difference.b_words]
        yield _Row("", _pieces(a, pair.a, a_marks), _pieces(b, pair.b, b_marks))


def _pieces(account: Account, span: SpanPair, marks: Iterable[SpanPair]) -> list[_Piece]:
    pieces = []
    at = span[0]
    for start, end in marks:
        pieces += [_Piece(account.text[at:start]), _Piece(account.text[start:end], marked=True)]
        at = end
    return [*pieces, _Piece(account.text[at : span[1]])]


def _beside(here: Iterable[_Piece], there: Iterable[_Piece]) -> Iterator[_Row]:
    for a, b in zip_longest(here, there, fillvalue=_Piece("")):
        yield _Row("", [a], [b])


def _passages(account: Account, spans: Iterable[SpanPair]) -> list[_Piece]:
    return [_Piece(account.text[start:end]) for start, end in spans]


def _sayings(account: Account, quotes: Iterable[Quote]) -> list[_Piece]:
    return [
        _Piece(
            f"{' '.join(filter(None, (quote.name or 'somebody', quote.verb)))}: {account.text[quote.start : quote.end]}"
        )
        for quote in quotes
    ]


def _forms(forms: Iterable[NameForm]) -> _Piece:
    return _Piece(", ".join(f"{form.text} {len(form.spans)}" for form in forms))


def _heading(side: Side, otherwise: str) -> str:
    return f"{side.source or otherwise}: {side.title}"


def _counts(comparison: Comparison) -> str:
    here, there = comparison.a.source or "A", comparison.b.source or "B"
    return (
        f"{len(comparison.pairs)} shared, {len(comparison.only_a)} only {here}, {len(comparison.only_b)} only {there}"
    )
