"""A library on a cluster as the worker asks it: the same calls, keys and answers as those of a local one.

What the analyst corrects is not taken up: the documents are everybody's.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from index.answers.document import DocumentView, EvidenceAnswer, FactsAnswer, HashesAnswer, TextAnswer, VersionsAnswer
from index.answers.entity import EntityAnswer
from index.answers.listing import (
    EVENT_ORDERS,
    NO_CORRECTIONS,
    WITH_COPIES,
    ArrivedAnswer,
    CompletionsAnswer,
    LibraryInfo,
    RelatedAnswer,
    UnseenAnswer,
)
from index.cluster.connection import Cluster, PartMissingError, PointGoneError
from index.cluster.places import SharedPlace
from index.compare.answering import MOST_GROUPED, Accounts
from index.compare.comparison import ComparisonAnswer, MatrixAnswer
from index.corrections.stories import StoryPlan
from index.dates.order import DateOrder
from index.engine import TEXT, Condition
from index.errors import ConfigurationError, NotebookHeldError, QueryError
from index.home.folders import find_home
from index.home.seen import SeenDocuments
from index.library import note_places
from index.library.completions import completions
from index.library.document_versions import document_versions
from index.library.explain import Explainer
from index.library.library import LocalLibrary
from index.library.views import PIECE, document_view
from index.notebook.anchors import Anchor
from index.notebook.annotation import Subject, new_annotation
from index.notebook.moved_documents import Placement
from index.notebook.reanchor import decide
from index.notebook.store import Notebook
from index.query.function_words import without_question_words
from index.query.grammar import parse, parse_any
from index.query.near import in_the_way, words_of
from index.query.tree import And, AnyLeaf, Node, Not, Or, Query, Term, TextLeaf, leaves
from index.query.widening import keep_names, other_spellings, widen
from index.query.word_parts import widen_by_parts
from index.shared.conditions import SharedConditions
from index.shared.documents import SharedDocuments
from index.shared.entity_card import entity_card
from index.shared.known import KnownShared
from index.shared.result import Found, SharedResult
from index.shared.rows import Check, Rows
from index.shared.state import State
from index.shared.translation import OWN_FIELDS, Translated, Translator, one_of

Json = dict[str, Any]


class SharedLibrary:
    """A library on a cluster, with a notebook on this machine."""

    def __init__(self, place: SharedPlace, folder: Path, notebook: Path) -> None:
        """Open the library at a place. ``folder`` stands for it among what is remembered on this machine.

        Raises the LibraryErrors, ConfigurationError and UnsafeFolderError.
        """
        self._cluster = Cluster(place)
        self._folder = folder
        self._notebook_path = notebook
        self._notebook: Notebook | None = None
        self._states: list[State] = [State(self._cluster, self._folder)]

    def close(self) -> None:
        """Let go of the library and the notebook."""
        for state in self._states:
            state.close()
        if self._notebook is not None:
            self._notebook.close()
        self._cluster.close()

    def info(self) -> LibraryInfo:
        """Which library this is."""
        state = self._state()
        (documents,) = state.view.counts([{"match_all": {}}])
        return LibraryInfo(
            name=state.about.name,
            folder=str(self._folder),
            roots=state.about.roots,
            documents=documents,
            problems=0,
            samples=False,
            generation=state.about.generation,
            is_shared=True,
        )

    def search(self, query: str, order: str, *, other_names: bool, check: Check) -> SharedResult:
        """Search; by event only if the result is not too large for that."""
        by_event = order in EVENT_ORDERS
        plain = "" if by_event else order
        if not query.strip() and plain == "relevance":
            plain = ""
        try:
            result = self._search(self._state(), query, plain, other_names=other_names, check=check)
        except (PointGoneError, PartMissingError):  # a node is gone: others may have what it had
            result = self._search(self._state(anew=True), query, plain, other_names=other_names, check=check)
        if not by_event or result.total > MOST_GROUPED or result.is_near:
            return result
        return self._by_event(result, copies=order == WITH_COPIES, check=check)

    def translated(self, query: str) -> Json:
        """A query as the cluster is asked it. Raises QueryError, LibraryError."""
        return self.search(query, "newest", other_names=True, check=lambda: None).translated

    def _search(self, state: State, typed: str, order: str, *, other_names: bool, check: Check) -> SharedResult:
        check()
        query = keep_names(parse(typed, None, DateOrder(state.about.date_order or DateOrder.AUTO)))
        typed_words = query
        query = without_question_words(widen(query) if other_names else query)
        if other_names and state.languages != ("",):
            query = widen_by_parts(query, state.languages, lambda term: state.words.counts(term, TEXT))
        conditions = SharedConditions(state, self.notebook(), self._seen, query.root)
        translator = Translator(state.words, state.languages, conditions.query)
        found = _run(state, translator, query)
        check()
        if not order:
            order = "relevance" if found.total and self._is_scored(state, found) else "newest"
        rows = Rows(state.view, query, found.translated, order, found.total)
        more: dict[Condition, tuple[int, tuple[str, ...]]] = {
            leaf: self._more(state, translator, leaf) for leaf in leaves(query.root)
        }
        words = _Words(state, translator)
        languages = state.languages if state.languages != ("",) else ()
        explain = Explainer(words, conditions, languages).explain(query, found, more)
        near = None if found.total else self._near(state, translator, typed_words)
        if near is not None:
            line, found = near
            explain = replace(explain, line=f"{explain.line} · {line}")
            order = "relevance"
            rows = Rows(state.view, found.query, _most_first(found), order, found.total)
        check()
        return SharedResult(state, found, rows, order, explain, self.notebook, is_near=near is not None)

    def _is_scored(self, state: State, found: Found) -> bool:
        if not _has_words(found.query.root):
            return False
        body = {"size": 1, "_source": False, "query": found.translated}
        return bool(state.view.search(body)["hits"]["max_score"])

    def _more(self, state: State, translator: Translator, leaf: AnyLeaf) -> tuple[int, tuple[str, ...]]:
        """How many documents only have another spelling of a name in quotes, and the spellings that occur."""
        spellings = other_spellings(leaf)
        if spellings is None:
            return 0, ()
        found = _run(state, translator, Query("", And((spellings, Not(leaf)))))
        return found.total, tuple(one.typed for one in leaves(spellings) if found.by_condition[one])

    def _near(self, state: State, translator: Translator, query: Query) -> tuple[str, Found] | None:
        """What comes near a query of plain words that finds nothing, in words too; None if nothing does."""
        anything = words_of(query)
        if anything is None:
            return None
        found = _run(state, translator, Query(query.typed, anything))
        if not found.total:
            return None
        without = {
            one: _counted(state, translator, And(tuple(other for other in anything.children if other is not one)))
            for one in anything.children
        }
        return f"{in_the_way(without)}any of {len(list(leaves(anything)))} words: {found.total:,}", found

    def _by_event(self, result: SharedResult, *, copies: bool, check: Check) -> SharedResult:
        ids = result.ids(check)
        library = result.state.copies.with_sample(ids)
        grouped = Accounts(lambda: library).by_event(library.catalogue.keys_of(ids), copies=copies, check=check)
        shown = tuple(summary.id for summary in library.catalogue.summaries(grouped.keys))
        return result.grouped_as(grouped, shown, WITH_COPIES if copies else EVENT_ORDERS[0])

    def complete(self, typed: str, cursor: int) -> CompletionsAnswer:
        """How a query that is being typed can go on at the cursor."""
        return completions(KnownShared(self._state(), self.notebook()), typed, cursor)

    # Single documents

    def document(self, id: str) -> DocumentView:
        """A document."""
        library = self._around(id)
        return document_view(library, library.document(library.find(self._documents().id_of(id))), None)

    def text(self, id: str, start: int, count: int) -> TextAnswer:
        """A piece of a document's text."""
        wanted = self._documents().id_of(id)
        library = self._state().copies.of([wanted])
        stored = library.document(library.find(wanted))
        return TextAnswer(stored.id, start, stored.text[start : start + min(count, PIECE)])

    def evidence(self, id: str) -> EvidenceAnswer:
        """What speaks for a document's date."""
        return self._documents().evidence(id)

    def versions(self, id: str) -> VersionsAnswer:
        """The last version of a document, which is all that a shared library keeps."""
        wanted = self._documents().id_of(id)
        return document_versions(self._state().copies.of([wanted]), wanted)

    def facts(self, ids: Sequence[str]) -> FactsAnswer:
        """What an export says of each of these documents that is there."""
        return FactsAnswer(note_places.facts_of(self._state().copies.of(ids), ids))

    def text_hashes(self, ids: Sequence[str]) -> HashesAnswer:
        """The hash of the text of each of these documents that is there."""
        hits = self._state().view.hits(one_of("id", list(ids)), ["id", "text_hash"])
        return HashesAnswer({hit["_source"]["id"]: hit["_source"]["text_hash"] for hit in hits})

    def placement(self, subject: Subject, anchor: Anchor | None) -> Placement:
        """Where a note on this passage, or with no anchor on the whole document, belongs now."""
        return note_places.placement_of(decide(new_annotation(subject, anchor, "", (), 0), self._documents()))

    def join_plan(self, id: str) -> StoryPlan:
        """Stories of a shared library are not joined. Raises ConfigurationError, DocumentMissingError."""
        self._documents().id_of(id)
        raise ConfigurationError(NO_CORRECTIONS)

    def split_plan(self, id: str) -> StoryPlan:  # noqa: ARG002 - as every library is asked
        """Stories of a shared library are not joined. Raises ConfigurationError."""
        raise ConfigurationError(NO_CORRECTIONS)

    # Accounts and entities

    def entity(self, type: str, name: str) -> EntityAnswer:
        """What the library has about an entity."""
        return entity_card(self._state().view, type, name)

    def related(self, id: str) -> RelatedAnswer:
        """Other documents on the event that a document reports, rare words and names being those of a sample."""
        wanted = self._documents().id_of(id)
        library = self._state().copies.alike(wanted)
        return Accounts(lambda: library).related(wanted)

    def compare(self, a: str, b: str) -> ComparisonAnswer:
        """Two documents side by side."""
        documents = self._documents()
        wanted = documents.id_of(a), documents.id_of(b)
        library = self._state().copies.of(wanted)
        return Accounts(lambda: library).compare(*wanted)

    def matrix(self, id: str) -> MatrixAnswer:
        """A document and the other accounts of its event that are likely, against each other."""
        wanted = self._documents().id_of(id)
        library = self._state().copies.alike(wanted)
        return Accounts(lambda: library).matrix(wanted)

    # What is new

    def unseen(self, searches: Mapping[str, str], check: Check) -> UnseenAnswer:
        """What saved searches find that was not seen of them yet; nothing of one that cannot be understood."""
        seen = SeenDocuments(find_home(), self._folder)
        documents = {}
        for name, query in searches.items():
            with contextlib.suppress(QueryError):
                found = self.search(query, "", other_names=True, check=check).hashes(check)
                documents[name] = {id_: found[id_] for id_ in seen.unseen(name, found)}
        return UnseenAnswer(documents)

    def arrived(self, after: int) -> ArrivedAnswer:
        """Nothing: what others add to a shared library is seen with the next search."""
        return ArrivedAnswer(0, 0, (), max(after, 0))

    def notebook(self) -> Notebook | None:
        """The notebook, if it is there."""
        with contextlib.suppress(NotebookHeldError):
            if self._notebook is None and self._notebook_path.exists():
                self._notebook = Notebook.open(self._notebook_path)
        return self._notebook

    def _seen(self) -> list[str]:
        return [f"{id_} {text_hash}" for id_, text_hash in SeenDocuments(find_home(), self._folder).hashes().items()]

    def _around(self, id: str) -> LocalLibrary:
        return self._state().copies.around(self._documents().id_of(id))

    def _documents(self) -> SharedDocuments:
        state = self._state()

        def ask(typed: str, match_any: bool) -> list[str]:
            translator = Translator(state.words, state.languages, lambda _: {"match_none": {}})
            root = (parse_any(typed) if match_any else keep_names(parse(typed, None, DateOrder.AUTO))).root
            body = {"size": note_places.MOST_HOLDING + 1, "_source": ["id"], "query": translator.run(root).query}
            return [hit["_source"]["id"] for hit in state.view.search(body, scored=True)["hits"]["hits"]]

        return SharedDocuments(state, ask)

    def _state(self, *, anew: bool = False) -> State:
        """The library as it is now, or was a moment ago. Results keep the state that they were found in."""
        if anew or not self._states[-1].is_fresh:
            self._states.append(State(self._cluster, self._folder))
            while len(self._states) > _KEPT_STATES:
                self._states.pop(0).close()
        return self._states[-1]


_KEPT_STATES = 8


class _Words:
    """The words of a library, as what is explained of a query asks for them."""

    def __init__(self, state: State, translator: Translator) -> None:
        self._state = state
        self._translator = translator

    def forms(self, term: Term, field: str) -> Mapping[str, int]:
        """The words of a field that a word of a query asks for, each with its number of documents."""
        return self._state.words.counts(term, field)

    def count(self, leaf: TextLeaf) -> int:
        """How many documents fulfil a condition."""
        return _counted(self._state, self._translator, leaf)


def _counted(state: State, translator: Translator, node: Node) -> int:
    return state.view.counts([translator.run(node).query])[0]


def _run(state: State, translator: Translator, query: Query) -> Found:
    """How many documents a query has, and each of its conditions alone."""
    translated: Translated = translator.run(query.root)
    total, *counts = state.view.counts([translated.query, *translated.conditions.values()])
    by_condition = dict(zip(translated.conditions, counts, strict=True))
    return Found(query, translated.query, total, by_condition, translated.left_out, translated.conditions)


def _most_first(found: Found) -> Json:
    """The documents of a query of any words, those that have the most of them first."""
    each = [{"constant_score": {"filter": found.parts[one], "boost": _MORE}} for one in leaves(found.query.root)]
    return {"bool": {"must": [found.translated], "should": each}}


_MORE = 1000.0
"""More than the score of any document, so that one word more counts more than which words they are."""


def _has_words(node: Node | None) -> bool:
    """Whether any part of a query is scored."""
    if isinstance(node, And | Or):
        return any(map(_has_words, node.children))
    return isinstance(node, TextLeaf) and node.field in OWN_FIELDS
