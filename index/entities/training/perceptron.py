"""Trains the tagger: an averaged structured perceptron with a margin, words dropped at random.

Dropping words makes the model rely on shapes, lists and context too, so that names that it never saw are found.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.entities import features
from index.entities.training.corpora import Annotated

LABELS = ("O", *(prefix + kind for kind in ("PER", "ORG", "LOC", "AFF", "MISC") for prefix in ("B-", "I-")))

EPOCHS = 6
MARGIN = 16.0  # points by which the right label has to win
RAREST = 3  # features that occur less often are left out
_DROPPED_WORDS, _DROPPED_OTHERS = 0.35, 0.08  # shares of the features that are hidden in an epoch
_LEXICAL = ("w=", "-1w=", "+1w=", "-2w=", "+2w=", "b=", "rf=", "rl=", "ra=", "rb=")
_IMPOSSIBLE = -1e9

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Examples:
    """All segments, one after the other: their features by number, and the right labels."""

    names: list[str]  # of the features; number 0 is none
    features: NDArray[np.int32]
    word_starts: Integers  # where each word's features begin, and the end
    segment_starts: Integers  # where each segment's words begin, and the end
    labels: Integers


@dataclass(frozen=True)
class Weights:
    """The model: a row a feature, a column a label; a row of transitions a label before, the last for none."""

    features: Floats
    transitions: Floats


def examples(sentences: Iterable[Annotated]) -> Examples:
    """The segments of annotated sentences. A name that reaches into a segment from before begins with it."""
    rows: list[list[str]] = []
    labels: list[int] = []
    segment_starts = [0]
    number = {label: place for place, label in enumerate(LABELS)}
    for sentence in sentences:
        for segment in features.extract(sentence.words):
            rows += segment.features
            tags = sentence.tags[segment.first : segment.last]
            tags[0] = tags[0].replace("I-", "B-")
            labels += [number[tag] for tag in tags]
            segment_starts.append(len(labels))
    counts = Counter(name for row in rows for name in row)
    names = ["", *(name for name, count in counts.items() if count >= RAREST)]
    index = {name: place for place, name in enumerate(names)}
    numbered = [[index[name] for name in row if name in index] for row in rows]
    return Examples(
        names,
        np.fromiter((value for row in numbered for value in row), np.int32),
        np.cumsum([0, *map(len, numbered)]),
        np.array(segment_starts),
        np.array(labels),
    )


def _forbidden() -> Floats:
    """What is added to the transitions so that an I- label stands only after its own type."""
    barred = np.zeros((len(LABELS) + 1, len(LABELS)))
    for column, label in enumerate(LABELS):
        if label.startswith("I-"):
            barred[:, column] = _IMPOSSIBLE
            for before in (label, "B-" + label[2:]):
                barred[LABELS.index(before), column] = 0
    return barred


def _best_path(scores: Floats, transitions: Floats) -> list[int]:
    """The labels of the best path (Viterbi)."""
    best = scores[0] + transitions[-1]
    steps = []
    for row in scores[1:]:
        totals = best[:, None] + transitions[:-1]
        step = totals.argmax(axis=0)
        best = totals[step, np.arange(len(row))] + row
        steps.append(step)
    path = [int(best.argmax())]
    for step in reversed(steps):
        path.append(int(step[path[-1]]))
    path.reverse()
    return path


class _Trainer:
    """The weights while they are learned, with the sums from which their average is taken."""

    def __init__(self, data: Examples, seed: int) -> None:
        size = len(LABELS)
        self.data = data
        self.random = np.random.default_rng(seed)
        self.weights = np.zeros((len(data.names), size))
        self.transitions = np.zeros((size + 1, size))
        self.weight_sums = np.zeros_like(self.weights)
        self.transition_sums = np.zeros_like(self.transitions)
        self.barred = _forbidden()
        lexical = np.array([name.startswith(_LEXICAL) for name in data.names])
        self.dropped = np.where(lexical, _DROPPED_WORDS, _DROPPED_OTHERS).astype(np.float32)
        self.count = 0

    def epoch(self) -> int:
        """Go once through all segments in random order; return how many words were wrong."""
        data = self.data
        hidden = self.random.random(len(data.features), dtype=np.float32) < self.dropped[data.features]
        shown = np.where(hidden, 0, data.features)
        wrong = 0
        for segment in self.random.permutation(len(data.segment_starts) - 1):
            wrong += self._learn(shown, data.segment_starts[segment], data.segment_starts[segment + 1])
        return wrong

    def _learn(self, shown: NDArray[np.int32], first: int, last: int) -> int:
        """Correct the weights where a segment's best path is not the right one."""
        bounds = self.data.word_starts[first : last + 1]
        scores = np.add.reduceat(self.weights[shown[bounds[0] : bounds[-1]]], bounds[:-1] - bounds[0])
        right = self.data.labels[first:last]
        scores += MARGIN
        scores[np.arange(last - first), right] -= MARGIN
        guess = _best_path(scores, self.transitions + self.barred)
        self.count += 1
        wrong = 0
        before_right = before_guess = len(LABELS)
        for offset, (gold, label) in enumerate(zip(right.tolist(), guess, strict=True)):
            if gold != label:
                wrong += 1
                rows = np.unique(shown[bounds[offset] : bounds[offset + 1]]).astype(np.int64)
                self._move(self.weights, self.weight_sums, rows, gold, rows, label)
            if gold != label or before_right != before_guess:
                self._move(
                    self.transitions,
                    self.transition_sums,
                    np.array([before_right]),
                    gold,
                    np.array([before_guess]),
                    label,
                )
            before_right, before_guess = gold, label
        self.weights[0] = self.weight_sums[0] = 0
        return wrong

    def _move(
        self, weights: Floats, sums: Floats, rows: Integers, right: int, wrong_rows: Integers, wrong: int
    ) -> None:
        """Move one point from a wrong label to the right one."""
        for where, column, points in ((rows, right, 1), (wrong_rows, wrong, -1)):
            weights[where, column] += points
            sums[where, column] += points * self.count

    def average(self) -> Weights:
        """The weights averaged over all steps."""
        return Weights(
            self.weights - self.weight_sums / self.count, self.transitions - self.transition_sums / self.count
        )


def train(data: Examples, seeds: Sequence[int], epochs: int = EPOCHS) -> Weights:
    """The mean of the models trained with each of ``seeds``."""
    models = []
    for seed in seeds:
        trainer = _Trainer(data, seed)
        for _ in range(epochs):
            trainer.epoch()
        models.append(trainer.average())
    return Weights(
        np.mean([model.features for model in models], axis=0), np.mean([model.transitions for model in models], axis=0)
    )


def pack(data: Examples, weights: Weights) -> bytes:
    """The model as a file: weights as signed bytes, features without any weight left out."""
    scale = 127 / np.abs(weights.features).max()
    rounded = np.rint(weights.features * scale).astype(np.int8)
    kept = [row for row in np.flatnonzero(rounded.any(axis=1)).tolist() if row]
    kept.sort(key=lambda row: data.names[row])
    names = "\n".join(data.names[row] for row in kept).encode()
    head = {
        "labels": LABELS,
        "names_bytes": len(names),
        "transitions": np.rint(weights.transitions * scale).astype(int).tolist(),
    }
    content = json.dumps(head).encode() + b"\n" + names + rounded[kept].tobytes()
    return gzip.compress(content, mtime=0)
