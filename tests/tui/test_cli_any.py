"""``--match any``: what is found, in which order, and which words are not required."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from running import Run


def test_lent_words_order_what_any_finds_and_add_nothing(build: Callable[..., Path], run: Run) -> None:
    texts = {
        "first": "Zeppelin airship hangar. Zeppelin airship.",
        "second": "Zeppelin airship. Airship hangar here.",
        "lent": "The zeppelin and an airship hangar were large.",
        "plain": "The zeppelin and some other things were large.",
        "none": "An airship hangar.",
        "rest": "Rain fell on the town.",
    }
    lines = [json.dumps({"id": name, "title": name, "source": name, "text": text}) for name, text in texts.items()]
    library = f"{build({'a.jsonl': chr(10).join(lines)})}/"
    answer = run("search", "--library", library, "--match", "any", "--json", "--explain", "what is a zeppelin").json
    found = [hit["source"] for hit in answer["hits"]]
    assert sorted(found) == ["first", "lent", "plain", "second"]
    assert found.index("lent") < found.index("plain")
    assert "not required: what, is, a" in answer["explain"]["line"]
