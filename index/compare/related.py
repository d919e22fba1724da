"""Other accounts of the event that a document reports.

Candidates come from the index: the documents that share the document's rarest words. They are then ranked by what
both begin with, by shared quotes, and by how near in time they are. Copies of the same text are told apart from
accounts of their own.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import islice, pairwise

import numpy as np

from index.arrays.ranges import IntArray, as_array, starts_of
from index.catalogue.reading import CatalogueReader
from index.compare.accounts import account_of
from index.compare.copies import Wording, is_copy, originals, wording_of
from index.compare.lead_words import Vocabulary, number_of
from index.compare.leads import LEAD, RUN, Beginning, Lead, make_leads
from index.compare.versions import ReadAccount, differing, in_series
from index.engine import Searcher
from index.errors import DocumentMissingError
from index.model import EntityType
from index.text.stemming import stem
from index.text.words import words

COUNT = 20
"""Proposals for a document, at most, unless more are asked for."""

_QUERY_TERMS = 30  # stems of a document that are looked up
_WORTH_A_LOOK = 0.03  # of the score that the document itself has: candidates with less are never related
_LIKE = 200  # documents with the most rare words in common, of which the nearest in time are looked at
_LOOKED_AT = 60  # of them at least
_KEPT_LEADS = 20_000
_KEPT_WORDINGS = 500
_KEPT_ACCOUNTS = 60  # read for comparison: half a megabyte each
_KEPT_CANDIDATES = 40_000  # of documents: 15 MB
_KEPT_SURFACES = 200_000
_APPROXIMATE = "~"  # the sign of a date that is not sure to the day
_READ_AT_ONCE = 500

ALIKE = 0.5
"""Of the runs of the shorter of two texts: if both share more, they are mostly the same text."""

EVEN, SLOPE = 0.21, 0.04
"""The likeness at which two documents tell of one event as likely as not, and how fast that changes: read off pairs of
ECB+ (development part) and of reports of the Syrian war. The latter are much alike whatever they tell of, so the
former are surer than is said."""

POSSIBLE = 0.1
"""A score below which a document is not proposed."""

FEWEST_RUNS = 5
"""With fewer runs sampled of it, a text is too short to tell by them how much of it stands in another."""

QUOTE = 0.12
"""What a shared quote adds to the likeness."""

MOST_VALUES = 5
"""Names, places and words that are given as reasons, at most, of each."""

RARE = 3.0
"""The inverse document frequency of a rare name: one in twenty documents has it, or fewer."""

NEAR_DAYS = 3
"""Documents so many days apart are near in time."""

NO_DATE = 0.8
"""The factor for two documents of which one has no date."""

FAR, DAYS = 0.25, 3.0
"""The factor for documents far apart in time, and the days in which it is approached."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two documents are thought to tell of one event: ``kind`` is quote, names, places, words, time,
    alike (mostly the same text) or copy."""

    kind: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """A proposal: how sure it is from 0 to 1, why, and whether it is a copy of the document asked for.

    ``copy_of`` is the key of a better proposal of which it is a copy, None if there is none.
    """

    key: int
    score: float
    reasons: tuple[Reason, ...]
    duplicate: bool
    copy_of: int | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two documents have in common."""

    cosine: float
    quoted: int  # runs of words that both have in quotation marks
    days: int | None
    copied: float  # of the runs of the shorter one, how many are shared

    @property
    def value(self) -> float:
        """The cosine of the leads, less the farther apart in time they are, more with a shared quote."""
        return self.cosine * nearness(self.days) + (QUOTE if self.quoted else 0.0)

    @property
    def score(self) -> float:
        """How sure it is that the two tell of one event, from 0 to 1."""
        return 1 / (1 + math.exp((EVEN - self.value) / SLOPE))


@lru_cache(maxsize=65_536)
def nearness(days: int | None) -> float:
    """The factor by which two documents so many days apart are less likely to tell of one event."""
    return NO_DATE if days is None else FAR + (1 - FAR) * math.exp(-days / DAYS)


class Relations:
    """Finds related documents in one state of a library."""

    def __init__(self, catalogue: CatalogueReader, searcher: Searcher) -> None:
        self._catalogue = catalogue
        self._searcher = searcher
        self._vocabulary = Vocabulary(searcher)
        self._leads: OrderedDict[int, Lead] = OrderedDict()
        self._entities: dict[int, int] = {}  # by the numbers of the surfaces that name them
        self._looked_up: OrderedDict[tuple[int, int], IntArray] = OrderedDict()
        self._accounts: OrderedDict[int, ReadAccount] = OrderedDict()
        self._wordings: OrderedDict[int, Wording] = OrderedDict()
        self._dates: dict[int, tuple[int, int] | None] = {}

    def related(self, key: int, count: int = COUNT) -> list[Related]:
        """The documents that tell of the same event as the one with this key, best first."""
        (lead,) = self.leads([key])
        candidates = self._others(key, self._candidates(key, lead, count).tolist())
        return self._ranked(key, lead, candidates, count)

    def _ranked(self, key: int, lead: Lead, candidates: Sequence[int], count: int) -> list[Related]:
        leads = self.leads(candidates)
        likenesses = self.likenesses(key, lead, candidates, leads)
        found = [one for one in zip(candidates, likenesses, leads, strict=True) if one[1].score >= POSSIBLE]
        found.sort(key=lambda entry: (-entry[1].value, entry[0]))
        found = list(islice((one for one in found if key in self._candidates(one[0], one[2], count)), count))
        proposals = {
            other: Related(
                other,
                round(likeness.score, 4),
                tuple(self._reasons(key, other, likeness)),
                self.is_copy(other, key),
            )
            for other, likeness, _ in found
        }
        own = [other for other, proposal in proposals.items() if not proposal.duplicate]
        return _with_copies(proposals, self.originals(own))

    def _reasons(self, key: int, other: int, likeness: Likeness) -> Iterator[Reason]:
        lead, its_lead = self.leads([key, other])
        if self.is_copy(other, key):
            yield Reason("copy", ("every sentence",))
        elif likeness.copied > ALIKE:
            yield Reason("alike", self.what_differs(key, other))
        elif likeness.quoted:
            yield Reason("quote", (f"{likeness.quoted + RUN - 1} words",))
        named = self._vocabulary.names(lead.names)
        shared = named.keys() & self._vocabulary.names(its_lead.names).keys()
        rarity = {name: self._vocabulary.name_rarity(name) for name in shared}
        rare = sorted((name for name in shared if rarity[name] >= RARE), key=lambda name: (-rarity[name], name))
        places = [name for name in rare if named[name] is EntityType.PLACE]
        names = [name for name in rare if named[name] is not EntityType.PLACE]
        spoken_for = {stem(word.form) for name in shared for word in words(name)}
        shared_words = self._shared_words(lead, its_lead, spoken_for)
        for kind, values in (("names", names), ("places", places), ("words", shared_words)):
            if values:
                yield Reason(kind, tuple(values[:MOST_VALUES]))
        if likeness.days is not None and likeness.days <= NEAR_DAYS:
            yield Reason("time", (_apart(likeness.days),))

    def _shared_words(self, lead: Lead, other: Lead, without: set[str]) -> list[str]:
        """The words that contribute most to the likeness, best first, without those of these stems."""
        terms, here, there = np.intersect1d(lead.terms, other.terms, assume_unique=True, return_indices=True)
        order = np.argsort(-(lead.weights[here] * other.weights[there]), kind="stable")
        left_out = {number_of(stem) for stem in without}
        places = [here[at] for at in order.tolist() if int(terms[at]) not in left_out]
        return [self._vocabulary.form(lead.words[place]) for place in places[:MOST_VALUES]]

    # Candidates

    def _candidates(self, key: int, lead: Lead, count: int) -> IntArray:
        """The keys of the documents that share the rarest words of a lead and are near in time, best first.

        Two documents are proposed for each other only if each is among the candidates of the other.
        """
        looked_at = max(_LOOKED_AT, count)
        if (key, looked_at) not in self._looked_up:
            self._looked_up[key, looked_at] = as_array(self._look_up(key, lead, looked_at))
        self._looked_up.move_to_end((key, looked_at))
        while len(self._looked_up) > _KEPT_CANDIDATES:
            self._looked_up.popitem(last=False)
        return self._looked_up[key, looked_at]

    def _look_up(self, key: int, lead: Lead, looked_at: int) -> list[int]:
        order = np.argsort(-lead.weights, kind="stable")[:_QUERY_TERMS]
        words = [(self._vocabulary.form(lead.words[place]), float(lead.weights[place])) for place in order.tolist()]
        older = self._older
        found = self._searcher.like(words, key, _WORTH_A_LOOK, max(_LIKE, looked_at) + 1 + len(older))
        alike = [entry for entry in found if entry[0] not in older]
        self._note_dates([key, *(other for other, _ in alike)])
        nearest = sorted((-score * nearness(self._days_between(key, other)), other) for other, score in alike)
        return [other for _, other in nearest[: looked_at + 1]]

    @cached_property
    def _older(self) -> frozenset[int]:
        return frozenset(self._catalogue.older_keys())

    def _others(self, key: int, candidates: Iterable[int]) -> list[int]:
        """The candidates that are other documents: not this one, and no other story of the same file."""
        others = [other for other in candidates if other != key]
        records = {one: (file, stories > 1) for one, file, stories in self._catalogue.records_of([key, *others])}
        if key not in records:
            raise DocumentMissingError("The library has changed meanwhile; try again.")
        file, several = records[key]
        same = (file, True) if several else None
        return [other for other in others if other in records and records[other] != same]

    # Likeness

    def leads(self, keys: Iterable[int]) -> list[Lead]:
        """The leads of these documents. Raises DocumentMissingError if one has left the library meanwhile."""
        wanted = list(keys)
        self._note_dates(wanted)
        missing = [key for key in wanted if key not in self._leads]
        for start in range(0, len(missing), _READ_AT_ONCE):
            self._read(missing[start : start + _READ_AT_ONCE])
        if any(key not in self._leads for key in missing):
            raise DocumentMissingError("The library has changed meanwhile; try again.")
        found = [self._leads[key] for key in wanted]
        while len(self._leads) > _KEPT_LEADS:
            self._leads.popitem(last=False)
        return found

    def _read(self, keys: Sequence[int]) -> None:
        texts = self._catalogue.texts(keys)
        mentions = self._mentions(keys)
        documents = [Beginning(title, text, mentions.get(key, ())) for key, (title, text) in texts.items()]
        self._leads.update(zip(texts, make_leads(documents, self._vocabulary), strict=True))

    def _mentions(self, keys: Sequence[int]) -> dict[int, list[tuple[int, int, int]]]:
        """Start, end and entity of the mentions that begin in the lead of each of these documents that has any."""
        spans = self._catalogue.mentioned.spans_of(keys, LEAD)
        self._note_entities({surface for _, _, _, surface in spans})
        found: dict[int, list[tuple[int, int, int]]] = {}
        for document, start, end, surface in spans:
            entity = self._entities.get(surface)
            if entity is None:
                raise self._catalogue.mentioned.names_nothing(document)
            found.setdefault(document, []).append((start, end, entity))
        return found

    def _note_entities(self, surfaces: set[int]) -> None:
        """Remember which entities these surfaces name."""
        if len(self._entities) > _KEPT_SURFACES:
            self._entities.clear()
        missing = surfaces.difference(self._entities)
        for surface, (_, type_, name, _) in self._catalogue.mentioned.named(missing).items():
            self._entities[surface] = self._vocabulary.entity(type_, name)

    def _lead(self, key: int) -> Lead:
        return self._leads.get(key) or self.leads([key])[0]

    def is_copy(self, key: int, other: int) -> bool:
        """Whether every sentence of a document stands in another one. Raises DocumentMissingError if one has left."""
        return may_be_copy(self._lead(key), self._lead(other)) and is_copy(self._wording(key), self._wording(other))

    def originals(self, keys: Sequence[int]) -> dict[int, list[int]]:
        """Those of ``keys`` that are no copy of another one, each with its copies: texts that are mostly the same
        stand together, in order of time."""
        found = originals(keys, self.is_copy)
        return {key: found[key] for group in self._series(list(found)) for key in group}

    def _series(self, keys: Sequence[int]) -> list[list[int]]:
        def day(key: int) -> int | None:
            days = self._dates.get(key)
            return days[0] if days else None

        self._note_dates(keys)
        return in_series(keys, self.mostly_same, day)

    def changes(self, keys: Sequence[int]) -> dict[int, tuple[str, ...]]:
        """For each of ``keys`` that is mostly the same text as one before it: what it says otherwise than that."""
        found: dict[int, tuple[str, ...]] = {}
        for number, key in enumerate(keys):
            before = next((other for other in reversed(keys[:number]) if self.mostly_same(key, other)), None)
            if before is not None:
                found[key] = self.what_differs(before, key)
        return found

    def mostly_same(self, key: int, other: int) -> bool:
        """Whether more than half of the shorter of two beginnings stands in the other."""
        return copied(self._lead(key), self._lead(other)) > ALIKE

    def what_differs(self, key: int, other: int) -> tuple[str, ...]:
        """What one document says otherwise than another, in phrases."""
        return differing(self._read_account(key), self._read_account(other))

    def _read_account(self, key: int) -> ReadAccount:
        if key not in self._accounts:
            self._accounts[key] = ReadAccount(account_of(self._catalogue, self._catalogue.document(key)))
        self._accounts.move_to_end(key)
        while len(self._accounts) > _KEPT_ACCOUNTS:
            self._accounts.popitem(last=False)
        return self._accounts[key]

    def same_text(self, key: int, other: int) -> bool:
        """Whether two documents are copies of each other."""
        return self.is_copy(key, other) and self.is_copy(other, key)

    def _wording(self, key: int) -> Wording:
        if key not in self._wordings:
            found = self._catalogue.texts([key])
            if key not in found:
                raise DocumentMissingError("The library has changed meanwhile; try again.")
            self._wordings[key] = wording_of(*found[key])
        self._wordings.move_to_end(key)
        while len(self._wordings) > _KEPT_WORDINGS:
            self._wordings.popitem(last=False)
        return self._wordings[key]

    def likeness(self, key: int, lead: Lead, other: int, its_lead: Lead) -> Likeness:
        """How much two documents have in common."""
        (found,) = self.likenesses(key, lead, [other], [its_lead])
        return found

    def likenesses(self, key: int, lead: Lead, others: Sequence[int], leads: Sequence[Lead]) -> list[Likeness]:
        """How much a document has in common with each of these others."""
        quoted = frozenset(lead.quoted)
        return [
            Likeness(
                cosine,
                len(quoted.intersection(its_lead.quoted)) if quoted and its_lead.quoted else 0,
                self._days_between(key, other),
                copied(lead, its_lead),
            )
            for cosine, other, its_lead in zip(cosines(lead, leads), others, leads, strict=True)
        ]

    def days(self, keys: Iterable[int]) -> list[tuple[int, int] | None]:
        """First and last possible day of each of these documents, None where none is sure."""
        wanted = list(keys)
        self._note_dates(wanted)
        return [self._dates.get(key) for key in wanted]

    def _days_between(self, key: int, other: int) -> int | None:
        first, second = self._dates.get(key), self._dates.get(other)
        if first is None or second is None:
            return None
        return max(0, first[0] - second[1], second[0] - first[1])

    def _note_dates(self, keys: Iterable[int]) -> None:
        """Remember first and last possible day of these; a day that may be another one does not count."""
        missing = [key for key in keys if key not in self._dates]
        for key, begin, finish, sign in self._catalogue.dates_of(missing):
            sure = begin != finish or sign != _APPROXIMATE
            self._dates[key] = (begin, finish) if begin is not None and finish is not None and sure else None


def copied(lead: Lead, other: Lead) -> float:
    """How many of the runs of the shorter of two leads are in the other, from 0 to 1."""
    shorter = min(len(lead.runs), len(other.runs))
    return len(set(lead.runs).intersection(other.runs)) / shorter if shorter >= FEWEST_RUNS else 0.0


def cosines(lead: Lead, others: Sequence[Lead]) -> list[float]:
    """The cosine of one lead with each of these."""
    if not others or not len(lead.terms):
        return [0.0] * len(others)
    terms = np.concatenate([other.terms for other in others])
    places = np.minimum(lead.terms.searchsorted(terms), len(lead.terms) - 1)
    shared = lead.terms[places] == terms
    ends = np.cumsum([0, *(len(other.terms) for other in others)])
    shared_ends = starts_of(shared)[ends].tolist()
    here, there = lead.weights[places[shared]], np.concatenate([other.weights for other in others])[shared]
    return [float(here[first:last] @ there[first:last]) for first, last in pairwise(shared_ends)]


def may_be_copy(lead: Lead, other: Lead) -> bool:
    """Whether so much of the shorter of two leads is in the other that it is worth reading both texts whole."""
    return min(len(lead.runs), len(other.runs)) < FEWEST_RUNS or copied(lead, other) > ALIKE


def _with_copies(proposals: Mapping[int, Related], own: Mapping[int, Sequence[int]]) -> list[Related]:
    """The proposals in their order, each that is a copy of another one marked as such and behind it."""
    original = {copy: key for key, its_copies in own.items() for copy in its_copies}
    result: dict[int, Related] = {}
    for key, proposal in proposals.items():
        first = original.get(key, key)
        result.setdefault(first, proposals[first])
        result.setdefault(key, replace(proposal, copy_of=original.get(key)))
    return list(result.values())


def _apart(days: int) -> str:
    return "same day" if not days else "1 day apart" if days == 1 else f"{days} days apart"
