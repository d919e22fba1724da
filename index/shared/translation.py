"""Queries as a cluster understands them: every construct of the language as JSON, with the same documents as locally.

Nothing that was typed is ever read by the cluster's own query syntax: words travel as tokens, values as terms. The
conditions of words are here; those of values, dates, entities and marks in ``index.shared.conditions``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any, Protocol

from index.engine import Condition
from index.query.hits import stems_of, tally
from index.query.tree import And, AnyLeaf, Match, Node, Not, Or, Term, TextLeaf, Widened, in_language
from index.shared.mapping import MOST_TERMS
from index.shared.streams import stem_token, token
from index.text.stemming import has_usual_forms

Json = dict[str, Any]

ALL: Json = {"match_all": {}}
NOTHING: Json = {"match_none": {}}

MOST_IN_ROW = 1000
"""Words that a pattern may stand for where it stands in a row with others; the rarest are left out."""

OWN_FIELDS = ("", "title")


class Forms(Protocol):
    """The words of a library."""

    def matching(self, term: Term) -> Sequence[str]:
        """The forms that a word, a pattern or a spelling asks for."""

    def most_frequent(self, term: Term, most: int) -> Sequence[str]:
        """Of these the ones in the most documents."""


def only_filter(query: Json) -> Json:
    """The same documents, which score nothing."""
    return {"constant_score": {"filter": query, "boost": 0.0}}


def name_of(leaf: AnyLeaf) -> str:
    """The name by which the cluster tells which documents fulfil a condition."""
    return f"{leaf.column} {leaf.typed}"


def any_of(queries: Sequence[Json]) -> Json:
    """The documents that fulfil one of these; scores add up."""
    if not queries:
        return NOTHING
    return queries[0] if len(queries) == 1 else {"bool": {"should": list(queries), "minimum_should_match": 1}}


def one_of(field: str, values: Sequence[str | int]) -> Json:
    """The documents that have one of these values, however many they are."""
    ordered = sorted(values, key=str)
    pieces = [ordered[at : at + MOST_TERMS] for at in range(0, len(ordered), MOST_TERMS)]
    return any_of([{"terms": {field: piece}} for piece in pieces])


@dataclass
class Translated:
    """A query with the part for each of its conditions, and what was left out of patterns."""

    query: Json = field(default_factory=lambda: dict(ALL))
    conditions: dict[Condition, Json] = field(default_factory=dict)
    left_out: dict[Condition, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A word of a query as tokens, any of which is meant; or a pattern or spelling, whose forms are looked up."""

    forms: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    pattern: Term | None = None

    @property
    def streams(self) -> list[tuple[str, tuple[str, ...]]]:
        """The streams in which the word may stand, with its tokens there."""
        return [(name, tokens) for name, tokens in (("forms", self.forms), ("stems", self.stems)) if tokens]


class Translator:
    """Translates the tree of a query. ``languages`` are those of the library's documents, "" among them."""

    def __init__(self, forms: Forms, languages: Sequence[str], others: Callable[[AnyLeaf], Json]) -> None:
        """``others`` translates what is no condition on words of title and text."""
        self._forms = forms
        self._languages = languages or ("",)
        self._others = others
        self._found = Translated()

    def run(self, root: Node | None) -> Translated:
        """The query. Raises QueryError and LibraryError, where what it asks for must be looked up and cannot be."""
        self._found = Translated()
        if root is not None:
            self._found.query = self._node(root)
        return self._found

    def _node(self, node: Node) -> Json:
        if isinstance(node, And):
            return {"bool": {"must": [self._node(child) for child in node.children]}}
        if isinstance(node, Not):
            return only_filter({"bool": {"filter": [ALL], "must_not": [self._node(node.child)]}})
        if isinstance(node, Or):
            found = any_of([self._node(child) for child in node.children])
            if isinstance(node, Widened):
                self._found.conditions[node] = found
            return found
        own = isinstance(node, TextLeaf) and node.field in OWN_FIELDS
        if isinstance(node, TextLeaf) and own:
            found = self.words(node)
        else:
            found = only_filter(self._others(node))
            found["constant_score"]["_name"] = name_of(node)
        self._found.conditions[node] = found
        return found

    def words(self, leaf: TextLeaf) -> Json:
        """A condition on words of the title, or of title and text, in the forms of the documents' languages."""
        fields = ("title",) if leaf.field else ("title", "text")
        variants: dict[tuple[str, ...], tuple[list[TextLeaf], list[str]]] = {}
        for language in self._languages:  # in some a word is left out, such as an article before an apostrophe
            variant = in_language(leaf, language)
            assert isinstance(variant, TextLeaf)
            alike, languages = variants.setdefault(tuple(term.form for term in variant.terms), ([], []))
            alike.append(variant)
            languages.append(language)
        parts = []
        for alike, languages in variants.values():
            asked = [
                _joined([self._asked(variant.terms[at]) for variant in alike]) for at in range(len(alike[0].terms))
            ]
            found = self._scored(alike[0], asked, fields)
            if len(variants) > 1:
                found = {"bool": {"must": [found], "filter": [one_of("lang", languages)]}}
            parts.append(found)
        return any_of(parts)

    def plain(self, leaf: TextLeaf, field: str) -> Json:
        """The same condition on the words of another field, in English and unscored."""
        asked = [self._asked(term) for term in leaf.terms]
        return self._in_row(leaf, asked, field) if len(asked) > 1 else self._word(leaf, asked[0], field)

    def _scored(self, leaf: TextLeaf, asked: Sequence[_Asked], fields: Sequence[str]) -> Json:
        if len(asked) == 1:
            return self._scored_word(leaf, asked[0], fields)
        together = any_of([self._in_row(leaf, asked, name) for name in fields])
        return {"bool": {"filter": [together], "should": [self._scored_word(leaf, one, fields) for one in asked]}}

    def _scored_word(self, leaf: TextLeaf, asked: _Asked, fields: Sequence[str]) -> Json:
        if asked.pattern is not None or len(fields) == 1:
            found = any_of([self._word(leaf, asked, name) for name in fields])
            return {"constant_score": {"filter": found}} if asked.pattern is not None else found
        weighed = [
            {"combined_fields": {"query": "\n".join(tokens), "fields": [f"title_{stream}^2", f"text_{stream}"]}}
            for stream, tokens in asked.streams
        ]
        return any_of(weighed)

    def _word(self, leaf: TextLeaf, asked: _Asked, field: str) -> Json:
        if asked.pattern is not None:
            forms = self._kept(leaf, asked.pattern, MOST_TERMS)
            return {"terms": {f"{field}_forms": [token(form) for form in forms]}} if forms else NOTHING
        return any_of(
            [{"match": {f"{field}_{stream}": {"query": "\n".join(found)}}} for stream, found in asked.streams]
        )

    def _in_row(self, leaf: TextLeaf, asked: Sequence[_Asked], field: str) -> Json:
        """Words directly one after the other, or near each other, in one field."""
        sources = [self._interval(leaf, one, field) for one in asked]
        if None in sources:
            return NOTHING
        if leaf.distance is not None:
            sources = _apart(leaf.terms, sources)
        rule: Json = {"intervals": sources, "ordered": leaf.distance is None, "max_gaps": 0}
        if leaf.distance is not None:
            rule["max_gaps"] = leaf.distance + 1 - len(sources)
            if rule["max_gaps"] < 0:  # to the cluster that means no limit; one word may serve several conditions
                rule["max_gaps"] = -1
                rule["filter"] = {
                    "script": {"source": f"interval.end - interval.start <= {leaf.distance:d}", "lang": "painless"}
                }
        return {"intervals": {f"{field}_forms": {"all_of": rule}}}

    def _interval(self, leaf: TextLeaf, asked: _Asked, field: str) -> Json | None:
        if asked.pattern is not None:
            forms = self._kept(leaf, asked.pattern, MOST_IN_ROW)
            ways: list[Json] = [{"match": {"query": token(form)}} for form in forms]
        else:
            ways = [
                {"match": {"query": one, "use_field": f"{field}_{stream}"}}
                for stream, tokens in asked.streams
                for one in tokens
            ]
        if not ways:
            return None
        return ways[0] if len(ways) == 1 else {"any_of": {"intervals": ways}}

    def _asked(self, term: Term) -> _Asked:
        if term.match in (Match.PATTERN, Match.FUZZY):
            return _Asked(pattern=term)
        if term.match is Match.ACRONYM:
            return _Asked(forms=(term.form.upper(),))
        found: dict[str, None] = {}
        for language, _ in stems_of(term):
            if has_usual_forms(term.form, language):
                found |= dict.fromkeys(map(token, self._forms.matching(replace(term, language=language))))
            else:
                found[stem_token(term.form, language)] = None
        return _Asked(stems=tuple(sorted(found))) if found else _Asked(forms=(token(term.form),))

    def _kept(self, leaf: TextLeaf, term: Term, most: int) -> Sequence[str]:
        forms = self._forms.matching(term)
        if len(forms) > most:
            self._found.left_out[leaf] = max(self._found.left_out.get(leaf, 0), len(forms) - most)
        return self._forms.most_frequent(term, most)


def _apart(terms: Sequence[Term], sources: Sequence[Json | None]) -> list[Json | None]:
    """Of words near each other what must stand apart: different words of the query may be one word of a text.

    A word that was typed several times must stand there as often.
    """
    kept: list[Json | None] = []
    for term, times in tally(terms).items():
        source = sources[list(terms).index(term)]
        kept += [source] * (times - kept.count(source))
    return kept


def _joined(asked: Sequence[_Asked]) -> _Asked:
    """One word in several languages: a document has the stems of its own languages only."""
    forms = dict.fromkeys(chain.from_iterable(one.forms for one in asked))
    stems = dict.fromkeys(chain.from_iterable(one.stems for one in asked))
    return _Asked(tuple(sorted(forms)), tuple(sorted(stems)), asked[0].pattern)
