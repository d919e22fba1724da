"""The words of a shared library: which forms a word of a query asks for, and in how many documents each stands."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from index.cluster.connection import Cluster
from index.query.form_tests import form_test
from index.query.hits import stems_of
from index.query.tree import Match, Term
from index.shared.mapping import WORDS, alias
from index.shared.streams import stem_value, token, value
from index.shared.view import View
from index.text.word_family import is_form

Json = dict[str, Any]

_COUNTED_AT_ONCE = 500
_KEPT_ANSWERS = 2_000
_PAGE = 10_000
_LONGEST_ID = 100  # characters, of at most 512 bytes


def word_document(form: str, languages: Iterable[str]) -> tuple[str, Json]:
    """The id and the JSON of a form with its stems in each language."""
    id_ = form if len(form) <= _LONGEST_ID else hashlib.sha256(form.encode("utf-8", "surrogatepass")).hexdigest()
    return id_, {"form": value(form), "stems": sorted({stem_value(form, language) for language in languages})}


class WordList:
    """The words of one state of a library."""

    def __init__(self, cluster: Cluster, view: View) -> None:
        self._cluster = cluster
        self._view = view
        self._index = alias(cluster.place.name, WORDS)
        self._asked: dict[Term, tuple[str, ...]] = {}
        self._counted = lru_cache(_KEPT_ANSWERS)(self._count)

    def matching(self, term: Term) -> Sequence[str]:
        """The forms that a word of a query asks for, in the order of their letters."""
        if term not in self._asked:
            self._asked[term] = tuple(dict.fromkeys(self._matching(term)))
        return self._asked[term]

    def most_frequent(self, term: Term, most: int) -> Sequence[str]:
        """Of the forms that a word of a query asks for, those in the most documents."""
        found = self.matching(term)
        if len(found) <= most:
            return found
        titles, texts = self.counts(term, "title"), self.counts(term, "text")
        return sorted(found, key=lambda form: (-titles.get(form, 0) - texts.get(form, 0), form))[:most]

    def _matching(self, term: Term) -> Iterator[str]:
        if term.match is Match.ACRONYM:
            yield term.form.upper()
        elif wanted := stems_of(term):
            for language, _ in wanted:
                sharing = self._all({"term": {"stems": stem_value(term.form, language)}})
                yield from (form for form in sharing if is_form(form, term.form, language))
            yield term.form
        elif term.match in (Match.EXACT, Match.STEM):
            yield term.form
        else:
            yield from filter(form_test(term), self._all(_spelled(term)))

    def _all(self, query: Json) -> Iterator[str]:
        body: Json = {"size": _PAGE, "query": query, "sort": [{"form": "asc"}], "track_total_hits": False}
        while True:
            found = self._cluster.search([self._index], body)["hits"]["hits"]
            for hit in found:
                yield hit["_source"]["form"]
            if len(found) < _PAGE:
                return
            body["search_after"] = found[-1]["sort"]

    def counts(self, term: Term, field: str) -> Mapping[str, int]:
        """The forms that a word asks for and that stand in a field, each with its number of documents."""
        return self._counted(term)[field]

    def _count(self, term: Term) -> Mapping[str, Mapping[str, int]]:
        counted: dict[str, dict[str, int]] = {"title": {}, "text": {}}
        forms = self.matching(term)
        for at in range(0, len(forms), _COUNTED_AT_ONCE):
            some = forms[at : at + _COUNTED_AT_ONCE]
            filters = {
                name: {"filters": {"filters": [{"term": {f"{name}_forms": token(form)}} for form in some]}}
                for name in counted
            }
            body = {"size": 0, "track_total_hits": False, "aggs": filters}
            answer = self._view.search(body)["aggregations"]
            for name, counts in counted.items():
                found = [bucket["doc_count"] for bucket in answer[name]["buckets"]]
                counts |= {form: count for form, count in zip(some, found, strict=True) if count}
        return counted


def _spelled(term: Term) -> Json:
    """What finds at least the forms that a pattern or a spelling asks for."""
    if term.match is Match.FUZZY:
        spelled = {"value": term.form, "fuzziness": term.edits, "transpositions": False, "prefix_length": 0}
        return {"fuzzy": {"form": {**spelled, "max_expansions": 1_000_000, "rewrite": "constant_score"}}}
    first, star, rest = term.form.partition("*")
    if star and not rest and "?" not in first:
        return {"prefix": {"form": {"value": first}}}
    return {"wildcard": {"form": {"value": term.form.replace("\\", "\\\\")}}}
