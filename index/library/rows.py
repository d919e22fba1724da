"""Rows of a result with what their texts show: hits and snippets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from index.catalogue.reading import CatalogueReader
from index.catalogue.stored_documents import Summary
from index.library.found import Found, FoundRow
from index.query.snippets import Snippet, beginning, make_snippet

_MOST_BLANKS = 100  # before the first line of a text whose header is looked for


def rows_with_hits(catalogue: CatalogueReader, found: Found, summaries: Sequence[Summary]) -> list[FoundRow]:
    """These rows of a result, each with its score, its hits and a snippet."""
    rows = []
    for summary, title, text in _with_texts(catalogue, summaries):
        hits = found.hits(summary.key, title, text)
        rows.append(FoundRow(summary, found.score(summary.key), make_snippet(text, hits.text), hits))
    return rows


def rows_with_snippets(
    catalogue: CatalogueReader, found: Found, summaries: Sequence[Summary], check: Callable[[], None]
) -> list[tuple[Summary, Snippet]]:
    """These rows of a result, each with a snippet; that of a long text is from its beginning if that has hits.

    Without hits it begins behind the story's header. Raises what ``check`` raises between rows.
    """
    rows = []
    for summary, title, text in _with_texts(catalogue, summaries):
        looked_at = beginning(text)
        hits = found.hits(summary.key, title, looked_at)
        if not hits.text and len(looked_at) < len(text):
            hits = found.hits(summary.key, title, text)
        first = 0 if hits.text else _behind_header(text, title)
        rows.append((summary, make_snippet(text, hits.text, first=first)))
        check()
    return rows


def _with_texts(catalogue: CatalogueReader, summaries: Sequence[Summary]) -> Iterator[tuple[Summary, str, str]]:
    texts = catalogue.texts([summary.key for summary in summaries])
    for summary in summaries:
        yield summary, *texts[summary.key]


def _behind_header(text: str, title: str) -> int:
    """Where the story begins in a text that begins with a line of dates or with its title."""
    head = text[: _MOST_BLANKS + len(title)].lstrip()
    if not head.startswith(("date ", title) if title else "date "):
        return 0
    from index.text.titles import story_start  # 25 ms that most lists do without

    return story_start(text, title)
