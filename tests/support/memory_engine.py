"""A search engine that has no index: it looks at every document for every question, word by word.

It is what other engines are compared with, and what shows that nothing but ``index.engine`` is used of them. It holds
its documents in one file, so that what one process commits another one finds.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.catalogue.staged import IndexEntry
from index.engine import TEXT, TITLE, Condition, Conditions, Languages, Likes, Numbered
from index.errors import LibraryDamagedError
from index.query.form_tests import form_test
from index.query.hits import TextWords, leaf_spans
from index.query.tree import And, Match, Node, Not, Or, Term, TextLeaf, Widened, in_language, leaves
from index.text.stemming import stem
from index.text.word_family import is_form
from index.text.words import words

WEIGHTS = {TITLE: 2.0, TEXT: 1.0}
K1, B = 1.2, 0.75  # of BM25F

Document = tuple[str, str]  # title and text


class MemoryEngine:
    """Documents in a file beside the catalogue: a line with the hash of what follows, then JSON."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / "documents.json"

    def exists(self) -> bool:
        """Whether the file is there and whole."""
        try:
            self._read()
        except LibraryDamagedError:
            return False
        return True

    def create(self) -> None:
        """Begin with no document."""
        self._folder.mkdir(mode=0o700, exist_ok=True)
        self._write({})

    def commit(self, added: Iterable[IndexEntry], removed: Iterable[int]) -> None:
        """Add these documents and remove those keys: the file is replaced."""
        documents = self._read()
        for key in removed:
            documents.pop(key, None)
        documents |= {entry.key: (entry.title, entry.text) for entry in added}
        self._write(documents)

    def keys(self) -> set[int]:
        """The keys of all documents."""
        return set(self._read())

    def tidy(self) -> None:
        """There is nothing to do."""

    def searcher(self) -> MemorySearcher:
        """A searcher of what the file holds now."""
        return MemorySearcher(self._read())

    def _read(self) -> dict[int, Document]:
        try:
            told, _, content = self._file.read_bytes().partition(b"\n")
        except OSError as error:
            raise self._damaged() from error
        if told != _hash(content):
            raise self._damaged()
        return {int(key): (title, text) for key, (title, text) in json.loads(content).items()}

    def _write(self, documents: Mapping[int, Document]) -> None:
        content = json.dumps(documents).encode()
        written = self._file.with_suffix(".new")
        written.touch(mode=0o600)
        written.write_bytes(_hash(content) + b"\n" + content)
        written.replace(self._file)

    def _damaged(self) -> LibraryDamagedError:
        return LibraryDamagedError(f"{self._file} is damaged; build it again with: dateline index")


def _hash(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()


@dataclass(frozen=True)
class MemoryResult:
    """What was found: scores by key, and the keys of those that fulfil each condition."""

    scores: Mapping[int, float]
    fulfilling: Mapping[Condition, set[int]]
    left_out: Mapping[Condition, int]

    @property
    def total(self) -> int:
        return len(self.scores)

    @property
    def scored(self) -> bool:
        return any(self.scores.values())

    @property
    def by_condition(self) -> Mapping[Condition, int]:
        return {condition: len(keys) for condition, keys in self.fulfilling.items()}

    def by_score(self, ties: Numbered) -> Sequence[int]:
        return [key for _, _, key in sorted((-self.scores[key], number, key) for key, number in self._of(ties))]

    def by_place(self, places: Numbered) -> Sequence[int]:
        return [key for key, _ in sorted(self._of(places), key=lambda one: one[1])]

    def counts(self, values: Numbered) -> Mapping[int, int]:
        return Counter(number for _, number in self._of(values))

    def score(self, key: int) -> float:
        return self.scores.get(key, 0.0)

    def fulfils(self, key: int, condition: Condition) -> bool:
        return key in self.fulfilling.get(condition, ())

    def _of(self, numbered: Numbered) -> list[tuple[int, int]]:
        pairs = zip(map(int, numbered.keys), map(int, numbered.numbers), strict=True)
        return [(key, number) for key, number in pairs if key in self.scores]


class MemorySearcher:
    """Looks at the documents that it was made with."""

    def __init__(self, documents: Mapping[int, Document]) -> None:
        self._documents = documents

    @property
    def count(self) -> int:
        return len(self._documents)

    def run(
        self,
        root: Node | None,
        conditions: Conditions,
        check: Callable[[], None] = lambda: None,
        titles: Mapping[int, str] | None = None,
        languages: Languages | None = None,
        hidden: Collection[int] = (),
        weights: Mapping[Term, float] | None = None,
    ) -> MemoryResult:
        """The documents that match."""
        shown = {key: document for key, document in self._documents.items() if key not in hidden}
        told = {key: ((titles or {}).get(key, title), text) for key, (title, text) in shown.items()}
        return _Question(told, conditions, check, _by_key(languages)).answer(root, weights)

    def forms(self, term: Term, field: str) -> Mapping[str, int]:
        """The words that a word of a query asks for, each with its number of documents."""
        accepts, acronym = _accepts(term), term.match is Match.ACRONYM
        found = [{form for form, capitals in said if accepts(form, capitals)} for said in self._words(field)]
        return Counter(form.upper() if acronym else form for forms in found for form in forms)

    def frequent_forms(self, least: int) -> Mapping[str, int]:
        """The words that stand in the text of so many documents."""
        counted = Counter(form for said in self._words(TEXT) for form in {form for form, _ in said})
        return {form: documents for form, documents in counted.items() if documents >= least}

    def like(self, words: Iterable[tuple[str, float]], key: int, share: float, most: int) -> Likes:
        """The documents in whose text these words stand."""
        texts = dict(zip(self._documents, self._words(TEXT), strict=True))
        mean = sum(map(len, texts.values())) / max(1, len(texts)) or 1.0
        scores = dict.fromkeys(texts, 0.0)
        for form, weight in words:
            accepts = _accepts(Term(form, Match.STEM))
            for other, said in texts.items():
                times = sum(accepts(*one) for one in said)
                scores[other] += weight * times / (times + 1.2 * min(0.25 + 0.75 * len(said) / mean, 4.0))
        least = share * scores.get(key, 0.0)
        return sorted(((one, s) for one, s in scores.items() if s > least), key=lambda one: (-one[1], one[0]))[:most]

    def close(self) -> None:
        """There is nothing to let go of."""

    def _words(self, field: str) -> Iterator[list[tuple[str, bool]]]:
        """The words of a field of each document: their form, and whether they are in capitals."""
        for document in self._documents.values():
            yield [(word.form, word.capitals) for word in words(document[(TITLE, TEXT).index(field)])]


class _Question:
    """One query, put to each document."""

    def __init__(
        self,
        documents: Mapping[int, Document],
        conditions: Conditions,
        check: Callable[[], None],
        languages: Mapping[int, str],
    ) -> None:
        self._languages = languages
        self._words = {
            key: {TITLE: TextWords(title), TEXT: TextWords(text)} for key, (title, text) in documents.items()
        }
        self._lengths = {
            field: {key: sum(1 + word.capitals for word in words(document[at])) for key, document in documents.items()}
            for at, field in enumerate((TITLE, TEXT))
        }
        self._conditions = conditions
        self._check = check
        self._sets: dict[Node, set[int]] = {}

    def answer(self, root: Node | None, weights: Mapping[Term, float] | None) -> MemoryResult:
        found = set(self._words) if root is None else self._found(root)
        if weights is not None:
            scores = {key: self._weighed(key, weights) for key in sorted(found)}
        else:
            scores = {key: self._score(root, key) if root is not None else 0.0 for key in sorted(found)}
        conditions = {node: keys for node, keys in self._sets.items() if isinstance(node, Condition)}
        return MemoryResult(scores, conditions, {})

    def _found(self, node: Node) -> set[int]:
        self._check()
        self._sets[node] = self._looked_for(node)
        return self._sets[node]

    def _looked_for(self, node: Node) -> set[int]:
        if isinstance(node, And):
            return set.intersection(*[self._found(child) for child in node.children])
        if isinstance(node, Or):
            return set().union(*[self._found(child) for child in node.children])
        if isinstance(node, Not):
            return set(self._words) - self._found(node.child)
        if _of_words(node):
            fields = _fields(node)
            return {
                key
                for key, of in self._words.items()
                if any(leaf_spans(in_language(node, self._languages.get(key, "")), of[field]) for field in fields)
            }
        return {key for key in map(int, self._conditions.keys(node)) if key in self._words}

    def _score(self, node: Node, key: int) -> float:
        if key not in self._sets[node] or isinstance(node, Not):
            return 0.0
        if isinstance(node, Widened):
            return self._score_of_names(node, key)
        if isinstance(node, And | Or):
            return sum(self._score(child, key) for child in node.children)
        return sum(self._score_of(term, _fields(node), key) for term in node.terms) if _of_words(node) else 0.0

    def _weighed(self, key: int, weights: Mapping[Term, float]) -> float:
        return sum(weight * self._score_of(term, (TITLE, TEXT), key) for term, weight in weights.items())

    def _score_of(self, term: Term, fields: Sequence[str], key: int) -> float:
        """BM25F of one word of the query."""
        weight = sum(len(self._words[key][field].positions(term)) / self._norm(field, key) for field in fields)
        return self._rarity(term, fields) * (K1 + 1) * weight / (weight + K1)

    def _score_of_names(self, node: Widened, key: int) -> float:
        """The names of one thing as if they were forms of one word."""
        weight = 0.0
        for child in node.children:
            terms = [term for leaf in leaves(child) for term in leaf.terms]
            share = self._score(child, key) / ((K1 + 1) * sum(self._rarity(term, (TITLE, TEXT)) for term in terms))
            weight += K1 * share / (1 - share)
        return self._idf(len(self._sets[node])) * (K1 + 1) * weight / (weight + K1)

    def _rarity(self, term: Term, fields: Sequence[str]) -> float:
        return self._idf(sum(any(of[field].positions(term) for field in fields) for of in self._words.values()))

    def _idf(self, documents: int) -> float:
        return math.log(1 + (len(self._words) - documents + 0.5) / (documents + 0.5))

    def _norm(self, field: str, key: int) -> float:
        lengths = self._lengths[field]
        mean = sum(lengths.values()) / max(1, len(lengths)) or 1.0
        return (1 - B + B * lengths[key] / mean) / WEIGHTS[field]


def _by_key(languages: Languages | None) -> Mapping[int, str]:
    if languages is None:
        return {}
    pairs = zip(map(int, languages.of.keys), map(int, languages.of.numbers), strict=True)
    return {key: languages.names[number] for key, number in pairs}


def _of_words(node: Node) -> bool:
    return isinstance(node, TextLeaf) and node.field in ("", TITLE)


def _fields(leaf: TextLeaf) -> tuple[str, ...]:
    return (TITLE,) if leaf.field else (TITLE, TEXT)


def _accepts(term: Term) -> Callable[[str, bool], bool]:
    """Whether a word of a query asks for a word, given its form and whether it is in capitals."""
    if term.match is Match.STEM:
        return lambda form, _: (
            stem(form, term.language) == stem(term.form, term.language) and is_form(form, term.form, term.language)
        )
    if term.match is Match.EXACT:
        return lambda form, _: form == term.form
    if term.match is Match.ACRONYM:
        return lambda form, capitals: capitals and form == term.form
    accepts = form_test(term)
    return lambda form, _: accepts(form)
