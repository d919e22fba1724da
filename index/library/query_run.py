"""One query, asked of a library: what it means there, what fulfils it, and what comes near where nothing does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from index.catalogue.reading import CatalogueReader
from index.engine import TEXT, Condition, Result, Searcher
from index.errors import ConfigurationError
from index.explanation import Explain
from index.library.columns import Columns
from index.library.conditions import CatalogueConditions
from index.library.explain import Explainer, SearchedWords
from index.library.found import Found, no_language
from index.query.function_words import without_question_words
from index.query.near import in_the_way, words_of
from index.query.tree import And, Node, Not, Query, Term, leaves
from index.query.widening import keep_names, other_spellings, widen
from index.query.word_parts import widen_by_parts

ORDERS = ("relevance", "newest", "oldest", "source", "title")


@dataclass(frozen=True, slots=True)
class QueryRun:
    """What a query is asked of. Each method raises what ``check`` raises between steps."""

    catalogue: CatalogueReader
    columns: Columns
    searcher: Searcher
    conditions: CatalogueConditions
    titles: Mapping[int, str]  # as the analyst has corrected them, by key
    hidden: Sequence[int]  # keys of older versions, which are not found
    check: Callable[[], None]

    def found(self, query: Query, order: str, *, match_any: bool, other_names: bool) -> Found:
        """What fulfils a query, in an order of ``ORDERS``, or "" for relevance and newest where nothing is scored.

        Raises ConfigurationError for an order that there is not.
        """
        named = keep_names(query)
        meant = self._meant(named, widened=other_names and not match_any)
        result = self._result(meant.root)
        if match_any and order in ("", "relevance") and result.total:
            from index.library.ranking import lent_weights

            result = self._result(meant.root, lent_weights(self.catalogue, self.columns, meant, result))
        order = order or ("relevance" if result.scored else "newest")
        keys = self._ordered(result, order)
        languages = self.columns.languages
        language_of = self.columns.language_of if languages else no_language
        found = Found(meant, order, keys, self._explain(meant, result), result, language_of)
        return found if match_any or len(keys) else self._with_near(found, named)

    def _meant(self, query: Query, *, widened: bool) -> Query:
        """The query with the other names of what it names and with the parts of words, and without question words."""
        query = without_question_words(widen(query) if widened else query)
        languages = self.columns.languages
        if widened and languages is not None:
            query = widen_by_parts(query, languages.names, lambda term: self.searcher.forms(term, TEXT))
        return query

    def _result(self, root: Node | None, weights: Mapping[Term, float] | None = None) -> Result:
        return self.searcher.run(
            root, self.conditions, self.check, self.titles, self.columns.languages, self.hidden, weights
        )

    def _ordered(self, result: Result, order: str) -> Sequence[int]:
        if order == "relevance":
            return result.by_score(self.columns.places_by_id)
        if order not in ORDERS:
            raise ConfigurationError(f"There is no order '{order}'; there is {', '.join(ORDERS)}.")
        return result.by_place(self.columns.places(order))

    def _explain(self, query: Query, result: Result) -> Explain:
        names = self.columns.languages.names if self.columns.languages else ()
        words = SearchedWords(self.searcher, self.conditions, self.titles)
        return Explainer(words, self.conditions, names).explain(query, result, self._more(query))

    def _more(self, query: Query) -> dict[Condition, tuple[int, tuple[str, ...]]]:
        """What the other spellings of a phrase would add: how many documents, and which of them occur."""
        more: dict[Condition, tuple[int, tuple[str, ...]]] = {}
        for leaf in leaves(query.root):
            spellings = other_spellings(leaf)
            if spellings is not None:
                others = self._result(And((spellings, Not(leaf))))
                occurring = [one.typed for one in leaves(spellings) if others.by_condition[one]]
                more[leaf] = (others.total, tuple(occurring))
        return more

    def _with_near(self, found: Found, query: Query) -> Found:
        """A result of nothing with what has most of the words of the query, and which of them stand in the way."""
        anything = words_of(query)
        if anything is None:
            return found
        from index.library.ranking import most_of

        loose = replace(found, query=Query(query.typed, anything), result=self._result(anything))
        near = most_of(loose, self.columns)
        if near is None:
            return found
        without = {
            one: self._result(And(tuple(other for other in anything.children if other is not one))).total
            for one in anything.children
        }
        line = f"{found.explain.line} · {in_the_way(without)}{near.explain.line}"
        return replace(found, explain=replace(found.explain, line=line), near=near)
