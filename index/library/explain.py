"""What a query meant, in words: every condition with its number of documents and what it was widened to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from index.dates.intervals import DayInterval, describe
from index.engine import TEXT, TITLE, Condition, Conditions, Searcher
from index.explanation import Explain, ExplainTerm
from index.query.fields import BY_NAME, Takes
from index.query.tree import (
    And,
    AnyLeaf,
    DateLeaf,
    FlagLeaf,
    Match,
    Node,
    Not,
    Or,
    PlaceLeaf,
    Query,
    Term,
    TextLeaf,
    Widened,
    in_language,
    leaves,
)

FORMS_SHOWN = 6
SUGGESTIONS = 5


class Counted(Protocol):
    """How many documents a query and each of its conditions has."""

    @property
    def total(self) -> int:
        """How many documents there are."""

    @property
    def by_condition(self) -> Mapping[Condition, int]:
        """How many documents fulfil each condition of the query alone."""

    @property
    def left_out(self) -> Mapping[Condition, int]:
        """Of patterns that stand for too many words: how many were left out."""


class Vocabulary(Protocol):
    """What a library's words are asked."""

    def forms(self, term: Term, field: str) -> Mapping[str, int]:
        """The words of a field that a word of a query asks for, and in how many documents each stands in it."""

    def count(self, leaf: TextLeaf) -> int:
        """How many documents fulfil a condition on words of title and text."""


class Understood(Protocol):
    """What is told of conditions that are none on words of title and text."""

    def whereabouts(self, leaf: PlaceLeaf) -> str:
        """How a condition on places was understood, and how many places fulfil it."""

    def tag_counts(self, leaf: TextLeaf) -> tuple[int, int]:
        """How many documents have a note with the tag, and how many have the tag themselves."""

    def date_counts(self, interval: DayInterval) -> tuple[int, int]:
        """How many documents only overlap an interval, and how many have no date."""

    def longer_times(self, interval: DayInterval) -> int:
        """How many documents speak only of longer times."""


class SearchedWords:
    """The words of a searcher, in the state in which a query was run."""

    def __init__(self, searcher: Searcher, conditions: Conditions, titles: Mapping[int, str]) -> None:
        """``titles`` are those that the query was run with."""
        self._searcher = searcher
        self._conditions = conditions
        self._titles = titles

    def forms(self, term: Term, field: str) -> Mapping[str, int]:
        """The words of a field that a word of a query asks for."""
        return self._searcher.forms(term, field)

    def count(self, leaf: TextLeaf) -> int:
        """How many documents fulfil a condition."""
        return self._searcher.run(leaf, self._conditions, titles=self._titles).total


class Explainer:
    """Explains what was found."""

    def __init__(self, words: Vocabulary, conditions: Understood, languages: Sequence[str] = ()) -> None:
        """``languages`` are those of documents unless all are English."""
        self._words_of = words
        self._languages = languages
        self._conditions = conditions

    def explain(
        self, query: Query, result: Counted, more: Mapping[Condition, tuple[int, tuple[str, ...]]] | None = None
    ) -> Explain:
        """The line and the structure for a query that has run.

        ``more`` are of names in quotes how many documents their other spellings would add, and those that occur.
        """
        explained: dict[Condition, ExplainTerm] = {
            leaf: self._leaf(leaf, result.by_condition[leaf]) for leaf in leaves(query.root)
        }
        explained |= {node: self._names(node, result) for node in result.by_condition if isinstance(node, Widened)}
        line = "all documents" if query.root is None else _render(query.root, explained)
        unused = tuple(
            ExplainTerm(leaf.typed, leaf.column, "no letter or digit: not searched") for leaf in query.unused
        )
        if unused:
            line += " · not searched: " + " ".join(leaf.typed for leaf in query.unused)
        optional = tuple(ExplainTerm(leaf.typed, leaf.column, "not required") for leaf in query.not_required)
        if optional:
            line += " · not required: " + ", ".join(leaf.typed for leaf in query.not_required)
        for leaf, number in result.left_out.items():
            note = f"its {number} rarest words are too many to be searched"
            explained[leaf] = replace(explained[leaf], meaning=f"{explained[leaf].meaning}; {note}")
            line += f" · {explained[leaf].typed}: {note}"
        for leaf, (number, spellings) in (more or {}).items():
            if number:
                note = f"its other spellings {number:,} more, found without the quotes (W)"
                meaning = f"{explained[leaf].meaning}; {note}"
                explained[leaf] = replace(explained[leaf], meaning=meaning, spellings=spellings)
                line += f" · {explained[leaf].typed}: {note}"
        suggestions: tuple[str, ...] = ()
        if not result.total:
            suggestions = tuple(self._suggestions(leaf for leaf in leaves(query.root) if not result.by_condition[leaf]))
            line = self._blame(explained[leaf] for leaf in leaves(query.root)) + line
        return Explain(line, tuple(explained.values()) + unused + optional, suggestions)

    def _names(self, node: Widened, result: Counted) -> ExplainTerm:
        """What a name was widened to: its other names that occur."""
        others = [leaf for leaf in node.children[1:] if isinstance(leaf, TextLeaf) and result.by_condition[leaf]]
        names = tuple(leaf.typed for leaf in others)
        return ExplainTerm(node.typed, node.column, node.reason, result.by_condition[node], names)

    def _leaf(self, leaf: AnyLeaf, count: int) -> ExplainTerm:
        typed = " ".join(leaf.typed.split())
        if isinstance(leaf, FlagLeaf):
            field = BY_NAME[leaf.flag.partition(":")[0]]
            meaning = leaf.flag if field.takes not in (Takes.NAME, Takes.DOCUMENT) else field.help.partition(":")[0]
            return ExplainTerm(typed, leaf.column, meaning, count)
        if isinstance(leaf, DateLeaf):
            return ExplainTerm(typed, leaf.column, self._days(leaf), count)
        if isinstance(leaf, PlaceLeaf):
            return ExplainTerm(typed, leaf.column, self._conditions.whereabouts(leaf), count)
        if leaf.field == "tag":
            notes, documents = self._conditions.tag_counts(leaf)
            return ExplainTerm(typed, leaf.column, f"of notes in {notes:,}, of documents {documents:,}", count)
        if leaf.field not in ("", TITLE):
            return ExplainTerm(typed, leaf.column, f"{leaf.field} with these words", count)
        return self._words(leaf, typed, count)

    def _days(self, leaf: DateLeaf) -> str:
        """The days that were understood, and what only comes near to them."""
        days = describe(leaf.interval) + (f", read {leaf.read_as}" if leaf.read_as else "")
        if leaf.field == "mentions":
            longer = self._conditions.longer_times(leaf.interval)
            return f"speaks of {days}" + (f", {longer} only of longer times" if longer else "")
        partly, undated = self._conditions.date_counts(leaf.interval)
        notes = (
            f"{partly} only overlap" if partly else "",
            f"{undated} without a date left out" if undated else "",
        )
        return ", ".join(filter(None, [days, *notes]))

    def _words(self, leaf: TextLeaf, typed: str, count: int) -> ExplainTerm:
        fields = (TITLE, TEXT) if not leaf.field else (TITLE,)
        widened: dict[str, int] = {}
        variants = {in_language(leaf, language): None for language in ("", *self._languages)}
        for term in {term: None for one in variants if isinstance(one, TextLeaf) for term in one.terms}:
            for field in fields:
                for form, frequency in self._words_of.forms(term, field).items():
                    if form != term.form and term.match is not Match.ACRONYM:
                        widened[form] = widened.get(form, 0) + frequency
        forms = tuple(sorted(widened, key=lambda form: (-widened[form], form)))
        return ExplainTerm(typed, leaf.column, self._meaning(leaf), count, forms)

    def _meaning(self, leaf: TextLeaf) -> str:
        if leaf.distance is not None:
            return f"within {leaf.distance} words, in any order"
        if len(leaf.terms) > 1:
            return "phrase"
        term = leaf.terms[0]
        if term.match is Match.ACRONYM:
            anyhow = replace(leaf, terms=(Term(term.form, Match.EXACT),))
            return f"in capitals; {self._words_of.count(anyhow)} in any case"
        if term.match is Match.FUZZY:
            return f"spelled with at most {term.edits} {'letter' if term.edits == 1 else 'letters'} changed"
        return str(Match.EXACT.value if term.is_name else term.match.value)

    def _blame(self, terms: Iterable[ExplainTerm]) -> str:
        missing = [term.typed for term in terms if term.documents == 0]
        return f"nothing has {' or '.join(missing)} · " if missing else "no document has all of it · "

    def _suggestions(self, missing: Iterable[AnyLeaf]) -> list[str]:
        """Spellings that do occur, for the words that do not; those in more documents first."""
        found: dict[str, int] = {}
        for leaf in missing:
            if not isinstance(leaf, TextLeaf) or leaf.field not in ("", TITLE):
                continue
            for term in leaf.terms:
                if not self._occurs(term):
                    near = self._words_of.forms(Term(term.form, Match.FUZZY, 2), TEXT)
                    for form in close_forms(term.form, list(near)):
                        found[form] = near[form]
        return sorted(found, key=lambda form: (-found[form], form))[:SUGGESTIONS]

    def _occurs(self, term: Term) -> bool:
        return bool(self._words_of.forms(term, TEXT))


def close_forms(form: str, forms: list[str]) -> list[str]:
    """The forms that differ from a word by a letter or two (optimal string alignment), nearest first."""
    edits = 1 if len(form) < 5 else 2
    import difflib  # these take 30 ms, and are for what is not found

    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extract(form, forms, scorer=OSA.distance, score_cutoff=edits, limit=SUGGESTIONS * 4)
    close = [candidate for candidate, distance, _ in found if distance and not candidate.isupper()]
    return sorted(close, key=lambda other: -difflib.SequenceMatcher(None, form, other).ratio())[:SUGGESTIONS]


def _render(node: Node, explained: dict[Condition, ExplainTerm], inner: bool = False) -> str:
    """The tree as it would be typed, with what became of each condition."""
    if isinstance(node, Widened):
        names = explained[node]
        typed = _render(node.children[0], explained, inner)
        if not names.widened:
            return typed
        quoted = ", ".join('"' + name + '"' for name in names.widened)
        return f"{typed} → also {quoted} ({names.documents})"
    if isinstance(node, And | Or):
        operator = " AND " if isinstance(node, And) else " OR "
        line = operator.join(_render(child, explained, inner=True) for child in node.children)
        return f"({line})" if inner else line
    if isinstance(node, Not):
        return f"NOT {_render(node.child, explained, inner=True)}"
    term = explained[node]
    detail = ""
    if term.widened and isinstance(node, TextLeaf):
        shown = ", ".join(term.widened[:FORMS_SHOWN])
        more = len(term.widened) - FORMS_SHOWN
        also = "also " if node.terms[0].match is Match.STEM else ""  # a pattern stands for other words only
        detail = f" → {also}{shown}" + (f" and {more} more" if more > 0 else "")
    elif isinstance(node, DateLeaf | PlaceLeaf) or (
        isinstance(node, TextLeaf) and (node.field == "tag" or node.terms[0].match is Match.ACRONYM)
    ):
        detail = f" → {term.meaning}"
    return f"{term.typed}{detail} ({term.documents})"
