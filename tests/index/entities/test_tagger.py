"""The tagger's quick sums against the features that it was trained on."""

from __future__ import annotations

import gzip
import json
from importlib import resources

import pytest

from index.entities import features
from index.entities.tagger import tagger

SENTENCES = [
    "Colonel Ryan Dillon of the US-led coalition spoke in Deir ez-Zor on Monday .",
    "MINISTER OF OIL VISITS NEW YORK AND MEETS ANN LEE",
    "The Bank of Northern Ireland said Kim Young - Jin 's report “ was late ” .",
    "no name at all here",
    "Paris",
]


def shipped_weights() -> dict[str, list[int]]:
    """The weights of each feature, read from the model's file."""
    data = gzip.decompress(resources.files("index.entities").joinpath("data", "model.gz").read_bytes())
    head, _, rest = data.partition(b"\n")
    names_bytes, size = json.loads(head)["names_bytes"], len(json.loads(head)["labels"])
    weights = memoryview(rest)[names_bytes:].cast("b").tolist()
    names = rest[:names_bytes].decode().split("\n")
    return {name: weights[row * size : (row + 1) * size] for row, name in enumerate(names)}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_scores_are_the_sums_of_the_weights_of_all_features(sentence: str) -> None:
    model = tagger()
    words = sentence.split()
    weights = shipped_weights()
    expected = [
        (
            segment.first,
            [
                tuple(sum(column) for column in zip(*(weights[name] for name in row if name in weights), strict=True))
                for row in segment.features
            ],
        )
        for segment in features.extract(words)
    ]
    assert model.scores(words) == expected


def test_names_are_found_and_told_apart() -> None:
    words = "Angela Merkel met officials of the World Health Organization in Geneva and a French delegation".split()
    found = {" ".join(words[name.first : name.last]): name.label for name in tagger().tag(words)}
    assert found == {
        "Angela Merkel": "PER",
        "World Health Organization": "ORG",
        "Geneva": "LOC",
        "French": "AFF",
    }
