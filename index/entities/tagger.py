"""The tagger: a linear model over the features of words, decoded by Viterbi's algorithm.

What a word contributes at each distance is added up once and kept, and only the stretches that hold capitals are
decoded, so that plain Python is fast enough. All scores are whole numbers.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from operator import add
from typing import NamedTuple

from index.entities import features
from index.entities.consistency import Name

Scores = tuple[int, ...]  # one a label

_MOST_REMEMBERED = 100_000  # words or pairs of words, so that memory stays bounded
_LONGEST_REMEMBERED = 60  # characters
_IMPOSSIBLE = -(10**9)


class _Word(NamedTuple):
    """What a word contributes to its own scores and to those of its neighbours."""

    own: Scores
    before: Scores
    two_before: Scores
    after: Scores
    two_after: Scores
    kind: str
    key: str


class Tagger:
    """Finds names in sentences. Its labels are O, and B- and I- with a type each."""

    def __init__(
        self, labels: Sequence[str], transitions: Sequence[Scores], names: Sequence[str], weights: bytes
    ) -> None:
        """``transitions`` has a row a label before, and a last one for the beginning of a segment.

        ``weights`` has a signed byte for each of ``names`` and label.
        """
        self.labels = tuple(labels)
        self._index = {name: row for row, name in enumerate(names)}
        self._weights = memoryview(weights).cast("b")
        self._zero: Scores = (0,) * len(labels)
        self._start, self._into = _allowed(labels, transitions)
        self._words: dict[str, _Word] = {}
        self._pairs: dict[str, Scores | None] = {}
        self._modes = {mode: self._sum([f"mode{mode}"]) for mode in "UT"}

    def _row(self, name: str) -> Scores | None:
        """The weights of a feature, None if the model does not have it."""
        row = self._index.get(name)
        if row is None:
            return None
        size = len(self.labels)
        return tuple(self._weights[row * size : (row + 1) * size])

    def _sum(self, names: Iterable[str]) -> Scores:
        """The weights of some features added up."""
        rows = [row for name in names if (row := self._row(name)) is not None]
        return tuple(map(sum, zip(*rows, strict=True))) if rows else self._zero

    def _word(self, word: str) -> _Word:
        """What ``word`` contributes."""
        known = self._words.get(word)
        if known is not None:
            return known
        described = features.describe(word)
        made = _Word(
            self._sum(described.own),
            self._sum(features.BEFORE + name for name in described.near),
            self._sum(features.TWO_BEFORE + name for name in described.far),
            self._sum(features.AFTER + name for name in described.near),
            self._sum(features.TWO_AFTER + name for name in described.far),
            described.kind,
            described.key,
        )
        if len(word) <= _LONGEST_REMEMBERED:
            if len(self._words) >= _MOST_REMEMBERED:
                self._words.clear()
            self._words[word] = made
        return made

    def _pair(self, name: str) -> Scores | None:
        """The weights of a feature of several words."""
        if name in self._pairs:
            return self._pairs[name]
        if len(self._pairs) >= _MOST_REMEMBERED:
            self._pairs.clear()
        found = self._pairs[name] = self._row(name)
        return found

    def _scores(self, words: list[str], index: int) -> list[Scores]:
        """All that adds to the scores of the word at ``index`` from itself and its neighbours."""
        here = self._word(words[index])
        found = [here.own]
        left = right = before = None
        last = len(words) - 1
        if index:
            before = words[index - 1]
            neighbour = self._word(before)
            found.append(neighbour.before)
            left = neighbour.kind
        if index > 1:
            found.append(self._word(words[index - 2]).two_before)
        if index < last:
            neighbour = self._word(words[index + 1])
            found.append(neighbour.after)
            right = neighbour.kind
        if index + 1 < last:
            found.append(self._word(words[index + 2]).two_after)
        for name in features.pair_features(before, words[index], (left, here.kind, right)):
            row = self._pair(name)
            if row is not None:
                found.append(row)
        return found

    def _decode(self, scores: Sequence[list[int]]) -> list[int]:
        """The labels of the best path through a segment."""
        best = list(map(add, self._start, scores[0]))
        steps = []
        for row in scores[1:]:
            step = []
            following = []
            for (labels, costs), score in zip(self._into, row, strict=True):
                totals = [best[label] + cost for label, cost in zip(labels, costs, strict=True)]
                top = max(totals)
                step.append(labels[totals.index(top)])
                following.append(top + score)
            steps.append(step)
            best = following
        label = best.index(max(best))
        path = [label]
        for step in reversed(steps):
            label = step[label]
            path.append(label)
        path.reverse()
        return path

    def scores(self, sentence: list[str]) -> list[tuple[int, list[list[int]]]]:
        """Each segment's first word, and its words' scores by label."""
        words, mode = features.with_usual_case(sentence)
        segments = features.segments(words)
        if not segments:
            return []
        of_runs: dict[int, Scores] = {}
        for first, last in features.runs(words):
            of_runs.update(dict.fromkeys(range(first, last), self._sum(features.run_features(words, first, last))))
        found = []
        for first, last in segments:
            of_places = features.place_features([self._word(word).key for word in words[first:last]])
            rows = []
            for index in range(first, last):
                parts = self._scores(words, index)
                if index in of_runs:
                    parts.append(of_runs[index])
                place = of_places.get(index - first)
                if place and (row := self._pair(place)) is not None:
                    parts.append(row)
                if mode:
                    parts.append(self._modes[mode])
                rows.append(list(map(sum, zip(*parts, strict=True))))
            found.append((first, rows))
        return found

    def tag(self, sentence: list[str]) -> list[Name]:
        """The names among the words of a sentence."""
        found: list[Name] = []
        for first, rows in self.scores(sentence):
            for index, label in enumerate(self._decode(rows), start=first):
                name = self.labels[label]
                if name.startswith("B-"):
                    found.append(Name(index, index + 1, name[2:]))
                elif name.startswith("I-"):
                    found[-1] = found[-1]._replace(last=index + 1)
        return found


def _allowed(
    labels: Sequence[str], transitions: Sequence[Scores]
) -> tuple[Scores, list[tuple[tuple[int, ...], tuple[int, ...]]]]:
    """The scores of beginning with each label, and for each label those that may stand before it, with scores.

    An I- label stands only after a B- or I- label of its type.
    """
    start = tuple(
        _IMPOSSIBLE if label.startswith("I-") else score for label, score in zip(labels, transitions[-1], strict=True)
    )
    into = []
    for column, label in enumerate(labels):
        sources = tuple(
            row
            for row, before in enumerate(labels)
            if not label.startswith("I-") or before in (label, "B-" + label[2:])
        )
        into.append((sources, tuple(transitions[row][column] for row in sources)))
    return start, into


def load(packed: bytes) -> Tagger:
    """The tagger of a model file: under xz, a line of JSON, the features a line each, and their weights."""
    data = lzma.decompress(packed)
    end = data.index(b"\n")
    head = json.loads(data[:end])
    names_end = end + 1 + head["names_bytes"]
    names = data[end + 1 : names_end].decode().split("\n")
    return Tagger(head["labels"], [tuple(row) for row in head["transitions"]], names, data[names_end:])


@cache
def tagger() -> Tagger:
    """The shipped tagger, read on first use."""
    return load(resources.files("index.entities").joinpath("data", "model.xz").read_bytes())
