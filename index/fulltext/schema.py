"""Whoosh's schema: a document's key, its title and its text.

Every word is indexed in its folded form and no word is left out; a short word in capitals is indexed in capitals
too, at the same position, so that ``US`` can be asked for apart from ``us``. Stems are not stored: a word is widened to
the forms that share its stem when it is asked for, which halves the index and lets every answer say which forms it
stands for. The text itself stays in the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh.analysis import Analyzer, Token
from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, TEXT, Schema

from index import engine
from index.text.words import words

KEY, TITLE, TEXT_FIELD = "key", engine.TITLE, engine.TEXT


class FormsAnalyzer(Analyzer):  # type: ignore[misc]
    """Gives Whoosh the folded form of every word, and beside it short words in capitals as they are written."""

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    def __hash__(self) -> int:
        return hash(type(self))

    def __call__(self, value: str, positions: bool = False, chars: bool = False, **_options: Any) -> Iterator[Token]:
        token = Token(positions, chars)
        token.boost = 1.0
        token.stopped = False
        for position, word in enumerate(words(value)):
            token.pos = position
            token.startchar, token.endchar = word.start, word.end
            token.original = token.text = word.form
            yield token
            if word.capitals:
                token.text = word.form.upper()
                yield token


def make_schema() -> Schema:
    """The schema of a new index."""
    words = {name: TEXT(FormsAnalyzer(), phrase=True) for name in (TITLE, TEXT_FIELD)}
    return Schema(**{KEY: COLUMN(NumericColumn("q"))}, **words)
