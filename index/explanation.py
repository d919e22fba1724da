"""What a query meant, as dataclasses that travel as the answers do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExplainTerm:
    """One thing that was typed, and what became of it. ``documents`` is None for operators and the like."""

    typed: str
    column: int
    meaning: str  # in words: 'all forms: meet, meets, meeting', 'published 2017-09-01 to 2017-09-30'
    documents: int | None = None
    widened: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()  # of a name in quotes: other ones, which would find more and are not searched


@dataclass(frozen=True, slots=True)
class Explain:
    """What ran: a line to read, and the same as a structure."""

    line: str = ""
    terms: tuple[ExplainTerm, ...] = ()
    suggestions: tuple[str, ...] = ()  # spellings that do occur, when nothing was found
