"""Where nothing has all words of a query, what has most of them is shown, and counted exactly."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from running import Run

TEXTS = {
    "both": "Rebels claimed responsibility for the attack on the convoy.",
    "one": "The convoy was stopped by responsibility and nothing else.",
    "word": "A convoy.",
    "none": "Rain fell.",
}


def test_documents_with_most_of_the_words_come_first(build: Callable[..., Path], run: Run) -> None:
    lines = [json.dumps({"id": name, "title": name, "source": name, "text": text}) for name, text in TEXTS.items()]
    library = f"{build({'a.jsonl': chr(10).join(lines)})}/"
    output = run("search", "--library", library, "--json", "who claimed responsibility for the convoy zeppelin")
    assert (output.code, output.json["total"], output.json["hits"]) == (1, 0, [])
    near = output.json["near"]
    assert near["total"] == 3
    assert [hit["source"] for hit in near["hits"]] == ["both", "one", "word"]
    shown = run("search", "--library", library, "who claimed responsibility for the convoy zeppelin")
    assert shown.code == 1
    assert "any of 4 words: 3; those with most of them:" in shown.out
    assert "nothing has zeppelin" in shown.out
    assert "without zeppelin: 1 · any of 4 words: 3" in shown.out
    assert "not required: who, for, the" in shown.out
    assert shown.out.index("both") < shown.out.index("one")
    for query in (
        "convoy",
        "zeppelin",
        "zeppelin OR airship",
        '"zeppelin convoy"',
        "convoy -convoy",
        "convoy date:1900",
    ):
        assert "near" not in run("search", "--library", library, "--json", query).json
    assert run("search", "--library", library, "--json", "convoy rebels").json["total"] == 1
