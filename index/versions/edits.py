"""What was edited between two versions of a text: every change, each with its kind.

Sentences that stand in both as they are, are passed over; of the others those that are likest are compared word by
word. Nothing is left out: what is no counterpart of anything was added or taken away, or moved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from rapidfuzz.distance import Indel, Levenshtein, Opcode

from index.model import Edit, EditKind, Span
from index.text.quotation_marks import find_quotations
from index.text.sentences import sentences
from index.versions.kinds import Hunk, Passage, Token, figures_in, is_correction, kinds_of, name_words, tokens_of

LIKE = 0.4
"""Sentences that have so much in common are versions of one; read off edited news."""

_LIKER = 0.05  # by so much two sentences together must be liker to one than either alone
_FEWEST_MOVED = 4  # words of a sentence that is said to have been moved
_MOST_ALIGNED = 100_000_000  # products of sentences that are aligned in order
_MOST_COMPARED = 40_000  # pairs of sentences within one gap
_SCARE_QUOTED = 12  # tokens between two quotation marks that were put in or taken away together
_QUOTES = frozenset("\"“”„«»‘’'")


@dataclass(frozen=True, slots=True)
class Version:
    """Title and text of a document as they were at one time.

    ``names`` are words that are known to be of names. In a language that writes every noun with a capital letter,
    as German, ``capitals_tell`` nothing.
    """

    title: str
    text: str
    names: Collection[str] = ()
    capitals_tell: bool = True


class _Gap(NamedTuple):
    """Sentences ``[a_from, a_to)`` of the older text that stand against ``[b_from, b_to)`` of the newer."""

    a_from: int
    a_to: int
    b_from: int
    b_to: int


def edits_between(older: Version, newer: Version) -> tuple[Edit, ...]:
    """What was edited, in the order of the newer text, the title's edits first; nothing if the two are equal.

    A title that stands in its text is not compared apart.

    Exchanging the two exchanges added and taken away.
    """
    names = {*older.names, *newer.names, *name_words(older.text), *name_words(newer.text)}
    found = []
    if older.title != newer.title and not (_heads(older) and _heads(newer)):
        found += [
            replace(edit, in_title=True)
            for edit in _Comparison(
                _Side.of(older.title, names, older.capitals_tell, [Span(0, len(older.title))]),
                _Side.of(newer.title, names, newer.capitals_tell, [Span(0, len(newer.title))]),
            ).title_edits()
        ]
    if older.text != newer.text:
        comparison = _Comparison(
            _Side.of(older.text, names, older.capitals_tell), _Side.of(newer.text, names, newer.capitals_tell)
        )
        found += sorted(comparison.edits(), key=lambda edit: (edit.after, edit.before))
    return tuple(found)


def _heads(version: Version) -> bool:
    """Whether the title, which may be cut short, stands in the text."""
    return version.title.removesuffix("…") in version.text


@dataclass(frozen=True, slots=True)
class _Side:
    """A text cut into sentences."""

    text: str
    sentences: list[Span]
    tokens: list[list[Token]]
    keys: list[tuple[str, ...]]
    quotations: list[Span]
    names: Collection[str]
    capitals_tell: bool

    @classmethod
    def of(cls, text: str, names: Collection[str], capitals_tell: bool, cut: list[Span] | None = None) -> _Side:
        found = list(sentences(text)) if cut is None else cut
        tokens = [tokens_of(text, span) for span in found]
        keys = [tuple(token.text for token in one) for one in tokens]
        return cls(text, found, tokens, keys, find_quotations(text), names, capitals_tell)

    def span(self, first: int, last: int) -> Span:
        """From the first of these sentences to the last; of none, the place behind the sentence before them."""
        if first == last:
            place = self.sentences[first - 1].end if first else 0
            return Span(place, place)
        return Span(self.sentences[first].start, self.sentences[last - 1].end)

    def smalls(self, first: int, last: int) -> list[str]:
        return [token.small for one in self.tokens[first:last] for token in one]

    def passage(self, first: int, last: int) -> Passage:
        return Passage.of(
            self.text, self.span(first, last), self.quotations, self.names, capitals_tell=self.capitals_tell
        )


class _Comparison:
    def __init__(self, a: _Side, b: _Side) -> None:
        self._a = a
        self._b = b

    def title_edits(self) -> Iterator[Edit]:
        return self._within(_Gap(0, 1, 0, 1))

    def edits(self) -> Iterator[Edit]:
        gaps = self._gaps()
        moved = self._moved(gaps)
        for gap in gaps:
            yield from self._with_changed_figures(list(self._in_gap(gap, moved)))
        for here, there, length in _together(moved):
            yield Edit((EditKind.MOVED,), self._a.span(here, here + length), self._b.span(there, there + length))

    # Sentences

    def _gaps(self) -> list[_Gap]:
        """Where sentences differ."""
        a, b = self._a.keys, self._b.keys
        if len(a) * len(b) > _MOST_ALIGNED:
            return self._unordered_gaps()
        gaps: list[_Gap] = []
        for operation in Indel.opcodes([hash(key) for key in a], [hash(key) for key in b]):
            if operation.tag == "equal":
                continue
            gap = _bounds(operation)
            if gaps and (gaps[-1].a_to, gaps[-1].b_to) == (gap.a_from, gap.b_from):
                gap = _Gap(gaps[-1].a_from, gap.a_to, gaps.pop().b_from, gap.b_to)
            gaps.append(gap)
        return gaps

    def _unordered_gaps(self) -> list[_Gap]:
        """Of texts too long to be aligned: the sentences that the other has not, wherever they stand."""
        spare_a, spare_b = Counter(self._a.keys), Counter(self._b.keys)
        spare_a, spare_b = spare_a - spare_b, spare_b - spare_a
        gaps = []
        for at, key in enumerate(self._a.keys):
            if spare_a[key] > 0:
                spare_a[key] -= 1
                gaps.append(_Gap(at, at + 1, 0, 0))
        for at, key in enumerate(self._b.keys):
            if spare_b[key] > 0:
                spare_b[key] -= 1
                gaps.append(_Gap(len(self._a.keys), len(self._a.keys), at, at + 1))
        return gaps

    def _moved(self, gaps: Sequence[_Gap]) -> dict[int, int]:
        """Sentences of the older text that stand elsewhere in the newer."""
        places: dict[tuple[str, ...], list[int]] = {}
        for gap in gaps:
            for there in range(gap.b_from, gap.b_to):
                if len(self._b.keys[there]) >= _FEWEST_MOVED:
                    places.setdefault(self._b.keys[there], []).append(there)
        found = {}
        for gap in gaps:
            for here in range(gap.a_from, gap.a_to):
                waiting = places.get(self._a.keys[here])
                if waiting:
                    found[here] = waiting.pop(0)
        return found

    def _in_gap(self, gap: _Gap, moved: dict[int, int]) -> Iterator[Edit]:
        arrived = set(moved.values())
        a = [here for here in range(gap.a_from, gap.a_to) if here not in moved]
        b = [there for there in range(gap.b_from, gap.b_to) if there not in arrived]
        pairs = self._absorbed(self._pairs(a, b), a, b)
        taken_a = {here for pair in pairs for here in range(pair.a_from, pair.a_to)}
        taken_b = {there for pair in pairs for there in range(pair.b_from, pair.b_to)}
        for pair in pairs:
            yield from self._within(pair)
        for first, last in _runs([here for here in a if here not in taken_a]):
            place = self._b.span(gap.b_from, gap.b_from)
            yield Edit((EditKind.PASSAGES,), self._a.span(first, last), place)
        for first, last in _runs([there for there in b if there not in taken_b]):
            added = self._b.span(first, last)
            says_so = is_correction(self._b.text[added.start : added.end])
            kinds = (EditKind.CORRECTIONS, EditKind.PASSAGES) if says_so else (EditKind.PASSAGES,)
            yield Edit(kinds, self._a.span(gap.a_from, gap.a_from), added)

    def _with_changed_figures(self, edits: Sequence[Edit]) -> Iterator[Edit]:
        """The edits of a gap; a figure that one puts in and another takes away, before the same word, is no other."""
        for edit in edits:
            if EditKind.NUMBERS not in edit.kinds:
                yield edit
                continue
            gone, come = figures_in(self._a.text, edit.before), figures_in(self._b.text, edit.after)
            others = [other for other in edits if other is not edit]
            if come and not gone:
                kept = Counter(one for other in others for one in figures_in(self._a.text, other.before))
            else:
                kept = Counter(one for other in others for one in figures_in(self._b.text, other.after))
            if bool(gone) != bool(come) and Counter(gone + come) <= kept:
                kinds = tuple(kind for kind in edit.kinds if kind is not EditKind.NUMBERS)
                yield replace(edit, kinds=kinds or (EditKind.WORDING,))
            else:
                yield edit

    def _pairs(self, a: Sequence[int], b: Sequence[int]) -> list[_Gap]:
        """The sentences that are likest, in their order, so that all together have the most in common."""
        if not a or not b or len(a) * len(b) > _MOST_COMPARED:
            return []
        likeness = [[self._likeness(_Gap(here, here + 1, there, there + 1)) for there in b] for here in a]
        best = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
        for i in range(len(a) - 1, -1, -1):
            for j in range(len(b) - 1, -1, -1):
                together = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] >= LIKE else 0.0
                best[i][j] = max(best[i + 1][j], best[i][j + 1], together)
        pairs = []
        i = j = 0
        while i < len(a) and j < len(b):
            if likeness[i][j] >= LIKE and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
                pairs.append(_Gap(a[i], a[i] + 1, b[j], b[j] + 1))
                i, j = i + 1, j + 1
            elif best[i][j] == best[i + 1][j]:
                i += 1
            else:
                j += 1
        return pairs

    def _absorbed(self, pairs: Sequence[_Gap], a: Sequence[int], b: Sequence[int]) -> list[_Gap]:
        """Pairs with the sentences beside them of which they are made: two that became one, or one that became two."""
        free_a = set(a) - {pair.a_from for pair in pairs}
        free_b = set(b) - {pair.b_from for pair in pairs}
        result = []
        for pair in pairs:
            grown = pair
            for wider, side, free in (
                (grown._replace(a_to=grown.a_to + 1), grown.a_to, free_a),
                (grown._replace(a_from=grown.a_from - 1), grown.a_from - 1, free_a),
                (grown._replace(b_to=grown.b_to + 1), grown.b_to, free_b),
                (grown._replace(b_from=grown.b_from - 1), grown.b_from - 1, free_b),
            ):
                if side in free and self._likeness(wider) > self._likeness(grown) + _LIKER:
                    free.discard(side)
                    grown = wider
                    break
            result.append(grown)
        return result

    def _likeness(self, pair: _Gap) -> float:
        here, there = self._a.smalls(pair.a_from, pair.a_to), self._b.smalls(pair.b_from, pair.b_to)
        return Levenshtein.normalized_similarity(here, there, score_cutoff=LIKE)

    # Words

    def _within(self, pair: _Gap) -> Iterator[Edit]:
        """The edits within sentences that are versions of each other."""
        before, after = self._a.passage(pair.a_from, pair.a_to), self._b.passage(pair.b_from, pair.b_to)
        for old, new in _scare_quotes(_hunks(before, after), before, after):
            yield Edit(kinds_of(before, old, after, new), _span(before, old), _span(after, new))


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The runs of places that follow each other: first and behind the last."""
    start = None
    for at, place in enumerate(places):
        start = place if start is None else start
        if at + 1 == len(places) or places[at + 1] != place + 1:
            yield start, place + 1
            start = None


def _together(moved: Mapping[int, int]) -> Iterator[tuple[int, int, int]]:
    """Sentences that were moved together: the first's place in either text, and how many there are."""
    found: list[tuple[int, int, int]] = []
    for here, there in sorted(moved.items()):
        if found and (here, there) == (found[-1][0] + found[-1][2], found[-1][1] + found[-1][2]):
            found[-1] = (*found[-1][:2], found[-1][2] + 1)
        else:
            found.append((here, there, 1))
    return iter(found)


def _hunks(before: Passage, after: Passage) -> list[tuple[Hunk, Hunk]]:
    """The tokens that differ; what only a mark or one small word parts is one hunk."""
    hunks: list[tuple[Hunk, Hunk]] = []
    old, new = [token.text for token in before.tokens], [token.text for token in after.tokens]
    for operation in Levenshtein.opcodes(old, new):
        if operation.tag == "equal":
            continue
        a_from, a_to, b_from, b_to = _bounds(operation)
        if hunks and _is_one_phrase(before, hunks[-1][0].last, a_from):
            (first_a, _), (first_b, _) = hunks.pop()
            hunks.append((Hunk(first_a, a_to), Hunk(first_b, b_to)))
        else:
            hunks.append((Hunk(a_from, a_to), Hunk(b_from, b_to)))
    return hunks


def _bounds(operation: Opcode) -> _Gap:
    return _Gap(operation.src_start, operation.src_end, operation.dest_start, operation.dest_end)


_SMALL = frozenset("the a an of to in on at and or by for with".split())


def _is_one_phrase(passage: Passage, last: int, first: int) -> bool:
    between = passage.tokens[last:first]
    return not between or (len(between) == 1 and (between[0].small in _SMALL or between[0].text in "-–'’/"))


def _scare_quotes(hunks: Sequence[tuple[Hunk, Hunk]], before: Passage, after: Passage) -> Iterator[tuple[Hunk, Hunk]]:
    """The hunks; a pair of quotation marks that were put around words, or taken away, is one."""
    waiting: tuple[Hunk, Hunk] | None = None
    for old, new in hunks:
        only_marks = all(
            token.text in _QUOTES
            for passage, hunk in ((before, old), (after, new))
            for token in passage.tokens[slice(*hunk)]
        )
        if waiting is not None and only_marks and new.first - waiting[1].last <= _SCARE_QUOTED:
            yield Hunk(waiting[0].first, old.last), Hunk(waiting[1].first, new.last)
            waiting = None
            continue
        if waiting is not None:
            yield waiting
        waiting = (old, new) if only_marks else None
        if not only_marks:
            yield old, new
    if waiting is not None:
        yield waiting


def _span(passage: Passage, hunk: Hunk) -> Span:
    """The characters of a hunk; of none, the place behind the token before it."""
    tokens = passage.tokens
    if hunk.first < hunk.last:
        return Span(tokens[hunk.first].start, tokens[hunk.last - 1].end)
    place = tokens[hunk.first - 1].end if hunk.first else tokens[0].start if tokens else 0
    return Span(place, place)
