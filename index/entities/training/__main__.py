"""``python -m index.entities.training DATA``: trains the tagger on the corpora in the folder DATA.

Writes index/entities/data/model.gz. Which corpora, and under which licences: index/entities/data/README.md.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

from index.entities.training import corpora, perceptron

HERE = Path(__file__).parent
TARGET = HERE.parent / "data" / "model.gz"

CORPORA = ("uner_ewt", "gum", "crossner", "wikigold", "wnut17", "broad_twitter")
MARKED = ("written.txt", "wikinews.txt")  # beside this module
MARKED_WEIGHT = 5  # times that they are shown in an epoch: they are few, and the nearest to what is read
SEEDS = (0, 1, 2)


def main() -> int:
    """Train and write the model."""
    if len(sys.argv) != 2:
        print("Give the folder with the corpora: python -m index.entities.training DATA", file=sys.stderr)  # noqa: T201
        return 2
    folder = Path(sys.argv[1])
    documents = [document for name in CORPORA for document in corpora.read(folder / f"{name}.iob2.xz")]
    sentences = [sentence for document in documents for sentence in document]
    for name in MARKED:
        sentences += list(corpora.read_marked(HERE / name)) * MARKED_WEIGHT
    sentences += corpora.with_spaced_hyphens(sentences)
    random.Random(0).shuffle(sentences)
    started = time.process_time()
    data = perceptron.examples(sentences)
    model = perceptron.pack(data, perceptron.train(data, SEEDS))
    TARGET.write_bytes(model)
    seconds = time.process_time() - started
    print(f"{len(sentences)} sentences, {len(data.names)} features, {len(model)} bytes, {seconds:.0f} s")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
