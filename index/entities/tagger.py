"""The tagger: a linear model over the features of words, decoded by Viterbi's algorithm.

What a word contributes at each distance is added up once and kept, and only the stretches that hold capitals are
decoded, so that plain Python is fast enough. All scores are whole numbers; those of all labels are packed into one,
so that adding them is one addition.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Sequence
from functools import cache
from operator import add
from pathlib import Path
from struct import Struct
from typing import NamedTuple

from index.entities import features
from index.entities.consistency import Name
from index.entities.remembering import Remembered

Scores = tuple[int, ...]  # one a label

_IMPOSSIBLE = -(10**9)


class _Word(NamedTuple):
    """What a word contributes to its own scores and to those of its neighbours, packed."""

    own: int
    before: int
    two_before: int
    after: int
    two_after: int
    kind: str
    key: str


class _Packing:
    """Small whole numbers in one, 16 bits each. Packed numbers can be added while no sum leaves its 16 bits.

    The weights are a byte each, and a word has not a hundred features.
    """

    def __init__(self, count: int) -> None:
        self._struct = Struct(f"<{count}h")
        self._signs = int.from_bytes(b"\x00\x80" * count, "little")

    def pack(self, numbers: Iterable[int]) -> int:
        """So many numbers in one."""
        return (int.from_bytes(self._struct.pack(*numbers), "little") ^ self._signs) - self._signs

    def unpack(self, packed: int) -> Scores:
        """The numbers that are packed in one."""
        return self._struct.unpack(((packed + self._signs) ^ self._signs).to_bytes(self._struct.size, "little"))


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
        self._packing = _Packing(len(labels))
        self._start, self._into = _allowed(labels, transitions)
        self._words = Remembered(self._describe)
        self._packed: list[int | None] = [None] * len(names)  # the weights of the features that were met, packed
        self._modes = {mode: self._sum([f"mode{mode}"]) for mode in "UT"}

    def _sum(self, names: Iterable[str]) -> int:
        """The weights of some features added up, packed; those that the model does not have are nothing."""
        total = 0
        for row in map(self._index.get, names):
            if row is not None:
                weights = self._packed[row]
                total += self._pack(row) if weights is None else weights
        return total

    def _pack(self, row: int) -> int:
        """The weights of a row of the model, packed."""
        size = len(self.labels)
        weights = self._packed[row] = self._packing.pack(self._weights[row * size : (row + 1) * size])
        return weights

    def _describe(self, word: str) -> _Word:
        """What ``word`` contributes."""
        described = features.describe(word)
        return _Word(
            self._sum(described.own),
            self._sum(features.BEFORE + name for name in described.near),
            self._sum(features.TWO_BEFORE + name for name in described.far),
            self._sum(features.AFTER + name for name in described.near),
            self._sum(features.TWO_AFTER + name for name in described.far),
            described.kind,
            described.key,
        )

    def _sum_at(self, words: list[str], index: int) -> int:
        """What the word at ``index`` and its neighbours add to its scores, packed."""
        here = self._words[words[index]]
        found = here.own
        left = right = before = None
        last = len(words) - 1
        if index:
            before = words[index - 1]
            neighbour = self._words[before]
            found += neighbour.before
            left = neighbour.kind
        if index > 1:
            found += self._words[words[index - 2]].two_before
        if index < last:
            neighbour = self._words[words[index + 1]]
            found += neighbour.after
            right = neighbour.kind
        if index + 1 < last:
            found += self._words[words[index + 2]].two_after
        return found + self._sum(features.pair_features(before, words[index], (left, here.kind, right)))

    def _decode(self, scores: Sequence[Scores]) -> list[int]:
        """The labels of the best path through a segment."""
        best = [list(map(add, self._start, scores[0]))]  # of the paths to each word, by the word's label
        for row in scores[1:]:
            before = best[-1]
            best.append([max(map(add, before, into)) + own for into, own in zip(self._into, row, strict=True)])
        totals = best.pop()
        path = [totals.index(max(totals))]
        for before in reversed(best):
            totals = list(map(add, before, self._into[path[-1]]))
            path.append(totals.index(max(totals)))
        path.reverse()
        return path

    def scores(self, sentence: list[str]) -> list[tuple[int, list[Scores]]]:
        """Each segment's first word, and its words' scores by label."""
        words, mode = features.with_usual_case(sentence)
        name_like = features.name_like_words(words)
        if not name_like:
            return []
        of_runs: dict[int, int] = {}
        for first, last in features.runs(words, name_like):
            of_run = self._sum(features.run_features(words, first, last))
            of_runs.update(dict.fromkeys(range(first, last), of_run))
        found = []
        for first, last in features.segments(words, name_like):
            of_places = features.place_features([self._words[word].key for word in words[first:last]])
            rows = []
            for index in range(first, last):
                total = self._sum_at(words, index) + of_runs.get(index, 0)
                if index - first in of_places:
                    total += self._sum([of_places[index - first]])
                if mode:
                    total += self._modes[mode]
                rows.append(self._packing.unpack(total))
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


def _allowed(labels: Sequence[str], transitions: Sequence[Scores]) -> tuple[Scores, list[Scores]]:
    """The scores of beginning with each label, and for each label those of following each other.

    An I- label stands only after a B- or I- label of its type.
    """
    start = tuple(
        _IMPOSSIBLE if label.startswith("I-") else score for label, score in zip(labels, transitions[-1], strict=True)
    )
    into = []
    for column, label in enumerate(labels):
        into.append(
            tuple(
                transitions[row][column]
                if not label.startswith("I-") or before in (label, "B-" + label[2:])
                else _IMPOSSIBLE
                for row, before in enumerate(labels)
            )
        )
    return start, into


def load(packed: bytes) -> Tagger:
    """The tagger of a model file: under gzip, a line of JSON, the features a line each, and their weights."""
    data = gzip.decompress(packed)
    end = data.index(b"\n")
    head = json.loads(data[:end])
    names_end = end + 1 + head["names_bytes"]
    names = data[end + 1 : names_end].decode().split("\n")
    return Tagger(head["labels"], [tuple(row) for row in head["transitions"]], names, data[names_end:])


@cache
def tagger() -> Tagger:
    """The shipped tagger, read on first use."""
    return load((Path(__file__).parent / "data" / "model.gz").read_bytes())
